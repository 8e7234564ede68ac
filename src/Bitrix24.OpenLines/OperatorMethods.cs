using System;

namespace Bitrix24.OpenLines;

/// <summary>
/// The methods by which an operator takes, gives away and ends a dialog. See
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/operators/index.html">their pages</see>.
/// </summary>
internal static class OperatorMethods
{
    /// <summary>
    /// The caller becomes the operator of the open session. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/operators/imopenlines-operator-answer.html">
    /// imopenlines.operator.answer</see>.
    /// </summary>
    public static readonly SessionMethod Answer = new(
        "imopenlines.operator.answer", TimeSpan.FromSeconds(0.49), DialogShows.CallerIsOperator)
    {
        Needs = DialogShows.OpenSession | DialogShows.CallerIsNotOperator,
    };

    /// <summary>
    /// The next in the queue gets the dialog. Without an open session the caller would leave the chat. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/operators/imopenlines-operator-skip.html">
    /// imopenlines.operator.skip</see>.
    /// </summary>
    public static readonly SessionMethod Skip = new(
        "imopenlines.operator.skip", TimeSpan.FromSeconds(0.49), DialogShows.CallerIsNotOperator)
    {
        Needs = DialogShows.OpenSession,
        FindUnchanged = static (before, after) =>
            before.OperatorId > 0 && after.OperatorId == before.OperatorId ? LineText.Of("Verify_OperatorUnchanged") : null,
        ClosedAdvice = LineText.Of("Session_SkipAdvice"),
    };

    /// <summary>
    /// The caller ends his own session. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/operators/imopenlines-operator-finish.html">
    /// imopenlines.operator.finish</see>.
    /// </summary>
    public static readonly SessionMethod Finish = new("imopenlines.operator.finish", TimeSpan.FromSeconds(0.49), DialogShows.NoSession);

    /// <summary>
    /// The caller ends anybody's session. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/operators/imopenlines-operator-another-finish.html">
    /// imopenlines.operator.another.finish</see>.
    /// </summary>
    public static readonly SessionMethod FinishAnother = new(
        "imopenlines.operator.another.finish", TimeSpan.FromSeconds(0.49), DialogShows.NoSession);

    /// <summary>
    /// The session ends as spam. True also where none is open. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/operators/imopenlines-operator-spam.html">
    /// imopenlines.operator.spam</see>.
    /// </summary>
    public static readonly SessionMethod Spam = new("imopenlines.operator.spam", TimeSpan.FromSeconds(0.49), DialogShows.NoSession)
    {
        IsTrueOfClosed = true,
    };

    /// <summary>
    /// The dialog goes to another operator, or to the queue of a line. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/operators/imopenlines-operator-transfer.html">
    /// imopenlines.operator.transfer</see>.
    /// </summary>
    public static readonly SessionMethod Transfer = new(
        "imopenlines.operator.transfer", TimeSpan.FromSeconds(0.49), DialogShows.CallerIsNotOperator)
    {
        OpensSessions = true,
    };
}
