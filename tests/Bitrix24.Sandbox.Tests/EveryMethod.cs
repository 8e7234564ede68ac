using System.Linq;

namespace Bitrix24.Sandbox.Tests;

/// <summary>What holds for every method of the sandbox, so for one that is added too.</summary>
public sealed class EveryMethod
{
    [Fact]
    public void That_changes_a_chat_has_tests_of_its_behaviour() =>
        Assert.All(
            MethodTable.All.Where(static method => method.ChangesChat),
            static method => Assert.Contains(
                method.Handle.Method.DeclaringType!.Name + "Behaviour",
                typeof(EveryMethod).Assembly.GetTypes().Select(static type => type.Name)));
}
