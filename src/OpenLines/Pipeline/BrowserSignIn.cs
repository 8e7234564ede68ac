using System;
using System.Management.Automation;
using System.Threading;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Signs in on the portal's own page in a browser. It runs on the pipeline thread, which is stopped at any time.</summary>
internal static class BrowserSignIn
{
    // What Write-Host tags its lines with: hosts show them without being asked to.
    private const string ShownTag = "PSHOST";

    /// <summary>Opens the page and waits for what the browser brings back.</summary>
    /// <param name="cmdlet">Whose host shows the address.</param>
    /// <param name="portal">The portal's address.</param>
    /// <param name="clientId">The application's id.</param>
    /// <param name="returnAddress">Where the browser comes back to.</param>
    /// <param name="timeout">How long it is waited for: on failure the portal shows a page of its own and sends nobody back.</param>
    /// <param name="stop">Ends the wait at once.</param>
    /// <returns>The answer with the code.</returns>
    /// <exception cref="Bitrix24Exception">Nobody has signed in, or nobody can here.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static AuthorizationAnswer Run(
        PSCmdlet cmdlet, Uri portal, string clientId, Uri returnAddress, TimeSpan timeout, CancellationToken stop)
    {
        if (BrowserWindow.FindObstacle(cmdlet.Host) is { } obstacle)
        {
            throw Failure.Own(OwnErrorId.BrowserSignInUnavailable, ModuleText.Of("Browser_Obstacle", obstacle));
        }

        var request = new AuthorizationRequest(portal, clientId);
        using var listener = RedirectListener.Start(returnAddress, request, TimeProvider.System);
        var seconds = (int)timeout.TotalSeconds;
        cmdlet.WriteVerbose($"The browser is waited for at {returnAddress}, for {seconds} seconds.");
        var isOpened = BrowserWindow.TryOpen(request.Address);
        Show(
            cmdlet,
            isOpened
                ? ModuleText.Of("Browser_Opened", portal.Authority, request.Address.AbsoluteUri)
                : ModuleText.Of("Browser_OpenIt", portal.Authority, request.Address.AbsoluteUri, returnAddress.Port));
        if (!listener.Answer.Wait((int)timeout.TotalMilliseconds, stop))
        {
            throw Failure.Own(
                OwnErrorId.BrowserSignInFailed,
                ModuleText.Of("Browser_Nobody", portal.Authority, seconds));
        }

        var answer = listener.Answer.Result;
        return answer.Error is null
            ? answer
            : throw Failure.Own(
                OwnErrorId.BrowserSignInFailed,
                ModuleText.Of("Browser_Refused", Redaction.None.Clean(answer.Error, Redaction.LongestCode)));
    }

    private static void Show(PSCmdlet cmdlet, LocalizableText line) =>
        cmdlet.WriteInformation(new HostInformationMessage { Message = line.ToString() }, [ShownTag]);
}
