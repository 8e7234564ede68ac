namespace Bitrix24.OpenLines.Tests;

public sealed class ScopeTableTests
{
    [Theory]
    [InlineData("im.message.add", "imopenlines", "Chat and Notifications (im)")]
    [InlineData("IM.Recent.Get", "imopenlines", "Chat and Notifications (im)")]
    [InlineData("im.recent.get", "imopenlines,IM", null)]
    [InlineData("crm.activity.list", "im", "CRM (crm)")]
    [InlineData("user.get", "im", "Users (minimal) (user_brief)")]
    [InlineData("user.get", "user", null)]
    [InlineData("user.get", "user_basic", null)]
    [InlineData("user.current", "im", null)]
    [InlineData("imopenlines.dialog.get", "im", null)]
    [InlineData("profile", "im", null)]
    public void A_method_needs_one_of_its_scopes(string method, string granted, string? lack) =>
        Assert.Equal(lack, ScopeTable.FindLack(method, granted.Split(','))?.ToString());

    [Fact]
    public void Nothing_is_missing_where_the_portal_tells_no_scopes() => Assert.Null(ScopeTable.FindLack("im.message.add", []));

    [Fact]
    public void The_scopes_of_a_method_are_known() => Assert.Equal(["crm"], ScopeTable.Of("crm.item.list"));
}
