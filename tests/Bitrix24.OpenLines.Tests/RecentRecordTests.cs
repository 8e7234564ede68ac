using System;
using System.Text;

namespace Bitrix24.OpenLines.Tests;

public sealed class RecentRecordTests
{
    [Fact]
    public void A_recent_dialog_tells_of_its_session_and_its_last_message()
    {
        var recent = Read("""
            {"id":"chat1451","chat_id":1451,"counter":"2","lines":{"id":343,"status":"40"},
             "message":{"id":86313,"text":"Good day","date":"2026-03-13T16:50:15+01:00"},
             "chat":{"id":1451,"entity_type":"LINES","entity_id":"livechat|22|1775|599","owner":27,"role":"OWNER",
                     "entity_data_1":"Y|LEAD|1209|N|N|343|1773682918|0|0|0"}}
            """);

        Assert.NotNull(recent);
        Assert.Equal((1451, 343, 27), (recent.Dialog.Chat.Value, recent.Dialog.SessionId, recent.Dialog.OperatorId));
        Assert.Equal((40, 2, 86313, "Good day"), (recent.Status, recent.Unread, recent.LastMessageId, recent.LastMessage));
        Assert.Equal(new DateTimeOffset(2026, 3, 13, 16, 50, 15, TimeSpan.FromHours(1)), recent.LastMessageDate);
    }

    [Fact]
    public void What_it_does_not_tell_is_nothing()
    {
        var recent = Read("""{"message":[],"lines":[],"chat":{"id":9,"entity_type":"LINES","entity_data_1":""}}""");

        Assert.NotNull(recent);
        Assert.Equal((null, null, null, null), (recent.Status, recent.Unread, recent.LastMessageId, recent.LastMessage));
        Assert.Null(recent.LastMessageDate);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"user":{"id":1}}""")]
    [InlineData("""{"chat":[]}""")]
    [InlineData("""{"chat":{"entity_type":"CHAT"}}""")]
    public void Other_chats_are_none(string json) => Assert.Null(Read(json));

    [Theory]
    [InlineData("5")]
    [InlineData("""{"chat":{"entity_type":"LINES"}}""")]
    public void An_open_line_that_tells_nothing_is_none_either(string json) => Assert.Throws<FormatException>(() => Read(json));

    private static RecentRecord? Read(string json) => RecentRecord.Read(new(Encoding.UTF8.GetBytes(json)));
}
