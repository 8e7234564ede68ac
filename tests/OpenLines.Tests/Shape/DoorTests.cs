using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using OpenLines.Tests.Contract;

namespace OpenLines.Tests.Shape;

/// <summary>
/// The types that hold one user code on its way to the portal and back. Each is one more to read for whoever follows a row to its result.
/// </summary>
public sealed class DoorTests(BuiltModule module) : IClassFixture<BuiltModule>
{
    private const int Most = 15;

    /// <summary>What a user code becomes, in this order.</summary>
    private static readonly string[] Forms = ["InputItem", "UserCode", "CallParameter", "Call", "CallOutcome", "EndedCall", "Chat"];

    /// <summary>Where each of these is kept, in this order.</summary>
    private static readonly string[] Holders =
        ["PortalCmdlet", "CallSequence", "WaitingCalls", "CallLine", "BatchRequest", "BatchResponse", "Settlement", "OutcomeWriter"];

    /// <summary>What knows a call, or what is to go with it, for a while that is on its way elsewhere.</summary>
    private static readonly string[] Beside =
        ["ChatHolds", "Company", "PipelineThread", "SessionMethod", "SessionParameters", "UnwrittenOutcome"];

    [Fact]
    public void A_user_code_passes_few_types() => Assert.InRange(Forms.Length + Holders.Length, 1, Most);

    [Fact]
    public void No_other_type_holds_it()
    {
        var holding = module.Assemblies.SelectMany(static assembly => assembly.GetTypes()).Where(IsHolding).Select(OuterName)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

        Assert.Equal(Holders.Concat(Beside).Order(StringComparer.Ordinal), holding.Except(Forms, StringComparer.Ordinal));
    }

    private static bool IsHolding(Type type) =>
        !type.Name.Contains('<', StringComparison.Ordinal)
        && type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .SelectMany(static field => PartsOf(field.FieldType))
            .Any(static part => Forms.Contains(NameOf(part), StringComparer.Ordinal));

    /// <summary>A type with the types of its elements and arguments; what a function takes or gives, it does not hold.</summary>
    private static IEnumerable<Type> PartsOf(Type type) =>
        type.HasElementType ? PartsOf(type.GetElementType()!)
        : type.BaseType?.Name == nameof(MulticastDelegate) ? []
        : type.GetGenericArguments().SelectMany(PartsOf).Prepend(type);

    private static string OuterName(Type type) => NameOf(type.DeclaringType ?? type);

    private static string NameOf(Type type) => type.Name.Split('`')[0];
}
