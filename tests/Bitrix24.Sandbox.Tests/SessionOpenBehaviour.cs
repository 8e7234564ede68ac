using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class SessionOpenBehaviour
{
    [Theory]
    [InlineData("telegrambot|22|999999999|999")]
    [InlineData("imol|livechat|22|1761|587")]
    [InlineData(" livechat|22|1761|587")]
    [InlineData("livechat|22|1761")]
    [InlineData("livechat|31|2192|623")]
    [InlineData("")]
    public async Task Unknown_mistyped_and_forbidden_codes_are_one_and_the_same_error(string code)
    {
        var answer = await new Caller().OpenAsync(code);

        Assert.Equal(400, answer.Status);
        Assert.Equal("""{"error":"ACCESS_DENIED","error_description":"You do not have permission to access this chat."}""", answer.Text);
    }

    [Theory]
    [InlineData("viber|58|+35799000111|613", "2103")]
    [InlineData("whatsappbyedna|58|35799000112@edna|614", "2104")]
    [InlineData("my_connector|1|Иван Петров|615", "2105")]
    [InlineData("my_connector|1|order #17 & co + 5%|616", "2106")]
    public async Task Odd_characters_are_part_of_the_code(string code, string chatId)
    {
        Assert.Equal(chatId, (await new Caller().OpenAsync(code)).Result.GetProperty("chatId").GetString());
    }

    [Fact]
    public async Task An_extranet_caller_gets_a_blank_error()
    {
        var answer = await new Caller(webhook: DefaultData.ExtranetWebhook).OpenAsync("livechat|22|1761|587");

        Assert.Equal(400, answer.Status);
        Assert.Equal("""{"error":"","error_description":""}""", answer.Text);
    }

    [Fact]
    public async Task Membership_is_not_enough_but_responsibility_is()
    {
        var caller = new Caller(webhook: DefaultData.WithoutRightsWebhook);
        caller.Portal.Chats.Read(1763)!.Members.Add(DefaultData.WithoutRights);
        Assert.Equal("ACCESS_DENIED", (await caller.OpenAsync("livechat|22|1761|587")).Error);

        caller.Portal.Chats.Read(1763)!.AuthorId = DefaultData.WithoutRights;
        Assert.Equal(200, (await caller.OpenAsync("livechat|22|1761|587")).Status);
    }

    [Fact]
    public async Task The_right_to_read_the_bound_crm_entity_is_enough()
    {
        var caller = new Caller(webhook: DefaultData.OperatorWebhook);

        Assert.Equal(200, (await caller.OpenAsync("whatsappbyedna|58|35799000112@edna|614")).Status);
        Assert.Equal("ACCESS_DENIED", (await caller.OpenAsync("livechat|58|2042|479")).Error);
    }

    [Fact]
    public async Task An_array_that_matches_kills_the_server_and_one_that_does_not_is_refused()
    {
        var caller = new Caller();

        var fatal = await caller.PostAsync("imopenlines.session.open", """{"USER_CODE":["livechat|22|1761|587"]}""");
        Assert.Equal(500, fatal.Status);
        Assert.StartsWith("<html>", fatal.Text, System.StringComparison.Ordinal);

        Assert.Equal("ACCESS_DENIED", (await caller.PostAsync("imopenlines.session.open", """{"USER_CODE":["x"]}""")).Error);
    }

    [Fact]
    public async Task Russian_portals_say_it_in_Russian()
    {
        var answer = await new Caller(SandboxPortal.CreateDefault(new() { Russian = true })).OpenAsync("x");

        Assert.Equal("ACCESS_DENIED", answer.Error);
        Assert.StartsWith("Вы не можете открыть", answer.Description, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generated_chats_are_found_without_being_stored()
    {
        var caller = new Caller();
        caller.Portal.AddChats(1_000_000);

        Assert.Equal("2000000", (await caller.OpenAsync("livechat|1|1000000|1000000")).Result.GetProperty("chatId").GetString());
        Assert.Equal("ACCESS_DENIED", (await caller.OpenAsync("livechat|1|1000001|1000001")).Error);
        Assert.Equal("ACCESS_DENIED", (await caller.OpenAsync("livechat|1|7|8")).Error);
        Assert.DoesNotContain(caller.Portal.Chats.Stored, chat => chat.Id == 2_000_000);
    }
}
