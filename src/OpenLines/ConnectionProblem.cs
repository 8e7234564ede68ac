namespace OpenLines;

/// <summary>Something that is wrong with a connection, or soon will be.</summary>
public sealed class ConnectionProblem
{
    internal ConnectionProblem(string message, string advice) => (Message, Advice) = (message, advice);

    /// <summary>What is wrong.</summary>
    public string Message { get; }

    /// <summary>What to do.</summary>
    public string Advice { get; }

    /// <summary>Both. What a portal says has no full stop.</summary>
    public override string ToString() => Message.Length > 0 && char.IsLetterOrDigit(Message[Message.Length - 1])
        ? $"{Message}. {Advice}"
        : $"{Message} {Advice}";
}
