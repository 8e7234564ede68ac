using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Bitrix24.Sandbox;

namespace Portal.Faults;

/// <summary>
/// Stands between a client and a portal and plays a <see cref="FaultSchedule"/>, one fault for each request, on any clock.
/// It keeps a record of what the client sent. In virtual time everything happens on the thread
/// that moves the time, so a run repeats exactly; the record is made for one thread and no more.
/// </summary>
/// <param name="portal">What answers the requests that go through; usually a sandbox portal.</param>
/// <param name="schedule">The faults.</param>
/// <param name="time">The clock of delays.</param>
public sealed class FaultHandler(HttpMessageHandler portal, FaultSchedule schedule, TimeProvider time) : DelegatingHandler(portal)
{
    private readonly List<SentRequest> _sent = [];
    private readonly long _start = time.GetTimestamp();
    private long _moment;
    private int _outstanding;

    /// <summary>Every request in the order in which they left.</summary>
    public IReadOnlyList<SentRequest> Sent => _sent;

    /// <summary>How many requests wait for their answer.</summary>
    public int Outstanding => _outstanding;

    /// <summary>Called when a request leaves, before anything befalls it.</summary>
    public Action<SentRequest>? Leaving { get; set; }

    /// <summary>
    /// Does to the portal, or to a clock, what <see cref="FaultKind.ClockJump"/>
    /// and the kinds that end a connection say; without it they do nothing.
    /// </summary>
    public Action<Fault>? Befalling { get; set; }

    /// <summary>The number of what happened last: see <see cref="SentRequest"/>.</summary>
    public long Moment => Volatile.Read(ref _moment);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var isAway = schedule.Outage is { } outage && outage.IsAt(time.GetElapsedTime(_start));
        var sent = Record(request, body, isAway ? new Fault(schedule.Outage!.Kind) : schedule.Next());
        try
        {
            Leaving?.Invoke(sent);
            var plan = await PlayAsync(sent.Fault, request, body, cancellationToken).ConfigureAwait(false);
            var content = new PlannedContent(plan.Body, time, () => End(sent));
            foreach (var header in plan.Answer.Content.Headers.NonValidated)
            {
                content.Headers.TryAddWithoutValidation(header.Key, header.Value.ToString());
            }

            plan.Answer.Content = content;
            if (sent.Fault.Kind == FaultKind.Redirect)
            {
                // Nobody reads its body: it is over before the request that follows it.
                End(sent);
            }

            return plan.Answer;
        }
        catch
        {
            End(sent);
            throw;
        }
    }

    private async Task<(HttpResponseMessage Answer, BodyPlan Body)> PlayAsync(
        Fault fault, HttpRequestMessage request, byte[] body, CancellationToken cancellation)
    {
        if (NetworkFaults.OfConnect(fault.Kind) is { } noConnection)
        {
            throw noConnection;
        }

        Befalling?.Invoke(fault);
        var wait = NetworkFaults.OfWait(fault.Kind);
        var page = FaultPages.Of(fault, request);
        if (wait is not null || page is not null || fault.Kind == FaultKind.NeverAnswered)
        {
            var isWorkDone = fault.AfterWork
                && fault.Kind is FaultKind.Cut or FaultKind.WayLost or FaultKind.NeverAnswered
                    or FaultKind.ServerErrorPage or FaultKind.ServerErrorCode;
            if (fault.Kind == FaultKind.CutDuringWork)
            {
                _ = AskAsync(request, body, CancellationToken.None);
            }

            if (isWorkDone)
            {
                (await AskAsync(request, body, cancellation).ConfigureAwait(false)).Answer.Dispose();
            }

            if (page is null && wait is null)
            {
                await Pause.ForeverAsync(cancellation).ConfigureAwait(false);
            }

            return wait is null ? (page!, new(await page!.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false))) : throw wait;
        }

        var (answer, bytes) = await AskAsync(fault, request, body, cancellation).ConfigureAwait(false);
        if (fault.Kind == FaultKind.Delayed)
        {
            await Pause.ForAsync(fault.Time, time, cancellation).ConfigureAwait(false);
        }
        else if (fault.Kind == FaultKind.WrongContentType)
        {
            answer.Content.Headers.ContentType = new("text/html");
        }

        return (answer, PlanBody(fault, bytes));
    }

    private static BodyPlan PlanBody(Fault fault, byte[] bytes)
    {
        var part = bytes[..(fault.Dice % Math.Max(1, bytes.Length))];
        return fault.Kind switch
        {
            FaultKind.BodyBroken => new(part) { End = NetworkFaults.Read(SocketError.ConnectionReset) },
            FaultKind.BodyUndecodable =>
                new(part) { End = new InvalidDataException("The archive entry was compressed using an unsupported compression method.") },
            FaultKind.BodyStalled => new(part) { Stalls = true },
            FaultKind.BodyDrips => new(bytes) { Drop = 1 + (bytes.Length / 7), Every = fault.Time },
            _ => new(bytes),
        };
    }

    private async Task<(HttpResponseMessage Answer, byte[] Body)> AskAsync(
        Fault fault, HttpRequestMessage request, byte[] body, CancellationToken cancellation)
    {
        if (fault.Kind is FaultKind.ItemOperatingLimit or FaultKind.ItemQueryLimit or FaultKind.ItemOddCode or FaultKind.ItemNotAllowed
            && JsonNode.Parse(body) is JsonObject batch
            && batch["cmd"] is JsonObject { Count: > 0 })
        {
            var refused = BatchEdits.Choose(batch, fault);
            BatchEdits.Remove(batch, refused);
            var (partly, answered) = await AskAsync(
                request, Encoding.UTF8.GetBytes(batch.ToJsonString()), cancellation).ConfigureAwait(false);
            if (partly.IsSuccessStatusCode && JsonNode.Parse(answered) is JsonObject answer)
            {
                BatchEdits.Refuse(batch, answer, refused, fault);
                answered = Encoding.UTF8.GetBytes(answer.ToJsonString());
            }

            return (partly, answered);
        }

        var (whole, bytes) = await AskAsync(request, body, cancellation).ConfigureAwait(false);
        return (whole, whole.IsSuccessStatusCode ? AnswerEdits.Edit(fault, bytes) : bytes);
    }

    private async Task<(HttpResponseMessage Answer, byte[] Body)> AskAsync(
        HttpRequestMessage request, byte[] body, CancellationToken cancellation)
    {
        using var forwarded = new HttpRequestMessage(request.Method, request.RequestUri) { Content = new ByteArrayContent(body) };
        forwarded.Headers.Authorization = request.Headers.Authorization;
        forwarded.Content.Headers.ContentType = request.Content?.Headers.ContentType;
        var answer = await base.SendAsync(forwarded, cancellation).ConfigureAwait(false);
        return (answer, await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
    }

    private SentRequest Record(HttpRequestMessage request, byte[] body, Fault fault)
    {
        var read = RestRequest.Read(
            new(request.Method.Method, request.RequestUri!, request.Content?.Headers.ContentType?.ToString(), null, body));
        var sent = new SentRequest(
            _sent.Count + 1, request.RequestUri!.Host, read?.Route.Method ?? "", read?.ChangedChats ?? [], read?.Batch?.Commands.Count ?? 1,
            read?.Batch?.Halt ?? false, fault)
        {
            Began = ++_moment,
        };
        _sent.Add(sent);
        _outstanding++;
        return sent;
    }

    private void End(SentRequest sent)
    {
        if (sent.Ended == long.MaxValue)
        {
            sent.Ended = ++_moment;
            _outstanding--;
        }
    }
}
