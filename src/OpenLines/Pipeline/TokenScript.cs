using System;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// The script of -OnTokenRefreshed. It belongs to the runspace in which it was written: on a thread of another it would wait for that.
/// </summary>
internal sealed class TokenScript(ScriptBlock script)
{
    private readonly Guid? _runspace = Runspace.DefaultRunspace?.InstanceId;

    /// <summary>Whether it may run on this thread.</summary>
    public bool IsHere => Runspace.DefaultRunspace?.InstanceId == _runspace;

    /// <summary>A warning of what it threw, without secrets.</summary>
    public static void Warn(Cmdlet cmdlet, Exception fault, Redaction redaction) => cmdlet.WriteWarning(
        (ModuleText.Of("Tokens_ScriptFailed", redaction.Clean(fault.Message, Redaction.LongestDescription))).ToString());

    /// <summary>Runs it; what it writes is of no use to anybody.</summary>
    public void Run(TokenPair pair)
    {
        var token = new Bitrix24Token(pair);
        script.InvokeWithContext(null, [new PSVariable("_", token)], token);
    }
}
