using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Resources;
using Bitrix24.OpenLines;
using Bitrix24.Rest;
using OpenLines.Tests.Shape;

namespace OpenLines.Tests.Texts;

/// <summary>What an administrator reads of ours, in English and in Russian.</summary>
public sealed class TextTests
{
    private const int LongestAdvice = 100;

    private static readonly CultureInfo InRussian = CultureInfo.GetCultureInfo("ru-KZ");

    private static readonly Dictionary<string, (TextFile File, ResourceManager Built)> Projects = new(StringComparer.Ordinal)
    {
        ["Bitrix24.Rest"] = (new("Bitrix24.Rest", "Texts/RestText"), RestText.Resources),
        ["Bitrix24.OpenLines"] = (new("Bitrix24.OpenLines", "LineText"), LineText.Resources),
        ["OpenLines"] = (new("OpenLines", "ModuleText"), ModuleText.Resources),
    };

    private static readonly IEnumerable<(string Table, ErrorRow Row)> Rows =
        ErrorTable.Rows.Append(ErrorTable.Unknown).Select(static row => ("Advice", row))
            .Concat(OwnErrorTable.Rows.Select(static row => ("OwnAdvice", row)))
            .Concat(TokenErrorTable.Rows.Append(TokenErrorTable.Find("x")).Select(static row => ("TokenAdvice", row)));

    public static TheoryData<string> Names => [.. Projects.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_text_is_there_in_both_languages(string project)
    {
        var file = Projects[project].File;

        Assert.NotEmpty(file.English);
        Findings.AreNone(file.English.Keys.Except(file.Russian.Keys, StringComparer.Ordinal));
        Findings.AreNone(file.Russian.Keys.Except(file.English.Keys, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_key_that_is_used_is_there_and_every_one_that_is_there_is_used(string project)
    {
        var file = Projects[project].File;
        var used = project == "Bitrix24.Rest" ? file.Used.Concat(Rows.Select(static entry => KeyOf(entry.Table, entry.Row))) : file.Used;
        var keys = used.ToHashSet(StringComparer.Ordinal);

        Findings.AreNone(keys.Except(file.English.Keys, StringComparer.Ordinal).Select(static key => "not there: " + key));
        Findings.AreNone(file.English.Keys.Except(keys, StringComparer.Ordinal).Select(static key => "not used: " + key));
    }

    [Fact]
    public void No_key_is_made_at_run_time_but_those_of_the_tables_and_of_what_parameters_take() =>
        Assert.Equal(
            ["Expected", "Expected", "Expected", "status is null ? $\"{table}_{code}\" : $\"{table}_{code}_{(int"],
            Projects.Values.SelectMany(static project => project.File.Unnamed).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_text_has_the_same_places_in_both_languages(string project)
    {
        var file = Projects[project].File;

        Findings.AreNone(file.English
            .Where(entry => !TextFile.PlacesOf(entry.Value).SequenceEqual(TextFile.PlacesOf(file.Russian[entry.Key])))
            .Select(static entry => entry.Key));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_advice_is_longer_than_a_console_shows_of_it(string project) => Findings.AreNone(
        from texts in new[] { Projects[project].File.English, Projects[project].File.Russian }
        from text in texts
        where text.Key.EndsWith("Advice", StringComparison.Ordinal)
        where text.Value.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal).Length > LongestAdvice
        select $"{text.Key}: {text.Value}");

    [Theory]
    [InlineData("UserCode_GuessAdvice")]
    [InlineData("UserCode_NoChatGuessAdvice")]
    public void What_a_refused_code_looks_like_is_no_longer_with_the_advice_behind_it(string key)
    {
        var (line, module) = (Projects["Bitrix24.OpenLines"].File, Projects["OpenLines"].File);
        var advice = LongerThanShown(line.English, module.English[key]).Concat(LongerThanShown(line.Russian, module.Russian[key]));

        Findings.AreNone(advice);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_Russian_text_is_Russian_and_no_text_is_empty(string project)
    {
        var file = Projects[project].File;

        Findings.AreNone(file.English.Concat(file.Russian)
            .Where(static entry => entry.Value.Trim().Length == 0)
            .Select(static entry => entry.Key));
        Findings.AreNone(file.Russian
            .Where(entry => file.English[entry.Key].Any(char.IsLetter) && !IsRussian(entry.Value))
            .Select(static entry => entry.Key));
        Findings.AreNone(file.English.Where(static entry => IsRussian(entry.Value)).Select(static entry => entry.Key));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_text_can_be_formed_in_both_languages_as_it_was_built(string project)
    {
        var (file, built) = Projects[project];
        object[] arguments = [.. Enumerable.Range(0, 9).Select(static number => $"<{number}>")];
        foreach (var key in file.English.Keys)
        {
            var text = new LocalizableText(built, key, arguments);
            Assert.Equal(Formed(file.English[key], arguments), text.Format(CultureInfo.InvariantCulture));
            Assert.Equal(Formed(file.Russian[key], arguments), text.Format(InRussian));
        }
    }

    [Fact]
    public void The_advice_of_a_row_is_short_whole_sentences_in_both_languages() =>
        Findings.AreNone(Rows
            .Select(static entry => entry.Row.AdviceText)
            .SelectMany(static advice => new[] { advice.Format(CultureInfo.InvariantCulture), advice.Format(InRussian) })
            .Where(static advice => advice.Length is < 10 or > LongestAdvice || !char.IsUpper(advice[0]) || advice[^1] != '.')
            .Select(static advice => $"{advice.Length}: {advice}"));

    private static IEnumerable<string> LongerThanShown(IReadOnlyDictionary<string, string> texts, string advice)
    {
        var guesses = texts.Where(static text => text.Key.StartsWith("Guess_", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(guesses);
        return guesses
            .Select(guess => $"{Formed(guess.Value, ["3", "4"])} {advice}")
            .Where(static text => text.Length > LongestAdvice)
            .Select(static text => $"{text.Length}: {text}");
    }

    private static string KeyOf(string table, ErrorRow row) =>
        row.Code.Length == 0 ? $"{table}_UnknownCode"
        : row.Status is { } status ? $"{table}_{row.Code}_{(int)status}"
        : $"{table}_{row.Code}";

    private static string Formed(string text, object[] arguments) => string.Format(CultureInfo.InvariantCulture, text, arguments);

    private static bool IsRussian(string text) => text.Any(static character => character is >= 'А' and <= 'я' or 'ё' or 'Ё');
}
