using System;
using System.Linq;
using System.Net;
using System.Text;

namespace Bitrix24.Rest.Tests;

/// <summary>Whatever comes back, each call of a request has exactly one outcome.</summary>
public sealed class BatchResponseTests
{
    private static readonly AnswerReader Reader = new(Redaction.None);

    [Theory]
    [InlineData("""{"result":{"result":{"c0":"a","c1":"b","c2":"c"}}}""", "a b c")]
    [InlineData("""{"result":{"result":{"c0":"a","c2":"c"},"result_error":{"c1":{"error":"CHAT_ID"}}}}""", "a CHAT_ID c")]
    [InlineData("""{"result":{"result":{"c1":"b"}}}""", "InvalidResponse b InvalidResponse")]
    [InlineData("""{"result":{"result":["a","b","c"]}}""", "a b c")]
    [InlineData("""{"result":{"result":{"c0":"a","c1":{},"c2":null}}}""", "a InvalidResponse InvalidResponse")]
    [InlineData(
        """{"result":{"result":{"c0":"a","c1":"b","c2":null},"result_error":{"c1":{"error":"X"},"c2":{"error":"X"}}}}""",
        "a InvalidResponse X")]
    [InlineData(
        """{"result":{"result":[],"result_error":{"c0":5,"c1":{},"c2":{"error":""}}}}""",
        "InvalidResponse InvalidResponse EmptyErrorCode")]
    [InlineData("""{"result":true}""", "InvalidResponse InvalidResponse InvalidResponse")]
    [InlineData("""{"error":"WRONG_LICENSE"}""", "WRONG_LICENSE WRONG_LICENSE WRONG_LICENSE")]
    [InlineData("<html>", "InvalidResponse InvalidResponse InvalidResponse")]
    public void Each_call_of_a_batch_has_its_outcome(string body, string expected)
    {
        Assert.Equal(expected, Outcomes(body, haltGroup: null));
    }

    [Theory]
    [InlineData("""{"result":{"result":{"c0":"a"},"result_error":{"c1":{"error":"X"}}}}""", "a X NotRun")]
    [InlineData("""{"result":{"result":[],"result_error":{"c0":{"error":"X"}}}}""", "X NotRun NotRun")]
    [InlineData("""{"result":{"result":[]}}""", "InvalidResponse InvalidResponse InvalidResponse")]
    [InlineData("""{"result":{"result":{"c0":"a","c2":"c"}}}""", "a InvalidResponse c")]
    public void A_halting_batch_did_not_run_what_stands_behind_its_failure(string body, string expected)
    {
        Assert.Equal(expected, Outcomes(body, new HaltGroup()));
    }

    [Theory]
    [InlineData("""{"result":{"result":{"c1":"b"}}}""", "The portal's answer to the batch leaves this call out.")]
    [InlineData("""{"result":true}""", "The portal's answer is not that of a batch.")]
    [InlineData(
        """{"result":{"result":{"c0":"a"},"result_error":{"c0":{"error":"X"}}}}""",
        "The portal's answer to the batch has both a result and an error for this call.")]
    [InlineData("""{"result":{"result":[],"result_error":{"c0":5}}}""", "The portal's batch gave an error that has no form.")]
    public void A_call_without_an_outcome_says_what_is_wrong_with_the_answer(string body, string expected)
    {
        using var request = new BatchRequest([Calls.Read("a"), Calls.Read("b")], haltGroup: null);
        using var answer = Read(request, body);

        Assert.Equal(expected, new BatchResponse(request, answer, TimeSpan.Zero).Outcomes[0].Error!.Description);
    }

    [Fact]
    public void A_rate_that_an_item_is_refused_for_is_no_limit_of_requests()
    {
        using var request = new BatchRequest([Calls.Read("a"), Calls.Read("b")], haltGroup: null);
        using var answer = Read(request, """{"result":{"result":{"c0":"a"},"result_error":{"c1":{"error":"QUERY_LIMIT_EXCEEDED"}}}}""");

        var response = new BatchResponse(request, answer, TimeSpan.Zero);

        Assert.Null(response.Error);
        Assert.Equal(FailureKind.NotExecuted, response.Outcomes[1].Error!.Row.Kind);
        Assert.Equal("test.read", response.Outcomes[1].Error!.Method);
    }

