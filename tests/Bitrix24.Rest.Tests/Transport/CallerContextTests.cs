using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest.Tests;

/// <summary>A host whose thread waits for an answer, as a window does, must not be needed for that answer to come.</summary>
[Collection(nameof(LargeBody))]
public sealed class CallerContextTests
{
    [Theory]
    [InlineData(Pause.Answer, 1)]
    [InlineData(Pause.Content, 1)]
    [InlineData(Pause.Body, 1)]
    [InlineData(Pause.Answer, 2)]
    [InlineData(Pause.Content, 2)]
    [InlineData(Pause.Body, 2)]
    public async Task Wherever_an_exchange_has_to_wait_it_goes_on_without_the_thread_that_began_it(Pause pause, int request)
    {
        var gate = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var handler = new PausingHandler(pause, request, gate.Task);
        using var exchange = new Exchange(
            RawExchange.CredentialsOf(new Uri("https://example.bitrix24.com/")),
            handler,
            Redaction.None,
            TimeProvider.System,
            new Notices());
        var context = new Context();
        var sent = context.Run(() => RawExchange.SendAsync(exchange));
        Assert.False(sent.IsCompleted);
        gate.SetResult(true);
        using var answer = await sent;

        Assert.Null(answer.Error);
        Assert.Equal((request, 0), (answer.Requests, context.Posts));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_large_body_that_has_waited_for_its_place_goes_on_without_it_too(int connections)
    {
        var (one, other) = (new BodyReader(), new BodyReader());
        using var first = await one.ReadAsync(Large(), CancellationToken.None);
        using var second = await one.ReadAsync(Large(), CancellationToken.None);
        using var third = connections == 1 ? null : await other.ReadAsync(Large(), CancellationToken.None);
        var context = new Context();
        var waiting = context.Run(() => (connections == 1 ? one : other).ReadAsync(Large(), CancellationToken.None));
        Assert.False(waiting.IsCompleted);
        first!.Dispose();
        using var last = await waiting;

        Assert.Equal(0, context.Posts);
    }

    [Fact]
    public void What_follows_from_an_answer_is_done_without_it()
    {
        using var desk = new Desk();
        var context = new Context();
        context.Run(() =>
        {
            desk.Send(Calls.Read("a"));
            return true;
        });
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));

        Assert.Equal("a", desk.Outcomes());
        Assert.Equal(0, context.Posts);
    }

    private static ByteArrayContent Large() => new(new byte[BodyReader.LongestSmall + 1]) { Headers = { ContentLength = null } };

    /// <summary>What an exchange has to wait for.</summary>
    public enum Pause
    {
        Answer,
        Content,
        Body,
    }

    private sealed class Context : SynchronizationContext
    {
        private int _posts;

        public int Posts => Volatile.Read(ref _posts);

        public override void Post(SendOrPostCallback d, object? state)
        {
            Interlocked.Increment(ref _posts);
            base.Post(d, state);
        }

        public T Run<T>(Func<T> action)
        {
            var before = Current;
            SetSynchronizationContext(this);
            try
            {
                return action();
            }
            finally
            {
                SetSynchronizationContext(before);
            }
        }
    }

    private sealed class PausingHandler(Pause pause, int request, Task gate) : HttpMessageHandler
    {
        private int _requests;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
        {
            var isLast = ++_requests == request;
            var response = new HttpResponseMessage(isLast ? HttpStatusCode.OK : HttpStatusCode.Found);
            if (!isLast)
            {
                response.Headers.Location = new Uri("https://renamed.bitrix24.com/");
                return Task.FromResult(response);
            }

            response.Content = new PausingContent(pause, gate);
            return pause == Pause.Answer ? AfterAsync(gate, response) : Task.FromResult(response);
        }
    }

    private sealed class PausingContent(Pause pause, Task gate) : HttpContent
    {
        protected override Task<Stream> CreateContentReadStreamAsync()
        {
            Stream body = new PausingStream(pause == Pause.Body ? gate : Task.CompletedTask);
            return pause == Pause.Content ? AfterAsync(gate, body) : Task.FromResult(body);
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

#pragma warning disable CA1844 // .NET Framework has no other way of reading to override.
    private sealed class PausingStream(Task gate) : Stream
#pragma warning restore CA1844
    {
        private readonly MemoryStream _body = new(RawExchange.Success);

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            await gate.ConfigureAwait(false);
            return Read(buffer, offset, count);
        }

        public override int Read(byte[] buffer, int offset, int count) => _body.Read(buffer, offset, count);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private static async Task<T> AfterAsync<T>(Task gate, T value)
    {
        await gate.ConfigureAwait(false);
        return value;
    }
}
