using System;
using Xunit.Sdk;

namespace OpenLines.Tests.Outside;

/// <summary>
/// Marks the one test that stands for a suite of another runner, in a class that is an
/// <see cref="IOutsideSuite"/>; each of its tests is reported as a result of its own.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("OpenLines.Tests.Outside.OutsideSuiteDiscoverer", "OpenLines.Tests")]
public sealed class OutsideSuiteAttribute : FactAttribute;
