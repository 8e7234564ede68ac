using System;
using System.Linq;
using System.Text;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines.Tests;

public sealed class HistoryRecordTests
{
    private const string Sample = """
        {"chatId":1763,"canJoin":"Y","canVoteHead":"N","sessionId":321,"sessionVoteHead":4,"sessionCommentHead":"ok","userId":"chat1763",
         "message":{
          "85853":{"id":"85853","chatid":"1763","senderid":"587","recipientid":"chat1763","date":"2026-03-11T13:12:46+01:00",
            "text":"Hello","textlegacy":"Hello","params":[]},
          "85851":{"id":"85851","chatid":"1763","senderid":"103","recipientid":"chat1763","date":"2026-03-11T13:12:46+01:00",
            "text":"Open the task card","textlegacy":"Open","params":{"connectorMid":["85853"],"fileId":[5437,9]}},
          "85849":{"id":"85849","chatid":"1763","senderid":"0","date":"2026-03-11T13:12:40+01:00","text":"begins","params":{}}},
         "users":{"103":{"id":"103","name":"Samantha Johnson","firstName":"Samantha","lastName":"Johnson","workPosition":"IT",
            "connector":false,"bot":false},"587":{"id":"587","name":"John","workPosition":null,"connector":true}},
         "chat":{"1763":{"id":"1763","entityId":"livechat|22|1761|587","entityData1":"Y|LEAD|1205|N|N|321|1773223732|0|0|0"}},
         "files":{"5437":{"id":5437,"chatid":1763,"date":"2026-03-11T13:12:46+01:00","type":"image","name":"2311.png",
            "extension":"png","size":70855,"authorid":103,"authorname":"Samantha Johnson"}}}
        """;

    [Fact]
    public void A_history_tells_of_its_session_its_chat_and_its_line()
    {
        var history = Read(Sample);

        Assert.Equal((321, 1763, "livechat|22|1761|587", 22), (history.SessionId, history.Chat.Value, history.UserCode, history.LineId));
    }

    [Fact]
    public void The_line_is_that_which_the_chat_was_handed_on_to() =>
        Assert.Equal(58, Read(Sample.Replace("1773223732|0|0|0", "1773223732|58|0|0", StringComparison.Ordinal)).LineId);

    [Fact]
    public void Its_messages_come_oldest_first_and_by_their_ids_within_a_second()
    {
        var page = Read(Sample).Page;

        Assert.Equal([85849L, 85851, 85853], page.Messages.Select(static message => message.MessageId));
        Assert.Equal([0L, 103, 587], page.Messages.Select(static message => message.AuthorId));
        Assert.Equal(new DateTimeOffset(2026, 3, 11, 12, 12, 40, TimeSpan.Zero), page.Messages[0].Date);
        Assert.Equal(("Open the task card", "Open"), (page.Messages[1].Text, page.Messages[1].LegacyText));
    }

    [Fact]
    public void A_message_knows_its_author_and_its_files()
    {
        var page = Read(Sample).Page;

        Assert.Null(page.AuthorOf(page.Messages[0]));
        Assert.Equal(("Samantha Johnson", false), (page.AuthorOf(page.Messages[1])!.Name, page.AuthorOf(page.Messages[1])!.IsClient));
        Assert.Equal(("John", true), (page.AuthorOf(page.Messages[2])!.Name, page.AuthorOf(page.Messages[2])!.IsClient));
        var file = Assert.Single(page.FilesOf(page.Messages[1]));
        Assert.Equal((5437, 1763, "2311.png", 70855, 103), (file.FileId, file.ChatId, file.Name, file.Size, file.AuthorId));
        Assert.Empty(page.FilesOf(page.Messages[2]));
    }

    [Fact]
    public void A_page_of_the_messenger_is_read_in_its_own_keys()
    {
        var page = MessagePage.Read(Fields("""
            {"chat_id":1489,"messages":[
              {"id":84879,"chat_id":1489,"author_id":503,"date":"2026-03-11T13:12:46+01:00","text":"b","params":{"FILE_ID":["17"]}},
              {"id":84877,"chat_id":1489,"author_id":0,"date":"2026-03-11T13:12:46+01:00","text":"a","params":[]}],
             "users":[{"id":503,"name":"Guest","first_name":"G","last_name":"","work_position":"","connector":true}],
             "files":[{"id":17,"chatId":1489,"name":"a.txt","size":"12","authorId":503,"authorName":"Guest"}]}
            """));

        Assert.Equal([84877L, 84879], page.Messages.Select(static message => message.MessageId));
        Assert.Equal([1489L, 1489], page.Messages.Select(static message => message.ChatId));
        var author = page.AuthorOf(page.Messages[1])!;
        Assert.Equal(("Guest", "G", true), (author.Name, author.FirstName, author.IsClient));
        var file = Assert.Single(page.FilesOf(page.Messages[1]));
        Assert.Equal((17, 1489, 12, 503, "Guest"), (file.FileId, file.ChatId, file.Size, file.AuthorId, file.AuthorName));
    }

    [Fact]
    public void Every_map_without_entries_is_an_empty_list()
    {
        var history = Read("""
            {"chatId":"1763","sessionId":"321","sessionVoteHead":0,"sessionCommentHead":null,"userId":"chat1763","message":[],
             "usersMessage":{"chat1763":null},"users":[],"openlines":[],"userInGroup":[],"woUserInGroup":[],"chat":[],"userBlockChat":[],
             "userInChat":[],"files":[]}
            """);

        Assert.Equal((321, 1763, null, null), (history.SessionId, history.Chat.Value, history.UserCode, history.LineId));
        Assert.Empty(history.Page.Messages);
        Assert.Empty(history.Page.People);
        Assert.Empty(history.Page.Files);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"chatId":1763,"sessionId":0}""")]
    [InlineData("""{"chatId":"x","sessionId":321}""")]
    [InlineData("""{"chatId":1763,"sessionId":321,"message":{"x":{"text":"without an id"}}}""")]
    public void What_is_no_history_is_refused(string json) => Assert.Throws<FormatException>(() => Read(json));

    private static HistoryRecord Read(string json) => HistoryRecord.Read(new(Encoding.UTF8.GetBytes(json)));

    private static JsonFields Fields(string json) => JsonFields.CopyOf(new(Encoding.UTF8.GetBytes(json)));
}
