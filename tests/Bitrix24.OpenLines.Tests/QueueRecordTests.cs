using System;
using System.Text;

namespace Bitrix24.OpenLines.Tests;

public sealed class QueueRecordTests
{
    [Theory]
    [InlineData("""{"ID":"22","QUEUE":["27","103"]}""", "27 103")]
    [InlineData("""{"ID":22,"QUEUE":[27,103,27]}""", "27 103")]
    [InlineData("""{"ID":22,"QUEUE":{"1":"27","2":"103"}}""", "27 103")]
    [InlineData("""{"ID":22,"QUEUE":[0,null,"x",{},"27"]}""", "27")]
    [InlineData("""{"ID":22,"QUEUE":[]}""", "")]
    [InlineData("""{"ID":22}""", "")]
    public void A_queue_has_its_operators_in_their_order(string json, string operators) =>
        Assert.Equal(operators, string.Join(" ", Read(json)!.Operators));

    [Theory]
    [InlineData("""{"27":{"USER_NAME":"Support"}}""", "Support")]
    [InlineData("""{"27":{"USER_NAME":null}}""", null)]
    [InlineData("[]", null)]
    public void An_operator_may_have_another_name_for_clients(string shown, string? name) =>
        Assert.Equal(name, Read($$"""{"ID":"22","QUEUE":["27"],"QUEUE_USERS_FIELDS":{{shown}}}""")!.ShownName(27));

    [Fact]
    public void There_may_be_no_such_line() => Assert.Null(Read("false"));

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("true")]
    [InlineData("""{"ID":"0"}""")]
    public void Anything_else_is_no_line(string json) => Assert.Throws<FormatException>(() => Read(json));

    private static QueueRecord? Read(string json) => QueueRecord.Read(new(Encoding.UTF8.GetBytes(json)));
}
