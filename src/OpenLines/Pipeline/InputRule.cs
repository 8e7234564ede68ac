using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// Where the items of a command come from: the pipeline, -InputObject or the parameter that identifies an item, and only one of them.
/// </summary>
internal static class InputRule
{
    /// <summary>Whether the user gave a parameter.</summary>
    public static bool IsGiven(PSCmdlet cmdlet, string parameter) => cmdlet.MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>Whether there is input of any kind, or is to be some.</summary>
    public static bool IsAnyGiven(PSCmdlet cmdlet, IReadOnlyList<RecordColumn> identities) =>
        cmdlet.MyInvocation.ExpectingInput
        || IsGiven(cmdlet, nameof(CallCmdlet.InputObject))
        || identities.Any(static column => column.IsGiven);

    /// <summary>Why a command cannot begin; null where it can.</summary>
    /// <param name="cmdlet">The cmdlet, with its parameters bound.</param>
    /// <param name="identities">
    /// The parameters that can identify an item. A script block of one is no input: it says what is to be taken of each record.
    /// </param>
    /// <param name="itemless">The parameter that was given to make one call for no item; null where there are to be items.</param>
    public static Bitrix24Exception? FindFault(PSCmdlet cmdlet, IReadOnlyList<RecordColumn> identities, string? itemless = null)
    {
        var isPiped = cmdlet.MyInvocation.ExpectingInput;
        var script = identities.FirstOrDefault(static column => column.Expression is not null)?.Parameter.Name;
        var given = identities.Where(static column => column.IsGiven && column.Expression is null)
            .Select(static column => column.Parameter.Name)
            .Concat(IsGiven(cmdlet, nameof(CallCmdlet.InputObject)) ? [nameof(CallCmdlet.InputObject)] : [])
            .ToArray();
        if (itemless is not null)
        {
            return isPiped
                ? Ambiguous(itemless)
                : given.Length > 0
                ? AmbiguousIn(ModuleText.Of("Input_TwoParameters", given[0], itemless))
                : null;
        }

        return (given.Length, isPiped) switch
        {
            (0, false) when script is not null =>
                Missing(ModuleText.Of("Input_ScriptAlone", script)),
            (0, false) => Missing(ModuleText.Of("Input_Nothing", NamesOf(identities))),
            (not 0, true) => Ambiguous(given[0]),
            ( > 1, _) => AmbiguousIn(ModuleText.Of("Input_TwoParameters", given[0], given[1])),
            _ => null,
        };
    }

    /// <summary>Why parameters cannot be given that choose among all, where each is named; null where none was.</summary>
    /// <param name="cmdlet">The cmdlet, with its parameters bound.</param>
    /// <param name="what">What they choose among.</param>
    /// <param name="filters">The parameters.</param>
    public static Bitrix24Exception? FindFaultOfFilters(PSCmdlet cmdlet, LocalizableText what, params string[] filters) =>
        Array.Find(filters, filter => IsGiven(cmdlet, filter)) is { } given
            ? Failure.Own(
                OwnErrorId.AmbiguousInput, ModuleText.Of("Input_Filter", given, what))
            : null;

    /// <summary>The refusal of values that come through the pipeline and with a parameter too.</summary>
    public static Bitrix24Exception Ambiguous(string parameter) => AmbiguousIn(ModuleText.Of("Input_PipelineAndParameter", parameter));

    /// <summary>The refusal of a command that lacks what it needs beside its items.</summary>
    /// <param name="why">What is missing.</param>
    /// <param name="advice">What to do.</param>
    public static Bitrix24Exception Missing(LocalizableText why, LocalizableText advice) =>
        Failure.Own(OwnErrorId.MissingInput, why).Advising(advice);

    private static string NamesOf(IReadOnlyList<RecordColumn> identities) =>
        string.Join(", -", identities.Select(static column => column.Parameter.Name));

    private static Bitrix24Exception Missing(LocalizableText why) => Failure.Own(OwnErrorId.MissingInput, ModuleText.Of("Input_None", why));

    private static Bitrix24Exception AmbiguousIn(LocalizableText how) => Failure.Own(OwnErrorId.AmbiguousInput, how);
}
