using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// What an error tells of the item that failed, whether the error is live or has been through a file, a job or another machine.
/// </summary>
/// <param name="Command">The class of our cmdlet that failed; null for other commands.</param>
/// <param name="ErrorId">The first part of the FullyQualifiedErrorId.</param>
/// <param name="Message">What the user saw.</param>
/// <param name="Advice">What to do, where the error says so.</param>
/// <param name="Target">The object that was piped into the command that failed.</param>
/// <param name="Value">The value that the command worked on, where it is not to be read from the target.</param>
internal sealed record FailedItem(Type? Command, string ErrorId, string Message, string? Advice, object? Target, NamedValue? Value)
{
    private const string RecordCopy = "Deserialized.System.Management.Automation.ErrorRecord";
    private const string ExceptionCopy = "Deserialized.System.Exception";

    /// <param name="value">What may be an error record, live or deserialized, or an exception.</param>
    /// <returns>Null where it is none of these.</returns>
    public static FailedItem? Read(object? value)
    {
        var bare = value is PSObject wrapped ? wrapped.BaseObject : value;
        return bare switch
        {
            ErrorRecord record => Of(record),

            // With -ErrorAction Stop the variable has the exception that stops the pipeline in the place of the error.
            IContainsErrorRecord { ErrorRecord: { } record } => Of(record),
            Bitrix24Exception exception => new(null, exception.Id, exception.Message, exception.Row.Advice, Target: null, Value: null),
            Exception exception => new(null, exception.GetType().Name, exception.Message, Advice: null, Target: null, Value: null),
            PSCustomObject when value is PSObject copy && copy.TypeNames.Any(IsOfRecord) => OfCopy(copy),
            PSCustomObject when value is PSObject copy && copy.TypeNames.Contains(ExceptionCopy) =>
                Read(copy.Properties["ErrorRecord"]?.Value)
                ?? new(null, Last(copy.TypeNames[0], '.'), MessageOf(copy), Advice: null, Target: null, Value: null),
            _ => null,
        };
    }

    // Get-Error gives the error that it has shown a type name of its own in the place of this one.
    private static bool IsOfRecord(string typeName) =>
        typeName == RecordCopy || typeName.StartsWith(RecordCopy + "#", StringComparison.Ordinal);

    private static FailedItem Of(ErrorRecord record)
    {
        var (id, command) = Split(record.FullyQualifiedErrorId);
        return new(
            command,
            id,
            record.ErrorDetails?.Message ?? record.Exception.Message,
            record.ErrorDetails?.RecommendedAction,
            record.TargetObject,
            FailedValue.Find(record.Exception));
    }

    private static FailedItem OfCopy(PSObject record)
    {
        var (id, command) = Split(Text("FullyQualifiedErrorId"));
        var message = Text("ErrorDetails_Message");
        return new(
            command,
            id,
            message.Length > 0 ? message : MessageOf(record.Properties["Exception"]?.Value),
            Text("ErrorDetails_RecommendedAction"),
            record.Properties["TargetObject"]?.Value,
            Value: null);

        string Text(string name) => Convert.ToString(record.Properties[name]?.Value, CultureInfo.InvariantCulture) ?? "";
    }

    private static string MessageOf(object? exceptionCopy) =>
        (exceptionCopy as PSObject)?.Properties["Message"]?.Value as string ?? LanguagePrimitives.ConvertTo<string>(exceptionCopy);

    /// <summary>The id and the class of the cmdlet, which the engine puts behind it.</summary>
    private static (string Id, Type? Command) Split(string fullyQualifiedId)
    {
        var id = fullyQualifiedId.Split(',')[0];
        return (id, typeof(FailedItem).Assembly.GetType(Last(fullyQualifiedId, ',')));
    }

    private static string Last(string text, char separator) => text.Substring(text.LastIndexOf(separator) + 1);
}
