using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Something that is wrong with a connection, or soon will be.</summary>
public sealed class ConnectionProblem
{
    internal ConnectionProblem(LocalizableText message, LocalizableText advice) =>
        (Message, Advice) = (message.ToString(), advice.ToString());

    /// <summary>What is wrong.</summary>
    public string Message { get; }

    /// <summary>What to do.</summary>
    public string Advice { get; }

    /// <summary>Both.</summary>
    public override string ToString() => Sentence.Join(Message, Advice);
}
