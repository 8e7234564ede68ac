using OpenLines.Tests.Outside;

namespace OpenLines.Tests.Pester;

public sealed class PesterNet472Tests : IOutsideSuite
{
    [OutsideSuite]
    public void PesterNet472()
    {
    }

    OutsideOutcome IOutsideSuite.Run() => PesterSuite.RunOnNet472();
}
