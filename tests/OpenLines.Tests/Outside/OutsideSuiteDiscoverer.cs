using System.Collections.Generic;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace OpenLines.Tests.Outside;

/// <summary>Finds <see cref="OutsideSuiteAttribute"/> for xUnit.</summary>
public sealed class OutsideSuiteDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        [
            new OutsideSuiteTestCase(
                diagnostics, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod),
        ];
}
