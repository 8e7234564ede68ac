using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// The rows of failed items. Export-Csv takes its columns from the first row, so every row gets the columns of all: our own, and behind
/// them those of the records in their order. What a record has of ours from an earlier list of failures is replaced; a column of the user's
/// own that has the name of one of ours is kept under another.
/// </summary>
internal sealed class FailureTable
{
    private const string UserCode = nameof(Chat.UserCode);
    private const string ChatId = nameof(Chat.ChatId);
    private const string ErrorId = "ErrorId";
    private const string Message = "Message";
    private const string Advice = "Advice";
    private const int LongestText = 4000;

    private const string OfRecord = "Record";

    private static readonly string[] Told = [ErrorId, Message, Advice];
    private static readonly string[] Own = [UserCode, ChatId, .. Told];

    private readonly List<string> _columns = [.. Own];
    private readonly HashSet<string> _known = new(Own, StringComparer.OrdinalIgnoreCase);
    private readonly List<Dictionary<string, object?>> _rows = [];

    /// <summary>Adds the row of one failed item.</summary>
    public void Add(FailedItem item, Redaction redaction)
    {
        var row = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        var target = BareValue.Of(item.Target);
        var isResult = TryReadResult(item.Target, out var userCode, out var chatId, out var first);
        KeyValuePair<string, object?>[] columns = [.. RecordColumns.Of(isResult ? first : item.Target)];
        var isFailedBefore = Told.All(told => columns.Any(column => IsNamed(column, told)));
        foreach (var column in columns)
        {
            var own = isFailedBefore ? null : Array.Find(Told, told => IsNamed(column, told));
            var name = own is null ? redaction.Mask(column.Key) : OfRecord + own;
            row[name] = column.Value is string text ? redaction.Mask(text) : column.Value;
            Know(name);
        }

        // What the record calls it in its own words, unless a cmdlet knows better.
        var given = item.Value ?? (target is string or ValueType ? FirstOf(item.Command, target) : null);
        Set(UserCode, userCode ?? Find(item, UserCode, given, row));
        Set(ChatId, chatId ?? Find(item, ChatId, given, row));
        if (given?.Parameter is { } named && !Own.Contains(named, StringComparer.OrdinalIgnoreCase) && !IsTold(row, named))
        {
            Set(named, given.Value);
        }

        row[ErrorId] = redaction.Clean(item.ErrorId, LongestText);
        row[Message] = redaction.Clean(item.Message, LongestText);
        row[Advice] = redaction.Clean(item.Advice ?? "", LongestText);
        _rows.Add(row);

        void Set(string name, object? value)
        {
            if (value is not null)
            {
                Know(name);
                row[name] = value is string text ? redaction.Mask(text) : value;
            }
        }
    }

    /// <summary>Makes the rows, all with the same columns.</summary>
    public IEnumerable<PSObject> CreateRows()
    {
        foreach (var row in _rows)
        {
            var output = new PSObject();
            foreach (var column in _columns)
            {
                output.Properties.Add(new PSNoteProperty(column, row.TryGetValue(column, out var value) ? value : null));
            }

            yield return output;
        }
    }

    private void Know(string name)
    {
        if (_known.Add(name))
        {
            _columns.Add(name);
        }
    }

    private static bool IsTold(Dictionary<string, object?> row, string name) =>
        row.TryGetValue(name, out var value) && value is not (null or "");

    /// <summary>What was piped into a cmdlet as it stands is for its first parameter.</summary>
    private static NamedValue? FirstOf(Type? command, object value) =>
        command?.GetProperties().FirstOrDefault(
            static property => property.GetCustomAttributes<ParameterAttribute>().Any(static one => one.Position == 0)) is { } first
            ? new(first.Name, value)
            : null;

    private static bool IsNamed(KeyValuePair<string, object?> column, string name) =>
        string.Equals(column.Key, name, StringComparison.OrdinalIgnoreCase);

    private static bool TryReadResult(object? target, out object? userCode, out object? chatId, out object? first)
    {
        (userCode, chatId, first) = BareValue.Of(target) switch
        {
            Chat chat => (chat.UserCode, (object?)chat.ChatId, chat.InputObject),
            SessionResult result => (result.UserCode, result.ChatId, result.InputObject),
            Dialog dialog => (dialog.UserCode, dialog.ChatId, dialog.InputObject),
            Outcome outcome => (outcome.UserCode, outcome.ChatId, outcome.InputObject),
            PSObject copy when DeserializedResult.TryRead(copy, ChatId, out var kept) =>
                (copy.Properties[UserCode]?.Value, copy.Properties[ChatId]?.Value, kept),
            _ => default,
        };
        return chatId is not null || BareValue.Of(target) is Outcome;
    }

    /// <summary>A user code or chat id that the record or the cmdlet tells.</summary>
    private static object? Find(FailedItem item, string name, NamedValue? given, Dictionary<string, object?> row)
    {
        IEnumerable<string> names = [name, .. name == UserCode ? ["USER_CODE"] : new[] { "CHAT_ID" }];
        if (item.Command?.GetProperty(name) is { } parameter)
        {
            if (string.Equals(given?.Parameter, name, StringComparison.Ordinal))
            {
                return given!.Value;
            }

            names = [name, .. parameter.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? []];
        }

        return names.Select(each => row.TryGetValue(each, out var value) ? value : null).FirstOrDefault(static value => value is not null);
    }
}