    [Theory]
    [InlineData("""{"start":1.5,"finish":2.5,"duration":1}""", """{"start":2.5,"finish":4.5,"duration":2}""", "1 2")]
    [InlineData("""{"start":1,"finish":1.5,"duration":0.5}""", """{"start":1,"finish":1.75,"duration":0.75}""", "0.5 0.25")]
    [InlineData("""{"start":1,"finish":9,"duration":8}""", """{"start":9,"finish":29,"duration":20}""", "4 8")]
    [InlineData("[]", """{"duration":3}""", "- 3")]
    public void How_long_each_took_is_told_as_far_as_the_portal_says(string first, string second, string expected)
    {
        using var request = new BatchRequest([Calls.Read("a"), Calls.Read("b")], haltGroup: null);
        var body = """{"result":{"result":{"c0":"a","c1":"b"},"result_time":{"c0":FIRST,"c1":SECOND}}}"""
            .Replace("FIRST", first, StringComparison.Ordinal).Replace("SECOND", second, StringComparison.Ordinal);
        using var answer = Read(request, body);

        var response = new BatchResponse(request, answer, TimeSpan.FromSeconds(8));

        Assert.Equal(expected, string.Join(' ', response.Outcomes.Select(outcome =>
            outcome.Duration is { } duration ? FormattableString.Invariant($"{duration.TotalSeconds:0.##}") : "-")));
    }

    [Fact]
    public void The_time_of_a_refused_command_is_not_taken_for_that_of_the_next_one()
    {
        using var request = new BatchRequest([Calls.Read("a"), Calls.Read("b"), Calls.Read("c")], haltGroup: null);
        using var answer = Read(request, """
            {"result":{"result":{"c0":"a","c2":"c"},"result_error":{"c1":{"error":"X"}},
            "result_time":{"c0":{"start":0.5,"finish":1,"duration":0.5},"c2":{"start":3,"finish":6.75,"duration":3.75}}}}
            """);

        var response = new BatchResponse(request, answer, TimeSpan.FromSeconds(6));

        // The start that was cut to whole seconds says nothing, and nor does the end of the command before the refused one.
        // What is left is its share among the two that have a result.
        Assert.Equal(TimeSpan.FromSeconds(3), response.Outcomes[2].Duration);
    }

    [Fact]
    public void One_that_did_its_work_among_quick_refusals_is_not_taken_for_quick()
    {
        using var request = new BatchRequest([.. Enumerable.Range(0, 14).Select(static number => Calls.Read($"{number}"))], null);
        var refused = string.Join(',', Enumerable.Range(0, 13).Select(static number => $$"""
            "c{{number}}":{"error":"X"}
            """));
        using var answer = Read(request, $$"""
            {"result":{"result":{"c13":"n"},"result_error":{{{refused}}},"result_time":{"c13":{"start":3,"finish":4.5,"duration":1.5} } } }
            """);

        var response = new BatchResponse(request, answer, TimeSpan.FromSeconds(1.4));

        Assert.Equal(TimeSpan.FromSeconds(1.4), response.Outcomes[13].Duration);
    }

    [Fact]
    public void One_of_a_slow_method_among_those_of_a_quick_one_is_not_taken_for_quick()
    {
        using var request = new BatchRequest([Calls.OnChat(Calls.ChangeMethod, 1), Calls.Read("b"), Calls.Read("c")], haltGroup: null);
        using var answer = Read(request, """
            {"result":{"result":{"c0":"a","c1":"b","c2":"c"},"result_time":{"c0":{"start":3,"finish":4.5,"duration":1.5},
            "c1":{"start":4,"finish":4.6,"duration":0.6},"c2":{"start":4,"finish":4.65,"duration":0.65} } } }
            """);

        var response = new BatchResponse(request, answer, TimeSpan.FromSeconds(1.4));

        Assert.Null(response.Outcomes[0].Duration);
        Assert.Equal(
            [0.1, 0.05], response.Outcomes.Skip(1).Select(static outcome => Math.Round(outcome.Duration!.Value.TotalSeconds, 3)));
    }

    private static string Outcomes(string body, HaltGroup? haltGroup)
    {
        using var request = new BatchRequest([Calls.OnChat(Calls.ReadMethod, 1), Calls.Read("b"), Calls.Read("c")], haltGroup);
        using var answer = Read(request, body);
        var response = new BatchResponse(request, answer, TimeSpan.FromSeconds(1));
        Assert.Equal(request.Calls, response.Outcomes.Select(static outcome => outcome.Call));
        return string.Join(' ', response.Outcomes.Select(static outcome => outcome.Error?.Id ?? ((Call<string>)outcome.Call).Result));
    }

    private static Answer Read(BatchRequest request, string body) =>
        Reader.Read(HttpStatusCode.OK, Encoding.UTF8.GetBytes(body), request.Method, request.Commands, retryAfter: null);
}
