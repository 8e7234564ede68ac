using System;
using System.Linq;
using System.Net;

namespace Bitrix24.Rest.Tests;

/// <summary>An advice says what is wrong, and then what to do about it.</summary>
public sealed class AdviceTests
{
    [Theory]
    [InlineData("ACCESS_DENIED", 401, "plan has no REST API", "ask the portal's administrator")]
    [InlineData("QUERY_LIMIT_EXCEEDED", null, "takes fewer requests", "Stop other integrations")]
    [InlineData("NO_AUTH_FOUND", null, "no credentials it knows", "the inbound webhook still exists")]
    [InlineData("INVALID_CREDENTIALS", null, "wrong, expired, changed or deleted", "the inbound webhook still exists")]
    [InlineData("authorization_error", null, "cannot sign in", "a webhook of an active user")]
    [InlineData("insufficient_scope", null, "lacks a permission", "add Open Channels (imopenlines)")]
    [InlineData("PORTAL_DELETED", null, "deleted, or its public part is closed", "ask the portal's administrator")]
    [InlineData("CONNECTION_ERROR", null, "could not reach the authorisation server", "Run the command again")]
    [InlineData("session_failed", null, "one from a browser", "the inbound webhook still exists")]
    [InlineData("ERROR_BATCH_LENGTH_EXCEEDED", null, "50 commands at the most", "Run the command again")]
    [InlineData("INTERNAL_SERVER_ERROR", null, "The portal failed", "Run the command again", "Bitrix24 support")]
    [InlineData("ERROR_UNEXPECTED_ANSWER", null, "The portal failed", "Run the command again", "Bitrix24 support")]
    [InlineData("ERROR_CORE", 500, "The portal failed", "Run the command again")]
    public void A_refusal_by_the_portal_tells_its_cause_before_what_to_do(string code, int? status, params string[] parts) =>
        AssertSays(ErrorTable.Find(code, (HttpStatusCode?)status), parts);

    [Theory]
    [InlineData(OwnErrorId.ConfirmationUnavailable, "Nothing was sent", "-Confirm:$false")]
    [InlineData(OwnErrorId.ConnectionFailed, "the network and the proxy", "Nothing was executed", "Run the command again")]
    [InlineData(OwnErrorId.ConnectionLost, "Check the address", "Connect-Bitrix24 again")]
    [InlineData(OwnErrorId.InvalidChatId, "a whole number above zero", "Get-OLChatByUserCode")]
    [InlineData(OwnErrorId.InvalidResponse, "A proxy, a firewall", "open the portal in a browser")]
    [InlineData(OwnErrorId.NotRun, "An earlier call failed", "Run the command again")]
    [InlineData(OwnErrorId.OtherPortal, "the connection of that portal", "every command of the chain")]
    [InlineData(OwnErrorId.OutcomeUnknown, "could do it twice", "Look in Bitrix24 whether it was done")]
    [InlineData(OwnErrorId.RequestTimeout, "did not answer in time", "Run the command again")]
    [InlineData(OwnErrorId.SignInRequired, "the webhook's address", "administrator", "/rest/ without a sign-in")]
    [InlineData(OwnErrorId.UnexpectedArgument, "Get-Help", "Connect-Bitrix24 only", "the history")]
    public void So_does_a_failure_of_our_own(string id, params string[] parts) => AssertSays(OwnErrorTable.Find(id), parts);

    private static void AssertSays(ErrorRow row, string[] parts)
    {
        var places = parts.Select(part => row.Advice.IndexOf(part, StringComparison.Ordinal)).ToList();

        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }
}
