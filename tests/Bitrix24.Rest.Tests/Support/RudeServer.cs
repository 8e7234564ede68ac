using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace Bitrix24.Rest.Tests;

/// <summary>A server that treats every connection rudely, one after the other while any come, and keeps what each began with.</summary>
internal sealed class RudeServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _begun = new();
    private readonly Rudeness _rudeness;

    private RudeServer(Rudeness rudeness)
    {
        _rudeness = rudeness;
        _listener.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What came first on each connection; nothing where it was closed before anything was read.</summary>
    public IReadOnlyList<string> Begun => [.. _begun];

    public static RudeServer Start(Rudeness rudeness)
    {
        var server = new RudeServer(rudeness);
        _ = server.ServeAsync();
        return server;
    }

    public void Dispose() => _listener.Stop();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var socket = await _listener.AcceptSocketAsync();
                await TreatAsync(socket);
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException)
        {
            // It was stopped.
        }
    }

    private async Task TreatAsync(Socket socket)
    {
        var begun = "";
        try
        {
            if (_rudeness != Rudeness.ClosesAtOnce)
            {
                var buffer = new byte[4096];
                begun = Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer));
            }
        }
        catch (SocketException)
        {
            // The client was quicker.
        }

        // Before anything is answered: the client may be done with it at once.
        _begun.Enqueue(begun);
        try
        {
            if (AnswerTo() is { } answer)
            {
                await socket.SendAsync(Encoding.ASCII.GetBytes(answer));
            }
        }
        catch (SocketException)
        {
            // The client was quicker.
        }

        if (_rudeness == Rudeness.ResetsOnceAsked)
        {
            RawServer.Reset(socket);
        }
    }

    private string? AnswerTo() => _rudeness switch
    {
        Rudeness.AnswersHalfALine => "HTTP/1.",
        Rudeness.AnswersHalfAHead => "HTTP/1.1 200 OK\r\nContent-Le",
        Rudeness.AnswersGarbage => "\0\0\0\0\r\n\r\n",
        Rudeness.LetsThroughAndCloses => "HTTP/1.1 200 OK\r\n\r\n",
        _ => null,
    };
}

/// <summary>What a rude server does with each connection.</summary>
public enum Rudeness
{
    ClosesAtOnce,
    ClosesOnceAsked,
    ResetsOnceAsked,
    AnswersHalfALine,
    AnswersHalfAHead,
    AnswersGarbage,
    LetsThroughAndCloses,
}
