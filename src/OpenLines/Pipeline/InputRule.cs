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

    /// <summary>Why a command cannot begin; null where it can.</summary>
    /// <param name="cmdlet">The cmdlet, with its parameters bound.</param>
    /// <param name="parameter">The parameter that identifies an item.</param>
    /// <param name="isScript">Whether it was given a script block, which is no input: it says what is to be taken of each record.</param>
    public static Bitrix24Exception? FindFault(PSCmdlet cmdlet, string parameter, bool isScript)
    {
        var isPiped = cmdlet.MyInvocation.ExpectingInput;
        var given = new[] { parameter, nameof(CallCmdlet.InputObject) }
            .Where(name => IsGiven(cmdlet, name) && !(isScript && name == parameter)).ToArray();
        return (given.Length, isPiped) switch
        {
            (0, false) when isScript => Missing($"-{parameter} is a script block, and there are no records that it could be run for"),
            (0, false) => Missing($"nothing is piped in and -{parameter} is not given"),
            (not 0, true) => Ambiguous(given[0]),
            (2, _) => AmbiguousIn($"with -{given[0]} and with -{given[1]}"),
            _ => null,
        };
    }

    /// <summary>The refusal of values that come through the pipeline and with a parameter too.</summary>
    public static Bitrix24Exception Ambiguous(string parameter) => AmbiguousIn($"through the pipeline and with -{parameter}");

    private static Bitrix24Exception Missing(string why) => Failure.Own(OwnErrorId.MissingInput, $"There is no input: {why}.");

    private static Bitrix24Exception AmbiguousIn(string how) => Failure.Own(OwnErrorId.AmbiguousInput, $"Values come both {how}.");
}
