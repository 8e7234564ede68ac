using System;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace OpenLines;

/// <summary>Asks whoever sits at the host for a secret, without showing it.</summary>
internal static class SecretPrompt
{
    /// <summary>Asks the host.</summary>
    /// <param name="host">The host.</param>
    /// <param name="name">What is asked for.</param>
    /// <param name="guide">What is said before, in lines of text; empty where nothing need be.</param>
    /// <param name="canAsk">Whether the host could ask.</param>
    /// <returns>The answer; null where it was empty, or where the host cannot ask.</returns>
    public static SecureString? Ask(PSHost host, string name, string guide, out bool canAsk)
    {
        canAsk = false;
        if (InteractiveHost.IsUnattended(host))
        {
            return null;
        }

        try
        {
            var answer = AskForField(host.UI, name, guide);
            canAsk = true;
            return answer is { Length: > 0 } ? answer : null;
        }
        catch (Exception exception) when (
            exception is HostException or InvalidOperationException or RemoteException || IsNotImplemented(exception))
        {
            // Each host refuses in its own way: with -NonInteractive the console's throws PSInvalidOperationException.
            return null;
        }
    }

    private static SecureString? AskForField(PSHostUserInterface host, string name, string guide)
    {
        var field = new FieldDescription(name);
        field.SetParameterType(typeof(SecureString));
        try
        {
            return host.Prompt("", guide, [field]) is { } answers && answers.TryGetValue(field.Name, out var answer)
                ? answer?.BaseObject as SecureString
                : null;
        }
        catch (Exception exception) when (IsNotImplemented(exception))
        {
            if (guide.Length > 0)
            {
                host.WriteLine(guide);
            }

            host.Write(name + ": ");
            return host.ReadLineAsSecureString();
        }
    }

    private static bool IsNotImplemented(Exception exception) => exception is NotImplementedException or NotSupportedException;
}
