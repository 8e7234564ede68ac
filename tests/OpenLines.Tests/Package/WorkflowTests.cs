using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace OpenLines.Tests.Package;

public sealed partial class WorkflowTests
{
    private readonly Workflow _workflow = new();

    [Fact]
    public void Every_action_is_pinned_by_a_digest_with_its_version_beside_it()
    {
        var lines = _workflow.Text.Split('\n').Where(static line => line.Contains("uses:", StringComparison.Ordinal)).ToList();
        Assert.Equal(_workflow.OfSteps("uses").Count(), lines.Count);
        Assert.NotEmpty(lines);
        Assert.All(lines, static line => Assert.Matches(Pinned(), line));
    }

    // Users copy it.
    [Fact]
    public void The_sample_for_users_has_the_same_pins()
    {
        var sample = File.ReadLines(Path.Combine(_workflow.Root, "samples", "unattended", "workflow.yml"))
            .Where(static line => line.Contains("uses:", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(sample);
        Assert.All(sample, line => Assert.Contains(line.Trim(), _workflow.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void An_action_is_the_same_one_everywhere() =>
        Assert.All(
            _workflow.OfSteps("uses").Distinct(StringComparer.Ordinal).GroupBy(static use => use.Split('@')[0], StringComparer.Ordinal),
            static uses => Assert.Single(uses));

    [Fact]
    public void It_may_read_the_repository_and_no_more() => Assert.Equal(["contents: read"], _workflow.Permissions);

    [Fact]
    public void No_checkout_leaves_a_token_behind() =>
        Assert.All(
            _workflow.Steps.Where(static step => Uses(step, "actions/checkout@")),
            static step => Assert.Equal(["false"], Workflow.Values(step, "with", "persist-credentials")));

    // What stands in an expression is put into the script as text, and a branch may have any name.
    [Fact]
    public void No_script_has_an_expression_in_it() =>
        Assert.DoesNotContain(_workflow.OfSteps("run"), static script => script.Contains("${{", StringComparison.Ordinal));

    [Fact]
    public void Every_script_and_project_that_it_names_exists()
    {
        var named = _workflow.OfSteps("run")
            .SelectMany(static script => Named().Matches(script).Select(static match => match.Value))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        Assert.Contains(".ci/run", named);
        Assert.Contains("./build.ps1", named);
        Assert.All(named, name => Assert.True(Path.Exists(Path.Combine(_workflow.Root, name)), name));
    }

    [Fact]
    public void Every_task_and_parameter_of_the_build_that_it_names_exists()
    {
        var build = File.ReadAllText(Path.Combine(_workflow.Root, "build.ps1"));
        var calls = _workflow.OfSteps("run").SelectMany(static script => script.Split('\n'))
            .Where(static line => line.Contains("./build.ps1", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(calls);
        Assert.All(
            calls.SelectMany(static line => Parameter().Matches(line).Select(static match => match.Value)),
            name => Assert.Contains($"${name[1..]}", build, StringComparison.Ordinal));
        Assert.All(
            calls.SelectMany(static line => TaskOf().Matches(line).Select(static match => match.Groups["task"].Value)),
            task => Assert.Contains($"'{task}' {{", build, StringComparison.Ordinal));
    }

    [Fact]
    public void It_tests_the_package_in_every_PowerShell_on_every_system()
    {
        var matrix = _workflow.Jobs["powershell"]["strategy"]["matrix"];
        Assert.Equal(["windows-latest", "ubuntu-latest", "macos-latest"], Workflow.Values(matrix, "os"));
        Assert.Equal(["7.4", "7.5", "7.6"], Workflow.Values(matrix, "powershell"));
        var more = Assert.Single((YamlSequenceNode)matrix["include"]);
        Assert.Equal(["windows-latest"], Workflow.Values(more, "os"));
        Assert.Equal(["5.1"], Workflow.Values(more, "powershell"));
    }

    [Fact]
    public void One_package_is_made_tested_and_published()
    {
        Assert.Equal(["package"], Names("actions/upload-artifact@"));
        Assert.Equal(["package", "package"], Names("actions/download-artifact@"));
        Assert.Equal(["package"], Workflow.Values(_workflow.Jobs["powershell"], "needs"));
        var publish = _workflow.Jobs["publish"];
        Assert.Equal(_workflow.Jobs.Keys.Except(["publish"], StringComparer.Ordinal), Workflow.Values(publish, "needs"));
        Assert.Equal(["startsWith(github.ref, 'refs/tags/v')"], Workflow.Values(publish, "if"));
        Assert.DoesNotContain(
            ((YamlSequenceNode)publish["steps"]).SelectMany(static step => Workflow.Values(step, "run")),
            static script => script.Contains("Pack", StringComparison.Ordinal) || script.Contains("dotnet", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_job_ends_in_time_and_waits_for_jobs_that_there_are() =>
        Assert.All(_workflow.Jobs.Values, job =>
        {
            Assert.InRange(int.Parse(Assert.Single(Workflow.Values(job, "timeout-minutes")), provider: null), 1, 90);
            Assert.Subset(
                _workflow.Jobs.Keys.ToHashSet(StringComparer.Ordinal), Workflow.Values(job, "needs").ToHashSet(StringComparer.Ordinal));
        });

    private static bool Uses(YamlMappingNode step, string action) =>
        Workflow.Values(step, "uses") is [var use] && use.StartsWith(action, StringComparison.Ordinal);

    private string[] Names(string action) =>
        [
            .. _workflow.Steps
                .Where(step => Uses(step, action))
                .SelectMany(static step => Workflow.Values(step, "with", "name")),
        ];

    [GeneratedRegex(
        """uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+\s*$""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pinned();

    [GeneratedRegex(
        """(\.ci/\w+|[\w./-]+\.(ps1|psd1|sh)|tests/[\w.]+(?=\s))""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();

    [GeneratedRegex("""(?<=\s)-[A-Z]\w+""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("""-Task (?<task>\w+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TaskOf();
}
