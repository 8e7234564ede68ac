using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Portal;

namespace Bitrix24.Rest.Tests;

/// <summary>A file is fetched, and what broke off is gone on with.</summary>
public sealed class FileFetchTests
{
    private const string Content = "0123456789";
    private const string Files = "https://files.example/x";
    private const string Address = "https://example.bitrix24.com/rest/download.json?token=x";

    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly FileVersion Known = new(Content.Length, "\"v1\"", Monday);

    [Fact]
    public async Task A_file_comes_whole()
    {
        var half = new Half();

        Assert.Null(await FetchAsync(half, static _ => Whole()));
        Assert.Equal((Content, Known), (half.Text, half.Version));
    }

    [Fact]
    public async Task What_broke_off_is_kept_with_its_version()
    {
        var half = new Half();
        var error = await FetchAsync(half, static _ => Whole(broken: 4));

        Assert.NotNull(error);
        Assert.Equal(("0123", Known), (half.Text, half.Version));
    }

    [Theory]
    [InlineData(4, 4)]
    [InlineData(10, 9)]
    [InlineData(12, 9)]
    public async Task The_rest_of_a_half_is_asked_for_and_only_of_its_version(int there, int from)
    {
        var half = new Half(string.Concat(Content, "??").Substring(0, there), Known);
        HttpRequestMessage? sent = null;

        Assert.Null(await FetchAsync(half, request => Rest(sent = request, from)));
        Assert.Equal(Content, half.Text);
        Assert.Equal(($"bytes={from}-", "\"v1\""), ($"{sent!.Headers.Range}", $"{sent.Headers.IfRange}"));
    }

    [Fact]
    public async Task Without_a_tag_the_time_of_the_change_is_the_condition()
    {
        var half = new Half("0123", Known with { Tag = null });
        HttpRequestMessage? sent = null;

        Assert.Null(await FetchAsync(half, request => Rest(sent = request, 4, tag: null)));
        Assert.Equal(Content, half.Text);
        Assert.Equal(Monday, sent!.Headers.IfRange!.Date);
    }

    [Fact]
    public async Task A_server_that_sends_the_whole_is_taken_at_its_word()
    {
        var half = new Half("xxxx", Known);

        Assert.Null(await FetchAsync(half, static _ => Whole(tag: "\"v2\"")));
        Assert.Equal((Content, "\"v2\""), (half.Text, half.Version!.Tag));
    }

    public static TheoryData<string> Others => new("tag", "time", "length", "from", "to", "unit", "none", "416");

    [Theory]
    [MemberData(nameof(Others))]
    public async Task The_rest_of_another_version_is_not_put_behind_a_half(string other)
    {
        var half = new Half("0123", Known);
        var error = await FetchAsync(half, request =>
        {
            var (tag, time) = (other == "tag" ? "\"v2\"" : "\"v1\"", other == "time" ? Monday.AddDays(1) : Monday);
            var answer = Rest(request, 4, tag, time);
            var range = other switch
            {
                "length" => new ContentRangeHeaderValue(4, 9, 11),
                "from" => new ContentRangeHeaderValue(3, 9, 10),
                "to" => new ContentRangeHeaderValue(4, 8, 10),
                "unit" => new ContentRangeHeaderValue(4, 9, 10) { Unit = "lines" },
                "none" => null,
                _ => answer.Content.Headers.ContentRange,
            };
            answer.Content.Headers.ContentRange = range;
            answer.StatusCode = other == "416" ? HttpStatusCode.RequestedRangeNotSatisfiable : HttpStatusCode.PartialContent;
            return answer;
        });

        Assert.Equal(OwnErrorId.FileNotFetched, error?.Id);
        Assert.Equal(("", null), (half.Text, half.Version));
    }

    [Fact]
    public async Task A_refusal_leaves_the_half_for_another_address()
    {
        var half = new Half("0123", Known);

        Assert.Equal(OwnErrorId.FileNotFetched, (await FetchAsync(half, static _ => new(HttpStatusCode.NotFound)))?.Id);
        Assert.Equal(("0123", Known), (half.Text, half.Version));
    }

    [Fact]
    public async Task A_rest_that_ends_too_early_is_no_whole()
    {
        var half = new Half("0123", Known);

        Assert.NotNull(await FetchAsync(half, static request => Rest(request, 4, broken: 3)));
        Assert.Equal("0123456", half.Text);
        Assert.Equal(Known, half.Version);
    }

