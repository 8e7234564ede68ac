using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class ImFileDownloadBehaviour
{
    private readonly Caller _caller = new(webhook: DefaultData.OperatorWebhook);

    private SandboxFile File =>
        _caller.Portal.Chats.Read(2115)!.Messages.Select(static message => message.File).OfType<SandboxFile>().First();

    [Fact]
    public async Task The_address_gives_the_file_once_and_asks_nobody_who_he_is()
    {
        var address = await AddressAsync();
        using var http = new HttpClient(new SandboxHandler(_caller.Portal));

        using var first = await http.GetAsync(address);
        using var second = await http.GetAsync(address);

        Assert.Equal(File.ReadContent(), await first.Content.ReadAsByteArrayAsync());
        Assert.Equal(File.Size, first.Content.Headers.ContentLength);
        Assert.Equal(File.Name, Uri.UnescapeDataString(first.Content.Headers.ContentDisposition!.FileNameStar!));
        Assert.Equal(404, (int)second.StatusCode);
        Assert.NotEqual(address, await AddressAsync());
    }

    [Theory]
    [InlineData("dialogId=chat2115&fileId=7", "FILE_NOT_FOUND")]
    [InlineData("dialogId=chat2115", "FILE_NOT_FOUND")]
    [InlineData("dialogId=chat2043&fileId=7", "ACCESS_DENIED")]
    [InlineData("DIALOGID=chat2115&fileId=7", "ACCESS_DENIED")]
    public async Task Errors(string query, string code)
    {
        var answer = await _caller.GetAsync("im.v2.File.download?" + query);

        Assert.Equal((400, code), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task Who_has_read_the_history_may_have_its_files()
    {
        var caller = new Caller(_caller.Portal, DefaultData.SupervisorWebhook);
        var call = $"im.v2.File.download?dialogId=chat2115&fileId={File.Id}";
        Assert.Equal("ACCESS_DENIED", (await caller.GetAsync(call)).Error);

        await caller.LinesAsync("session.history.get", "CHAT_ID=2115");

        Assert.Equal(200, (await caller.GetAsync(call)).Status);
    }

    private async Task<string> AddressAsync() =>
        (await _caller.GetAsync($"im.v2.File.download?dialogId=chat2115&fileId={File.Id}")).Result.GetProperty("downloadUrl").GetString()!;
}
