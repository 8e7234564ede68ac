using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// Makes input items of what is piped in or given. The cmdlet reads the property of a record, not the engine's binder: what the binder
/// cannot read ends the whole pipeline, and here it costs its own item only.
/// </summary>
/// <param name="identities">The parameters that can identify an item, the most wanted first: one of them does.</param>
/// <param name="details">What more there is to read of each item.</param>
/// <param name="isUserCodeWanted">Whether the item's user code is wanted beside its value.</param>
/// <param name="redaction">The connection's redaction.</param>
internal sealed class RecordReader(
    IReadOnlyList<RecordColumn> identities, IReadOnlyList<RecordColumn> details, bool isUserCodeWanted, Redaction redaction)
{
    // Not the other aliases: what a column Code or EntityId holds beside a chat id may be anything.
    private static readonly string[] UserCodeNames = ["UserCode", "USER_CODE"];

    // What was given to one of them says which it is.
    private readonly RecordColumn[] _identities =
        identities.FirstOrDefault(static column => column.IsGiven) is { } given ? [given] : [.. identities];

    private RecordColumn First => _identities[0];

    /// <summary>The items of a list. Where it cannot be read to its end, that is one more item, and an error.</summary>
    /// <param name="list">What <see cref="RecordList.In"/> found.</param>
    /// <param name="record">The record it was found in.</param>
    public IEnumerable<InputItem> ReadList(IEnumerable list, object? record)
    {
        IEnumerator? elements = null;
        try
        {
            LocalizableText? problem;
            while (TryMove(list, ref elements, out var element, out problem))
            {
                yield return Read(element);
            }

            if (problem is not null)
            {
                yield return new InputItem(record, First.Parameter) { Problem = problem };
            }
        }
        finally
        {
            (elements as IDisposable)?.Dispose();
        }
    }

    /// <summary>The item of a record: a text or a number is the value itself, anything else brings it in a property.</summary>
    public InputItem Read(object? record)
    {
        var bare = BareValue.Of(record);
        var item = new InputItem(record, First.Parameter) { Value = bare };
        var column = First;
        try
        {
            if (bare is IPortalResult own)
            {
                item.First = own.InputObject;
                item.UserCode = own.UserCode;
                item.Portal = own.Run.Portal;
                item.HandedOn = own.Run.IsOver ? null : own;
            }
            else if (!RecordList.IsScalar(bare))
            {
                var mark = First.Parameter.Name;
                item.First = bare is PSObject properties && DeserializedResult.TryRead(properties, mark, out var kept) ? kept : record;
                item.UserCode = isUserCodeWanted ? UserCodeOf(record!) : null;
            }

            if (First.Expression is { } expression)
            {
                TakeGiven(item, expression.Evaluate(record, out var problem));
                item.Problem = problem;
            }
            else if (!RecordList.IsScalar(bare))
            {
                item.Value = TryReadIdentity(item, record!, out var value) ? value : ValueItself(bare);
            }

            item.Details = details.Count == 0 ? [] : new object?[details.Count];
            for (var index = 0; index < details.Count; index++)
            {
                column = details[index];
                item.Details[index] = ReadDetail(item, column, record);
            }
        }
        catch (Exception exception) when (IsFaultOfRecord(exception))
        {
            var name = column.Parameter.Name;
            item.Value = null;
            item.Problem = column.Expression is null
                ? ModuleText.Of("Record_PropertyFailed", name, Innermost(exception))
                : ModuleText.Of("Record_ScriptFailed", name, Innermost(exception));
            item.ProblemId = details.Contains(column) ? column.Parameter.InvalidId : null;
        }

        return item;
    }

    /// <summary>What more there is to say of the refusal of an item's value.</summary>
    /// <param name="error">The refusal.</param>
    /// <param name="item">The item.</param>
    public Bitrix24Exception Explain(Bitrix24Exception error, InputItem item) =>
        First.Expression is { } expression ? expression.Explain(error, First.Parameter.InvalidId)
        : item.Value is null && item.Problem is null && item.Source is { } record && BareValue.Of(record) is not null
            ? MissingIdentity.Explain(error, record, _identities.SelectMany(static column => column.Names), redaction)
        : item.Value is null && item.Problem is null && item.Source is null && item.Parameter is not null
            ? error.Advising(MissingIdentity.Nothing)
        : error;

    /// <summary>The first that says something: one that is there and blank names nothing where another does.</summary>
    private bool TryReadIdentity(InputItem item, object record, out object? value)
    {
        value = null;
        var isFound = false;
        foreach (var column in _identities)
        {
            if (!RecordProperty.TryRead(record, column.Names, out var found))
            {
                continue;
            }

            var isBlank = found is null || (found is string text && string.IsNullOrWhiteSpace(text));
            if (!isFound || !isBlank)
            {
                item.Parameter = column.Parameter;
                value = found;
                isFound = true;
            }

            if (!isBlank)
            {
                break;
            }
        }

        return isFound;
    }

    /// <summary>What was given counts for every item; what was not is read from the record, if that has it.</summary>
    private static object? ReadDetail(InputItem item, RecordColumn column, object? record)
    {
        if (column.Expression is { } expression)
        {
            var result = expression.Evaluate(record, out var problem);
            if (item.Problem is null && problem is not null)
            {
                (item.Problem, item.ProblemId) = (problem, column.Parameter.InvalidId);
            }

            return result;
        }

        return column.IsGiven ? BareValue.Of(column.Parameter.Given)
            : !RecordList.IsScalar(BareValue.Of(record)) && RecordProperty.TryRead(record!, column.Names, out var value) ? value
            : null;
    }

    /// <summary>A script may give a record too, such as the chat that it looked up: that is read like any other.</summary>
    private void TakeGiven(InputItem item, object? given)
    {
        item.Value = given;
        if (!RecordList.IsScalar(given) && RecordList.In(given) is null && TryReadIdentity(item, given!, out var value))
        {
            item.Portal = (given as IPortalResult)?.Run.Portal ?? item.Portal;
            item.UserCode = isUserCodeWanted ? UserCodeOf(given!) ?? item.UserCode : null;
            item.Value = value;
        }
    }

    /// <summary>What has no properties of its own to look in is a value of a wrong kind, and the error shows it.</summary>
    private static object? ValueItself(object? bare) =>
        !KeyedRecord.Is(bare) && !KeyedRecord.IsEntry(bare) && (bare is ValueType || RecordList.In(bare) is not null) ? bare : null;

    /// <summary>The user code beside the value. It is only shown, and anything may stand in its column.</summary>
    private string? UserCodeOf(object record)
    {
        try
        {
            foreach (var name in UserCodeNames)
            {
                if (!RecordProperty.IsScript(record, name) && RecordProperty.TryRead(record, [name], out var value))
                {
                    return value is string code && !string.IsNullOrWhiteSpace(code) ? redaction.Mask(code) : null;
                }
            }
        }
        catch (Exception exception) when (IsFaultOfRecord(exception))
        {
            // The chat can be worked on all the same: a user code beside it is only shown.
        }

        return null;
    }

    private static bool TryMove(IEnumerable list, ref IEnumerator? elements, out object? element, out LocalizableText? problem)
    {
        element = null;
        problem = null;
        try
        {
            elements ??= list.GetEnumerator();
            if (elements.MoveNext())
            {
                element = elements.Current;
                return true;
            }
        }
        catch (Exception exception) when (IsFaultOfRecord(exception))
        {
            problem = ModuleText.Of("Record_ListFailed", Innermost(exception));
        }

        return false;
    }

    /// <summary>
    /// Records bring code of whoever made them, which may throw anything; what ends the pipeline or the script is not of that kind. A break
    /// or continue is: it would leave a loop outside the pipeline, and all items under way would end without a result or an error.
    /// </summary>
    private static bool IsFaultOfRecord(Exception exception) =>
        exception is LoopFlowException or not (PipelineStoppedException or FlowControlException);

    private static LocalizableText Innermost(Exception exception) => exception switch
    {
        ActionPreferenceStopException { ErrorRecord.Exception: { } written } when written != exception => Innermost(written),
        LoopFlowException => ModuleText.Of("Record_LoopFlow"),
        { InnerException: { } inner } => Innermost(inner),
        _ => LocalizableText.Verbatim(exception.Message),
    };
}
