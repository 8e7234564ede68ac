using System.IO;

namespace Bitrix24.OpenLines.Tests;

/// <summary>What the page of the methods promises.</summary>
public sealed class MethodPageTests
{
    private static readonly MethodPage Page = new();

    [Fact]
    public void It_says_what_the_code_says()
    {
        var committed = Path.Combine(Page.Root, "docs", "methods.md");
        var proposal = Path.Combine(Page.Root, "TestResults", "methods.md");
        var text = File.Exists(committed) ? File.ReadAllText(committed).Replace("\r\n", "\n") : "";
        if (text != Page.Text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(proposal)!);
            File.WriteAllText(proposal, Page.Text);
        }

        Assert.True(text == Page.Text, "The methods have changed. If that is meant, TestResults/methods.md becomes docs/methods.md.");
    }

    [Theory]
    [InlineData("session.open session.join session.start dialog.get session.history.get session.intercept session.mode.pin")]
    [InlineData("session.mode.pinAll session.mode.unpinAll session.mode.silent session.head.vote message.session.start crm.lead.create")]
    [InlineData("operator.answer operator.skip operator.spam operator.finish operator.another.finish operator.transfer")]
    [InlineData("config.list.get config.get config.add config.update config.delete config.path.get revision.get")]
    [InlineData("crm.chat.get crm.chat.getLastId crm.chat.user.add crm.chat.user.delete crm.message.add message.quick.save")]
    [InlineData("network.join network.message.add")]
    [InlineData("bot.session.operator bot.session.message.send bot.session.transfer bot.session.finish")]
    public void Every_documented_method_has_its_cmdlet(string methods) =>
        Assert.All(
            methods.Split(' '),
            static name => Assert.Contains(Page.Rows, row => row.Method == $"imopenlines.{name}" && row.Cmdlets.Length > 0));

    [Theory]
    [InlineData("im.message.add")]
    [InlineData("im.recent.get")]
    [InlineData("im.chat.get")]
    [InlineData("im.dialog.messages.get")]
    [InlineData("im.v2.Event.subscribe")]
    [InlineData("im.v2.Event.get")]
    [InlineData("im.v2.File.download")]
    [InlineData("user.get")]
    [InlineData("crm.activity.list")]
    [InlineData("imconnector.list")]
    [InlineData("imconnector.status")]
    public void So_has_every_neighbour_that_a_whole_job_needs(string method) =>
        Assert.Contains(Page.Rows, row => row.Method == method && row.Cmdlets.Length > 0);

    [Fact]
    public void What_changes_something_is_read_back_or_the_page_says_why_not()
    {
        Assert.NotEmpty(Page.NotReadBack);
        Assert.All(Page.NotReadBack, static one => Assert.NotEqual("", one.Why));
    }

    [Fact]
    public void No_method_is_without_a_cmdlet() => Assert.All(Page.Rows, static row => Assert.NotEqual("", row.Cmdlets));
}
