using System;
using System.Linq;

namespace Bitrix24.Rest.Tests;

public sealed class PackingTests
{
    [Fact]
    public void One_call_goes_as_a_plain_call()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));

        var request = Assert.Single(desk.Network.Requests);
        Assert.Equal("/rest/1/xk7ab9qwerty01zz/test.read.json", request.Address.AbsolutePath);
        Assert.Equal("application/json; charset=utf-8", request.ContentType);
        Assert.Equal("""{"CODE":"a"}""", request.Body.GetRawText());

        request.Answer(Answers.Echo(request));
        Assert.Equal("a", desk.Outcomes());
    }

    [Fact]
    public void Two_calls_share_a_request()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Read("b"));

        var request = Assert.Single(desk.Network.Requests);
        Assert.Equal("batch", request.Method);
        Assert.Equal(0, request.Body.GetProperty("halt").GetInt32());
        request.Answer(Answers.Echo(request));
        Assert.Equal("a b", desk.Outcomes());
    }

    [Fact]
    public void A_thousand_codes_take_twenty_batches()
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(0, 1000).Select(number => Calls.Read($"code-{number}")));
        desk.Settle(Answers.Echo);

        Assert.Equal(20, desk.Network.Requests.Count);
        Assert.All(desk.Network.Requests, request => Assert.Equal(50, request.Calls));
        Assert.Equal(string.Join(' ', Enumerable.Range(0, 1000).Select(number => $"code-{number}")), desk.Outcomes());
        Assert.Equal((1000, 1000, 20), (desk.Counters.Calls, desk.Counters.Succeeded, desk.Counters.Requests));
    }

    [Fact]
    public void Results_come_in_input_order_however_the_answers_come()
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(0, 500).Select(number => Calls.Read($"{number}")));
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10, desk.UnderWay.Count);

        foreach (var request in desk.UnderWay.Skip(1).Reverse())
        {
            request.Answer(Answers.Echo(request));
            Assert.False(desk.Pipeline.HasNext);
        }

        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        Assert.Equal(string.Join(' ', Enumerable.Range(0, 500)), desk.Outcomes());
    }

    [Fact]
    public void Equal_inputs_are_separate_calls()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Read("a"), Calls.Read("a"));
        desk.Settle(Answers.Echo);

        Assert.Equal(["a", "a", "a"], desk.Network.Requests.Single().Values);
        Assert.Equal("a a a", desk.Outcomes());
    }

    [Fact]
    public void Calls_of_several_methods_share_a_request_oldest_first()
    {
        using var desk = new Desk();
        var other = new Call<string>(Calls.OtherReadMethod, [new("CODE", "b")]);
        desk.Send(Calls.Read("a"), other, Calls.Change(3));

        Assert.Equal(
            ["test.read?CODE=a", "test.other?CODE=b", "test.change?CHAT_ID=3"],
            Assert.Single(desk.Network.Requests).Commands.Select(command => command.Value));
    }

    [Fact]
    public void What_the_portal_would_replace_goes_in_a_request_of_its_own()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Read("$result[c0]"), Calls.Read("b"), Calls.Read("c"));

        Assert.Equal(["a", "$result[c0]", "b c"], desk.Network.Requests.Select(request => string.Join(' ', request.Values)));
        Assert.Equal("test.read", desk.Network.Requests[1].Method);
        desk.Settle(Answers.Echo);
        Assert.Equal("a $result[c0] b c", desk.Outcomes());
    }

    [Fact]
    public void Slow_calls_share_a_request_only_as_long_as_it_may_work()
    {
        using var desk = new Desk();
        var slow = new RestMethod<string>("test.slow", SafetyClass.Read, TimeSpan.FromSeconds(10), result => result.Text()!);
        desk.Send(Enumerable.Range(0, 6).Select(number => new Call<string>(slow, [new("CODE", $"{number}")])));

        Assert.All(desk.Network.Requests, request => Assert.InRange(request.Calls, 1, 3));
        desk.Settle(Answers.Echo);
        Assert.Equal("0 1 2 3 4 5", desk.Outcomes());
    }

    [Fact]
    public void An_item_that_no_call_can_be_made_of_keeps_its_place()
    {
        using var desk = new Desk();
        desk.Pipeline.Add(1, Calls.Read("a"));
        desk.Pipeline.Add(2, Failure.Own(OwnErrorId.InvalidUserCode, LocalizableText.Verbatim("No code.")));
        desk.Send(Calls.Read("c"));
        desk.Settle(Answers.Echo);

        Assert.Equal("a InvalidUserCode c", desk.Outcomes());
        Assert.Equal(2, desk.Counters.Calls);
    }

    [Fact]
    public void A_key_that_the_answer_leaves_out_goes_again_and_the_others_do_not()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Read("b"), Calls.Read("c"));
        desk.UnderWay[0].Answer(Answers.Batch("""{"c2":"c","c0":"a","x":1}"""));
        desk.Settle(Answers.Echo);

        Assert.Equal(["a b c", "b"], desk.Network.Requests.Select(request => string.Join(' ', request.Values)));
        Assert.Equal("a b c", desk.Outcomes());
        Assert.Equal(1, desk.Counters.Retries);
    }

    [Fact]
    public void A_result_of_the_wrong_form_fails_its_call_alone()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Read("b"), Calls.Read("c"));
        desk.UnderWay[0].Answer(Answers.Batch("""{"c0":"a","c1":{"x":1},"c2":"c"}"""));

        Assert.Equal("a InvalidResponse c", desk.Outcomes());
        Assert.Equal((2, 1), (desk.Counters.Succeeded, desk.Counters.Failed));
    }

    [Fact]
    public void Whether_a_one_shot_call_was_done_is_unknown_where_its_result_is_of_the_wrong_form()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.Send(Calls.Once(1));
        desk.UnderWay[0].Answer("""{"result":[]}""");
        desk.UnderWay[0].Answer("""{"result":[]}""");

        var errors = desk.Take().Select(static call => call.Error!).ToList();
        Assert.Equal(["InvalidResponse", "OutcomeUnknown"], errors.Select(static error => error.Id));
        Assert.Equal("The result of test.read is not of the form that the method answers.", errors[0].Description);
    }

    [Fact]
    public void A_method_that_cannot_read_its_result_at_all_fails_its_call()
    {
        using var desk = new Desk();
        var clumsy = new RestMethod<string>("test.clumsy", SafetyClass.Read, TimeSpan.Zero, _ => throw new InvalidOperationException());
        desk.Send(new Call<string>(clumsy, [new("CODE", "x")]));
        desk.UnderWay[0].Answer("""{"result":true}""");

        Assert.Single(desk.Take(), call => call.Error is not null);
        Assert.Equal(1, desk.Counters.Failed);
    }

    [Fact]
    public void A_call_that_cannot_be_written_fails_and_the_client_goes_on()
    {
        using var desk = new Desk();
        desk.Send(new Call<string>(Calls.ReadMethod, [new("ID", "no number", ParameterKind.Number)]));

        Assert.Equal("UnexpectedFault", desk.Outcomes());
        Assert.Equal((1, 1), (desk.Counters.Calls, desk.Counters.Failed));

        desk.Send(Calls.Read("a"));
        desk.Settle(Answers.Echo);
        Assert.Equal("a", desk.Outcomes());
    }

    [Theory]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"chatId\":\"1\"}")]
    [InlineData("{\"result\":5,\"result_error\":\"x\"}")]
    public void An_answer_that_is_not_that_of_a_batch_is_a_lost_one(string result)
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Once(7));
        desk.UnderWay[0].Answer($"{{\"result\":{result}}}");
        desk.Settle(Answers.Echo);

        Assert.Equal("a OutcomeUnknown", desk.Outcomes());
    }

    [Theory]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{\"error_description\":\"x\"}")]
    public void An_item_error_without_form_is_a_lost_answer(string error)
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Read("b"));
        desk.UnderWay[0].Answer(Answers.Batch("""{"c1":"b"}""", $"{{\"c0\":{error}}}"));
        desk.Settle(Answers.Echo);

        Assert.Equal("a b", desk.Outcomes());
        Assert.Equal(2, desk.Network.Requests.Count);
    }

    [Fact]
    public void Each_item_of_a_batch_has_its_own_error_without_a_status()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Read("b"), Calls.Read("c"));
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0], value => value == "b" ? "ACCESS_DENIED" : value == "c" ? "" : null));

        var calls = desk.Take();
        Assert.Equal([null, "ACCESS_DENIED", "EmptyErrorCode"], calls.Select(call => call.Error?.Id));
        Assert.Null(calls[1].Error!.HttpStatus);
        Assert.Equal("test.read", calls[1].Error!.Method);
        Assert.Equal("Words.", calls[1].Error!.Description);
    }
}
