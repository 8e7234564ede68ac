using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Security;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>
/// Connects to a portal, checks the credentials with one request, and makes the connection the runspace's own.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "Bitrix24", DefaultParameterSetName = WebhookSet,
    HelpUri = "https://apidocs.bitrix24.com/local-integrations/local-webhooks.html")]
[OutputType(typeof(Bitrix24Connection))]
public sealed class ConnectBitrix24Command : OAuthCmdlet
{
    private const string WebhookSet = "Webhook";
    private const string EnvironmentVariableSet = "EnvironmentVariable";
    private const string AccessTokenSet = "AccessToken";
    private const string SandboxSet = "Sandbox";
    private const string DefaultVariable = "BITRIX24_WEBHOOK";

    /// <summary>The whole address of an inbound webhook. When it is missing, an interactive host asks for it without showing it.</summary>
    [Parameter(ParameterSetName = WebhookSet, Position = 0)]
    [ValidateNotNull]
    [Unrepeated(typeof(SecureString), SecureInput)]
    public SecureString? Webhook { get; set; }

    /// <summary>Read the webhook's address from an environment variable. The variable's name alone says the same.</summary>
    [Parameter(ParameterSetName = EnvironmentVariableSet)]
    public SwitchParameter EnvironmentVariable { get; set; }

    /// <summary>The name of that variable.</summary>
    [Parameter(ParameterSetName = EnvironmentVariableSet, Position = 0)]
    [ValidateNotNullOrEmpty]
    [Unrepeated(typeof(string), "Expected_Variable")]
    [EnvironmentVariables]
    public string EnvironmentVariableName { get; set; } = DefaultVariable;

    /// <summary>
    /// The portal's address, such as <c>https://example.bitrix24.com</c>; https unless it is this very machine. A token store has it.
    /// </summary>
    [Parameter(ParameterSetName = AccessTokenSet)]
    [Parameter(ParameterSetName = RefreshTokenSet)]
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    [Parameter(ParameterSetName = OAuthSet)]
    [Parameter(ParameterSetName = TokenStoreSet)]
    [ValidateNotNullOrEmpty]
    [Unrepeated(typeof(string), "Expected_Portal")]
    [NotCompleted]
    public string Portal { get; set; } = "";

    /// <summary>An OAuth access token of an application; it is valid for one hour.</summary>
    [Parameter(ParameterSetName = AccessTokenSet, Mandatory = true)]
    [ValidateNotNull]
    [Unrepeated(typeof(SecureString), SecureInput)]
    public SecureString? AccessToken { get; set; }

    /// <summary>Connect to a portal in memory, made for trying scripts out.</summary>
    [Parameter(ParameterSetName = SandboxSet, Mandatory = true)]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>
    /// The name of the connection in this runspace, for -Connection; without it the portal's host. It begins with a letter or a digit and
    /// has letters, digits, dots, colons, - and _, 64 at the most. A second connection of a name takes the place of the first.
    /// </summary>
    [Parameter]
    [Unrepeated(typeof(string), "Expected_ConnectionName")]
    [NotCompleted]
    public string? Name { get; set; }

    /// <summary>
    /// How many times a call whose request was lost is sent again, from 0 to 10. Calls refused for a limit are sent again in any case.
    /// </summary>
    [Parameter]
    [ValidateRange(0, 10)]
    [Unrepeated(typeof(int), "Expected_From0To10")]
    public int MaximumRetryCount { get; set; } = RetryPolicy.Default.MaximumRetryCount;

    /// <summary>The seconds before the first of these, from 1 to 300; they double each time.</summary>
    [Parameter]
    [ValidateRange(1, 300)]
    [Unrepeated(typeof(int), "Expected_SecondsTo300")]
    public int RetryIntervalSec { get; set; } = (int)RetryPolicy.Default.RetryInterval.TotalSeconds;

    /// <summary>
    /// The seconds that the portal may take to answer a request, from 1 to 3600, whatever was packed into it: no more is packed into one
    /// than is expected to take half of that. Without it 90, and more for a request that asks for longer work. Bitrix24's cloud cuts a
    /// request after 60 seconds.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    [Unrepeated(typeof(int), "Expected_SecondsTo3600")]
    public int TimeoutSec { get; set; } = (int)RetryPolicy.Default.RequestTimeout.TotalSeconds;

    /// <summary>
    /// The seconds that a portal is waited for which nothing gets through to, from 0 to 86400: nothing is sent meanwhile, and one request
    /// at a time asks whether it is back. After that the connection ends. With 0 it is a lost request like any other.
    /// </summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    [Unrepeated(typeof(int), "Expected_SecondsTo86400")]
    public int OutageTimeoutSec { get; set; } = (int)RetryPolicy.Default.OutageTimeout.TotalSeconds;

    /// <summary>
    /// How many requests a second this connection sends at the most, from 0.01 to 1000, whatever the portal allows: it leaves room for the
    /// portal's other integrations. Up to a second's worth may leave at once, and always one. Without it only the portal's limits hold.
    /// </summary>
    [Parameter]
    [ValidateRange(0.01, 1000.0)]
    [Unrepeated(typeof(double), "Expected_Rate")]
    public double MaximumRequestRate { get; set; }

    private RetryPolicy Policy
    {
        get
        {
            var policy = new RetryPolicy
            {
                MaximumRetryCount = MaximumRetryCount,
                RetryInterval = TimeSpan.FromSeconds(RetryIntervalSec),
                OutageTimeout = TimeSpan.FromSeconds(OutageTimeoutSec),
                MaximumRequestRate = MyInvocation.BoundParameters.ContainsKey(nameof(MaximumRequestRate)) ? MaximumRequestRate : null,
            };
            return MyInvocation.BoundParameters.ContainsKey(nameof(TimeoutSec))
                ? policy with { RequestTimeout = TimeSpan.FromSeconds(TimeoutSec) }
                : policy;
        }
    }

