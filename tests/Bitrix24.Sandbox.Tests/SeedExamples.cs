using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

/// <summary>Every example of the three documented pages is answered as the pages show it.</summary>
public sealed class SeedExamples
{
    private readonly Caller _caller = new();

    [Theory]
    [InlineData("livechat|22|1761|587", "1763")]
    [InlineData("livechat|58|2042|479", "2043")]
    public async Task Open_answers_the_chat_of_a_code_as_a_string(string code, string chatId)
    {
        var answer = await _caller.OpenAsync(code);

        Assert.Equal(200, answer.Status);
        Assert.Equal($$"""{"chatId":"{{chatId}}"}""", answer.ResultText);
    }

    [Theory]
    [InlineData("imopenlines.session.start", 2043)]
    [InlineData("imopenlines.session.start", 2024)]
    [InlineData("imopenlines.session.join", 2024)]
    public async Task Start_and_join_answer_true(string method, long chatId)
    {
        var answer = await _caller.PostAsync(method, $$"""{"CHAT_ID":{{chatId}}}""");

        Assert.Equal("true", answer.ResultText);
    }

    [Fact]
    public async Task Open_with_a_chat_id_instead_of_a_code_is_refused()
    {
        var answer = await _caller.PostAsync("imopenlines.session.open", """{"CHAT_ID":2024}""");

        Assert.Equal(400, answer.Status);
        Assert.Equal("ACCESS_DENIED", answer.Error);
    }

    [Fact]
    public async Task A_token_in_the_body_works_as_the_pages_show_it()
    {
        var address = "https://" + SandboxPortal.Host + "/rest/imopenlines.session.start";
        var body = $$"""{"CHAT_ID":2043,"auth":"{{DefaultData.AdminToken}}"}""";

        var answer = await _caller.SendAsync(System.Net.Http.HttpMethod.Post, address, body, "application/json");

        Assert.Equal("true", answer.ResultText);
    }
}
