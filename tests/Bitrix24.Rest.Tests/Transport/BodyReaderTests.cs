using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest.Tests;

/// <summary>One after the other with all that holds several large bodies: together they could wait for each other's for ever.</summary>
[Collection(nameof(LargeBody))]
public sealed class BodyReaderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16 * 1024)]
    [InlineData((16 * 1024) + 1)]
    [InlineData(1_000_000)]
    public async Task A_body_is_read_whole_with_and_without_an_announced_length(int length)
    {
        var bytes = Enumerable.Range(0, length).Select(index => (byte)index).ToArray();

        Assert.Equal(bytes, (await ReadAsync(new MemoryStream(bytes), length))!.Value.ToArray());
        Assert.Equal(bytes, (await ReadAsync(new MemoryStream(bytes), announced: null))!.Value.ToArray());
    }

    [Theory]
    [InlineData(10, 1000)]
    [InlineData(100_000, 3)]
    [InlineData(5, 0)]
    public async Task A_length_that_lies_is_not_believed(int length, int announced)
    {
        var bytes = Enumerable.Range(0, length).Select(index => (byte)index).ToArray();

        Assert.Equal(bytes, (await ReadAsync(new MemoryStream(bytes), announced))!.Value.ToArray());
    }

    [Fact]
    public async Task The_longest_body_is_read_and_one_byte_more_is_not()
    {
        Assert.Equal(BodyReader.Longest, (await ReadAsync(new EndlessStream(BodyReader.Longest), announced: null))!.Value.Length);
        Assert.Equal(
            BodyReader.Longest, (await ReadAsync(new EndlessStream(BodyReader.Longest), announced: BodyReader.Longest))!.Value.Length);
        Assert.Null(await ReadAsync(new EndlessStream(BodyReader.Longest + 1), announced: null));
        Assert.Null(await ReadAsync(new EndlessStream(BodyReader.Longest + 1), announced: BodyReader.Longest));
    }

    [Fact]
    public async Task A_body_without_an_end_ends()
    {
        var stream = new EndlessStream(long.MaxValue);

        Assert.Null(await ReadAsync(stream, announced: 10));
        Assert.InRange(stream.Position, BodyReader.Longest, BodyReader.Longest + 2);
    }

    [Fact]
    public async Task A_body_that_announces_too_much_is_not_even_begun()
    {
        var stream = new EndlessStream(long.MaxValue);

        Assert.Null(await ReadAsync(stream, announced: BodyReader.Longest + 1L));
        Assert.Equal(0, stream.Position);
    }

    [Fact]
    public async Task Only_two_large_bodies_are_in_use_at_once_and_small_ones_pass()
    {
        var reader = new BodyReader();
        using var first = await reader.ReadAsync(Large(), CancellationToken.None);
        using var second = await reader.ReadAsync(Large(), CancellationToken.None);
        var third = reader.ReadAsync(Large(), CancellationToken.None);
        Assert.False(third.IsCompleted);
        using var patience = new CancellationTokenSource(RawExchange.Patience);
        using var small = await reader.ReadAsync(new Announcing(new EndlessStream(20_000), announced: null), patience.Token);
        using var liar = new CancellationTokenSource();
        var larger = reader.ReadAsync(Large(150_000, announced: 100_000), liar.Token);
        Assert.False(larger.IsCompleted);
        await liar.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => larger);

        first!.Dispose();
        first.Dispose();
        using var last = await third;
        Assert.Equal(BodyReader.LongestSmall + 1, last!.Bytes.Length);
    }

    [Fact]
    public async Task Only_three_large_bodies_are_in_use_at_once_in_the_process_whatever_the_number_of_connections()
    {
        var (one, other) = (new BodyReader(), new BodyReader());
        using var first = await one.ReadAsync(Large(), CancellationToken.None);
        using var second = await one.ReadAsync(Large(), CancellationToken.None);
        using var third = await other.ReadAsync(Large(), CancellationToken.None);
        var fourth = other.ReadAsync(Large(), CancellationToken.None);
        Assert.False(fourth.IsCompleted);

        second!.Dispose();
        using var last = await fourth;
        Assert.NotNull(last);
    }

    [Theory]
    [InlineData(1024 * 1024)]
    [InlineData((4 * 1024 * 1024) + 1)]
    public async Task A_large_body_that_comes_after_another_one_has_nothing_of_it(int length)
    {
        var reader = new BodyReader();
        foreach (var shift in new[] { 1, 2, 3 })
        {
            var bytes = Enumerable.Range(0, length).Select(index => (byte)(index * shift)).ToArray();
            using var body = await reader.ReadAsync(new Announcing(new MemoryStream(bytes), announced: null), CancellationToken.None);

            Assert.True(body!.Bytes.Span.SequenceEqual(bytes));
            length -= 100_000;
        }
    }

    [Fact]
    public async Task A_large_body_that_is_too_long_or_given_up_keeps_no_place()
    {
        var reader = new BodyReader();
        for (var number = 0; number < 5; number++)
        {
            Assert.Null(await reader.ReadAsync(new Announcing(new EndlessStream(long.MaxValue), announced: null), CancellationToken.None));
        }

        using var body = await reader.ReadAsync(Large(), CancellationToken.None);
        Assert.NotNull(body);
    }

    [Theory]
    [InlineData(1_000, 1_000, 1_001)]
    [InlineData(1_000, BodyReader.Longest, 16 * 1024)]
    public async Task A_body_costs_what_it_has_and_not_what_it_says(int length, int announced, int expected)
    {
        var bytes = (await ReadAsync(new EndlessStream(length), announced))!.Value;

        Assert.True(MemoryMarshal.TryGetArray(bytes, out var buffer));
        Assert.Equal(expected, buffer.Array!.Length);
    }

    [Fact]
    public async Task The_buffer_of_a_large_body_goes_to_the_next()
    {
        var isSame = false;
        for (var round = 0; round < 20 && !isSame; round++)
        {
            // Another test may be quicker and take it.
            var (first, second) = (await ReadAsync(new EndlessStream(1_000_000), null), await ReadAsync(new EndlessStream(900_000), null));
            isSame = MemoryMarshal.TryGetArray(first!.Value, out var one)
                && MemoryMarshal.TryGetArray(second!.Value, out var other) && one.Array == other.Array;
        }

        Assert.True(isSame);
    }

    [Fact]
    public async Task A_buffer_that_is_no_longer_than_the_one_that_is_full_is_not_taken()
    {
        var reader = new BodyReader();
        using (var first = await reader.ReadAsync(Large(), CancellationToken.None))
        using (var second = await reader.ReadAsync(Large(), CancellationToken.None))
        {
            Assert.NotEqual(first, second);
        }

        Assert.Equal(2_000_000, (await ReadAsync(new EndlessStream(2_000_000), announced: null))!.Value.Length);
    }

    [Fact]
    public async Task A_large_body_that_is_not_waited_for_any_more_gives_its_place_to_the_next_of_its_connection_and_no_more_than_that()
    {
        var (one, other) = (new BodyReader(), new BodyReader());
        using var first = await one.ReadAsync(Large(), CancellationToken.None);
        using var second = await one.ReadAsync(Large(), CancellationToken.None);
        using var third = await other.ReadAsync(Large(), CancellationToken.None);
        for (var number = 0; number < 3; number++)
        {
            using var cancellation = new CancellationTokenSource();
            var fourth = other.ReadAsync(Large(), cancellation.Token);
            Assert.False(fourth.IsCompleted);
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fourth);
        }

        first!.Dispose();
        second!.Dispose();
        using var patience = new CancellationTokenSource(RawExchange.Patience);
        using var last = await other.ReadAsync(Large(), patience.Token);
        Assert.NotNull(last);
    }

    [Fact]
    public async Task A_body_that_was_read_is_closed()
    {
        var bytes = new MemoryStream([1, 2, 3]);
        using var content = new Announcing(bytes, announced: null);
        using var body = await new BodyReader().ReadAsync(content, CancellationToken.None);

        Assert.Equal(3, body!.Bytes.Length);
        Assert.False(bytes.CanRead);
    }

    [Fact]
    public async Task A_large_answer_is_kept_until_it_is_done_with_and_a_large_page_of_a_failure_is_not()
    {
        var status = HttpStatusCode.BadGateway;
        var letter = 'a';
        using var handler = new ScriptedHandler(_ => ScriptedHandler.Json($"{{\"result\":\"{new string(letter, 200_000)}\"}}", status));
        using var exchange = new Exchange(
            RawExchange.CredentialsOf(RawServer.Nobody()), handler, Redaction.None, TimeProvider.System, new Notices());
        for (var number = 0; number < 4; number++)
        {
            // Nobody disposes of these.
            Assert.Equal("InvalidResponse", (await RawExchange.SendAsync(exchange)).Error!.Id);
        }

        status = HttpStatusCode.OK;
        using var first = await RawExchange.SendAsync(exchange);
        letter = 'b';
        using var second = await RawExchange.SendAsync(exchange);
        Assert.Equal("aa", first.Items[0].Result.Begin(2));
        Assert.Equal("bb", second.Items[0].Result.Begin(2));
    }

    // Of these bytes all are there at once, so what is not read is what has to wait for its place.
    private static Announcing Large(int length = BodyReader.LongestSmall + 1, long? announced = null) =>
        new(new MemoryStream(new byte[length]), announced);

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream stream, long? announced)
    {
        using var content = new Announcing(stream, announced);
        var reader = new BodyReader();
        using var body = await reader.ReadAsync(content, CancellationToken.None);
        return body?.Bytes;
    }

    /// <summary>Content that says of its length what it is told to.</summary>
    private sealed class Announcing : HttpContent
    {
        private readonly Stream _stream;

        public Announcing(Stream stream, long? announced)
        {
            _stream = stream;
            Headers.ContentLength = announced;
        }

        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(_stream);

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => _stream.CopyToAsync(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
