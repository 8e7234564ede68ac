using System.Linq;

namespace Bitrix24.Rest.Tests;

public sealed class NoticesTests
{
    [Fact]
    public void A_line_is_a_warning_only_where_somebody_should_act_on_it()
    {
        var notices = new Notices();
        notices.Add($"waits {1.5} s");
        notices.Warn(LocalizableText.Verbatim("moved"));

        Assert.True(notices.TryTake(out var line));
        Assert.Equal(("waits 1.5 s", false), (line!.Text, line.IsWarning));
        Assert.True(notices.TryTake(out line));
        Assert.Equal(("moved", true), (line!.Text, line.IsWarning));
        Assert.False(notices.TryTake(out _));
    }

    [Fact]
    public void Of_more_lines_than_anybody_reads_the_oldest_go()
    {
        var notices = new Notices();
        for (var number = 1; number <= 203; number++)
        {
            notices.Add($"{number}");
        }

        var left = Enumerable.Range(0, 200).Select(_ => notices.TryTake(out var line) ? line!.Text : "-").ToList();
        Assert.Equal(("4", "203"), (left[0], left[^1]));
        Assert.False(notices.TryTake(out _));
    }
}
