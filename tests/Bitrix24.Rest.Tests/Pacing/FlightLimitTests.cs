namespace Bitrix24.Rest.Tests;

public sealed class FlightLimitTests
{
    [Fact]
    public void Fewer_requests_are_under_way_where_no_rate_holds_them_back()
    {
        var limit = new FlightLimit();

        Assert.Equal(FlightLimit.Most, limit.Current(isRateLimited: true));
        Assert.Equal(FlightLimit.MostWithoutRate, limit.Current(isRateLimited: false));
    }

    [Fact]
    public void A_loss_halves_what_was_under_way_and_each_answer_adds_one()
    {
        var limit = new FlightLimit();
        limit.OnLoss(underWay: 20);
        Assert.Equal(10, limit.Current(isRateLimited: true));
        limit.OnAnswer();
        Assert.Equal(11, limit.Current(isRateLimited: true));
        for (var loss = 0; loss < 20; loss++)
        {
            limit.OnLoss(underWay: 20);
        }

        Assert.Equal(1, limit.Current(isRateLimited: true));
        for (var answer = 0; answer < 2 * FlightLimit.Most; answer++)
        {
            limit.OnAnswer();
        }

        Assert.Equal(FlightLimit.Most, limit.Current(isRateLimited: true));
    }
}
