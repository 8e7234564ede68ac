using System;
using System.Linq;
using System.Net;
using System.Text;

namespace Bitrix24.Rest.Tests;

public sealed class AnswerReaderTests
{
    private static readonly AnswerReader Reader = new(new Redaction([new Secret("xk7ab9qwerty01zz")]));

    [Theory]
    [InlineData("""{"result":true}""", "true")]
    [InlineData("""{"result":false}""", "false")]
    [InlineData("""{"result":null}""", "null")]
    [InlineData("""{"result":[]}""", "[]")]
    [InlineData(
        """
        {"result":{"chatId":"1763"},"time":{"start":1773666416,"finish":1773666416.28,"duration":0.28,"processing":0,
        "operating_reset_at":1773667016,"operating":0}}
        """,
        """{"chatId":"1763"}""")]
    [InlineData("""{"time":[],"next":50,"total":100,"result":[1,2]}""", "[1,2]")]
    [InlineData("""{"result":1,"result":2}""", "2")]
    [InlineData(" \r\n{\"result\":true}\r\n ", "true")]
    [InlineData("\uFEFF{\"result\":true}", "true")]
    public void A_result_of_any_type_is_read(string body, string expected)
    {
        using var answer = Read(body);

        Assert.Null(answer.Error);
        Assert.Equal(expected, Json.TextOf(answer.Items[0].Result));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(Encoding.UTF8.GetByteCount(body), answer.BytesReceived);
    }

