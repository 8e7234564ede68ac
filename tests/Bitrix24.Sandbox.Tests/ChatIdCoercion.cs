using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

/// <summary>What PHP makes of CHAT_ID, row by row.</summary>
public sealed class ChatIdCoercion
{
    private readonly Caller _caller = new();

    [Theory]
    [InlineData("2043")]
    [InlineData("\"2043\"")]
    [InlineData("\" 2043\"")]
    [InlineData("\"2043abc\"")]
    [InlineData("2043.9")]
    [InlineData("\"2.043e3\"")]
    public async Task Is_taken_as_2043(string value)
    {
        var answer = await _caller.PostAsync("imopenlines.session.start", $$"""{"CHAT_ID":{{value}}}""");

        Assert.Equal("true", answer.ResultText);
        Assert.Equal(1, _caller.Portal.Journal.SessionsCreatedIn(2043));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"CHAT_ID":null}""")]
    [InlineData("""{"CHAT_ID":""}""")]
    [InlineData("""{"CHAT_ID":"abc"}""")]
    [InlineData("""{"CHAT_ID":"chat2043"}""")]
    [InlineData("""{"CHAT_ID":0}""")]
    [InlineData("""{"CHAT_ID":[]}""")]
    [InlineData("""{"CHAT_ID":{}}""")]
    [InlineData("""{"CHAT_ID":-5}""")]
    [InlineData("""{"CHAT_ID":false}""")]
    [InlineData("""{"CHAT_ID":999999}""")]
    [InlineData("""{"chat_id":2043}""")]
    public async Task Is_no_chat(string json)
    {
        foreach (var method in new[] { "imopenlines.session.start", "imopenlines.session.join" })
        {
            var answer = await _caller.PostAsync(method, json);

            Assert.Equal(400, answer.Status);
            Assert.Equal("""{"error":"CHAT_ID","error_description":"Chat ID is invalid."}""", answer.Text);
        }
    }

    [Theory]
    [InlineData("true")]
    [InlineData("[2043]")]
    [InlineData("""{"id":2043}""")]
    public async Task Silently_addresses_chat_1(string value)
    {
        _caller.Portal.Chats.Add(new(1, "livechat|1|1|1", 1) { Members = { 1 } });

        var answer = await _caller.PostAsync("imopenlines.session.start", $$"""{"CHAT_ID":{{value}}}""");

        Assert.Equal("true", answer.ResultText);
        Assert.Equal(1, _caller.Portal.Journal.SessionsCreatedIn(1));
    }
}
