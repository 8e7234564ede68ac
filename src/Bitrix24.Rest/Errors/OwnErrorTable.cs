using System;
using System.Collections.Generic;
using System.Linq;
using static Bitrix24.Rest.ErrorMeaning;
using static Bitrix24.Rest.FailureKind;

namespace Bitrix24.Rest;

/// <summary>
/// The failures that have no code of the portal's, as <see cref="ErrorTable"/> has those that do: a portal that sends such a word as its
/// code means something else by it.
/// </summary>
internal static class OwnErrorTable
{
    private const string Again = ErrorTable.Again;

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<ErrorRow> Rows =
    [
        new(OwnErrorId.AlreadyOperator, null, InvalidOperation, Final,
            "The connected user is responsible for this session already: there is nothing to do."),
        new(OwnErrorId.AmbiguousInput, null, InvalidArgument, Final,
            "Give the value either through the pipeline or as an argument, not both."),
        new(OwnErrorId.ApplicationRequired, null, AuthenticationError, Final,
            "Connect with the access token of an application: Connect-Bitrix24 -Portal ... -AccessToken ... A webhook cannot do this. "
            + "Nothing was sent."),
        new(OwnErrorId.AuthorizationCodeMissing, null, AuthenticationError, Final,
            "Give the code as a SecureString: -AuthorizationCode (Read-Host -AsSecureString), within 30 seconds of signing in at the "
            + "portal; or sign in with -Browser. Where nobody can answer, use -TokenStore or -RefreshToken."),
        new(OwnErrorId.BrowserSignInFailed, null, AuthenticationError, Final,
            "If the browser shows an error of the portal, check the client_id, that the application is installed there, and that you may "
            + "use it. If it could not come back, check that -RedirectUri is the application's address in Bitrix24. Then run "
            + "Connect-Bitrix24 -Browser again; -BrowserTimeoutSec gives more time."),
        new(OwnErrorId.BrowserSignInUnavailable, null, ResourceUnavailable, Final,
            "Sign in once where somebody sits, with -Browser and -TokenStore, and use that store here; or give -RefreshToken."),
        new(OwnErrorId.ClientIdMissing, null, AuthenticationError, Final,
            "Give -ClientId (Read-Host -AsSecureString): the CLIENT_ID that the bot was registered with, or its botToken. "
            + "Nothing was sent."),
        new(OwnErrorId.ConfirmationUnavailable, null, InvalidOperation, Final,
            "Give -Confirm:$false where nobody is to be asked, or set $ConfirmPreference to High. Nothing was sent. " + Again),
        new(OwnErrorId.ConnectionFailed, null, ConnectionError, NotExecuted,
            "Check the address, the network and the proxy. Nothing was executed. " + Again),
        new(OwnErrorId.ConnectionLost, null, ConnectionError, Connection,
            "The portal has not answered for many minutes (-OutageTimeoutSec of Connect-Bitrix24 for one that is away). "
            + "Check the address, the network and the proxy, then run Connect-Bitrix24 again. " + Again),
        new(OwnErrorId.Disconnected, null, ConnectionError, Connection,
            "The connection was closed by Disconnect-Bitrix24. Run Connect-Bitrix24 again."),
        new(OwnErrorId.EmptyErrorCode, null, InvalidOperation, Final,
            "The portal refused without a code. For an external (extranet) user this means no access: use a webhook of an employee."),
        new(OwnErrorId.FileNotFetched, null, ConnectionError, Final,
            "The portal gave an address for the file, and it could not be fetched there. Run the command again for it: "
            + "each run gets a new address."),
        new(OwnErrorId.FileNotSaved, null, ResourceUnavailable, Final,
            "Look whether the folder can be written and has room, then run the command again for it."),
        new(OwnErrorId.InvalidAccessToken, null, InvalidArgument, Final,
            "Give the access token as a SecureString: -AccessToken (Read-Host -AsSecureString)."),
        new(OwnErrorId.InvalidAuthorizationCode, null, InvalidArgument, Final,
            "Paste the address that the browser shows after the sign-in, .../?code=..., or the code in it."),
        new(OwnErrorId.InvalidCertificate, null, InvalidArgument, Final,
            "Give -CertificateAuthorityPath a file with one or more certificates in PEM (-----BEGIN CERTIFICATE-----), and -Certificate or "
            + "-CertificateThumbprint a certificate with its private key. Nothing was sent."),
        new(OwnErrorId.InvalidChatId, null, InvalidData, Final,
            "A chat id is a whole number above zero, such as 1763 or chat1763; "
            + "Get-OLChatByUserCode finds it by the user code. Correct the row, or the name of its column, and run it again."),
        new(OwnErrorId.InvalidClientCredential, null, InvalidArgument, Final,
            "Give client_id and client_secret of the application's card as user name and password: -ClientCredential (Get-Credential)."),
        new(OwnErrorId.InvalidConnection, null, InvalidArgument, Final,
            "Give the output of Connect-Bitrix24, or a name that Get-Bitrix24Connection shows. A name is known in its runspace only: "
            + "ForEach-Object -Parallel takes the connection itself. A webhook is given to Connect-Bitrix24 only."),
        new(OwnErrorId.InvalidConnectorId, null, InvalidData, Final,
            "The id of a connector is a word such as livechat or telegrambot: the first part of user codes, what Get-OLConnector lists. "
            + "Give it with -ConnectorId, or name its column ConnectorId."),
        new(OwnErrorId.InvalidCrmId, null, InvalidData, Final,
            "A CRM object is named by the number in its address, above zero, and by its type: lead, deal, contact or company. "
            + "Correct the row, or the name of its column, and run it again."),
        new(OwnErrorId.InvalidErrorCode, null, InvalidOperation, Final,
            "The portal refused with a code that is no word; the Code property of the exception has it."),
        new(OwnErrorId.InvalidErrorRecord, null, InvalidData, Final,
            "Pipe in errors: what -ErrorVariable +failed has gathered, or $Error."),
        new(OwnErrorId.InvalidFileId, null, InvalidData, Final,
            "The id of a file is a whole number above zero; the Files of the output of Get-OLMessage and Get-OLSessionHistory have it. "
            + "Correct the row, or the name of its column, and run it again."),
        new(OwnErrorId.InvalidFolder, null, InvalidArgument, Final, "Give a folder that is there with -Path. Nothing was sent."),
        new(OwnErrorId.InvalidLineId, null, InvalidData, Final,
            "The id of an open line is a whole number above zero; Get-OLLine lists the lines. "
            + "Correct the row, or the name of its column, and run it again."),
        new(OwnErrorId.InvalidLineName, null, InvalidData, Final,
            "Give the name of the new line as a text. Correct the row, or the name of its column, and run it again."),
        new(OwnErrorId.InvalidMessageId, null, InvalidData, Final,
            "The id of a message is a whole number above zero; Get-OLSessionHistory lists the messages. "
            + "Correct the row, or the name of its column, and run it again."),
        new(OwnErrorId.InvalidMethod, null, InvalidArgument, Final,
            "Give the name of a method as the documentation has it, such as crm.item.list. Methods of REST 3 (rest/api) are not called."),
        new(OwnErrorId.InvalidNetworkCode, null, InvalidData, Final,
            "The code of a line of the network has 32 letters and digits; the owner of the line finds it in the line's settings. "
            + "Correct the row, or the name of its column, and run it again."),
        new(OwnErrorId.InvalidParameters, null, InvalidData, Final,
            "Give the parameters by their names, @{ filter = @{ ID = 5 } }: texts, numbers, true and false, times, lists and hashtables."),
        new(OwnErrorId.InvalidPortal, null, InvalidArgument, Final, "Give the portal's address, such as https://example.bitrix24.com."),
        new(OwnErrorId.InvalidProxy, null, InvalidArgument, Final,
            "Give the proxy as -Proxy http://proxy.example:3128, and its user with -ProxyCredential or -ProxyUseDefaultCredentials; "
            + "or give -NoProxy alone. Nothing was sent."),
        new(OwnErrorId.InvalidRating, null, InvalidData, Final,
            "Give a rating from 1 to 5, a comment of 10,000 characters at the most, or both. Correct the row and run it again."),
        new(OwnErrorId.InvalidRedirectUri, null, InvalidArgument, Final,
            "Give the address of this machine that stands in the application's settings in Bitrix24, such as http://localhost:8724/."),
        new(OwnErrorId.InvalidRefreshToken, null, InvalidArgument, Final,
            "Give the refresh token as a SecureString: -RefreshToken (Read-Host -AsSecureString)."),
        new(OwnErrorId.InvalidResponse, null, InvalidResult, Ambiguous,
            "What came back is not an answer of the Bitrix24 REST API: "
            + "a proxy, a firewall or an error page, perhaps. Open the portal's address in a browser to see. " + Again),
        new(OwnErrorId.InvalidSessionId, null, InvalidData, Final,
            "The id of a session is a whole number above zero; Get-OLDialog tells that of the open one. "
            + "Correct the row, or the name of its column, and run it again."),
        new(OwnErrorId.InvalidText, null, InvalidData, Final,
            "Give the text with -Text, or name its column Text. Nothing was sent for it. Correct the row, and run it again."),
        new(OwnErrorId.InvalidTokenServer, null, InvalidArgument, Final,
            "Give the address of the token server, such as https://oauth.bitrix24.tech, without a path."),
        new(OwnErrorId.InvalidTokenStore, null, InvalidData, Final,
            "Check the path of -TokenStore. If it is the right one, move the file away and sign in once more: nothing was written to it."),
        new(OwnErrorId.InvalidUserCode, null, InvalidData, Final,
            "A user code looks like livechat|22|1761|587. Correct the row, or the name of its column, and run it again."),
        new(OwnErrorId.InvalidUserId, null, InvalidData, Final,
            "The id of a user is a whole number above zero: the last one in the address of the user's page. "
            + "Correct the row, or the name of its column, and run it again."),
        new(OwnErrorId.InvalidWebhook, null, InvalidArgument, Final,
            "Copy the whole address of the inbound webhook from Bitrix24, such as https://example.bitrix24.com/rest/1/xxxxxxxxxxxxxxxx/."),
        new(OwnErrorId.LineNotFound, null, ObjectNotFound, Final,
            "There is no open line with this id. Get-OLLine lists those that are there."),
        new(OwnErrorId.LineRefused, null, InvalidOperation, Final,
            "Check the id of the line, and that the users and departments of the queue are there; nothing was changed."),
        new(OwnErrorId.MissingInput, null, InvalidArgument, Final, "Pipe values in, or give them as an argument."),
        new(OwnErrorId.MissingScope, null, PermissionDenied, Connection,
            "In Bitrix24, edit the inbound webhook and add Open Channels "
            + "(imopenlines) to its permissions, then run Connect-Bitrix24 again."),
        new(OwnErrorId.NoCrmChat, null, ObjectNotFound, Final,
            "Nothing was done. Get-OLCrmChat -IncludeClosed lists the chats of a CRM object."),
        new(OwnErrorId.NoOpenSession, null, ObjectNotFound, Final,
            "The chat has no open session, and the portal would open one as if the client had written. "
            + "Start a session with Start-OLSession first, or give -Force."),
        new(OwnErrorId.NotConnected, null, ConnectionError, Connection,
            "Run Connect-Bitrix24 first. In another runspace or with ForEach-Object -Parallel, pass the connection: "
            + "$c = Connect-Bitrix24 ...; ... -Connection $using:c."),
        new(OwnErrorId.NotOperator, null, PermissionDenied, Final,
            "Only the session's own operator can do this. Take the session over with Switch-OLSession first, or connect as that operator."),
        new(OwnErrorId.NotPaged, null, InvalidResult, Final,
            "The method answers no list, or several: call it without -All, and page by its own parameters."),
        new(OwnErrorId.NotRun, null, OperationStopped, Final,
            "An earlier call of the same batch failed and the run stops at the first failure. " + Again),
        new(OwnErrorId.NotVerified, null, InvalidResult, Final,
            "Open the chat in Bitrix24: there may be no session to work on, its line may be deleted, its session "
            + "may be waiting for the client's vote, or the user behind the webhook may be inactive."),
        new(
            OwnErrorId.OtherPortal,
            null,
            InvalidArgument,
            Final,
            "Give the connection of that portal with -Connection, to every command of the chain. "
            + "If both addresses lead to one portal, pass the bare values: $chats.ChatId | Join-OLSession."),
        new(OwnErrorId.OutcomeUnknown, null, InvalidResult, Final,
            "The answer was lost after the call was sent, and repeating it could do it twice. "
            + "Look in Bitrix24 whether it was done before you run it again."),
        new(OwnErrorId.PortalMoved, null, ConnectionError, Connection,
            "The portal sends its callers to another address: to its new one, or to a page to sign in at. Open the portal's address "
            + "in a browser to see which, and connect with the webhook of the address where the portal is. Nothing was executed."),
        new(OwnErrorId.RequestTimeout, null, OperationTimeout, Ambiguous, "The portal did not answer in time. " + Again),
        new(OwnErrorId.SignInRequired, null, AuthenticationError, Connection,
            "Something before the REST API wants its callers to sign in: a single sign-on, a portal that is closed to guests, "
            + "or a web server whose rule does not leave out /rest/. Check that the webhook's address is that of the portal, and ask "
            + "its administrator to let calls to /rest/ through without a sign-in. Nothing was executed."),
        new(OwnErrorId.TokenServerUnavailable, null, ConnectionError, NotExecuted,
            "Check the network and the proxy, and the address where -TokenServer names one. Nothing was sent to the portal, and the tokens "
            + "are kept: run Connect-Bitrix24 and the command again."),
        new(OwnErrorId.TokenStoreUnavailable, null, ResourceUnavailable, Final,
            "Look whether the folder of -TokenStore can be written by this user and has room, and whether another process keeps it."),
        new(OwnErrorId.UnexpectedArgument, null, InvalidArgument, Final,
            "Get-Help shows the parameters of a command. Values of one parameter stand between commas; a webhook is given to "
            + "Connect-Bitrix24 only, as a SecureString or in an environment variable. What was typed stays in the history of the shell."),
        new(OwnErrorId.UnexpectedFault, null, InvalidOperation, Final,
            "This is a fault of OpenLines itself: please report it with the command that led to it."),
        new(OwnErrorId.WebhookMissing, null, AuthenticationError, Final,
            "Pass the webhook as a SecureString: -Webhook (Read-Host -AsSecureString), or put it into an environment "
            + "variable and use -EnvironmentVariable (its name: -EnvironmentVariableName, BITRIX24_WEBHOOK unless given)."),
    ];

    private static readonly Dictionary<string, ErrorRow> ById = Rows.ToDictionary(row => row.Code, StringComparer.Ordinal);

    /// <summary>The row of one of our own ids.</summary>
    public static ErrorRow Find(string id) => ById[id];
}
