using System;

namespace Bitrix24.Rest;

/// <summary>
/// How many calls share a request. Fast calls go in fifties, because requests are what the portal counts. Slow ones are spread over the
/// requests that may leave at once, because the commands of one batch run one after another and batches run side by side.
/// </summary>
/// <param name="longestBatch">How long the commands of one batch may take together.</param>
internal sealed class BatchSizer(TimeSpan longestBatch)
{
    /// <summary>How long they take at least: a shorter batch saves less than the request that it costs.</summary>
    public static readonly TimeSpan WorthSpreading = TimeSpan.FromSeconds(1);

    /// <summary>Whether the calls of a method are slow enough to be spread, so that it pays to know how many there are.</summary>
    /// <param name="work">How long one call takes.</param>
    /// <param name="isMeasured">Whether that was measured on this portal: what was not is spread only where fifty calls are known not to
    /// fit.</param>
    public bool IsSpread(TimeSpan work, bool isMeasured)
    {
        var full = TimeSpan.FromTicks(work.Ticks * BatchRequest.MostCalls);
        return full > (isMeasured ? WorthSpreading : longestBatch);
    }

    /// <param name="work">How long one call takes.</param>
    /// <param name="isMeasured">Whether that was measured on this portal.</param>
    /// <param name="waiting">How many calls wait.</param>
    /// <param name="freeRequests">How many requests may leave at once.</param>
    /// <param name="requestsPerSecond">How many may leave a second after that.</param>
    /// <returns>From 1 to 50.</returns>
    public int Size(TimeSpan work, bool isMeasured, int waiting, double freeRequests, double requestsPerSecond)
    {
        var largest = BatchRequest.MostCalls;
        if (work > TimeSpan.Zero)
        {
            largest = (int)Math.Max(1, Math.Min(largest, longestBatch.Ticks / work.Ticks));
        }

        if (!IsSpread(work, isMeasured))
        {
            return largest;
        }

        var smallest = (int)Math.Min(largest, Math.Max(1, Math.Ceiling(WorthSpreading.TotalSeconds / work.TotalSeconds)));
        var best = largest;
        var shortest = double.PositiveInfinity;
        for (var size = largest; size >= smallest; size--)
        {
            var held = Math.Max(0, Math.Ceiling(waiting / (double)size) - freeRequests);
            var time = (size * work.TotalSeconds) + (held == 0 ? 0 : held / requestsPerSecond);
            if (time < shortest)
            {
                shortest = time;
                best = size;
            }
        }

        return best;
    }
}
