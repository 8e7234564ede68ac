using System;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace OpenLines;

/// <summary>Asks whoever sits at the host for a webhook, without showing it.</summary>
internal static class WebhookPrompt
{
    private const string Field = "Webhook";
    private const string Console = "ConsoleHost";

    /// <summary>Asks the host.</summary>
    /// <returns>The answer; null where it was empty, or where the host cannot ask.</returns>
    /// <param name="host">The host. Only that of the console reads standard input, so only there a redirected one says that nobody sits there.</param>
    /// <param name="canAsk">Whether the host could ask.</param>
    public static SecureString? Ask(PSHost host, out bool canAsk)
    {
        canAsk = false;
        if (host.Name == Console && System.Console.IsInputRedirected)
        {
            return null;
        }

        var answer = Try(() => AskForField(host.UI), out canAsk);
        return canAsk ? answer : Try(() => AskForLine(host.UI), out canAsk);
    }

    private static SecureString? AskForField(PSHostUserInterface host)
    {
        var field = new FieldDescription(Field);
        field.SetParameterType(typeof(SecureString));
        return host.Prompt("", "", [field]) is { } answers && answers.TryGetValue(field.Name, out var answer)
            ? answer?.BaseObject as SecureString
            : null;
    }

    private static SecureString? AskForLine(PSHostUserInterface host)
    {
        host.Write(Field + ": ");
        return host.ReadLineAsSecureString();
    }

    /// <summary>Hosts refuse in ways of their own: -NonInteractive is a PSInvalidOperationException, a host without a user interface a HostException.</summary>
    private static SecureString? Try(Func<SecureString?> ask, out bool canAsk)
    {
        try
        {
            var answer = ask();
            canAsk = true;
            return answer is { Length: > 0 } ? answer : null;
        }
        catch (Exception exception) when (
            exception is HostException or InvalidOperationException or NotImplementedException or NotSupportedException or RemoteException)
        {
            canAsk = false;
            return null;
        }
    }
}
