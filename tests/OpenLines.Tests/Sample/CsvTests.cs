using System;
using System.IO;
using System.Linq;
using CsvJob.Csv;

namespace OpenLines.Tests.Sample;

public sealed class CsvTests
{
    [Theory]
    [InlineData("Name,UserCode\nA,one", "one")]
    [InlineData("code,Name\none,A", "one")]
    [InlineData("Code,USER_CODE\ntwo,one", "one")]
    [InlineData("Name,ENTITY_ID\nA", null)]
    [InlineData("Name\nA", null)]
    [InlineData("Name,UserCode\n\"A, \"\"B\"\"\",\"one\ntwo\"", "one\ntwo")]
    public void User_code_is_read_from_the_column_that_the_cmdlet_reads(string text, string? code)
    {
        using var reader = new StringReader(text);

        Assert.Equal(code, Assert.Single(CsvReading.Read(reader)).UserCode);
    }

    [Fact]
    public void An_empty_file_has_no_rows()
    {
        using var reader = new StringReader("");

        Assert.Empty(CsvReading.Read(reader));
    }

    [Fact]
    public void A_file_of_ours_is_written_anew_with_the_same_columns()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("failed.csv", "Name,UserCode,ErrorId\n\"A, B\",one,OLD\n");

        var rows = CsvReading.Read(file).Select(static row => (row, new[] { "NEW" })).ToList();
        using (var text = new StreamWriter(file))
        {
            CsvWriting.Write(text, ["ErrorId"], rows);
        }

        Assert.Equal(["Name,UserCode,ErrorId", "\"A, B\",one,NEW"], File.ReadAllLines(file), StringComparer.Ordinal);
    }
}
