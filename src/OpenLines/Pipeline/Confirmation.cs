using System;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Reflection;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// Asks whether a change is to be made, where the user is to be asked. A host that cannot ask refuses with an exception of any kind, which
/// would end the whole pipeline with all that waits in it: here each item has its error.
/// </summary>
/// <param name="cmdlet">The cmdlet that changes.</param>
/// <param name="redaction">The connection's redaction.</param>
internal sealed class Confirmation(PSCmdlet cmdlet, Redaction redaction)
{
    private static readonly LocalizableText NoUndo = ModuleText.Of("Confirm_NoUndo");
    private static readonly LocalizableText Caption = ModuleText.Of("Confirm_Caption");

    private readonly ConfirmImpact _impact = cmdlet.GetType().GetCustomAttribute<CmdletAttribute>()?.ConfirmImpact ?? ConfirmImpact.Medium;
    private bool _cannotAsk;
    private bool _yesToAll;
    private bool _noToAll;

    /// <summary>The halt group of a run that stops at its first failure; null for any other.</summary>
    public static HaltGroup? HaltGroupOf(PSCmdlet cmdlet)
    {
        var preference = cmdlet.MyInvocation.BoundParameters.TryGetValue("ErrorAction", out var given)
            ? given
            : cmdlet.GetVariableValue("ErrorActionPreference");
        return LanguagePrimitives.TryConvertTo<ActionPreference>(preference, CultureInfo.InvariantCulture, out var action)
            && action == ActionPreference.Stop
                ? new HaltGroup()
                : null;
    }

    /// <param name="target">What is to be changed.</param>
    /// <param name="operation">What is to be done with it.</param>
    /// <param name="method">The REST method that does it.</param>
    /// <param name="error">Why it cannot be asked; null where it could.</param>
    /// <param name="hasNoUndo">Whether it is to be asked though what the cmdlet does else is not.</param>
    public bool IsWanted(
        LocalizableText target, LocalizableText operation, string method, out Bitrix24Exception? error, bool hasNoUndo = false)
    {
        error = null;
        try
        {
            _cannotAsk |= InteractiveHost.IsUnattended(cmdlet.Host) && IsAsked(hasNoUndo);
            if (!_cannotAsk)
            {
                var what = redaction.Clean(target.ToString(), Redaction.LongestDescription);
                var does = redaction.Clean(operation.ToString(), Redaction.LongestDescription);
                LocalizableText description = ModuleText.Of("Confirm_Operation", does, what);
                var question = hasNoUndo ? NoUndo.Then(description) : ModuleText.Of("Confirm_Question", description);
                return cmdlet.ShouldProcess(description.ToString(), question.ToString(), Caption.ToString())
                    && (!hasNoUndo || IsWantedForGood(question));
            }
        }
#pragma warning disable CA1031 // Hosts throw what they like: that of the console, at the end of its input, a NullReferenceException.
        catch (Exception exception) when (exception is HostException or RemoteException or not RuntimeException)
#pragma warning restore CA1031
        {
            _cannotAsk = true;
        }

        error = Failure.Own(
            OwnErrorId.ConfirmationUnavailable,
            ModuleText.Of("Confirm_CannotAsk"),
            method);
        return false;
    }

    /// <summary>Whether the engine is going to ask.</summary>
    private bool IsAsked(bool hasNoUndo)
    {
        if (IsOn("WhatIf", "WhatIfPreference"))
        {
            return false;
        }

        if (cmdlet.MyInvocation.BoundParameters.TryGetValue("Confirm", out var given))
        {
            return LanguagePrimitives.IsTrue(given);
        }

        return LanguagePrimitives.TryConvertTo<ConfirmImpact>(
                cmdlet.GetVariableValue("ConfirmPreference"), CultureInfo.InvariantCulture, out var preference)
            && preference != ConfirmImpact.None
            && preference <= (hasNoUndo ? ConfirmImpact.High : _impact);
    }

    private bool IsOn(string parameter, string preference) =>
        LanguagePrimitives.IsTrue(
            cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out var given) ? given : cmdlet.GetVariableValue(preference));

    // The impact of a cmdlet is one for all that it does. Where -Confirm is given, or the preference is lower, it was asked already.
    private bool IsWantedForGood(LocalizableText question) =>
        _impact == ConfirmImpact.High
        || InputRule.IsGiven(cmdlet, "Confirm")
        || !LanguagePrimitives.TryConvertTo<ConfirmImpact>(
            cmdlet.GetVariableValue("ConfirmPreference"), CultureInfo.InvariantCulture, out var preference)
        || preference != ConfirmImpact.High
        || cmdlet.ShouldContinue(question.ToString(), Caption.ToString(), ref _yesToAll, ref _noToAll);
}
