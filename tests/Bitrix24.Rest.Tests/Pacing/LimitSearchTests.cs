namespace Bitrix24.Rest.Tests;

/// <summary>What the search believes of a limit after each thing that can become of a request.</summary>
public sealed class LimitSearchTests
{
    private const double Way = 0.02;

    private readonly LimitSearch _search = new(seed: 1);
    private double _now;

    [Fact]
    public void Tells_what_the_first_plan_has_left_until_it_is_disproved()
    {
        Assert.Equal((50, 2), _search.Look(_now));

        SendAndAnswer(10);
        var (free, perSecond) = _search.Look(_now);

        Assert.InRange(free, 40, 41);
        Assert.Equal(2, perSecond);
    }

    [Fact]
    public void Of_a_full_limit_that_no_plan_explains_it_tells_the_slower_plan()
    {
        SendAndAnswer(3);
        Refuse(Send());

        Assert.Equal((0, 2), _search.Look(_now));
    }

    [Fact]
    public void Of_a_full_limit_that_a_plan_explains_it_tells_that_plan()
    {
        while (_search.Look(_now).Free > 1 || _search.Look(_now).PerSecond < 5)
        {
            SendAndAnswer(1);
        }

        Refuse(Send());

        Assert.Equal((0, 5), _search.Look(_now));
    }

    [Fact]
    public void A_limit_is_none_when_every_plan_is_disproved()
    {
        SendAndAnswer(300);

        Assert.Equal((double.PositiveInfinity, double.PositiveInfinity), _search.Look(_now));
        Assert.True(_search.IsUnlimited);
    }

    [Fact]
    public void A_plan_is_disproved_by_one_request_and_by_the_next_where_that_was_not_sent()
    {
        var beyond = UntilOneDisproves();

        _search.Release(beyond, _now);
        Assert.Equal(2, _search.Look(_now).PerSecond);

        Answer(Send());
        Assert.Equal(5, _search.Look(_now).PerSecond);
    }

    [Fact]
    public void A_plan_is_disproved_by_the_next_where_the_first_was_lost()
    {
        var beyond = UntilOneDisproves();

        _now += Way;
        _search.Report(beyond, RequestFate.Lost, retryAfter: null, _now);
        Assert.Equal(2, _search.Look(_now).PerSecond);

        // One that is lost may be in the bucket, and after it the plan is kept until something is heard.
        for (var sent = 0; _search.Look(_now).PerSecond < 5; sent++)
        {
            Assert.True(sent < 10, "Nothing disproves the plan any more.");
            Answer(Send());
        }
    }

    [Fact]
    public void What_becomes_of_another_does_not_keep_a_request_from_disproving_a_plan()
    {
        SendAndAnswer(CountThatDisprove() - 2);
        var other = Send();
        var beyond = Send();

        _search.Release(other, _now);
        Answer(beyond);

        Assert.Equal(5, _search.Look(_now).PerSecond);
    }

    /// <summary>Sends until the next answer would disprove the first plan, and sends that one too.</summary>
    private RequestLease UntilOneDisproves()
    {
        SendAndAnswer(CountThatDisprove() - 1);
        return Send();
    }

    /// <summary>How many it takes, one after the other: a search of its own finds it in the same steps.</summary>
    private static int CountThatDisprove()
    {
        var other = new LimitSearchTests();
        var answered = 0;
        for (; other._search.Look(other._now).PerSecond < 5; answered++)
        {
            other.SendAndAnswer(1);
        }

        return answered;
    }

    private void SendAndAnswer(int requests)
    {
        for (var sent = 0; sent < requests; sent++)
        {
            Answer(Send());
        }
    }

    private RequestLease Send()
    {
        for (var step = 0; ; step++)
        {
            Assert.True(step < 1000, "The pace stands still.");
            _search.Advance(_now);
            if (_search.WaitAt(_now, waiting: 1000) is { Ticks: > 0 } wait)
            {
                _now += wait.TotalSeconds;
                continue;
            }

            return _search.Send(_now);
        }
    }

    private void Answer(RequestLease lease)
    {
        _now += Way;
        _search.Report(lease, RequestFate.Answered, retryAfter: null, _now);
    }

    private void Refuse(RequestLease lease)
    {
        _now += Way;
        _search.Report(lease, RequestFate.Refused, retryAfter: null, _now);
    }
}
