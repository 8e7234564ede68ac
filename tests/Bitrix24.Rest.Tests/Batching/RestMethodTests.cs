using System;

namespace Bitrix24.Rest.Tests;

public sealed class RestMethodTests
{
    [Theory]
    [InlineData("imopenlines.session.open")]
    [InlineData("crm.item.list")]
    [InlineData("imopenlines.v2.Session.start")]
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
    public void A_name_that_would_lead_to_another_address_is_none(string name) => Assert.Throws<ArgumentException>(() => Create(name));

    private static RestMethod<bool> Create(string name) => new(name, SafetyClass.Read, TimeSpan.Zero, static _ => true);
}
