using System;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>The only place where an ErrorRecord is made.</summary>
internal static class ErrorRecords
{
    private const int LongestName = 300;

    /// <summary>The error of one input item.</summary>
    /// <param name="exception">What happened.</param>
    /// <param name="what">What kind of item it is, such as <c>User code</c>; null where the call was for no item.</param>
    /// <param name="item">The item, whose value may be anything.</param>
    /// <param name="redaction">The connection's redaction.</param>
    public static ErrorRecord OfItem(Bitrix24Exception exception, LocalizableText? what, InputItem item, Redaction redaction)
    {
        if (what is null)
        {
            return OfCommand(exception);
        }

        var shown = redaction.Clean(item.Name, LongestName);
        var unseen = item.Value is string text && shown.Length > 0 ? UnseenCharacters.Describe(text) : null;
        var own = exception.For(exception.Method);
        FailedValue.Remember(own, item.Parameter?.Name, item.Value);
        var message = shown.Length == 0 ? ModuleText.Of("Item_OfRecord", what, item.Number, exception.MessageText)
            : unseen is null ? ModuleText.Of("Item_Named", what, shown, exception.MessageText)
            : ModuleText.Of("Item_NamedUnseen", what, shown, unseen, exception.MessageText);
        var record = Create(own, Mask(item.Source, redaction), message.ToString());
        record.CategoryInfo.TargetName = shown.Length == 0 ? (ModuleText.Of("Item_Record", item.Number)).ToString() : shown;
        return record;
    }

    /// <summary>An error as it would be if the cmdlet had written it: the engine adds who did.</summary>
    /// <param name="record">The error.</param>
    /// <param name="command">The cmdlet's name.</param>
    /// <param name="type">The full name of the cmdlet's class.</param>
    public static ErrorRecord AsWritten(ErrorRecord record, string command, string type)
    {
        var written = new ErrorRecord(
            record.Exception, $"{record.FullyQualifiedErrorId},{type}", record.CategoryInfo.Category, record.TargetObject)
        {
            ErrorDetails = record.ErrorDetails,
        };
        written.CategoryInfo.Activity = command;
        written.CategoryInfo.TargetName = record.CategoryInfo.TargetName;
        return written;
    }

    /// <summary>The same error for a screen that shows its advice already.</summary>
    public static ErrorRecord Repeat(ErrorRecord record) => new RepeatedError(record);

    /// <summary>The error of something that cannot be an item.</summary>
    /// <param name="exception">What happened.</param>
    /// <param name="input">What was piped in or given.</param>
    /// <param name="redaction">The connection's redaction.</param>
    public static ErrorRecord OfInput(Bitrix24Exception exception, object? input, Redaction redaction)
    {
        var record = Create(exception, Mask(input, redaction), exception.Message);

        // Left to itself the engine shows the beginning and the end of the object's text, and the end of a webhook is its code.
        record.CategoryInfo.TargetName = BareValue.Of(input)?.GetType().Name ?? "null";
        return record;
    }

    /// <summary>An error that concerns the command as a whole.</summary>
    public static ErrorRecord OfCommand(Bitrix24Exception exception) => Create(exception, target: null, exception.Message);

    /// <summary>
    /// The very object; a text that has a secret in it without that. It is a webhook in the wrong place: no item can be one.
    /// </summary>
    private static object? Mask(object? target, Redaction redaction)
    {
        var text = BareValue.Of(target) is Uri address ? address.OriginalString : BareValue.Of(target) as string;
        if (text is null || text.Length > Redaction.LongestRead)
        {
            return target;
        }

        var masked = redaction.Mask(text);
        return ReferenceEquals(masked, text) ? target : masked;
    }

    private static ErrorRecord Create(Bitrix24Exception exception, object? target, string message) =>
        new(exception, exception.Id, CategoryOf(exception.Row.Meaning), target)
        {
            ErrorDetails = new ErrorDetails(message) { RecommendedAction = exception.Row.Advice },
        };

    private static ErrorCategory CategoryOf(ErrorMeaning meaning) => meaning switch
    {
        ErrorMeaning.AuthenticationError => ErrorCategory.AuthenticationError,
        ErrorMeaning.ConnectionError => ErrorCategory.ConnectionError,
        ErrorMeaning.InvalidArgument => ErrorCategory.InvalidArgument,
        ErrorMeaning.InvalidData => ErrorCategory.InvalidData,
        ErrorMeaning.InvalidResult => ErrorCategory.InvalidResult,
        ErrorMeaning.LimitsExceeded => ErrorCategory.LimitsExceeded,
        ErrorMeaning.NotImplemented => ErrorCategory.NotImplemented,
        ErrorMeaning.ObjectNotFound => ErrorCategory.ObjectNotFound,
        ErrorMeaning.OperationStopped => ErrorCategory.OperationStopped,
        ErrorMeaning.OperationTimeout => ErrorCategory.OperationTimeout,
        ErrorMeaning.PermissionDenied => ErrorCategory.PermissionDenied,
        ErrorMeaning.ResourceExists => ErrorCategory.ResourceExists,
        ErrorMeaning.ResourceUnavailable => ErrorCategory.ResourceUnavailable,
        _ => ErrorCategory.InvalidOperation,
    };
}
