namespace Bitrix24.Rest.Tests;

/// <summary>What the cmdlets of one pipeline and the queue know of its thread.</summary>
public sealed class PipelineThreadTests
{
    private readonly PipelineThread _thread = new(static () => true);

    [Fact]
    public void It_counts_the_writes_that_more_follows_as_long_as_they_last()
    {
        using (_thread.Write(moreFollows: true))
        {
            Assert.Equal(1, _thread.Writes);
            using (_thread.Write(moreFollows: true))
            {
                Assert.Equal(2, _thread.Writes);
            }

            using (_thread.Write(moreFollows: false))
            {
                Assert.Equal(1, _thread.Writes);
            }

            Assert.Equal(1, _thread.Writes);
        }

        Assert.Equal(0, _thread.Writes);
    }

    [Fact]
    public void Who_waits_for_a_call_waits_for_what_follows_it_up_too_and_for_no_other()
    {
        var (followUp, other) = (Calls.Read("b"), Calls.Read("c"));
        var awaited = new Call<string>(Calls.ReadMethod, Calls.Read("a").Parameters) { FollowUp = followUp };
        Assert.False(_thread.Awaits(awaited));
        using (_thread.Wait(awaited))
        {
            Assert.True(_thread.Awaits(awaited));
            Assert.True(_thread.Awaits(followUp));
            Assert.False(_thread.Awaits(other));
        }

        Assert.False(_thread.Awaits(awaited));
    }

    [Fact]
    public void It_is_asleep_where_it_sleeps_and_neither_works_nor_waits_for_a_call()
    {
        Assert.True(_thread.IsAsleep);
        using (_thread.Work())
        {
            Assert.False(_thread.IsAsleep);
        }

        using (_thread.Wait(Calls.Read("a")))
        {
            Assert.False(_thread.IsAsleep);
        }

        Assert.True(_thread.IsAsleep);
        Assert.False(new PipelineThread(static () => false).IsAsleep);
    }

    [Fact]
    public void Nothing_more_comes_from_nobody() => Assert.True(PipelineThread.None.IsAsleep);
}
