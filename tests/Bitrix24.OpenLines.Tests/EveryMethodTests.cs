using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Bitrix24.Rest;
using Bitrix24.Sandbox;

namespace Bitrix24.OpenLines.Tests;

/// <summary>What holds for every method that the client knows, so for one that is added too.</summary>
public sealed class EveryMethodTests
{
    internal static IReadOnlyList<RestMethod> All { get; } =
        [.. typeof(SessionMethods).Assembly.GetTypes()
            .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(static field => typeof(RestMethod).IsAssignableFrom(field.FieldType))
            .Select(static field => (RestMethod)field.GetValue(null)!)];

    /// <summary>Those that change the session of a chat.</summary>
    internal static IReadOnlyList<SessionMethod> OnChats { get; } = [.. All.OfType<SessionMethod>()];

    [Fact]
    public void There_are_some()
    {
        Assert.Contains(SessionMethods.Open, All);
        Assert.Contains(DialogMethods.Get, All);
        Assert.Contains(SessionMethods.Join, OnChats);
    }

    [Fact]
    public void Its_class_is_that_of_the_table() =>
        Assert.All(All, static method => Assert.Equal(SafetyTable.Of(method.Name), method.Safety));

    [Fact]
    public void The_table_names_it() =>
        Assert.All(All, static method => Assert.Contains(method.Name, Known));

    private static IEnumerable<string> Known =>
        SafetyTable.Methods.Keys.Select(static name => "imopenlines." + name).Concat(SafetyTable.Neighbours.Keys);

    [Fact]
    public void The_sandbox_answers_it() => Assert.All(All, static method => Assert.NotNull(MethodTable.Find(method.Name)));

    [Fact]
    public void The_sandbox_knows_that_it_changes_a_chat() =>
        Assert.All(OnChats, static method => Assert.True(MethodTable.Find(method.Name)!.ChangesChat, method.Name));
}
