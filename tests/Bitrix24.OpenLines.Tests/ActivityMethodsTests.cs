using System.Linq;

namespace Bitrix24.OpenLines.Tests;

public sealed class ActivityMethodsTests
{
    [Fact]
    public void A_page_has_the_filter_and_the_order_of_the_first_one()
    {
        var first = ActivityMethods.GetSessions(new(null, null, null, null), owner: null);
        var page = ActivityMethods.PageAt(ActivityMethods.PageAt(first, 50), 100);

        Assert.Equal(["filter", "select", "order", "start"], page.Parameters.Select(static parameter => parameter.Name));
        Assert.Equal(first.Parameters, page.Parameters.Take(3));
        Assert.Equal("100", page.Parameters[3].Value);
    }
}