    [Theory]
    [InlineData("http://localhost:8080/x")]
    [InlineData("https://127.0.0.1/x")]
    [InlineData("http://files.example/x")]
    public async Task A_portal_elsewhere_sends_nobody_to_this_machine_nor_into_the_clear(string location)
    {
        var asked = 0;
        var error = await FetchAsync(new Half(), _ => ++asked > 1 ? Whole() : Redirect(location));

        Assert.True(error!.IsOwn(OwnErrorId.FileNotFetched), error.Message);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task The_server_that_failed_is_the_one_that_is_named()
    {
        var error = await FetchAsync(
            new Half(), static request => request.RequestUri!.Host == "files.example" ? throw new HttpRequestException() : Redirect(Files));

        Assert.Contains("files.example", error!.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("bitrix24", error.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_begins_with_what_was_there()
    {
        var told = new List<(long Done, long? Whole)>();
        await FetchAsync(new Half("0123", Known), static request => Rest(request, 4), (done, whole) => told.Add((done, whole)));

        Assert.Equal((10, 10), Assert.Single(told));
    }

    [Fact]
    public async Task A_disk_that_is_full_is_no_failure_of_the_network() =>
        await Assert.ThrowsAsync<IOException>(() => FetchAsync(new Half { IsFull = true }, static _ => Whole()));

    [Theory]
    [InlineData("10\n\"v1\"\n")]
    [InlineData("10\n\"v1\"\n2026-11-23T08:00:00.0000000+00:00")]
    [InlineData("10\n\n2026-11-23T08:00:00.0000000+00:00")]
    public void A_version_is_written_down_and_read_again(string text) => Assert.Equal(text, FileVersion.Parse(text)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("10\n\n")]
    [InlineData("0\n\"v1\"\n")]
    [InlineData("-1\n\"v1\"\n")]
    [InlineData("10\nv1\n")]
    [InlineData("10\n\"v1\"\nMonday")]
    [InlineData("10\n\"v1\"\n\n")]
    public void Anything_else_is_no_version(string text) => Assert.Null(FileVersion.Parse(text));

    [Fact]
    public void A_file_without_a_version_or_with_a_weak_one_is_not_known_again()
    {
        var answer = Whole(tag: null);
        answer.Content.Headers.LastModified = null;
        Assert.Null(FileVersion.Of(answer));
        answer.Headers.ETag = new("\"v1\"", isWeak: true);
        Assert.Null(FileVersion.Of(answer));
        answer.Headers.ETag = new($"\"{new string('x', 300)}\"");
        Assert.Null(FileVersion.Of(answer));
    }

    private static HttpResponseMessage Redirect(string location)
    {
        var answer = new HttpResponseMessage(HttpStatusCode.Found);
        answer.Headers.Location = new(location);
        return answer;
    }

    private static HttpResponseMessage Whole(string? tag = "\"v1\"", int? broken = null) =>
        Answer(HttpStatusCode.OK, 0, tag, Monday, broken);

    private static HttpResponseMessage Rest(
        HttpRequestMessage request, int from, string? tag = "\"v1\"", DateTimeOffset? modified = null, int? broken = null)
    {
        Assert.NotNull(request.Headers.Range);
        var answer = Answer(HttpStatusCode.PartialContent, from, tag, modified ?? Monday, broken);
        answer.Content.Headers.ContentRange = new(from, Content.Length - 1, Content.Length);
        return answer;
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, int from, string? tag, DateTimeOffset modified, int? broken)
    {
        var bytes = Encoding.ASCII.GetBytes(Content.Substring(from));
        var answer = new HttpResponseMessage(status)
        {
            Content = new StreamContent(new MemoryStream([.. bytes.Take(broken ?? bytes.Length)])),
        };
        answer.Content.Headers.ContentLength = bytes.Length;
        answer.Content.Headers.LastModified = modified;
        answer.Headers.ETag = tag is null ? null : new(tag);
        return answer;
    }

    private static async Task<Bitrix24Exception?> FetchAsync(
        Half half, Func<HttpRequestMessage, HttpResponseMessage> answer, Action<long, long?>? onRead = null)
    {
        var credentials = new WebhookCredentials(new("https://example.bitrix24.com/"), "1", new Secret("xk7ab9qwerty01zz"));
        using var http = new PortalInvoker(new Server(answer), Redaction.None);
        return await new FileFetch(credentials, http, new VirtualTime())
            .FetchAsync(new(Address), "test.download", half, onRead ?? (static (_, _) => { }), CancellationToken.None);
    }

    private sealed class Server(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer(request));
    }

    private sealed class FullStream : MemoryStream
    {
        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            throw new IOException("There is no room.");
    }

#pragma warning disable CA1001 // A stream in memory holds nothing to let go of.
    private sealed class Half(string text = "", FileVersion? version = null) : IHalfFile
#pragma warning restore CA1001
    {
        private MemoryStream _stream = new(Encoding.ASCII.GetBytes(text));

        public bool IsFull { get; init; }

        public string Text => Encoding.ASCII.GetString(_stream.ToArray());

        public FileVersion? Version { get; private set; } = version;

        public long Length => _stream.Length;

        public Stream Begin(FileVersion? version)
        {
            Version = version;
            return IsFull ? new FullStream() : _stream = new();
        }

        public Stream Continue(long from)
        {
            var before = _stream.ToArray();
            _stream = new();
            _stream.Write(before, 0, (int)from);
            return _stream;
        }
    }
}
