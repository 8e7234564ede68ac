using System;
using System.Collections.Generic;

namespace Bitrix24.Rest.Tests;

/// <summary>How long a job takes one who knows the limit and sends each request so that it is let in when it arrives.</summary>
internal static class PaceFloor
{
    private const int UnderWay = 320;

    public static double Of(PaceScenario scenario)
    {
        var requests = scenario.Requests * scenario.Clients;
        var there = scenario.RoundTrip / 2;
        if (scenario.Limit?.CreateCounter(0) is not { } counter)
        {
            return scenario.RoundTrip + scenario.Work;
        }

        if (scenario.Tenant > 0)
        {
            counter.Change(1 - scenario.Tenant);
        }

        var now = there;
        var last = now;
        var isChanged = false;
        var ends = new Queue<double>();
        for (var request = 0; request < requests; request++)
        {
            if (double.IsInfinity(counter.NextAt(now)))
            {
                now = Math.Max(now, ends.Dequeue());
                counter.Leave();
            }
            else if (ends.Count >= UnderWay * scenario.Clients)
            {
                now = Math.Max(now, ends.Dequeue() + scenario.RoundTrip);
            }

            var next = counter.NextAt(now);
            if (!isChanged && next >= scenario.ChangeAt)
            {
                isChanged = true;
                counter.NextAt(scenario.ChangeAt);
                counter.Change(scenario.ChangeBy);
                next = counter.NextAt(Math.Max(now, scenario.ChangeAt));
            }

            now = next;
            double delay;
            while (!counter.TryEnter(now, out delay))
            {
                now += 1e-6;
            }

            last = Math.Max(last, now + delay + scenario.Work);
            ends.Enqueue(now + delay + scenario.Work);
        }

        return last + there;
    }
}
