using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace Bitrix24.Rest.Tests;

/// <summary>Whoever listens to the process for what HTTP does there is told nothing that has the webhook in it.</summary>
public sealed class ListenerTests : IDisposable
{
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly ConcurrentBag<IDisposable> _listeners = [];

    public ListenerTests()
    {
        _listeners.Add(DiagnosticListener.AllListeners.Subscribe(new Observer<DiagnosticListener>(source =>
            _listeners.Add(source.Subscribe(new Observer<KeyValuePair<string, object?>>(written => Hear(written.Key, written.Value)))))));
        var activities = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Hear(activity.DisplayName, activity.TagObjects, activity.Baggage),
        };
        ActivitySource.AddActivityListener(activities);
        _listeners.Add(activities);
        var meters = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument),
        };
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Hear(instrument.Name, tags.ToArray()));
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Hear(instrument.Name, tags.ToArray()));
        meters.Start();
        _listeners.Add(meters);
        _listeners.Add(new Events(Hear));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(500)]
    public async Task None_hears_the_webhook(int status)
    {
        using var server = RawServer.Answer($"HTTP/1.1 {status} X\nLocation: /elsewhere\nContent-Length: 0\n\n");
        using var answer = await RawExchange.SendAsync(server.Address);

        Assert.Contains(RawExchange.Code, server.Request, StringComparison.Ordinal);
        Assert.Contains(_heard, static heard => heard.Contains("127.0.0.1", StringComparison.Ordinal));
        Assert.DoesNotContain(_heard, static heard => heard.Contains(RawExchange.Code, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task They_do_hear_that_of_a_request_as_any_other_program_makes_it()
    {
        using var server = RawServer.Answer("HTTP/1.1 200 OK\nContent-Length: 0\n\n");
        using var client = new HttpClient();
        using var body = new StringContent("{}");
        using var answer = await client.PostAsync(new Uri(server.Address, "/rest/1/an0ther0secret/"), body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(_heard, static heard => heard.StartsWith("System.Net.Http.HttpRequestOut.Start ", StringComparison.Ordinal)
            && heard.Contains("an0ther0secret", StringComparison.Ordinal));
        Assert.Contains(_heard, static heard => heard.StartsWith("RequestStart ", StringComparison.Ordinal)
            && heard.Contains("an0ther0secret", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        foreach (var listener in _listeners)
        {
            listener.Dispose();
        }
    }

    private void Hear(string name, params object?[] values) => _heard.Enqueue($"{name} {string.Join(' ', values.SelectMany(Shown))}");

    private static IEnumerable<string> Shown(object? value) => value switch
    {
        null or string => [$"{value}"],
        System.Collections.IEnumerable list => list.Cast<object?>().SelectMany(Shown),
        _ => [$"{value}", .. value.GetType().GetProperties().Select(property => $"{property.Name}={property.GetValue(value)}")],
    };

    private sealed class Observer<T>(Action<T> onNext) : IObserver<T>
    {
        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void OnNext(T value) => onNext(value);
    }

    /// <summary>
    /// The event sources of the network that are documented. Those for whoever debugs .NET itself write down every byte, and no handler can
    /// switch them off.
    /// </summary>
    private sealed class Events(Action<string, object?[]> hear) : EventListener
    {
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name.StartsWith("System.Net.", StringComparison.Ordinal))
            {
                EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All);
            }
        }

        // The base class calls the other one before there is anybody to tell.
        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            hear?.Invoke(eventData.EventName ?? "", [.. eventData.Payload ?? Enumerable.Empty<object?>()]);
    }
}
