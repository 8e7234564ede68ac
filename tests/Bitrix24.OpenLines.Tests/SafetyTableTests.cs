using System;
using System.Linq;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines.Tests;

public sealed class SafetyTableTests
{
    [Theory]
    [InlineData("imopenlines.session.open")]
    [InlineData("imopenlines.dialog.get")]
    [InlineData("imopenlines.session.history.get")]
    [InlineData("imopenlines.config.list.get")]
    [InlineData("imopenlines.crm.chat.getLastId")]
    [InlineData("IMOPENLINES.SESSION.OPEN")]
    public void What_changes_nothing_may_be_read_again(string method) => Assert.Equal(SafetyClass.Read, SafetyTable.Of(method));

    [Theory]
    [InlineData("imopenlines.session.join")]
    [InlineData("imopenlines.session.start")]
    [InlineData("imopenlines.session.intercept")]
    [InlineData("imopenlines.session.mode.pin")]
    [InlineData("imopenlines.config.update")]
    [InlineData("imopenlines.network.join")]
    public void What_ends_at_the_same_place_may_go_again(string method) => Assert.Equal(SafetyClass.Converging, SafetyTable.Of(method));

    [Theory]
    [InlineData("imopenlines.message.session.start")]
    [InlineData("imopenlines.crm.message.add")]
    [InlineData("imopenlines.network.message.add")]
    [InlineData("imopenlines.config.add")]
    [InlineData("imopenlines.operator.finish")]
    [InlineData("imopenlines.operator.transfer")]
    [InlineData("imopenlines.bot.session.message.send")]
    public void What_would_be_done_twice_never_goes_again(string method) => Assert.Equal(SafetyClass.OneShot, SafetyTable.Of(method));

    [Theory]
    [InlineData("imopenlines.session.open.more")]
    [InlineData("session.open")]
    [InlineData("imopenlinesXsession.open")]
    [InlineData("crm.quote.get")]
    [InlineData("imopenlines.")]
    [InlineData("")]
    public void What_is_not_in_the_table_never_goes_again(string method) => Assert.Equal(SafetyClass.OneShot, SafetyTable.Of(method));

    [Fact]
    public void No_row_changes_its_class_unnoticed() =>
        Assert.Equal(
            "Read 22, Converging 22, OneShot 31",
            string.Join(
                ", ",
                Enum.GetValues<SafetyClass>().Select(safety => $"{safety} {SafetyTable.Methods.Values.Count(value => value == safety)}")));
}
