using System;
using System.Buffers;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading;

namespace Bitrix24.Rest;

/// <summary>
/// One request: several calls as a batch, a single one as a plain call. It writes its own body and has all that is known of it while it is
/// under way. See <see href="https://apidocs.bitrix24.com/settings/how-to-call-rest-api/batch.html">batch</see>.
/// </summary>
/// <param name="calls">Its calls, in the order in which the portal runs them.</param>
/// <param name="haltGroup">The halt group that they belong to, if they have one.</param>
internal sealed class BatchRequest(List<Call> calls, HaltGroup? haltGroup) : IDisposable
{
    /// <summary>The most commands that the portal takes in one batch.</summary>
    public const int MostCalls = BatchKey.Most;

    private const string Batch = "batch";
    private const int FirstGuess = 8192;
    private const int LongCommand = 512;

    // Every credential may call it, it changes nothing, and the portal has little to do for it.
    private const string Ask = "scope";

    private readonly CancellationTokenSource _cancellation = new();

    public List<Call> Calls { get; } = calls;

    public HaltGroup? HaltGroup { get; } = haltGroup;

    /// <summary>A single call goes as a plain request: it has none after it to stop.</summary>
    public bool IsBatch => Calls.Count > 1;

    /// <summary>Whether it carries no call, and only asks whether the portal answers.</summary>
    public bool IsAsk => Calls.Count == 0;

    /// <summary>The REST method to post to.</summary>
    public string Method => IsAsk ? Ask : IsBatch ? Batch : Calls[0].Method.Name;

    /// <summary>How many commands its body has; 0 for a plain call.</summary>
    public int Commands => IsBatch ? Calls.Count : 0;

    /// <summary>How many of its calls somebody still waits for.</summary>
    public int Awaited { get; set; } = calls.Count;

    /// <summary>Cancelled when nobody waits for any of its calls.</summary>
    public CancellationToken Cancellation => _cancellation.Token;

    public DateTimeOffset SentAt { get; set; }

    /// <summary>How many bytes its body has, once it is written.</summary>
    public int BodySize { get; private set; }

    /// <summary>The tokens that its body was written with; null where they are not to be had anew.</summary>
    public TokenPair? Pair { get; private set; }

    /// <summary>How long the portal is expected to work on it.</summary>
    public TimeSpan ExpectedWork
    {
        get
        {
            var work = TimeSpan.Zero;
            Calls.ForEach(call => work += call.Reserved);
            return work;
        }
    }

    /// <summary>The pace's leave to send it.</summary>
    public RequestLease? Lease { get; set; }

    /// <summary>
    /// A request that asks whether the portal answers:
    /// <see href="https://apidocs.bitrix24.com/api-reference/common/system/scope.html">scope</see>.
    /// </summary>
    public static BatchRequest CreateAsk() => new([], null);

    /// <summary>Writes the JSON body.</summary>
    public ArraySegment<byte> WriteBody(Credentials credentials)
    {
        var buffer = new ArrayBufferWriter<byte>(FirstGuess);
        using (var body = new Utf8JsonWriter(buffer))
        {
            body.WriteStartObject();
            if (IsBatch)
            {
                WriteCommands(body);
            }
            else if (!IsAsk)
            {
                WriteParameters(body);
            }

            Pair = credentials.WriteTo(body);
            body.WriteEndObject();
        }

        BodySize = buffer.WrittenCount;
        return MemoryMarshal.TryGetArray(buffer.WrittenMemory, out var written) ? written : default;
    }

    public void Cancel()
    {
        try
        {
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just come back.
        }
    }

    public void Dispose() => _cancellation.Dispose();

    private void WriteParameters(Utf8JsonWriter body)
    {
        foreach (var parameter in Calls[0].Parameters)
        {
            parameter.WriteTo(body);
        }
    }

    private void WriteCommands(Utf8JsonWriter body)
    {
        body.WriteNumber("halt", HaltGroup is null ? 0 : 1);
        body.WriteStartObject("cmd");
        var command = new ArrayBufferWriter<char>(LongCommand);
        for (var index = 0; index < Calls.Count; index++)
        {
            command.Clear();
            command.Write(Calls[index].Method.Name.AsSpan());
            command.Write("?".AsSpan());
            var separator = "";
            foreach (var parameter in Calls[index].Parameters)
            {
                separator = parameter.WriteTo(command, separator);
            }

            body.WriteString(BatchKey.Of(index), command.WrittenSpan);
        }

        body.WriteEndObject();
    }
}
