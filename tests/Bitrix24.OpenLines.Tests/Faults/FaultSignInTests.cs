using System.Linq;

namespace Bitrix24.OpenLines.Tests.Faults;

/// <summary>That tokens do end under the schedules, so that these say something of it.</summary>
public sealed class FaultSignInTests
{
    [Fact]
    public void Tokens_end_and_are_had_anew_under_many_schedules_and_no_law_is_broken()
    {
        var runs = Enumerable.Range(0, 200).Select(static seed => new FaultRun(seed, clients: 1 + (seed % 2))).ToList();
        var reports = runs.ConvertAll(static run => run.Run());

        Assert.All(reports, static report => Assert.Empty(report.Broken));
        Assert.True(runs.Sum(static run => run.Clients.Sum(static client => client.Dispatcher.SignIn.Count)) > 30);
        Assert.Contains(runs, static run => run.Clients[0].Dispatcher.End?.Id == "invalid_grant");
        Assert.Contains(runs, static run => run.Clients[0].Dispatcher.SignIn.Count > 3);
    }
}
