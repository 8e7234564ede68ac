using System;
using System.Collections.Generic;
using System.Globalization;
using Bitrix24.Sandbox;

namespace Portal;

/// <summary>The command line of the portal as a program.</summary>
internal sealed class PortalArguments
{
    private readonly Dictionary<string, TimeSpan> _durations = new(StringComparer.OrdinalIgnoreCase);
    private double? _burst;
    private double? _drain;
    private double? _operating;
    private TimeSpan _latency;

    public long Chats { get; private set; }

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
            Bucket = _burst is null && _drain is null
                ? null
                : new(_burst ?? BucketLimit.Standard.Burst, _drain ?? BucketLimit.Standard.Drain),
            OperatingLimit = _operating,
            Latency = _latency,
        };
        foreach (var duration in _durations)
        {
            options.Durations.Add(duration);
        }

        return options;
    }

    private void Set(string name, string value)
    {
        switch (name)
        {
            case "--chats":
                Chats = long.Parse(value, CultureInfo.InvariantCulture);
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
