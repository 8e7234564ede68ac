using System;
using System.Collections.Generic;
using System.Globalization;
using System.Resources;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest.Tests;

/// <summary>A text has its words where it is read, whoever made it.</summary>
public sealed class LocalizableTextTests : IDisposable
{
    private const string Code = "xk7ab9qwerty01zz";

    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    public void Dispose() => CultureInfo.CurrentUICulture = _before;

    [Theory]
    [InlineData("", "Nothing answers at a: the connection was refused.")]
    [InlineData("en-US", "Nothing answers at a: the connection was refused.")]
    [InlineData("de-DE", "Nothing answers at a: the connection was refused.")]
    [InlineData("ru", "a не отвечает: в соединении отказано.")]
    [InlineData("ru-RU", "a не отвечает: в соединении отказано.")]
    public void Every_Russian_culture_gets_Russian_and_every_other_one_English(string culture, string words) =>
        Assert.Equal(words, RestText.Of("Network_Refused", "a").Format(CultureInfo.GetCultureInfo(culture)));

    [Theory]
    [Trait("NotInMono", "It knows no Russian culture but that of Russia.")]
    [InlineData("ru-KZ")]
    [InlineData("ru-UA")]
    public void So_does_that_of_another_country(string culture) =>
        Every_Russian_culture_gets_Russian_and_every_other_one_English(culture, "a не отвечает: в соединении отказано.");

    [Fact]
    public async Task What_a_pool_thread_has_made_speaks_the_language_of_the_thread_that_reads_it()
    {
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        var error = await Task.Run(static () => Failure.Own(OwnErrorId.RequestTimeout, RestText.Of("Request_NoAnswer", 1.5)));
        var texts = new List<string>();
        foreach (var culture in new[] { "ru-RU", "en-US" })
        {
            var reader = new Thread(() => texts.AddRange([error.Message, error.Description, error.Row.Advice]))
            {
                CurrentUICulture = CultureInfo.GetCultureInfo(culture),
                CurrentCulture = CultureInfo.GetCultureInfo(culture),
            };
            reader.Start();
            reader.Join();
        }

        Assert.Equal(
            [
                "Нет ответа за 1.5 с.", "Нет ответа за 1.5 с.",
                "Портал не ответил вовремя. Повторите команду для того, что не удалось.",
                "No answer within 1.5 seconds.", "No answer within 1.5 seconds.",
                "The portal did not answer in time. Run the command again for what failed.",
            ],
            texts);
    }

    [Fact]
    public void A_portal_speaks_its_own_language()
    {
        var error = Failure.OfPortal("X", "Kein Zugriff", status: null, "m", Redaction.None);

        Assert.Equal("X: Kein Zugriff", InRussian(error.MessageText));
        Assert.Equal("X: Портал не дал описания.", InRussian(Failure.OfPortal("X", "", status: null, "m", Redaction.None).MessageText));
    }

    [Fact]
    public void An_argument_that_is_a_text_speaks_the_same_language()
    {
        var text = RestText.Of("Portal_NotAddress", RestText.Of("Address_NotWeb"));

        Assert.Equal("This is not the address of a portal: it is not a web address.", text.Format(CultureInfo.InvariantCulture));
        Assert.Equal("Это не адрес портала: это не веб-адрес.", InRussian(text));
    }

    [Fact]
    public void A_sentence_behind_it_keeps_its_distance()
    {
        Assert.Equal("Out. In.", LocalizableText.Verbatim("Out").Then(LocalizableText.Verbatim("In.")).ToString());
        Assert.Equal(
            "a: b. c.",
            LocalizableText.Verbatim("a:").Then(LocalizableText.Verbatim("b")).Then(LocalizableText.Verbatim("c.")).ToString());
    }

    [Fact]
    public void No_secret_comes_in_through_an_argument_in_any_language()
    {
        var redaction = new Redaction([new Secret(Code)]);
        var inner = RestText.Of("Portal_NotAddress", $"no {Code}\u001b[31m");
        var text = RestText.Of("SignIn_Waits", "now", inner).Cleaned(redaction);

        foreach (var culture in new[] { "en", "ru" })
        {
            var words = text.Format(CultureInfo.GetCultureInfo(culture));
            Assert.Contains("***", words, StringComparison.Ordinal);
            Assert.DoesNotContain(Code, words, StringComparison.Ordinal);
            Assert.DoesNotContain('\u001b', words);
        }
    }

    [Theory]
    [InlineData("https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/")]
    [InlineData("https:\\/\\/example.bitrix24.com\\/rest\\/1\\/xk7ab9qwerty01zz\\/")]
    public void A_webhook_in_an_argument_of_a_failure_loses_its_code(string argument)
    {
        var error = Failure.Own(OwnErrorId.InvalidPortal, RestText.Of("Portal_NotAddress", argument));

        Assert.All([error.Message, InRussian(error.Text)], static words => Assert.DoesNotContain(Code, words, StringComparison.Ordinal));
    }

    [Fact]
    public void A_failure_is_as_long_as_one_may_be_in_any_language()
    {
        var error = Failure.Own(OwnErrorId.InvalidPortal, RestText.Of("Portal_NotAddress", new string('a', 20_000)));

        Assert.Equal(Redaction.LongestDescription, error.Message.Length);
        Assert.Equal(Redaction.LongestDescription, InRussian(error.Text).Length);
    }

    [Fact]
    public void A_key_that_nobody_has_is_a_fault_of_ours() =>
        Assert.Throws<MissingManifestResourceException>(static () => RestText.Of("NoSuchKey").ToString());

    private static string InRussian(LocalizableText text) => text.Format(CultureInfo.GetCultureInfo("ru-RU"));
}
