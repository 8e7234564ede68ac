using OpenLines.Tests.Outside;

namespace OpenLines.Tests.Mono;

public sealed class MonoTests : IOutsideSuite
{
    [OutsideSuite]
    public void Mono()
    {
    }

    OutsideOutcome IOutsideSuite.Run() => MonoSuite.RunOwn();
}
