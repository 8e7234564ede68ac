using System.Globalization;
using System.Linq;
using System.Text;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines.Tests;

public sealed class MemberMethodsTests
{
    private static readonly CrmEntity Deal = new("deal", 501);

    [Theory]
    [InlineData("""[{"id":5},{"id":"14"}]""", true, true)]
    [InlineData("""[{"id":5}]""", true, false)]
    [InlineData("[]", true, false)]
    [InlineData("[]", false, true)]
    [InlineData("""{"0":{"id":14}}""", false, false)]
    public void A_user_is_looked_for_among_the_members(string members, bool isMember, bool isSo)
    {
        var look = MemberMethods.Find(new(2115), 14, isMember, "test.method");

        Assert.Equal("im.dialog.users.list", look.Method.Name);
        Assert.Equal("DIALOG_ID=chat2115 LIMIT=200 OFFSET=0", Sent(look));
        var error = look.Accept(Json(members));
        Assert.Equal(isSo ? null : OwnErrorId.NotVerified, error?.Id);
        Assert.Equal(isSo ? null : "test.method", error?.Method);
        Assert.Null(look.FollowUp);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void He_is_looked_for_on_the_next_page_until_he_is_found_or_there_is_none(bool isMember)
    {
        var first = MemberMethods.Find(new(2115), 14, isMember, "test.method");
        Assert.Null(first.Accept(Json("""[{"id":5}]"""), total: 3, next: 200));
        var second = first.FollowUp!;
        Assert.Equal("DIALOG_ID=chat2115 LIMIT=200 OFFSET=200", Sent(second));

        var error = second.Accept(Json("""[{"id":14}]"""), total: 3, next: 400);
        Assert.Null(second.FollowUp);
        Assert.Equal(isMember ? null : OwnErrorId.NotVerified, error?.Id);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_page_that_leads_back_is_the_last(long next)
    {
        var look = MemberMethods.Find(new(2115), 14, isMember: true, "test.method");

        Assert.Equal(OwnErrorId.NotVerified, look.Accept(Json("""[{"id":5}]"""), total: 3, next: next)?.Id);
        Assert.Null(look.FollowUp);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[{}]")]
    [InlineData("[5]")]
    [InlineData("""[{"id":"x"}]""")]
    public void What_is_no_list_of_users_proves_nothing(string members) =>
        Assert.Equal(
            OwnErrorId.InvalidResponse, MemberMethods.Find(new(2115), 14, isMember: false, "test.method").Accept(Json(members))?.Id);

    [Fact]
    public void The_members_of_the_chat_that_the_portal_tells_are_read_back()
    {
        var add = CrmMethods.ChangeUser(CrmMethods.AddUser, Deal, 14, chat: null, isVerified: true, haltGroup: null);
        Assert.Null(add.FollowUp);
        Assert.Null(add.Accept(Json("2115")));
        Assert.Equal("DIALOG_ID=chat2115 LIMIT=200 OFFSET=0", Sent(add.FollowUp!));
        Assert.Equal(OwnErrorId.NotVerified, add.FollowUp!.Accept(Json("[]"))?.Id);

        var remove = CrmMethods.ChangeUser(CrmMethods.RemoveUser, Deal, 14, chat: null, isVerified: true, haltGroup: null);
        Assert.Null(remove.Accept(Json("2115")));
        Assert.Null(remove.FollowUp!.Accept(Json("[]")));
    }

    [Fact]
    public void None_are_read_where_nobody_wants_it_or_there_is_no_chat()
    {
        var plain = CrmMethods.ChangeUser(CrmMethods.AddUser, Deal, 14, new(2115), isVerified: false, haltGroup: null);
        Assert.Null(plain.Accept(Json("2115")));
        Assert.Null(plain.FollowUp);

        var none = CrmMethods.ChangeUser(CrmMethods.AddUser, Deal, 14, chat: null, isVerified: true, haltGroup: null);
        Assert.Equal(OwnErrorId.NoCrmChat, none.Accept(Json("0"))?.Id);
    }

    private static string Sent(Call call) =>
        string.Join(' ', call.Parameters.Select(static one => string.Create(CultureInfo.InvariantCulture, $"{one.Name}={one.Value}")));

    private static JsonValue Json(string json) => new(Encoding.UTF8.GetBytes(json));
}
