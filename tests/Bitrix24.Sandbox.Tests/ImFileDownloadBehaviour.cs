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
    [InlineData("bytes=10-", 10, 0)]
    [InlineData("bytes=0-9", 0, -10)]
    [InlineData("bytes=5-5", 5, -6)]
    [InlineData("bytes=3-99999999999", 3, 0)]
    [InlineData("bytes=-7", -7, 0)]
    public async Task A_part_is_sent_as_a_web_server_sends_one(string range, int from, int to)
    {
        using var answer = await FetchAsync(range);

        var (first, last) = (from < 0 ? File.Size + from : from, to < 0 ? -to - 1 : File.Size - 1);
        Assert.Equal(206, (int)answer.StatusCode);
        Assert.Equal($"bytes {first}-{last}/{File.Size}", answer.Content.Headers.ContentRange!.ToString());
        Assert.Equal(File.ReadContent()[first..(last + 1)], await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("bytes", Assert.Single(answer.Headers.AcceptRanges));
    }

    [Theory]
    [InlineData("bytes=5-3")]
    [InlineData("bytes=-0")]
    [InlineData("bytes=0-1,4-5")]
    [InlineData("lines=1-2")]
    [InlineData(null)]
    public async Task Of_what_is_no_part_the_whole_is_sent(string? range)
    {
        using var answer = await FetchAsync(range);

        Assert.Equal((200, File.Size), ((int)answer.StatusCode, (await answer.Content.ReadAsByteArrayAsync()).Length));
        Assert.Null(answer.Content.Headers.ContentRange);
    }

    [Fact]
    public async Task Behind_the_end_there_is_no_part()
    {
        using var answer = await FetchAsync($"bytes={File.Size}-");

        Assert.Equal(416, (int)answer.StatusCode);
        Assert.Equal($"bytes */{File.Size}", answer.Content.Headers.ContentRange!.ToString());
    }

    [Theory]
    [InlineData(true, 206)]
    [InlineData(false, 200)]
    public async Task The_rest_is_sent_only_of_the_version_that_the_caller_has(bool isCurrent, int status)
    {
        using var whole = await FetchAsync(range: null);
        var (tag, modified) = (whole.Headers.ETag!.Tag, whole.Content.Headers.LastModified!.Value);

        using var byTag = await FetchAsync("bytes=1-", isCurrent ? tag : "\"other\"");
        using var byTime = await FetchAsync("bytes=1-", (isCurrent ? modified : modified.AddSeconds(-1)).ToString("R"));

        Assert.Equal((status, status), ((int)byTag.StatusCode, (int)byTime.StatusCode));
        Assert.Equal(tag, byTag.Headers.ETag!.Tag);
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

    private async Task<HttpResponseMessage> FetchAsync(string? range, string? condition = null)
    {
        using var http = new HttpClient(new SandboxHandler(_caller.Portal));
        using var request = new HttpRequestMessage(HttpMethod.Get, await AddressAsync());
        foreach (var (name, value) in new[] { ("Range", range), ("If-Range", condition) })
        {
            if (value is not null)
            {
                Assert.True(request.Headers.TryAddWithoutValidation(name, value));
            }
        }

        return await http.SendAsync(request);
    }
}
