using System.Text;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines.Tests;

public sealed class HandOverTests
{
    [Fact]
    public void An_operator_and_a_line_go_each_by_a_name_of_their_own()
    {
        Assert.Equal(CallParameter.Of("USER_ID", 5), HandOver.Parse("5", isLine: false, "m", out _)!.Parameter);
        Assert.Equal(CallParameter.Of("QUEUE_ID", 22), HandOver.Parse(22, isLine: true, "m", out _)!.Parameter);
    }

    [Theory]
    [InlineData(false, OwnErrorId.InvalidUserId)]
    [InlineData(true, OwnErrorId.InvalidLineId)]
    public void What_is_no_id_is_refused_as_what_it_was_to_be(bool isLine, string id)
    {
        foreach (var value in new object?[] { null, 0, -1, "x", true, 1.5, "queue5" })
        {
            Assert.Null(HandOver.Parse(value, isLine, "m", out var error));
            Assert.Equal(id, error!.Id);
        }
    }

    [Theory]
    [InlineData(false, 5, null)]
    [InlineData(false, 0, "nobody is responsible")]
    [InlineData(false, 7, "the user 7 is responsible")]
    [InlineData(true, 0, null)]
    [InlineData(true, 7, "the user 7 is responsible")]
    public void The_dialog_tells_who_is_responsible_afterwards(bool isLine, long owner, string? fault) =>
        Assert.Equal(fault, FaultOf(isLine, 5, owner, "N|NONE|0|N|N|9|0|5|0|0", "livechat|22|1|2"));

    [Theory]
    [InlineData("N|NONE|0|N|N|9|0|0|0|0", "livechat|22|1|2", null)]
    [InlineData("N|NONE|0|N|N|9|0|58|0|0", "livechat|22|1|2", "the chat is in the line 58")]
    [InlineData("N|NONE|0|N|N|9|0|22|0|0", "livechat|58|1|2", null)]
    [InlineData("N|NONE|0|N|N|9", "livechat|58|1|2", "the chat is in the line 58")]
    [InlineData("N|NONE|0|N|N|9", "livechat", "the chat is in no line")]
    [InlineData("", "livechat|x|1|2", "the chat is in no line")]
    public void The_line_is_that_of_the_code_until_the_chat_is_handed_on(string data, string code, string? fault) =>
        Assert.Equal(fault, FaultOf(isLine: true, 22, 0, data, code));

    private static string? FaultOf(bool isLine, long to, long owner, string data, string code)
    {
        var json = $$"""{"owner":{{owner}},"entity_data_1":"{{data}}","entity_id":"{{code}}"}""";
        return HandOver.Parse(to, isLine, "m", out _)!.FindFault(DialogRecord.Read(new(Encoding.UTF8.GetBytes(json))))?.ToString();
    }
}
