using System;
using System.Linq;
using System.Net;

namespace Bitrix24.Rest.Tests;

public sealed class FailureTests
{
    private const string Code = "xk7ab9qwerty01zz";
    private static readonly Redaction OfCode = new([new Secret(Code)]);

    [Fact]
    public void A_refusal_carries_what_the_portal_said()
    {
        var error = Failure.OfPortal("CHAT_ID", "Chat ID is invalid.", HttpStatusCode.BadRequest, "imopenlines.session.join", OfCode);

        Assert.Equal("CHAT_ID", error.Id);
        Assert.Equal("CHAT_ID", error.Code);
        Assert.Equal("Chat ID is invalid.", error.Description);
        Assert.Equal(HttpStatusCode.BadRequest, error.HttpStatus);
        Assert.Equal("imopenlines.session.join", error.Method);
        Assert.Equal("CHAT_ID: Chat ID is invalid.", error.Message);
        Assert.Null(error.InnerException);
    }

    [Theory]
    [InlineData("ACCESS_DENIED")]
    [InlineData("access_denied")]
    [InlineData("100")]
    [InlineData("0")]
    [InlineData("A.b:c-D_1")]
    [InlineData("AZaz09")]
    public void A_code_that_is_a_word_is_the_id_as_it_was_sent(string code)
    {
        var error = Failure.OfPortal(code, "x", HttpStatusCode.BadRequest, method: null, OfCode);

        Assert.Equal(code, error.Id);
        Assert.Equal(code, error.Code);
    }

    [Fact]
    public void A_code_of_64_characters_is_still_a_word_and_one_of_65_is_not()
    {
        Assert.Equal(new string('A', 64), Failure.OfPortal(new string('A', 64), "x", status: null, method: null, OfCode).Id);
        Assert.Equal("InvalidErrorCode", Failure.OfPortal(new string('A', 65), "x", status: null, method: null, OfCode).Id);
    }

    [Theory]
    [InlineData("Disconnected")]
    [InlineData("NotRun")]
    [InlineData("ConnectionFailed")]
    [InlineData("outcomeunknown")]
    public void A_portal_that_sends_a_word_of_ours_means_a_code_of_its_own(string code)
    {
        var error = Failure.OfPortal(code, "x", HttpStatusCode.BadRequest, method: null, OfCode);

        Assert.Equal((code, code), (error.Id, error.Code));
        Assert.False(error.IsOwn(code));
        Assert.Same(ErrorTable.Unknown, error.Row);
    }

    [Fact]
    public void A_blank_code_has_an_id_of_ours()
    {
        var error = Failure.OfPortal("", description: null, HttpStatusCode.BadRequest, method: null, OfCode);

        Assert.Equal("EmptyErrorCode", error.Id);
        Assert.Equal("", error.Code);
        Assert.Equal("The portal gave no description.", error.Description);
        Assert.Equal("EmptyErrorCode: The portal gave no description.", error.Message);
    }

    [Theory]
    [InlineData("TWO WORDS", "TWO WORDS")]
    [InlineData(" ", "")]
    [InlineData("A,B", "A,B")]
    [InlineData("КОД", "КОД")]
    [InlineData("\u001B[31mX", "\uFFFD[31mX")]
    [InlineData("A\nB", "A B")]
    [InlineData("CODE_xk7ab9qwerty01zz", "CODE_***")]
    public void A_code_that_is_no_word_has_an_id_of_ours_and_is_kept_made_safe(string code, string kept)
    {
        var error = Failure.OfPortal(code, "x", HttpStatusCode.BadRequest, method: null, OfCode);

        Assert.Equal("InvalidErrorCode", error.Id);
        Assert.Equal(kept, error.Code);
        Assert.Equal(kept.Length == 0 ? "InvalidErrorCode: x" : $"{kept}: x", error.Message);
        Assert.Same(OwnErrorTable.Find("InvalidErrorCode"), error.Row);
        Assert.Equal(FailureKind.Final, error.Row.Kind);
    }

    [Theory]
    [InlineData("NEVER_SEEN")]
    [InlineData("")]
    [InlineData("Bad Gateway")]
    public void A_failing_server_that_gives_no_known_code_may_have_done_the_work(string code)
    {
        Assert.Equal(FailureKind.Ambiguous, Failure.OfPortal(code, "x", HttpStatusCode.BadGateway, method: null, OfCode).Row.Kind);
        Assert.Equal(FailureKind.Ambiguous, Failure.OfPortal(code, "x", (HttpStatusCode)500, method: null, OfCode).Row.Kind);
        Assert.Equal(FailureKind.Final, Failure.OfPortal(code, "x", (HttpStatusCode)499, method: null, OfCode).Row.Kind);
        Assert.Equal(FailureKind.Final, Failure.OfPortal(code, "x", HttpStatusCode.BadRequest, method: null, OfCode).Row.Kind);
        Assert.Equal(FailureKind.Final, Failure.OfPortal(code, "x", status: null, method: null, OfCode).Row.Kind);
    }

