using System;
using System.Linq;
using System.Text;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines.Tests;

public sealed class CrmChatRecordTests
{
    [Theory]
    [InlineData("""[{"CHAT_ID":"5","CONNECTOR_ID":"livechat","CONNECTOR_TITLE":"Live chat"}]""")]
    [InlineData("""[{"CHAT_ID":5,"CONNECTOR_ID":"livechat","CONNECTOR_TITLE":"Live chat","OF_A_NEWER_PORTAL":{}}]""")]
    public void A_chat_has_its_id_and_its_connector(string json)
    {
        var chat = Assert.Single(CrmChatRecord.ReadList(Json(json)));

        Assert.Equal((new ChatId(5), "livechat", "Live chat"), (chat.Chat, chat.Connector, chat.Title));
        Assert.Equal(json[1..^1], Encoding.UTF8.GetString(chat.Answer.Json.ToArray()));
    }

    [Theory]
    [InlineData("""{"CONNECTOR_ID":"livechat"}""")]
    [InlineData("""{"CHAT_ID":null,"CONNECTOR_ID":null,"CONNECTOR_TITLE":null}""")]
    [InlineData("""{"CHAT_ID":"0","CONNECTOR_ID":[],"CONNECTOR_TITLE":{}}""")]
    [InlineData("""{"CHAT_ID":"x"}""")]
    [InlineData("""{"CHAT_ID":-5}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void What_is_not_told_of_a_chat_is_nothing_and_its_row_is_kept(string json)
    {
        var chats = CrmChatRecord.ReadList(Json($$"""[{{json}},{"CHAT_ID":7}]"""));

        Assert.Equal([null, new ChatId(7)], chats.Select(static chat => chat.Chat));
        Assert.Null(chats[0].Title);
    }

    [Fact]
    public void Chats_keep_their_order_and_an_object_may_have_none()
    {
        Assert.Equal([9, 3, 9], CrmChatRecord.ReadList(Json("""[{"CHAT_ID":9},{"CHAT_ID":"3"},{"CHAT_ID":9}]"""))
            .Select(static chat => chat.Chat!.Value.Value));
        Assert.Empty(CrmChatRecord.ReadList(Json("[]")));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("[5]")]
    [InlineData("false")]
    [InlineData("null")]
    [InlineData("5")]
    public void What_is_no_list_is_refused(string json) => Assert.Throws<FormatException>(() => CrmChatRecord.ReadList(Json(json)));

    [Theory]
    [InlineData("5", 5L)]
    [InlineData("\"5\"", 5L)]
    [InlineData("0", null)]
    [InlineData("\"0\"", null)]
    public void The_last_chat_is_an_id_and_0_is_none(string json, long? id)
    {
        var chat = CrmChatRecord.ReadId(Json(json));

        Assert.Equal((id, null, null), (chat.Chat?.Value, chat.Connector, chat.Title));
        Assert.Equal(json, Encoding.UTF8.GetString(chat.Answer.Json.ToArray()));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("null")]
    [InlineData("false")]
    [InlineData("\"\"")]
    [InlineData("[5]")]
    [InlineData("5.5")]
    [InlineData("99999999999999999999")]
    public void Anything_else_is_no_id_of_a_chat(string json) => Assert.Throws<FormatException>(() => CrmChatRecord.ReadId(Json(json)));

    private static JsonValue Json(string json) => new(Encoding.UTF8.GetBytes(json));
}
