using System.Collections.Generic;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace OpenLines.Tests.Pester;

/// <summary>Finds <see cref="PesterSuiteAttribute"/> for xUnit.</summary>
public sealed class PesterSuiteDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        [new PesterSuiteTestCase(diagnostics, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)];
}
