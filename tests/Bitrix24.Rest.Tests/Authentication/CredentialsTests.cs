using System;
using System.Diagnostics;
using System.IO;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Bitrix24.Rest.Tests;

public sealed class CredentialsTests
{
    private static readonly Uri Portal = new("https://example.bitrix24.com/");

    [Fact]
    public void A_webhook_stands_in_the_address_and_adds_nothing_to_the_body()
    {
        var credentials = new WebhookCredentials(Portal, "1", new Secret("abcd1234"));

        Assert.Equal("https://example.bitrix24.com/rest/1/abcd1234/batch.json", credentials.AddressOf("batch", Portal).AbsoluteUri);
        Assert.Equal("{}", BodyOf(credentials));
    }

    [Fact]
    public void A_token_stands_in_the_body_and_never_in_the_address()
    {
        var credentials = new AccessTokenCredentials(Portal, new Secret("to\"ken"));

        Assert.Equal("https://example.bitrix24.com/rest/batch.json", credentials.AddressOf("batch", Portal).AbsoluteUri);
        Assert.Equal("to\"ken", Json.Of(BodyOf(credentials)).GetProperty("auth").GetString());
    }

    [Fact]
    public void A_secret_does_not_show_itself()
    {
        var secret = new Secret("abcd1234");

        Assert.Equal("***", secret.ToString());
        Assert.Equal("***", $"{secret}");
        Assert.Equal("{}", JsonSerializer.Serialize(secret));
        Assert.Empty(typeof(Secret).GetProperties());
    }

    [Fact]
    public void Nothing_that_holds_the_secret_shows_it_as_text()
    {
        var webhook = new WebhookCredentials(Portal, "1", new Secret("abcd1234"));
        using var client = Bitrix24Client.ForHandler(webhook, new ScriptedHandler(), TimeProvider.System);
        using var exchange = new Exchange(webhook, new ScriptedHandler(), client.Redaction, TimeProvider.System, client.Notices);
        object[] all =
        [
            webhook, new AccessTokenCredentials(Portal, new Secret("abcd1234")), webhook.Portal, client, client.Redaction,
            client.Dispatcher, exchange,
            new AnswerReader(client.Redaction), client.Dispatcher.Counters, client.Clock,
        ];

        Assert.All(all, one => Assert.DoesNotContain("abcd1234", one.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_that_makes_up_a_secret_is_shown_by_a_debugger_a_formatter_or_a_serializer()
    {
        foreach (var type in new[] { typeof(Secret), typeof(SecretSearch), typeof(SecretForm) })
        {
            Assert.Empty(type.GetCustomAttributes(typeof(DebuggerDisplayAttribute), inherit: true));
            Assert.Empty(type.GetCustomAttributes(typeof(DebuggerTypeProxyAttribute), inherit: true));
            Assert.False(type.IsDefined(typeof(SerializableAttribute), inherit: false));
            Assert.Null(type.GetMethod("<Clone>$"));
        }

        var fields = typeof(Secret).GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public);
        Assert.All(
            fields,
            static field => Assert.Equal(DebuggerBrowsableState.Never, field.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State));
    }

    private static string BodyOf(Credentials credentials)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            credentials.WriteTo(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
