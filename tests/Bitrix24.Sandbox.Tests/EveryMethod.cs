using System.Linq;

namespace Bitrix24.Sandbox.Tests;

/// <summary>What holds for every method of the sandbox, so for one that is added too.</summary>
public sealed class EveryMethod
{
    /// <summary>The documented ones.</summary>
    private static readonly string[] Documented =
    [
        "session.open", "session.join", "session.start", "dialog.get", "session.history.get", "session.intercept", "session.mode.pin",
        "session.mode.pinAll", "session.mode.unpinAll", "session.mode.silent", "session.head.vote", "message.session.start",
        "crm.lead.create", "operator.answer", "operator.skip", "operator.spam", "operator.finish", "operator.another.finish",
        "operator.transfer", "config.list.get", "config.get", "config.add", "config.update", "config.delete", "config.path.get",
        "crm.chat.get", "crm.chat.getLastId", "crm.chat.user.add", "crm.chat.user.delete", "crm.message.add", "message.quick.save",
        "network.join", "network.message.add", "bot.session.operator", "bot.session.message.send", "bot.session.transfer",
        "bot.session.finish", "revision.get",
    ];

    [Fact]
    public void Of_open_lines_is_there()
    {
        Assert.Equal(38, Documented.Length);
        Assert.All(Documented, static name => Assert.Equal("imopenlines." + name, MethodTable.Find("imopenlines." + name)?.Name));
    }

    [Fact]
    public void That_changes_a_chat_has_tests_of_its_behaviour() =>
        Assert.All(
            MethodTable.All.Where(static method => method.ChangesChat),
            static method => Assert.Contains(
                method.Handle.Method.DeclaringType!.Name + "Behaviour",
                typeof(EveryMethod).Assembly.GetTypes().Select(static type => type.Name)));
}
