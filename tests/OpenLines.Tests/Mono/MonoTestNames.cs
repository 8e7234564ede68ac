using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;

namespace OpenLines.Tests.Mono;

/// <summary>The tests of Net472.exe as far as its metadata tells, for a machine that cannot run them.</summary>
internal static class MonoTestNames
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public;

    public static IReadOnlyList<string> Of(string folder)
    {
        var known = Directory.GetFiles(folder, "*.dll").Concat(Directory.GetFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll"))
            .DistinctBy(static file => Path.GetFileName(file), StringComparer.OrdinalIgnoreCase);
        using var metadata = new MetadataLoadContext(new PathAssemblyResolver(known));
        return
        [
            .. metadata.LoadFromAssemblyPath(Path.Combine(folder, "Net472.exe")).GetTypes()
                .SelectMany(static type => type.GetMethods(Declared))
                .Where(IsTest)
                .Select(static method => $"{method.DeclaringType!.FullName}.{method.Name}")
                .Order(StringComparer.Ordinal),
        ];
    }

    // [Theory] is a [Fact] too.
    private static bool IsTest(MethodInfo method) =>
        method.GetCustomAttributesData().Any(static data => data.AttributeType.Name is nameof(FactAttribute) or nameof(TheoryAttribute));
}
