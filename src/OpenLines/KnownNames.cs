using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// Names of one kind at the portal of one connection, for somebody who types: what is known is given, and the portal is asked now and then,
/// for a moment at the most.
/// </summary>
/// <param name="client">The connection.</param>
/// <param name="read">Makes the call that asks for them.</param>
/// <param name="namesOf">The ids and names that it has brought; none where it has failed.</param>
internal sealed class KnownNames(Bitrix24Client client, Func<Call> read, Func<Call, IEnumerable<(long Id, string? Name)>> namesOf)
{
    /// <summary>How many are kept: more than anybody looks through.</summary>
    public const int Most = 200;

    private const int LongestName = 100;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UntilNextTry = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private DateTimeOffset? _nextAt;
    private IReadOnlyList<KnownName> _names = [];

    /// <summary>What is known.</summary>
    /// <param name="mayAsk">Whether the portal may be asked.</param>
    public IReadOnlyList<KnownName> Get(bool mayAsk)
    {
        if (mayAsk && TryBegin())
        {
            Ask();
        }

        lock (_gate)
        {
            return _names;
        }
    }

    /// <summary>One at a time asks, and after a failure nobody does for a while: each press of a key would wait again.</summary>
    private bool TryBegin()
    {
        lock (_gate)
        {
            var now = client.Clock.Now;
            if (now < _nextAt)
            {
                return false;
            }

            _nextAt = now + UntilNextTry;
            return true;
        }
    }

    private void Ask()
    {
        var call = read();
        var isDone = AwaitedCalls.Run(client, [call], LongestWait, whileWaiting: null, CancellationToken.None)
            && call.OutcomeError is null;
        var names = call is { IsCompleted: true, Error: null } ? namesOf(call).Take(Most).Select(Show).ToArray() : null;
        lock (_gate)
        {
            _names = names ?? _names;
            _nextAt = isDone ? client.Clock.Now + Lasting : _nextAt;
        }
    }

    private KnownName Show((long Id, string? Name) named)
    {
        var shown = client.Redaction.Clean(named.Name ?? "", LongestName);
        return new(named.Id, shown, shown.Length > 0 && shown == named.Name);
    }
}
