using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Bitrix24.Sandbox;

namespace Bitrix24.Rest.Tests;

/// <summary>A portal in PHP is to read the same of a parameter, whether it comes in a JSON body or in a command of a batch.</summary>
public sealed class CallParameterTests
{
    private static readonly CallParameter Text = new("NAME", "a&b=c[0] +%20|ю𝒳\"\\");
    private static readonly CallParameter Number = new("ID", "-12.5e3", ParameterKind.Number);

    private static readonly CallParameter Queue = List(
        "QUEUE",
        Map("0", new("ENTITY_TYPE", "user"), new CallParameter("ENTITY_ID", "27")),
        Map("1", new CallParameter("ENTITY_TYPE", "department")));

    [Fact]
    public void A_body_carries_lists_and_maps_as_JSON() => Assert.Equal(
        """{"PARAMS":{"QUEUE":[{"ENTITY_TYPE":"user","ENTITY_ID":"27"},{"ENTITY_TYPE":"department"}],"ID":-12.5e3},"ALL":true,"NO":null}""",
        BodyOf(
            Map("PARAMS", Queue, Number),
            new("ALL", "true", ParameterKind.Word),
            new("NO", "null", ParameterKind.Word)));

    [Fact]
    public void A_command_carries_them_in_brackets() => Assert.Equal(
        "PARAMS[QUEUE][0][ENTITY_TYPE]=user&PARAMS[QUEUE][0][ENTITY_ID]=27&PARAMS[QUEUE][1][ENTITY_TYPE]=department&X=1",
        CommandOf(Map("PARAMS", Queue), new CallParameter("X", "1")));

    [Fact]
    public void PHP_reads_the_same_values_of_both()
    {
        CallParameter[] parameters = [Map("A", Text, Map("%5B", Text), List("L", new("0", ""), new CallParameter("1", "&"))), Text];

        var ofCommand = PhpJsonWriter.Write(PhpQueryString.Parse(CommandOf(parameters)));
        var ofBody = PhpJsonWriter.Write(PhpJsonReader.Read(Encoding.UTF8.GetBytes(BodyOf(parameters)))!);

        Assert.Equal(ofBody, ofCommand);
    }

    [Fact]
    public void What_no_command_can_carry_unchanged_goes_alone()
    {
        Assert.All(
            new CallParameter[]
            {
                new("A", "true", ParameterKind.Word),
                List("A"),
                Map("A"),
                Map("A", List("B")),
                Map("A", new CallParameter("B]", "1")),
                Map("A", new CallParameter("]B", "1")),
                Map("A", new CallParameter("", "1")),
                Map("A", new CallParameter("B", "$result[c0]")),
                new("A B", "1"),
                new("A.B", "1"),
                new(" A", "1"),
                new(".A", "1"),
                List("A", [.. Enumerable.Range(0, 1000).Select(static index => new CallParameter($"{index}", "x"))]),
                Enumerable.Range(0, 100).Aggregate(new CallParameter("A", "1"), static (inner, _) => Map("A", inner)),
            },
            static parameter => Assert.False(CallParameter.AreBatchable([Text, parameter])));
        Assert.True(CallParameter.AreBatchable([Text, Number, Map("A", Queue, new CallParameter("B.C D", ""))]));
    }

    [Fact]
    public void A_command_carries_as_many_values_and_as_deep_as_PHP_takes_for_sure()
    {
        Assert.True(CallParameter.AreBatchable([Values(899), Number]));
        Assert.False(CallParameter.AreBatchable([Values(900), Number]));
        Assert.False(CallParameter.AreBatchable([Values(900), Text]));
        Assert.True(CallParameter.AreBatchable([Nested(60)]));
        Assert.False(CallParameter.AreBatchable([Nested(61)]));
    }

    [Fact]
    public void Only_a_dollar_and_a_bracket_together_might_be_replaced()
    {
        Assert.True(CallParameter.AreBatchable([new("A", "$100")]));
        Assert.True(CallParameter.AreBatchable([new("A", "[b]bold[/b]")]));
        Assert.False(CallParameter.AreBatchable([new("A", "[$")]));
        Assert.False(CallParameter.AreBatchable([new("A", "$[")]));
    }

    private static CallParameter Values(int count) =>
        List("A", [.. Enumerable.Range(0, count).Select(static index => new CallParameter($"{index}", "x"))]);

    private static CallParameter Nested(int depth) =>
        Enumerable.Range(0, depth).Aggregate(new CallParameter("A", "1"), static (inner, _) => Map("A", inner));

    private static CallParameter Map(string name, params CallParameter[] items) => new(name, "", ParameterKind.Map) { Items = items };

    private static CallParameter List(string name, params CallParameter[] items) => new(name, "", ParameterKind.List) { Items = items };

    private static string BodyOf(params IEnumerable<CallParameter> parameters) => Write(parameters, copies: 1);

    private static string CommandOf(params IEnumerable<CallParameter> parameters) =>
        Json.Of(Write(parameters, copies: 2)).GetProperty("cmd").GetProperty("c0").GetString()!["test.read?".Length..];

    private static string Write(IEnumerable<CallParameter> parameters, int copies)
    {
        using var request = new BatchRequest(
            [.. Enumerable.Range(0, copies).Select(_ => new Call<string>(Calls.ReadMethod, [.. parameters]))], haltGroup: null);
        var body = request.WriteBody(new WebhookCredentials(new Uri("https://example.bitrix24.com/"), "1", new Secret("xk7ab9qwerty01zz")));
        return Encoding.UTF8.GetString(body.Array!, body.Offset, body.Count);
    }
}
