namespace Bitrix24.Rest.Tests;

public sealed class CountersTests
{
    [Fact]
    public void What_became_of_the_calls_after_a_moment_is_what_came_since()
    {
        var before = new Counters { Calls = 10, Succeeded = 4, Failed = 3, NotSent = 2, Abandoned = 1, Requests = 5 };
        var after = new Counters { Calls = 110, Succeeded = 54, Failed = 33, NotSent = 17, Abandoned = 6, Requests = 9 };

        Assert.Equal(
            new Counters { Calls = 100, Succeeded = 50, Failed = 30, NotSent = 15, Abandoned = 5, Requests = 9 }, after.Since(before));
    }
}
