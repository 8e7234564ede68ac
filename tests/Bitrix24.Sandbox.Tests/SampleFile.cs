using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

/// <summary>samples/user-codes.csv says what the default portal answers to it.</summary>
public sealed class SampleFile
{
    private static readonly string[][] Rows =
        [.. File.ReadAllLines("user-codes.csv", Encoding.UTF8).Skip(1).Select(static line => line.Split(','))];

    [Fact]
    public async Task Its_codes_are_found_but_for_the_rows_that_are_meant_to_fail()
    {
        var caller = new Caller();
        foreach (var row in Rows)
        {
            var code = row[0].StartsWith("imol|", System.StringComparison.Ordinal) ? row[0][5..] : row[0];
            var answer = await caller.OpenAsync(code);

            var isMeantToFail = row[1].Contains("Unknown", System.StringComparison.Ordinal)
                || row[1].Contains("Refused", System.StringComparison.Ordinal)
                || row[0].Length is 0 or 8;
            Assert.True(isMeantToFail == (answer.Status == 400), row[0]);
        }
    }

    [Fact]
    public void One_row_and_no_other_is_beyond_ascii()
    {
        Assert.Single(Rows, static row => row.Any(static cell => !Ascii.IsValid(cell)));
    }
}
