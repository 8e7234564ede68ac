using System.Collections.Generic;
using System.Linq;
using Xunit.Abstractions;

namespace Bitrix24.Rest.Tests;

/// <summary>How near a client comes to the floor of all kinds of limits, without being told of any.</summary>
public sealed class PaceTableTests(ITestOutputHelper output)
{
    [Fact]
    public void Comes_as_near_to_the_floor_of_any_limit_as_can_be_had()
    {
        var missed = new List<string>();
        foreach (var pace in PaceTable.All)
        {
            var (line, misses) = pace.Judge(pace.Run());
            output.WriteLine(line);
            missed.AddRange(misses.Select(miss => $"{pace.Name}: {miss}"));
        }

        Assert.Empty(missed);
    }
}
