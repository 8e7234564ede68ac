using System;
using System.Net;

namespace Bitrix24.Rest.Tests;

public sealed class RestMethodTests
{
    [Theory]
    [InlineData("imopenlines.session.open")]
    [InlineData("crm.item.list")]
    [InlineData("imopenlines.v2.Session.start")]
    [InlineData("a_A-0.z_Z-9")]
    public void A_method_is_named_as_the_documentation_names_it(string name) => Assert.Equal(name, Create(name).Name);

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../../rest/1/other")]
    [InlineData("batch?auth=x")]
    [InlineData("scope#")]
    [InlineData("https://example.com/scope")]
    [InlineData("scope\n")]
    [InlineData("метод")]
    public void A_name_that_would_lead_to_another_address_is_none(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => Create(name));
        Assert.StartsWith("A method is named by letters, digits, dots, dashes and underscores.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("im", "The webhook or token lacks the permission im. ")]
    [InlineData("", "The webhook or token lacks the permission for this method. ")]
    public void A_permission_that_one_method_needs_and_lacks_fails_its_calls_and_is_named(string scope, string expected)
    {
        using var desk = new Desk();
        desk.Send(new Call<string>(ScopedBy(scope), [new("CODE", "a")]));
        desk.UnderWay[0].Answer(Answers.Error("insufficient_scope"), HttpStatusCode.Unauthorized);

        var error = Assert.Single(desk.Take()).Error!;
        Assert.Equal((FailureKind.Final, "insufficient_scope"), (error.Row.Kind, error.Code));
        Assert.Contains(
            expected + "Add it, then run Connect-Bitrix24 again.",
            error.Row.Advice,
            StringComparison.Ordinal);
        Assert.Null(desk.Client.Dispatcher.End);
    }

    [Fact]
    public void A_permission_that_everything_needs_and_any_other_refusal_is_what_the_portal_says()
    {
        var (scope, other) = (Refusal("insufficient_scope"), Refusal("ACCESS_DENIED"));

        Assert.Same(scope, ScopedBy(null).Understand(scope));
        Assert.Same(other, ScopedBy("im").Understand(other));
    }

    private static Bitrix24Exception Refusal(string code)
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Answer(Answers.Error(code), HttpStatusCode.BadRequest);
        return Assert.Single(desk.Take()).Error!;
    }

    private static RestMethod<string> ScopedBy(string? scope) =>
        new("test.scoped", SafetyClass.Read, TimeSpan.Zero, static result => result.Text()!) { Scope = scope };

    private static RestMethod<bool> Create(string name) => new(name, SafetyClass.Read, TimeSpan.Zero, static _ => true);
}
