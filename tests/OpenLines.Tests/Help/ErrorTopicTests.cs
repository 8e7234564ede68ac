using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Bitrix24.Rest;
using OpenLines.Tests.Shape;

namespace OpenLines.Tests.Help;

/// <summary>The README and the help lead to <c>about_OpenLines_Errors</c> for every id, so it has every one.</summary>
public sealed class ErrorTopicTests
{
    [Theory]
    [InlineData("en-US")]
    [InlineData("ru")]
    public void Every_id_that_has_advice_is_named_at_the_margin_of_the_topic(string culture)
    {
        var topic = File.ReadAllText(
            Path.Combine(HelpFolders.Root, "src", "OpenLines", "Module", culture, "about_OpenLines_Errors.help.txt"));

        Findings.AreNone(ErrorTable.Rows.Concat(OwnErrorTable.Rows).Concat(TokenErrorTable.Rows)
            .Select(static row => row.Code)
            .Distinct(StringComparer.Ordinal)
            .Where(id => !Regex.IsMatch(topic, $@"^ {{4}}\b.*\b{id}\b", RegexOptions.Multiline, TimeSpan.FromSeconds(1))));
    }
}
