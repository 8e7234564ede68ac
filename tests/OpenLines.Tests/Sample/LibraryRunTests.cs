using System;
using System.IO;
using System.Linq;
using CsvJob.Csv;
using CsvJob.Job;
using LocalPrograms;

namespace OpenLines.Tests.Sample;

public sealed class LibraryRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Output => Path.Combine(_folder.Path, "output");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_row_of_the_sample_is_in_one_of_the_two_files()
    {
        var rows = CsvReading.Read(Checkout.Find().SampleCodes).Select(static row => row.UserCode).ToList();

        Assert.Equal(JobExit.RowsFailed, LibraryRun.Run(Checkout.Find().SampleCodes, Output));

        var written = Files().SelectMany(CsvReading.Read).Select(static row => row.UserCode);
        Assert.Equal(rows.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public void A_second_run_of_the_same_minute_leaves_the_files_of_the_first()
    {
        LibraryRun.Run(Checkout.Find().SampleCodes, Output);
        LibraryRun.Run(Checkout.Find().SampleCodes, Output);

        Assert.Equal(4, Files().Length);
        Assert.All(Files(), static file => Assert.Equal([0xEF, 0xBB, 0xBF], File.ReadAllBytes(file)[..3]));
    }

    [Fact]
    public void A_file_whose_rows_all_get_to_the_end_is_all_done() =>
        Assert.Equal(JobExit.AllDone, LibraryRun.Run(_folder.Write("codes.csv", "UserCode\nlivechat|22|1761|587\n"), Output));

    [Theory]
    [InlineData("")]
    [InlineData("UserCode,Name\n")]
    [InlineData("\n\n")]
    public void Without_rows_nothing_is_done(string text)
    {
        Assert.Equal(JobExit.NothingDone, LibraryRun.Run(_folder.Write("codes.csv", text), Output));
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public void Without_a_file_nothing_is_done() =>
        Assert.Equal(JobExit.NothingDone, LibraryRun.Run(Path.Combine(_folder.Path, "none.csv"), Output));

    [Fact]
    public void Without_a_place_to_write_nothing_is_done() =>
        Assert.Equal(JobExit.NothingDone, LibraryRun.Run(Checkout.Find().SampleCodes, _folder.Write("output", "a file")));

    private string[] Files() => Directory.GetFiles(Output);
}
