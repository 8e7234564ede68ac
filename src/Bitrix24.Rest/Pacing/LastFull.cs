using System;

namespace Bitrix24.Rest;

/// <summary>
/// The moment when the limit was last found full, and what has left since. Between two such moments the limit has let in exactly what it
/// grants in that time, whatever it is: a measure with an error of about one request. Guarded by the pace's lock.
/// </summary>
internal sealed class LastFull
{
    /// <summary>When the refused request was sent, in seconds of the pace.</summary>
    public double At { get; set; }

    /// <summary>Its number.</summary>
    public long Number { get; set; }

    /// <summary>How many were sent after it and not refused.</summary>
    public int Sent { get; set; }

    /// <summary>How many of them were let in for sure.</summary>
    public int LetIn { get; set; }

    /// <summary>Whether the limit may have been full only later, because the refusal took long to come back.</summary>
    public bool IsUnsure { get; set; }

    public double SecondsTo(RequestLease refused) => Math.Max(0.001, refused.SentAt - At);

    /// <summary>It was full until this one was refused as well, at least.</summary>
    /// <returns>How many seconds later than was known.</returns>
    public double Delay(RequestLease refused)
    {
        var seconds = refused.SentAt - At;
        At = refused.SentAt;
        IsUnsure = true;
        return seconds;
    }

    public void Carry(PaceRecord record)
    {
        At = record.Carry(At);
        Number = record.Carry(Number);
        Sent = record.Carry(Sent);
        LetIn = record.Carry(LetIn);
        IsUnsure = record.Carry(IsUnsure);
    }

    public void Move(RequestLease refused, int sentAfter)
    {
        At = refused.SentAt;
        Number = refused.Number;
        Sent = sentAfter;
        LetIn = 0;
        IsUnsure = false;
    }
}
