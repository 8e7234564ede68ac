using System;

namespace Bitrix24.Rest;

/// <summary>Times to the tick. <see cref="TimeSpan.FromSeconds(double)"/> of .NET Framework rounds them to milliseconds.</summary>
internal static class ExactTime
{
    public static TimeSpan OfSeconds(double seconds) => TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
}
