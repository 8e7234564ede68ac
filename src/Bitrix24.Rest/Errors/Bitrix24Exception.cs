using System;
using System.Net;

namespace Bitrix24.Rest;

/// <summary>
/// One call that did not succeed: refused by the portal, lost on the way, or not sent at all.
/// It never carries a secret: the webhook code and tokens are taken out of every text it holds.
/// See <see href="https://apidocs.bitrix24.com/error-codes.html">the error codes of the Bitrix24 REST API</see>.
/// </summary>
public sealed class Bitrix24Exception : Exception
{
    internal Bitrix24Exception(ErrorRow row, string id, string? code, LocalizableText text, HttpStatusCode? status, string? method)
    {
        Row = row;
        Id = id;
        Code = code;
        Text = text;
        HttpStatus = status;
        Method = method;
    }

    /// <summary>
    /// The error code as the portal sent it, made safe to print, for example <c>ACCESS_DENIED</c>; it may be empty.
    /// Null where the failure has no portal code, such as a connection that could not be made.
    /// </summary>
    public string? Code { get; }

    /// <summary>
    /// The portal's description, in the portal's language and made safe to print, or our own words where it sent none: English or Russian,
    /// as the thread's UI culture has it that reads them.
    /// </summary>
    public string Description => Text.ToString();

    /// <summary>The code, where there is one, and the description.</summary>
    public override string Message => MessageText.ToString();

    /// <summary>The HTTP status of the answer. Null for an item of a batch, which has none of its own, and where no answer came.</summary>
    public HttpStatusCode? HttpStatus { get; }

    /// <summary>
    /// The REST method that was called, for example <c>imopenlines.session.open</c>. Null where the failure is older than any call.
    /// </summary>
    public string? Method { get; }

    /// <summary>The first part of the FullyQualifiedErrorId.</summary>
    internal string Id { get; }

    internal ErrorRow Row { get; }

    /// <summary>The description, in every language.</summary>
    internal LocalizableText Text { get; }

    /// <summary>The message, in every language.</summary>
    internal LocalizableText MessageText =>
        Code is null ? Text : LocalizableText.Verbatim($"{(Code.Length == 0 ? Id : Code)}:").Then(Text);

    /// <summary>Whether it is this failure of ours; a portal may send a code of the same spelling.</summary>
    internal bool IsOwn(string id) => Code is null && Id == id;

    /// <summary>
    /// Whether the portal says that the method may not be called with these
    /// credentials, or that it has no such method. Neither was executed.
    /// </summary>
    internal bool RefusesMethod => Code is not null
        && (string.Equals(Code, ErrorTable.InsufficientScope, StringComparison.OrdinalIgnoreCase)
            || string.Equals(Code, ErrorTable.MethodNotFound, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the portal says that its plan has no REST API: a code of several meanings, which the status tells apart.</summary>
    internal bool IsWithoutRest => HttpStatus == HttpStatusCode.Unauthorized
        && string.Equals(Code, "ACCESS_DENIED", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the portal says that the access token is over, or that it does not know it. Nothing was executed.</summary>
    internal bool RefusesToken => Code is not null
        && (string.Equals(Code, ErrorTable.ExpiredToken, StringComparison.OrdinalIgnoreCase)
            || string.Equals(Code, ErrorTable.InvalidToken, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Whether a server on the way, a front server or a proxy, refused the request before the portal saw it.
    /// It is likely to refuse the next one too.
    /// </summary>
    internal bool IsRefusedOnTheWay =>
        Code is null && Row.Kind == FailureKind.NotExecuted && (int?)HttpStatus is >= 400 and < 500 and not (408 or 425);

    /// <summary>Whether no connection to the portal could be made, so that nothing was executed, nor will be while that is so.</summary>
    internal bool IsUnreached => IsOwn(OwnErrorId.ConnectionFailed) && Row.Kind == FailureKind.NotExecuted && !IsRefusedOnTheWay;

    /// <summary>Whether nobody answered behind a connection: it broke, or a front server found nothing behind it.</summary>
    internal bool IsUnanswered =>
        Row.Kind == FailureKind.Ambiguous && (IsOwn(OwnErrorId.ConnectionFailed) || (Code is null && (int?)HttpStatus >= 502));

    /// <summary>The same failure told of another call: every item ends with an error of its own.</summary>
    internal Bitrix24Exception For(string? method) => new(Row, Id, Code, Text, HttpStatus, method);

    /// <summary>The same failure with a sentence of ours behind its description.</summary>
    internal Bitrix24Exception With(LocalizableText sentence) => new(Row, Id, Code, Text.Then(sentence), HttpStatus, Method);

    /// <summary>The same failure with advice for the very item.</summary>
    internal Bitrix24Exception Advising(LocalizableText advice) =>
        new(Row with { AdviceText = advice }, Id, Code, Text, HttpStatus, Method);

    /// <summary>The same failure, where it says something else about the call than its row in the table.</summary>
    internal Bitrix24Exception As(FailureKind kind) => new(Row with { Kind = kind }, Id, Code, Text, HttpStatus, Method);

    /// <summary>The same failure as the end of the whole connection.</summary>
    internal Bitrix24Exception AsEnd() => As(FailureKind.Connection);
}
