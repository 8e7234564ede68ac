namespace Bitrix24.Rest;

/// <summary>The leave to send one request, to be given back to the <see cref="RequestPace"/> with what became of it.</summary>
/// <param name="number">Its number among those given.</param>
/// <param name="sentAt">When it was given, in seconds of the pace.</param>
internal sealed class RequestLease(long number, double sentAt)
{
    public long Number => number;

    public double SentAt => sentAt;

    /// <summary>The process that it was given to, where several share the pace.</summary>
    public long Owner { get; set; }

    /// <summary>Whether it has come back.</summary>
    public bool IsSettled { get; set; }

    /// <summary>Whether it was refused or lost, or never sent.</summary>
    public bool IsVoid { get; set; }

    /// <summary>Whether it counts as let in.</summary>
    public bool IsLetIn { get; set; }
}
