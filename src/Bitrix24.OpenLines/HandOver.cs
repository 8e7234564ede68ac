using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>To whom a dialog is handed over: an operator, or the queue of a line.</summary>
internal sealed class HandOver
{
    private readonly long _id;
    private readonly bool _isLine;

    private HandOver(long id, bool isLine)
    {
        _id = id;
        _isLine = isLine;
    }

    /// <summary>How a method is told: never with TRANSFER_ID, beside which the others count or not.</summary>
    public CallParameter Parameter => CallParameter.Of(_isLine ? "QUEUE_ID" : "USER_ID", _id);

    /// <param name="value">What was given, of any type.</param>
    /// <param name="isLine">Whether it is to be the id of a line, not of an operator.</param>
    /// <param name="method">The REST method it is for.</param>
    /// <param name="error">Why it is none.</param>
    /// <returns>Null where it is none.</returns>
    public static HandOver? Parse(object? value, bool isLine, string method, out Bitrix24Exception? error) =>
        PortalId.TryParse(value, isLine ? IdKind.Line : IdKind.User, method, out var id, out error) ? new(id, isLine) : null;

    /// <summary>What is wrong with the dialog afterwards, in words; null where nothing is.</summary>
    public LocalizableText? FindFault(DialogRecord dialog) =>
        !_isLine ? dialog.OperatorId == _id ? null : Responsible(dialog)
        : dialog.CurrentLineId != _id
            ? dialog.CurrentLineId is { } line ? LineText.Of("Verify_OtherLine", line) : LineText.Of("Verify_NoLine")
        : dialog.OperatorId == 0 ? null : Responsible(dialog);

    private static LocalizableText Responsible(DialogRecord dialog) =>
        dialog.OperatorId == 0 ? LineText.Of("Verify_NoOperator") : LineText.Of("Verify_Operator", dialog.OperatorId);
}
