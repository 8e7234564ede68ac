namespace Bitrix24.Sandbox;

/// <summary>What became of one call.</summary>
/// <param name="Result">The result, if there is no error.</param>
/// <param name="Error">The error.</param>
/// <param name="Time">The answer's part about time; errors have none.</param>
/// <param name="IsCut">The front server has given up on the request. What began before did run.</param>
internal readonly record struct CallReply(object? Result, SandboxError? Error, PhpArray? Time, bool IsCut = false)
{
    /// <summary>How many rows a list has in all.</summary>
    public long? Total { get; init; }

    /// <summary>Where its next page begins.</summary>
    public long? Next { get; init; }

    /// <summary>The answer to a request that makes this call alone.</summary>
    public PhpArray ToArray()
    {
        var envelope = new PhpArray { { "result", Result } };
        if (Next is { } next)
        {
            envelope["next"] = next;
        }

        if (Total is { } total)
        {
            envelope["total"] = total;
        }

        envelope["time"] = Time;
        return envelope;
    }

    public static CallReply Cut { get; } = new(null, null, null, IsCut: true);
}