    /// <summary>What was not given, and nobody can sign in without it; null where nothing is missing.</summary>
    private string? Missing =>
        Portal.Length == 0 && (IsPortalNeeded || ParameterSetName == AccessTokenSet) ? nameof(Portal)
        : IsOAuth && ClientCredential is null ? nameof(ClientCredential)
        : null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (ConnectionName.FindFault(Name) is { } fault)
        {
            throw End(fault);
        }

        EndWithout(Missing);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var (client, signIn, user) = ParameterSetName switch
        {
            AccessTokenSet => OpenAccessToken(),
            _ when IsOAuth => (OpenOAuth(Portal, Policy), Bitrix24SignIn.OAuth, ""),
            SandboxSet when Sandbox => OpenSandbox(),
            EnvironmentVariableSet when EnvironmentVariable || MyInvocation.BoundParameters.ContainsKey(nameof(EnvironmentVariableName)) =>
                OpenWebhook(ReadEnvironmentVariable()),
            _ => OpenWebhook(ReadWebhook()),
        };

        if (client is null)
        {
            return;
        }

        if (ConnectionName.FindFault(Name, client) is { } fault)
        {
            client.Dispose();
            throw End(fault);
        }

        var begin = client.Clock.Now;
        var methods = string.Join(", ", OpenLinesCheck.Methods);
        WriteVerbose($"The portal is {client.Credentials.Portal}. It is asked for {methods} in one request.");
        var check = OpenLinesCheck.Run(client, () => RunReport.Tell(this, client), StopToken);
        if (StopToken.IsCancellationRequested)
        {
            client.Dispose();
            return;
        }

        RunReport.Tell(this, client);
        var seconds = (client.Clock.Now - begin).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        if (OpenLinesCheck.FindProblem(check, client) is { } problem)
        {
            WriteVerbose($"The check failed after {seconds} seconds.");
            client.Dispose();
            throw End(problem);
        }

        var connection = new Bitrix24Connection(client, Name ?? ConnectionName.Of(client.Credentials.Portal), signIn, check, user);
        WriteVerbose($"The portal answered after {seconds} seconds.");
        WriteVerbose(
            $"Calls are made as user {connection.UserId} {connection.UserName}"
            + $"{(connection.IsAdministrator ? ", an administrator" : "")}.");
        var scopes = string.Join(", ", connection.Scopes);
        WriteVerbose(scopes.Length == 0 ? "The portal does not list the permissions." : $"The permissions are {scopes}.");
        MakeDefault(connection, isOwn: true);
        WriteObject(connection);
    }

    private (Bitrix24Client Client, Bitrix24SignIn SignIn, string User) OpenAccessToken()
    {
        WriteVerbose("The access token comes from -AccessToken.");
        return AccessTokenCredentials.TryParse(Portal, SecureStringReader.Read(AccessToken!), out var credentials, out var error)
            ? (Open(credentials!, Policy), Bitrix24SignIn.AccessToken, "")
            : throw End(error!);
    }

    private (Bitrix24Client Client, Bitrix24SignIn SignIn, string User) OpenSandbox()
    {
        WriteVerbose("The sandbox is a portal in memory: nothing leaves this machine.");
        return (SandboxClient.Open(Policy, out var user), Bitrix24SignIn.Sandbox, user);
    }

    private (Bitrix24Client Client, Bitrix24SignIn SignIn, string User) OpenWebhook(string address)
    {
        return WebhookAddress.TryParse(address, out var credentials, out var problem)
            ? (Open(credentials!, Policy), Bitrix24SignIn.Webhook, credentials!.User)
            : throw End(Failure.Own(OwnErrorId.InvalidWebhook, ModuleText.Of("Webhook_Not", problem)));
    }

    private string ReadEnvironmentVariable()
    {
        var name = IsSurelyName(EnvironmentVariableName) ? EnvironmentVariableName : null;
        WriteVerbose($"The webhook comes from the environment variable {name ?? $"that -{nameof(EnvironmentVariableName)} names"}.");
        var value = Environment.GetEnvironmentVariable(EnvironmentVariableName);
        return !string.IsNullOrWhiteSpace(value)
            ? value!
            : throw End(Failure.Own(
                OwnErrorId.WebhookMissing,
                name is null
                    ? ModuleText.Of("Webhook_NoVariableOf", nameof(EnvironmentVariableName))
                    : ModuleText.Of("Webhook_NoVariable", name)));
    }

    /// <summary>
    /// Whoever takes the variable's value for its name gives the webhook here: what is not surely a name is not repeated.
    /// </summary>
    private static bool IsSurelyName(string given) =>
        given.All(static character => character is >= 'A' and <= 'Z' or >= '0' and <= '9' or '_');

    private string ReadWebhook()
    {
        if (Webhook is not null)
        {
            WriteVerbose("The webhook comes from -Webhook.");
            return SecureStringReader.Read(Webhook);
        }

        WriteVerbose("No webhook was given, so the host is asked for it.");
        return SecretPrompt.Ask(Host, "Webhook", guide: "", out var canAsk) is { } answer
            ? SecureStringReader.Read(answer)
            : throw End(Failure.Own(
                OwnErrorId.WebhookMissing,
                canAsk ? ModuleText.Of("Webhook_NotGiven") : ModuleText.Of("Webhook_CannotAsk")));
    }
}
