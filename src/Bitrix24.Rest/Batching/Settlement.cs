using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>What follows for the calls of one request: who has ended, who goes again, and what that means for others.</summary>
internal sealed class Settlement(int size)
{
    private readonly List<(Call Call, CallVerdict Verdict)> _again = [];

    /// <summary>The calls that have ended.</summary>
    public List<EndedCall> Ended { get; } = new(size);

    /// <summary>The calls that go again, each with the reason.</summary>
    public IReadOnlyList<(Call Call, CallVerdict Verdict)> Again => _again;

    /// <summary>Whether a call has ended with an error: a run that stops at its first failure stops there.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Whether a call was lost and goes again.</summary>
    public bool HasLost { get; private set; }

    /// <summary>The failure that ends the connection; null where none does.</summary>
    public Bitrix24Exception? ConnectionError { get; private set; }

    public void Add(Call call, CallVerdict verdict)
    {
        HasFailed |= verdict is { Next: NextStep.End, Error: not null };
        ConnectionError ??= verdict is { Next: NextStep.End, Error: { Row.Kind: FailureKind.Connection } end } ? end : null;
        if (call.State == CallState.Ended)
        {
            // Abandoned on the way.
            return;
        }

        if (verdict.Next == NextStep.End)
        {
            call.State = CallState.Ended;
            Ended.Add(new(call, verdict.Error));
        }
        else
        {
            HasLost |= verdict.Next == NextStep.AgainLater;
            _again.Add((call, verdict));
        }
    }
}
