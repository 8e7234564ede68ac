using System;
using System.Globalization;

namespace Bitrix24.Rest;

/// <summary>Tells of the request rate when it is found, and when it has become another. Guarded by the dispatcher's lock.</summary>
internal sealed class RateNotice(SharedPace pace, Notices notices)
{
    // Less is the uncertainty of the measure.
    private const double WorthTelling = 0.25;

    private double _told;

    public void Update()
    {
        if (pace.PerSecond is { } rate && Math.Abs(rate - _told) > WorthTelling * _told)
        {
            _told = rate;
            notices.Add($"The portal lets in about {rate.ToString("0.##", CultureInfo.InvariantCulture)} requests a second.");
        }
    }
}
