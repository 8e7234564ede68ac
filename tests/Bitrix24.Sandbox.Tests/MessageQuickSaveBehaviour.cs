using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class MessageQuickSaveBehaviour
{
    private readonly Caller _caller = new();

    [Fact]
    public async Task A_message_is_saved_once()
    {
        var message = _caller.Portal.Chats.Read(1763)!.Messages[1];

        Assert.Equal("true", (await SaveAsync(1763, message.Id)).ResultText);
        Assert.Equal("true", (await SaveAsync(1763, message.Id)).ResultText);
        Assert.Equal(message.Text, Assert.Single(_caller.Portal.FindLine(22)!.QuickAnswers).Value);
    }

    [Theory]
    [InlineData(0, 1, "CANT_SAVE_QUICK_ANSWER")]
    [InlineData(1763, 1, "CANT_SAVE_QUICK_ANSWER")]
    [InlineData(0, 176300001, "CHAT_ID")]
    [InlineData(3001, 176300001, "CHAT_TYPE")]
    [InlineData(1763, 211300001, "ACCESS_DENIED")]
    [InlineData(2109, 210900001, "CANT_SAVE_QUICK_ANSWER")]
    public async Task The_message_is_looked_up_first_and_both_chats_are_checked(long chatId, long messageId, string code)
    {
        var answer = await SaveAsync(chatId, messageId);

        Assert.Equal((400, code), (answer.Status, answer.Error));
    }

    private Task<Caller.Answer> SaveAsync(long chatId, long messageId) =>
        _caller.LinesAsync("message.quick.save", $"CHAT_ID={chatId}&MESSAGE_ID={messageId}");
}
