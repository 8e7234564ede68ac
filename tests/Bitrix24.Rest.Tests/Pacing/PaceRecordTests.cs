using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using Portal;

namespace Bitrix24.Rest.Tests;

/// <summary>What a pace knows goes whole from one process to the next.</summary>
public sealed class PaceRecordTests
{
    [Fact]
    public void Carries_every_field_of_a_pace()
    {
        var time = new VirtualTime();
        var pace = Train(time);
        time.Advance(TimeSpan.FromSeconds(3));
        var other = new RequestPace(new SteadyClock(time), seed: 1);
        var written = PaceRecord.Create();
        pace.Carry(written);
        other.Carry(PaceRecord.Open(written.ToNumbers())!);

        Assert.Equal(Describe(pace), Describe(other));
        Assert.Equal(pace.WaitFor(10), other.WaitFor(10));
    }

    [Fact]
    public void Has_another_form_when_it_carries_something_else()
    {
        var pace = new RequestPace(new SteadyClock(new VirtualTime()), seed: 1);
        var written = PaceRecord.Create();
        pace.Carry(written);

        // Whoever changes the one changes the other: processes of two versions do not read each other's records.
        Assert.Equal((3, 46), (PaceRecord.Form, written.ToNumbers().Length));
    }

    [Fact]
    public void What_was_cut_or_overwritten_is_none()
    {
        var written = PaceRecord.Create();
        Assert.NotNull(PaceRecord.Open(written.ToNumbers()));
        written.Carry(5L);
        written.Carry(7L);
        var whole = written.ToNumbers();
        Assert.NotNull(PaceRecord.Open(whole));
        Assert.NotNull(PaceRecord.Open([.. whole, 9]));

        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Null(PaceRecord.Open(whole[..length]));
        }

        for (var at = 0; at < whole.Length; at++)
        {
            foreach (var other in new[] { whole[at] - 1, whole[at] + 1, 0, 2, 1_000, long.MaxValue, long.MinValue })
            {
                Assert.Null(PaceRecord.Open([.. whole[..at], other == whole[at] ? 3 : other, .. whole[(at + 1)..]]));
            }
        }

        Assert.Null(PaceRecord.Open([whole[0], 2, PaceRecord.Create().ToNumbers()[2]]));
    }

    [Fact]
    public void What_is_read_beyond_its_end_is_nothing()
    {
        var written = PaceRecord.Create();
        written.Carry(value: true);
        written.Carry(value: false);
        written.Write(new RequestLease(3, 4.5) { Owner = 6, IsVoid = true });
        var read = PaceRecord.Open(written.ToNumbers())!;

        Assert.True(read.Carry(value: false));
        Assert.False(read.Carry(value: true));
        var lease = read.ReadLease()!;
        Assert.Equal((3L, 4.5, 6L), (lease.Number, lease.SentAt, lease.Owner));
        Assert.Equal((false, true, false), (lease.IsSettled, lease.IsVoid, lease.IsLetIn));
        Assert.Null(read.ReadLease());
        Assert.Equal((0L, 0d, false), (read.Carry(8L), read.Carry(8d), read.Carry(value: true)));
    }

    private static RequestPace Train(VirtualTime time)
    {
        var pace = new RequestPace(new SteadyClock(time), seed: 1);
        var level = 0.0;
        var under = new Queue<RequestLease>();
        for (var round = 0; round < 900; round++)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            level = Math.Max(0, level - 0.2);
            while (under.Count > 2)
            {
                pace.Report(under.Dequeue(), RequestFate.Answered, retryAfter: null);
            }

            while (pace.TryAcquire(100, out var lease, out _))
            {
                lease.Owner = 7;
                if (level + 1 > 20)
                {
                    pace.Report(lease, RequestFate.Refused, retryAfter: null);
                    break;
                }

                level++;
                under.Enqueue(lease);
            }
        }

        Assert.NotNull(pace.PerSecond);
        return pace;
    }

    private static List<string> Describe(object pace)
    {
        List<string> lines = [];
        Describe(pace, "", lines, []);
        return lines;
    }

    private static void Describe(object? value, string path, List<string> lines, HashSet<object> seen)
    {
        if (value is null or string or ValueType)
        {
            lines.Add($"{path} = {Convert.ToString(value, CultureInfo.InvariantCulture)}");
        }
        else if (value is RequestLease lease)
        {
            lines.Add($"{path} = {lease.Number} {lease.SentAt:R} {lease.Owner} {lease.IsSettled} {lease.IsVoid} {lease.IsLetIn}");
        }
        else if (value is IEnumerable<RequestLease> leases)
        {
            // Those that have come back are only taken out of the queue of the unknown ones when their turn comes.
            var isUnknown = path.EndsWith("_unknown", StringComparison.Ordinal);
            foreach (var one in leases.Where(one => !isUnknown || !one.IsSettled).OrderBy(static one => one.Number))
            {
                Describe(one, path, lines, seen);
            }
        }
        else if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                Describe(item, path, lines, seen);
            }
        }
        else if (value is not (Random or SteadyClock) && seen.Add(value) && value.GetType().Assembly == typeof(RequestPace).Assembly)
        {
            const BindingFlags All = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
            foreach (var field in value.GetType().GetFields(All))
            {
                Describe(field.GetValue(value), $"{path}.{field.Name}", lines, seen);
            }
        }
    }
}
