namespace OpenLines.Tests.Package;

/// <summary>The tests that share one package: to make it takes longer than to look at it.</summary>
[CollectionDefinition(Name)]
public sealed class PackageGroup : ICollectionFixture<PackedTwice>
{
    public const string Name = "Package";
}
