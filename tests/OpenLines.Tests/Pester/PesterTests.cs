namespace OpenLines.Tests.Pester;

public sealed class PesterTests
{
    [PesterSuite]
    public void Pester()
    {
    }
}
