using System;
using System.Text;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines.Tests;

public sealed class PinMethodsTests
{
    [Theory]
    [InlineData("[339,337]", new long[] { 339, 337 })]
    [InlineData("""["339"]""", new long[] { 339 })]
    [InlineData("""{"0":339,"2":337}""", new long[] { 339, 337 })]
    [InlineData("[]", new long[0])]
    public void The_sessions_that_changed_are_read_in_any_of_the_forms_of_a_list(string json, long[] expected)
    {
        Assert.Equal(expected, PinMethods.PinAll.Read(Json(json)));
        Assert.Equal(expected, PinMethods.UnpinAll.Read(Json(json)));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[0]")]
    [InlineData("[true]")]
    [InlineData("""["x"]""")]
    public void What_is_no_list_of_sessions_is_refused(string json) =>
        Assert.Throws<FormatException>(() => PinMethods.PinAll.Read(Json(json)));

    [Fact]
    public void They_take_no_parameters()
    {
        var haltGroup = new HaltGroup();
        var call = PinMethods.OfAll(PinMethods.PinAll, haltGroup);

        Assert.Empty(call.Parameters);
        Assert.Equal((haltGroup, 0L), (call.HaltGroup, call.Chat));
    }

    private static JsonValue Json(string json) => new(Encoding.UTF8.GetBytes(json));
}
