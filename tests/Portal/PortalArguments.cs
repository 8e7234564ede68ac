using System;
using System.Collections.Generic;
using System.Globalization;
using Bitrix24.Sandbox;

namespace Portal;

/// <summary>
/// The command line of the portal as a program. The request limit is <c>--limit</c> <c>bucket</c> (unless said otherwise), <c>ticks</c>
/// (a bucket that
/// drains once a second), <c>window</c>, <c>sliding</c>, <c>queue</c> or <c>underway</c>, of <c>--burst</c> requests (those that wait,
/// in a queue), with
/// <c>--drain</c> a second or in <c>--window</c> seconds, begins <c>--filled</c> from 0 to 1, counts what it refuses with
/// <c>--count-refused true</c>, and
/// refuses as <c>--refusal</c> names it (<see cref="RefusalForm"/>). <c>--port</c> is for a portal that comes back where it was, and
/// <c>--portals</c> makes so many of them in one process, each of which obeys what is written to the program.
/// Each of <c>--chats</c> chats has <c>--messages</c> messages, an open session of the user <c>--operator</c>, and with
/// <c>--deals true</c> a deal of its own; <c>--records</c> is how many leads, deals, contacts and companies the CRM has, of each.
/// </summary>
internal sealed class PortalArguments
{
    private readonly Dictionary<string, TimeSpan> _durations = new(StringComparer.OrdinalIgnoreCase);
    private string _shape = "bucket";
    private double? _burst;
    private double? _drain;
    private double _window = 1;
    private double _filled;
    private bool _countRefused;
    private RefusalForm _refusal;
    private double? _operating;
    private TimeSpan _latency;
    private int _records = new SandboxOptions().CrmRecords;

    public long Chats { get; private set; }

    /// <summary>How many portals of this kind the program is; it tells the webhook of each in a line of its own.</summary>
    public int Portals { get; private set; } = 1;

    /// <summary>What these are like.</summary>
    public ChatPattern Pattern { get; private set; } = ChatPattern.Bare;

    /// <summary>The port; 0 for any that is free. One that was killed comes again where it was.</summary>
    public int Port { get; private set; }

    /// <summary>How many requests are kept to be read at /requests.</summary>
    public int Recorded { get; private set; }

    public static PortalArguments Parse(string[] arguments)
    {
        var result = new PortalArguments();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length
                ? arguments[i + 1]
                : throw new ArgumentException("No value for " + arguments[i], nameof(arguments));
            result.Set(arguments[i], value);
        }

        return result;
    }

    public SandboxOptions ToOptions()
    {
        var options = new SandboxOptions
        {
            RequestLimit = _burst is null && _drain is null
                ? null
                : LimitOf(_burst ?? BucketLimit.Standard.Burst, _drain ?? BucketLimit.Standard.Drain) with { Refusal = _refusal },
            OperatingLimit = _operating,
            Latency = _latency,
            CrmRecords = _records,
        };
        foreach (var duration in _durations)
        {
            options.Durations.Add(duration);
        }

        return options;
    }

    private RequestLimit LimitOf(double burst, double drain) => _shape switch
    {
        "bucket" => new BucketLimit(burst, drain, _countRefused) { Filled = _filled },
        "ticks" => new BucketLimit(burst, drain, _countRefused) { Filled = _filled, InWholeSeconds = true },
        "window" => new WindowLimit(burst, _window),
        "sliding" => new WindowLimit(burst, _window, IsSliding: true) { CountRefused = _countRefused },
        "queue" => new QueueLimit(drain, burst),
        "underway" => new UnderWayLimit(burst),
        _ => throw new InvalidOperationException("Unknown limit " + _shape),
    };

    private void Set(string name, string value)
    {
        switch (name)
        {
            case "--chats":
                Chats = long.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "--messages":
                Pattern = Pattern with { Messages = int.Parse(value, CultureInfo.InvariantCulture) };
                break;
            case "--operator":
                Pattern = Pattern with { OperatorId = long.Parse(value, CultureInfo.InvariantCulture) };
                break;
            case "--deals":
                Pattern = Pattern with { HasDeals = bool.Parse(value) };
                break;
            case "--records":
                _records = int.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "--portals":
                Portals = int.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "--port":
                Port = int.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "--recorded":
                Recorded = int.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "--burst":
                _burst = Number(value);
                break;
            case "--drain":
                _drain = Number(value);
                break;
            case "--limit":
                _shape = value;
                break;
            case "--window":
                _window = Number(value);
                break;
            case "--filled":
                _filled = Number(value);
                break;
            case "--count-refused":
                _countRefused = bool.Parse(value);
                break;
            case "--refusal":
                _refusal = Enum.Parse<RefusalForm>(value, ignoreCase: true);
                break;
            case "--operating":
                _operating = Number(value);
                break;
            case "--latency":
                _latency = TimeSpan.FromMilliseconds(Number(value));
                break;
            case "--duration":
                var parts = value.Split('=', 2);
                _durations[parts[0]] = TimeSpan.FromSeconds(Number(parts[1]));
                break;
            default:
                throw new ArgumentException("Unknown option " + name, nameof(name));
        }
    }

    private static double Number(string value) => double.Parse(value, CultureInfo.InvariantCulture);
}
