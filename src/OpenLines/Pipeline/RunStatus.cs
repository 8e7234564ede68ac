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
        var counts = total is null
            ? ModuleText.Of("Run_Counts", Count(done), Count(failed))
            : ModuleText.Of("Run_CountsOf", Count(done), Count(total.Value), Count(failed));
        return (hold is null ? counts : ModuleText.Of("Run_Held", counts, Reason(hold, now))).ToString();
    }

    private static LocalizableText Reason(Hold hold, DateTimeOffset now)
    {
        if (hold.Since is { } since)
        {
            return ModuleText.Of("Run_Away", since.LocalDateTime.ToString("HH:mm", CultureInfo.InvariantCulture));
        }

        var what = hold.Reason switch
        {
            HoldReason.RequestLimit => ModuleText.Of("Run_RateLimit"),
            HoldReason.OwnRate => ModuleText.Of("Run_OwnLimit"),
            HoldReason.SigningIn => ModuleText.Of("Run_SigningIn"),
            HoldReason.Chat => ModuleText.Of("Run_BusyChats"),
            HoldReason.Retry or HoldReason.Outage => ModuleText.Of("Run_LostCalls"),
            _ => ModuleText.Of("Run_OperatingTime"),
        };
        var seconds = Math.Max(1, Math.Ceiling((hold.Until - now).TotalSeconds));
        return ModuleText.Of("Run_Wait", what, Count((long)seconds));
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.CurrentCulture);
}
