using System;
using Xunit.Sdk;

namespace OpenLines.Tests.Pester;

/// <summary>Marks the one test that stands for all Pester tests; each of them is reported as a result of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("OpenLines.Tests.Pester.PesterSuiteDiscoverer", "OpenLines.Tests")]
public sealed class PesterSuiteAttribute : FactAttribute;
