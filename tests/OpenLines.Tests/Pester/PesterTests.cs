using OpenLines.Tests.Outside;

namespace OpenLines.Tests.Pester;

public sealed class PesterTests : IOutsideSuite
{
    [OutsideSuite]
    public void Pester()
    {
    }

    OutsideOutcome IOutsideSuite.Run() => PesterSuite.RunOwn();
}