    [Theory]
    [InlineData("TOO_MANY")]
    [InlineData("")]
    [InlineData("Too Many Requests")]
    public void Too_many_requests_is_a_rate_limit_whatever_the_code(string code) =>
        Assert.Equal(FailureKind.RateLimit, Failure.OfPortal(code, "x", (HttpStatusCode)429, method: null, OfCode).Row.Kind);

    [Fact]
    public void A_known_code_keeps_its_meaning_on_any_status()
    {
        Assert.Equal(
            FailureKind.RateLimit, Failure.OfPortal("QUERY_LIMIT_EXCEEDED", "x", HttpStatusCode.OK, method: null, OfCode).Row.Kind);
        Assert.Equal(
            FailureKind.OperatingLimit, Failure.OfPortal("OPERATION_TIME_LIMIT", "x", (HttpStatusCode)429, method: null, OfCode).Row.Kind);
        Assert.Equal(
            FailureKind.Final, Failure.OfPortal("CHAT_ID", "x", HttpStatusCode.InternalServerError, method: null, OfCode).Row.Kind);
    }

    [Fact]
    public void Descriptions_are_made_safe_and_bounded()
    {
        var error = Failure.OfPortal("X", $"\u001B[2J{Code}\n{new string('y', 5000)}", HttpStatusCode.BadRequest, method: null, OfCode);

        Assert.StartsWith("\uFFFD[2J*** y", error.Description, StringComparison.Ordinal);
        Assert.Equal(500, error.Description.Length);
    }

    [Fact]
    public void A_failure_of_our_own_has_no_code()
    {
        var error = Failure.Own(OwnErrorId.InvalidChatId, LocalizableText.Verbatim("Not a chat id."), "m");

        Assert.Null(error.Code);
        Assert.Equal("InvalidChatId", error.Id);
        Assert.Equal("Not a chat id.", error.Message);
        Assert.Null(error.HttpStatus);
        Assert.Equal("m", error.Method);
    }

    [Fact]
    public void The_same_failure_told_of_another_call_is_another_exception()
    {
        var error = Failure.OfPortal("X", "text", HttpStatusCode.Forbidden, "one", OfCode);
        var other = error.For("two");

        Assert.NotSame(error, other);
        Assert.Equal("two", other.Method);
        Assert.Equal(("X", "text", HttpStatusCode.Forbidden, error.Row), (other.Code, other.Description, other.HttpStatus, other.Row));
    }

    [Fact]
    public void A_sentence_of_ours_stands_behind_what_the_portal_said()
    {
        var error = Failure.OfPortal("X", "Text.", HttpStatusCode.Forbidden, "m", OfCode).With(LocalizableText.Verbatim("Sentence."));

        Assert.Equal("X: Text. Sentence.", error.Message);
        Assert.Equal(("X", "X", HttpStatusCode.Forbidden, "m"), (error.Id, error.Code, error.HttpStatus, error.Method));
    }

    [Theory]
    [InlineData(399, false)]
    [InlineData(400, true)]
    [InlineData(407, true)]
    [InlineData(408, false)]
    [InlineData(425, false)]
    [InlineData(429, true)]
    [InlineData(499, true)]
    [InlineData(500, false)]
    [InlineData(null, false)]
    public void A_refusal_on_the_way_is_a_4xx_that_no_waiting_would_change_and_no_sign_that_the_portal_is_away(int? status, bool isOne)
    {
        var error = Failure.Own(OwnErrorId.ConnectionFailed, LocalizableText.Verbatim("x"), "m", (HttpStatusCode?)status);

        Assert.Equal((isOne, !isOne), (error.IsRefusedOnTheWay, error.IsUnreached));
        Assert.False(error.As(FailureKind.Ambiguous).IsRefusedOnTheWay);
        Assert.False(error.As(FailureKind.Ambiguous).IsUnreached);
    }

    [Fact]
    public void A_refusal_with_a_code_is_the_portals_own()
    {
        var error = Failure.OfPortal("ERROR_BATCH_LENGTH_EXCEEDED", "x", HttpStatusCode.BadRequest, "m", OfCode);

        Assert.Equal(FailureKind.NotExecuted, error.Row.Kind);
        Assert.False(error.IsRefusedOnTheWay);
    }

    [Fact]
    public void No_text_of_an_exception_holds_the_secret()
    {
        var error = Failure.OfPortal(Code, $"at https://example.bitrix24.com/rest/1/{Code}/x.json", HttpStatusCode.BadRequest, "m", OfCode);
        var texts = error.GetType()
            .GetProperties()
            .Where(property => property.PropertyType == typeof(string))
            .Select(property => (string?)property.GetValue(error));

        Assert.All(texts.Append(error.ToString()), text => Assert.DoesNotContain(Code, text ?? "", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(error.Data);
    }
}
