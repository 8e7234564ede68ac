using System;
using System.Globalization;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// What the progress of a run says: first the counts, then shortly why nothing leaves. A console of 80 columns cuts the line after some
/// 48 characters, and the name of the cmdlet stands before it.
/// </summary>
internal static class RunStatus
{
    /// <param name="done">How many items have their result.</param>
    /// <param name="total">How many items there are; null while that is not known.</param>
    /// <param name="failed">How many items have ended with an error.</param>
    /// <param name="hold">Why nothing leaves; null where something may.</param>
    /// <param name="now">What time it is.</param>
    public static string Of(long done, long? total, long failed, Hold? hold, DateTimeOffset now)
    {
        var culture = CultureInfo.CurrentCulture;
        var counts = total is null
            ? string.Format(culture, "{0:N0} done, {1:N0} failed", done, failed)
            : string.Format(culture, "{0:N0} of {1:N0} done, {2:N0} failed", done, total, failed);
        return hold is null ? counts : $"{counts}; {Reason(hold, now)}";
    }

    private static string Reason(Hold hold, DateTimeOffset now)
    {
        if (hold.Since is { } since)
        {
            return string.Format(CultureInfo.InvariantCulture, "portal away since {0:HH:mm}", since.LocalDateTime);
        }

        var what = hold.Reason switch
        {
            HoldReason.RequestLimit => "rate limit",
            HoldReason.OwnRate => "own limit",
            HoldReason.SigningIn => "signing in",
            HoldReason.Chat => "busy chats",
            HoldReason.Retry or HoldReason.Outage => "lost calls",
            _ => "operating time",
        };
        var seconds = Math.Max(1, Math.Ceiling((hold.Until - now).TotalSeconds));
        return string.Format(CultureInfo.CurrentCulture, "{0}, {1:N0} s", what, seconds);
    }
}
