using System;
using System.Linq;
using System.Text;

namespace Bitrix24.OpenLines.Tests;

public sealed class MessagePagesTests
{
    private static readonly ChatId Chat = new(9);

    [Fact]
    public void The_first_page_begins_behind_all_messages() =>
        Assert.Equal("DIALOG_ID=chat9 LAST_ID=9007199254740991 LIMIT=50", Sent(MessagePages.Newest, []));

    [Theory]
    [InlineData(100, false, new[] { 99L, 97, 98 }, "DIALOG_ID=chat9 LAST_ID=97 LIMIT=50")]
    [InlineData(100, true, new[] { 101L, 103, 102 }, "DIALOG_ID=chat9 FIRST_ID=103 LIMIT=50")]
    [InlineData(100, false, new long[0], null)]
    [InlineData(100, true, new long[0], null)]
    [InlineData(100, false, new[] { 100L, 101 }, null)]
    [InlineData(100, true, new[] { 100L, 99 }, null)]
    public void The_next_page_begins_behind_the_last_message_of_one(long from, bool isForward, long[] ids, string? sent) =>
        Assert.Equal(sent, Sent(new MessagePages(from, isForward), ids));

    [Fact]
    public void A_page_has_its_messages_in_both_orders()
    {
        var page = ChatPage.Read(Page(7, 9, 8));

        Assert.Equal([9, 8, 7], page.Newest.Select(static message => message.MessageId));
        Assert.Equal([7, 8, 9], page.Oldest.Select(static message => message.MessageId));
        Assert.Equal(Chat, page.Chat);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"chat_id":9}""")]
    [InlineData("""{"messages":[]}""")]
    [InlineData("""{"chat_id":0,"messages":[]}""")]
    [InlineData("""{"chat_id":9,"messages":null}""")]
    public void Anything_else_is_no_page(string json) => Assert.Throws<FormatException>(() => ChatPage.Read(Value(json)));

    // The parameters of the page behind one with these messages; of the first page where there are none to begin with.
    private static string? Sent(MessagePages pages, long[] ids)
    {
        var call = pages.First(Chat);
        if (!ReferenceEquals(pages, MessagePages.Newest))
        {
            Assert.Null(call.Accept(Page(ids)));
            call = pages.Behind(call);
        }

        return call is null ? null : string.Join(" ", call.Parameters.Select(static parameter => $"{parameter.Name}={parameter.Value}"));
    }

    private static Rest.JsonValue Page(params long[] ids) => Value(
        $$"""{"chat_id":9,"messages":[{{string.Join(",", ids.Select(static id => $$"""{"id":{{id}}}"""))}}],"users":[],"files":[]}""");

    private static Rest.JsonValue Value(string json) => new(Encoding.UTF8.GetBytes(json));
}
