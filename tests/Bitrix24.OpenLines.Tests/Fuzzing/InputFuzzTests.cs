using System;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines.Tests.Fuzzing;

/// <summary>What users and files give: it is refused or it means exactly one thing, and a refusal never repeats a secret.</summary>
public sealed class InputFuzzTests
{
    private const string Code = "xk7ab9qwerty01zz";

    [Fact]
    [Trait("NotInMono", "Mono reads beyond the end of a host name in broken Punycode.")]
    public void A_webhook_that_is_taken_is_called_at_its_own_host_and_under_rest()
    {
        string[] words =
        [
            Code, "https://", "/rest/", "1/", "example.bitrix24.com", "%2e%2e/", "evil.example", "bitrix24", ".json", "127.0.0.1",
        ];
        foreach (var text in new Mutator(CorpusFile.Texts("webhooks.txt"), words, 1).Inputs(Mutator.Count))
        {
            var isTaken = Try(
                text,
                () => (WebhookAddress.TryParse(text, out var read, out var why), read, $"{why}"),
                out var credentials,
                out var problem);

            Assert.True(isTaken == (credentials is not null) && isTaken == (problem.Length == 0), CorpusFile.Escape(text));
            if (credentials is null)
            {
                Assert.DoesNotContain(Code, problem, StringComparison.OrdinalIgnoreCase);
                continue;
            }

            var address = credentials.AddressOf("profile", credentials.Portal);
            Assert.True(address.Scheme == "https" || (address.Scheme == "http" && IsThisMachine(address)), CorpusFile.Escape(text));
            Assert.Equal(credentials.Portal.Authority, address.Authority);
            Assert.Equal(new Uri(PastedText.Unwrap(text)).IdnHost, address.IdnHost);
            Assert.Empty(address.UserInfo + address.Query + address.Fragment);
            Assert.Matches("^/rest/[^/]+/[A-Za-z0-9_-]{8,128}/profile\\.json$", address.AbsolutePath);
            Assert.True(WebhookAddress.TryParse(address.AbsoluteUri, out var again, out _), CorpusFile.Escape(text));
            Assert.Equal(address, again!.AddressOf("profile", again.Portal));
        }
    }

    [Fact]
    public void A_user_code_that_is_taken_reaches_the_portal_character_by_character()
    {
        foreach (var text in
            new Mutator(CorpusFile.Texts("user-codes.txt"), ["imol|", "livechat|1|", "$result[c0]", "|"], 1).Inputs(Mutator.Count))
        {
            if (!UserCode.TryParse(text, out var code, out var error))
            {
                Assert.Equal(OwnErrorId.InvalidUserCode, error!.Id);
                continue;
            }

            Assert.True(
                code.Text.Length is > 0 and <= UserCode.Longest && text.EndsWith(code.Text, StringComparison.Ordinal),
                CorpusFile.Escape(text));
            var sent = Bodies.Read([SessionMethods.OpenChat(code)]);
            Assert.True(sent.Single() == code.Text, CorpusFile.Escape(text));
            if (!SessionMethods.OpenChat(code).GoesAlone)
            {
                var batched = Bodies.Read([SessionMethods.OpenChat(code), SessionMethods.OpenChat(code)]);
                Assert.True(batched.All(each => each == code.Text), CorpusFile.Escape(text));
            }
        }
    }

    [Fact]
    public void A_chat_id_that_is_taken_is_the_number_that_it_shows()
    {
        foreach (var text in new Mutator(CorpusFile.Texts("chat-ids.txt"), ["chat", "1", "0", "9"], 1).Inputs(Mutator.Count))
        {
            if (!ChatId.TryParse(text, "method", out var id, out var error))
            {
                Assert.Equal(OwnErrorId.InvalidChatId, error!.Id);
                continue;
            }

            // What cannot be seen around it and a fraction of zeros say nothing.
            var shown = UnseenCharacters.Trim(text);
            var bare = shown.StartsWith("chat", StringComparison.OrdinalIgnoreCase) ? shown[4..] : shown;
            var digits = Regex.Replace(bare, "[.,]0{1,2}\\z", "", RegexOptions.None, TimeSpan.FromSeconds(1));
            Assert.True(id.Value > 0 && digits.TrimStart('0') == id.ToString(), CorpusFile.Escape(text));
            Assert.True(ChatId.TryParse(id.DialogId, "method", out var again, out _) && again == id, CorpusFile.Escape(text));
        }
    }

    private static bool Try(
        string text, Func<(bool IsTaken, WebhookCredentials? Credentials, string Problem)> parse, out WebhookCredentials? credentials,
        out string problem)
    {
        try
        {
            (var isTaken, credentials, problem) = parse();
            return isTaken;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(CorpusFile.Escape(text), exception);
        }
    }

    private static bool IsThisMachine(Uri address) =>
        address.HostNameType != UriHostNameType.IPv6
            ? address.IsLoopback
            : IPAddress.TryParse(address.DnsSafeHost, out var ip)
                && IPAddress.IsLoopback(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip);
}