    [Theory]
    [InlineData("""{"error":"CHAT_ID","error_description":"Chat ID is invalid."}""", "CHAT_ID", "Chat ID is invalid.")]
    [InlineData("""{"error":"ERROR_ARGUMENT","error_description":"Wrong","argument":"X"}""", "ERROR_ARGUMENT", "Wrong")]
    [InlineData("""{"error":"","error_description":""}""", "", "The portal gave no description.")]
    [InlineData("""{"error":"","error_description":"text"}""", "", "text")]
    [InlineData("""{"error":"0","error_description":"text"}""", "0", "text")]
    [InlineData("""{"error":1048582,"error_description":"text"}""", "1048582", "text")]
    [InlineData("""{"error":"wrong_client"}""", "wrong_client", "The portal gave no description.")]
    [InlineData("""{"error":{"code":"BITRIX_REST","message":"from 3.0","validation":[]}}""", "BITRIX_REST", "from 3.0")]
    [InlineData("""{"error":{"code":7}}""", "7", "The portal gave no description.")]
    [InlineData("""{"error":{"message":"only"}}""", "", "only")]
    [InlineData("""{"error":{"code":"X","message":"inner"},"error_description":"outer"}""", "X", "outer")]
    [InlineData("""{"error":{"code":"X","message":"inner"},"error_description":null}""", "X", "inner")]
    [InlineData("""{"error":null,"error_description":"text"}""", "", "text")]
    [InlineData("""{"error":true}""", "", "The portal gave no description.")]
    [InlineData("""{"error":["X"],"error_description":["y"]}""", "", "The portal gave no description.")]
    [InlineData("""{"error":"X","error_description":{"a":1}}""", "X", "The portal gave no description.")]
    [InlineData("""{"error":"X","error_description":5}""", "X", "5")]
    [InlineData("""{"error":"W","error":"X"}""", "X", "The portal gave no description.")]
    [InlineData("""{"error":"X","result":true}""", "X", "The portal gave no description.")]
    [InlineData("""{"result":false,"error":"X","error_description":"text"}""", "X", "text")]
    [InlineData("""{"error":"WRONG_ENCODING","error_description":"Wrong request encoding"}""", "WRONG_ENCODING", "Wrong request encoding")]
    public void An_error_is_read_in_every_form_and_on_every_status(string body, string code, string description)
    {
        foreach (var status in
            new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden })
        {
            using var answer = Read(body, status);

            Assert.Equal(code, answer.Error!.Code);
            Assert.Equal(description, answer.Error.Description);
            Assert.Equal(status, answer.Error.HttpStatus);
            Assert.Equal(status, answer.Status);
            Assert.Equal("m", answer.Error.Method);
        }
    }

    [Theory]
    [InlineData("", "an empty body")]
    [InlineData("<html><body>502 Bad Gateway</body></html>", "an HTML page")]
    [InlineData("\r\n\t <!DOCTYPE html>", "an HTML page")]
    [InlineData("   ", "a body that is not an answer")]
    [InlineData("Bad Gateway", "a body that is not an answer")]
    [InlineData("{\"result\":{\"chatId\":\"17", "a body that is not an answer")]
    [InlineData("{\"result\":true", "a body that is not an answer")]
    [InlineData("{\"result\":true}}", "a body that is not an answer")]
    [InlineData("true", "a body that is not an answer")]
    [InlineData("[]", "a body that is not an answer")]
    [InlineData("null", "a body that is not an answer")]
    [InlineData("{}", "a body that is not an answer")]
    [InlineData("{\"Result\":true}", "a body that is not an answer")]
    [InlineData("{'result':true}", "a body that is not an answer")]
    [InlineData("callback({\"result\":true})", "a body that is not an answer")]
    [InlineData("\uFEFF", "a body that is not an answer")]
    [InlineData("{\"erro\\ud800\":1}", "a body that is not an answer")]
    public void Anything_else_is_no_answer(string body, string what)
    {
        foreach (var status in new[] { 200, 400, 401, 403, 404, 418, 500, 502, 503, 504, 520 })
        {
            using var answer = Read(body, (HttpStatusCode)status);

            Assert.Equal("InvalidResponse", answer.Error!.Id);
            Assert.Null(answer.Error.Code);
            Assert.StartsWith($"HTTP {status} with {what}", answer.Error.Description, StringComparison.Ordinal);
            Assert.Equal((HttpStatusCode)status, answer.Error.HttpStatus);
            Assert.Equal(status is >= 400 and < 500 ? FailureKind.NotExecuted : FailureKind.Ambiguous, answer.Error.Row.Kind);
        }
    }

    [Fact]
    public void A_page_that_says_too_many_requests_is_a_rate_limit()
    {
        using var answer = Read("<html>", (HttpStatusCode)429);

        Assert.Equal(FailureKind.RateLimit, answer.Error!.Row.Kind);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(500)]
    public void A_result_on_a_status_that_is_no_success_is_no_answer(int status)
    {
        using var answer = Read("""{"result":true}""", (HttpStatusCode)status);

        Assert.Equal("InvalidResponse", answer.Error!.Id);
    }

    [Fact]
    public void Who_gave_what_is_no_answer_is_said_where_that_says_anything()
    {
        using var nobody = Read("<html>", HttpStatusCode.BadGateway);
        using var somebody = Reader.Read(
            HttpStatusCode.BadGateway, "<html>"u8.ToArray(), "m", commands: 0, retryAfter: null, "example.bitrix24.com");

        Assert.Equal("HTTP 502 with an HTML page.", nobody.Error!.Description);
        Assert.Equal("HTTP 502 with an HTML page from example.bitrix24.com.", somebody.Error!.Description);
    }

    [Theory]
    [InlineData(403, FailureKind.NotExecuted, "switched off")]
    [InlineData(413, FailureKind.Final, "larger than")]
    [InlineData(414, FailureKind.Final, "larger than")]
    [InlineData(431, FailureKind.Final, "larger than")]
    public void A_server_before_the_portal_that_finds_a_request_too_large_will_do_so_the_next_time(
        int status, object kind, string advice)
    {
        using var answer = Read("<html>", (HttpStatusCode)status);

        Assert.Equal(kind, answer.Error!.Row.Kind);
        Assert.Contains(advice, answer.Error.Row.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(200, false)]
    [InlineData(1_000_000, false)]
    public void Nesting_is_read_to_a_depth_that_costs_nothing(int depth, bool isRead)
    {
        var body = new StringBuilder("{\"result\":").Append('[', depth).Append(']', depth).Append('}').ToString();

        using var answer = Read(body);

        Assert.Equal(isRead, answer.Error is null);
    }

    [Fact]
    public void Bytes_that_are_no_text_in_a_code_or_a_description_make_it_blank()
    {
        foreach (var bytes in new byte[][] { [0xFF], [0xC3], [0xED, 0xA0, 0x80], "\\ud800"u8.ToArray(), "\\udc00x"u8.ToArray() })
        {
            byte[] body = [.. "{\"error\":\""u8, .. bytes, .. "\",\"error_description\":\""u8, .. bytes, .. "\"}"u8];

            using var answer = Reader.Read(HttpStatusCode.BadRequest, body, "m", commands: 0, retryAfter: null);

            Assert.Equal("", answer.Error!.Code);
            Assert.Equal("The portal gave no description.", answer.Error.Description);
        }
    }

    [Theory]
    [InlineData("{\"\\ud83d\\ude00\":1,\"result\":true}")]
    [InlineData("{\"\\ud800\":1,\"result\":true,\"time\":{\"start\\uD800\":1}}")]
    [InlineData("{\"result\":true,\"resul\\uDC00\":1,\"\\ud800error\":1}")]
    public void A_name_that_is_no_valid_Unicode_is_none_of_those_that_are_looked_for(string body)
    {
        using var answer = Read(body);

        Assert.Null(answer.Error);
        Assert.Equal("true", Json.TextOf(answer.Items[0].Result));
    }

    [Fact]
    public void The_secret_does_not_come_back_in_an_error()
    {
        using var answer = Read("""{"error":"xk7ab9qwerty01zz","error_description":"/rest/1/XK7AB9QWERTY01ZZ/x"}""");

        Assert.Equal("***", answer.Error!.Code);
        Assert.Equal("/rest/1/***/x", answer.Error.Description);
    }

    [Fact]
    public void What_the_server_asks_to_wait_is_kept_on_every_failure()
    {
        foreach (var body in new[] { "", """{"error":"QUERY_LIMIT_EXCEEDED"}""", "{}" })
        {
            using var answer = Reader.Read(
                HttpStatusCode.ServiceUnavailable, Encoding.UTF8.GetBytes(body), "m", commands: 0, TimeSpan.FromSeconds(7));

            Assert.Equal(TimeSpan.FromSeconds(7), answer.RetryAfter);
        }
    }

    [Fact]
    public void Any_bytes_end_as_an_answer()
    {
        var random = new Random(20260316);
        var pieces = new[]
        {
            "{", "}", "[", "]", "\"", ":", ",", "error", "result", "\\ud800", "\\u0065rror", "time", "null", "1e999", "-", "\0", "é",
            "{\"result\":", "{\"error\":",
        };
        for (var round = 0; round < 5000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));

            using var answer = Read(text, (HttpStatusCode)random.Next(200, 600));

            Assert.True(answer.Error is not null || answer.Items[0].Result.IsGiven);
        }
    }

    private static Answer Read(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        Reader.Read(status, Encoding.UTF8.GetBytes(body), "m", commands: 0, retryAfter: null);
}
