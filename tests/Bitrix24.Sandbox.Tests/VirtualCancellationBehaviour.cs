using System;
using System.Threading;
using Portal;

namespace Bitrix24.Sandbox.Tests;

/// <summary>A file of its own, because .NET Framework knows no cancellation on another clock.</summary>
public sealed class VirtualCancellationBehaviour
{
    [Fact]
    public void Cancellation_by_time_works_on_it()
    {
        var time = new VirtualTime();
        using var source = new CancellationTokenSource(TimeSpan.FromMinutes(2), time);

        time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(source.IsCancellationRequested);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(source.IsCancellationRequested);
    }
}
