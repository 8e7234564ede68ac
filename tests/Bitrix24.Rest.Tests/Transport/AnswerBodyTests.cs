using System.IO;
using System.IO.Compression;
using System.Threading.Tasks;
using static Bitrix24.Rest.Tests.RawExchange;

namespace Bitrix24.Rest.Tests;

/// <summary>The body of an answer over real sockets: however it comes, it costs no more than its bound.</summary>
public sealed class AnswerBodyTests
{
    [Fact]
    public async Task A_body_shorter_than_announced_is_no_answer_and_a_longer_one_is_cut_there()
    {
        using var shorter = RawServer.Answer(Head(100), Success);
        using var lost = await SendAsync(shorter.Address);
        AssertFailed(lost, "ConnectionFailed", FailureKind.Ambiguous, "broke");

        using var longer = RawServer.Answer(Head(Success.Length), [.. Success, .. "garbage"u8]);
        using var read = await SendAsync(longer.Address);
        Assert.Null(read.Error);
    }

    [Fact]
    public async Task A_body_that_announces_more_than_is_ever_read_is_refused()
    {
        using var server = RawServer.Answer(Head(BodyReader.Longest + 1L), Success);
        using var answer = await SendAsync(server.Address);

        AssertFailed(answer, "InvalidResponse", FailureKind.Ambiguous, "HTTP 200 with a body of more than 16777216 bytes.");
    }

    [Fact]
    public async Task A_body_without_an_end_is_refused()
    {
        using var server = RawServer.Start(async socket =>
        {
            await socket.SendAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
            var block = new byte[256 * 1024];
            try
            {
                while (true)
                {
                    await socket.SendAsync(block);
                }
            }
            catch (System.Net.Sockets.SocketException)
            {
                // The client has had enough.
            }
        });
        using var answer = await SendAsync(server.Address);

        AssertFailed(answer, "InvalidResponse", FailureKind.Ambiguous, "more than 16777216 bytes");
        await server.Served;
    }

    [Fact]
    public async Task A_small_body_that_unpacks_without_an_end_is_refused()
    {
        using var server = RawServer.Answer("HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n", Pack(new byte[BodyReader.Longest + 1]));
        using var answer = await SendAsync(server.Address);

        AssertFailed(answer, "InvalidResponse", FailureKind.Ambiguous, "more than 16777216 bytes");
    }

    [Fact]
    public async Task A_packed_body_is_unpacked_and_asked_for()
    {
        using var server = RawServer.Answer("HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n", Pack(Success));
        using var answer = await SendAsync(server.Address);

        Assert.Null(answer.Error);
    }

    [Fact]
    [Trait("NotInMono", "Mono tells of a broken packing by the exception that means a broken connection elsewhere.")]
    public async Task A_packing_that_is_broken_is_no_answer()
    {
        using var server = RawServer.Answer("HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n", Success);
        using var answer = await SendAsync(server.Address);

        AssertFailed(answer, "InvalidResponse", FailureKind.Ambiguous, "compression is broken");
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
