using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace Bitrix24.Rest.Tests;

public sealed class BatchRequestTests
{
    private static readonly Credentials Webhook =
        new WebhookCredentials(new Uri("https://example.bitrix24.com/"), "1", new Secret("abcd1234"));
    private static readonly Credentials Token = new AccessTokenCredentials(new Uri("https://example.bitrix24.com/"), new Secret("token-1"));

    public static TheoryData<string> OddCodes => new(
        "livechat|22|1761|587", "my_connector|1|order #17 & co + 5%|616", "a=b?c=d",
        "\"quoted\" 'too' \\ / <b>", "Иван Петров|1", "\U0001F600|1",
        "%7C", "+35799000111", "a\tb\nc", "[x]", "{y}", "$", "$x", "a;b,c", "\u0000");

    [Theory]
    [MemberData(nameof(OddCodes))]
    public void A_code_of_any_characters_goes_alone_as_it_is(string code)
    {
        var (method, body) = Write([Calls.Read(code)]);

        Assert.Equal("test.read", method);
        Assert.Equal(code, body.GetProperty("CODE").GetString());
    }

    [Theory]
    [MemberData(nameof(OddCodes))]
    public void In_a_batch_a_code_is_percent_encoded_once(string code)
    {
        var (method, body) = Write([Calls.Read(code), Calls.Read("x")]);

        Assert.Equal("batch", method);
        var command = body.GetProperty("cmd").GetProperty("c0").GetString()!;
        Assert.Equal("test.read?CODE=" + Uri.EscapeDataString(code), command);
        Assert.DoesNotContain(
            command["test.read?CODE=".Length..],
            character => character is '&' or '#' or '+' or ' ' or '|' or '=' or '?' or '"' or '[' or > '~');
    }

    [Fact]
    public void A_number_is_a_number_and_a_text_a_text()
    {
        var (_, body) = Write([Calls.Change(1763)]);
        Assert.Equal("{\"CHAT_ID\":1763}", body.GetRawText());

        (_, body) = Write([Calls.Change(long.MaxValue), Calls.Change(1)]);
        Assert.Equal("test.change?CHAT_ID=9223372036854775807", body.GetProperty("cmd").GetProperty("c0").GetString());
    }

    [Fact]
    public void Several_parameters_are_joined_and_none_leave_nothing_behind()
    {
        var calls = new Call[]
        {
            new Call<string>(Calls.ReadMethod, [new("A", "1", ParameterKind.Number), new("B&", "x y")]),
            new Call<string>(Calls.ReadMethod, []),
        };

        var (_, body) = Write(calls);

        Assert.Equal("test.read?A=1&B%26=x%20y", body.GetProperty("cmd").GetProperty("c0").GetString());
        Assert.Equal("test.read?", body.GetProperty("cmd").GetProperty("c1").GetString());
    }

    [Fact]
    public void Fifty_calls_have_fifty_keys_that_are_no_numbers()
    {
        var (_, body) = Write([.. Enumerable.Range(1, 50).Select(number => Calls.Change(number))]);

        var commands = body.GetProperty("cmd").EnumerateObject().ToList();
        Assert.Equal(Enumerable.Range(0, 50).Select(index => $"c{index}"), commands.Select(command => command.Name));
        Assert.Equal(
            Enumerable.Range(1, 50).Select(number => $"test.change?CHAT_ID={number}"),
            commands.Select(command => command.Value.GetString()));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void Halt_is_a_number(bool halt, int expected) =>
        Assert.Equal(
            expected, Write([Calls.Change(1), Calls.Change(2)], halt ? new HaltGroup() : null).Body.GetProperty("halt").GetInt32());

    [Fact]
    public void The_token_stands_beside_the_parameters_and_beside_the_commands()
    {
        Assert.Equal("token-1", Write([Calls.Change(1)], credentials: Token).Body.GetProperty("auth").GetString());

        var batch = Write([Calls.Change(1), Calls.Change(2)], credentials: Token).Body;
        Assert.Equal("token-1", batch.GetProperty("auth").GetString());
        Assert.DoesNotContain("token-1", batch.GetProperty("cmd").GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$result[c0][chatId]", false)]
    [InlineData("x $error[c0]", false)]
    [InlineData("$total[x]", false)]
    [InlineData("[$", false)]
    [InlineData("livechat|22|1761|587", true)]
    [InlineData("costs $5", true)]
    [InlineData("[x]", true)]
    public void What_the_portal_would_replace_in_a_batch_goes_alone(string code, bool expected) =>
        Assert.Equal(expected, !Calls.Read(code).GoesAlone);

    private static (string Method, JsonElement Body) Write(
        IReadOnlyList<Call> calls, HaltGroup? haltGroup = null, Credentials? credentials = null)
    {
        using var request = new BatchRequest([.. calls], haltGroup);
        return (request.Method, Json.Of(Encoding.UTF8.GetString(request.WriteBody(credentials ?? Webhook))));
    }
}
