using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// Refuses what belongs to no parameter, in words that do not repeat it: it may be a webhook in the wrong place.
/// </summary>
internal static class UnexpectedArgument
{
    private const int LongestName = 24;

    // The code of a webhook has so many characters, and all may be letters.
    private const int LongestStrangeName = 15;
    private const int Beginning = 4;

    private const string Surplus = "Surplus";

    /// <summary>
    /// The parameter that takes all of it, while the command runs. Whoever asks what parameters there are is not told: for them the command
    /// has no place in a pipeline.
    /// </summary>
    public static RuntimeDefinedParameterDictionary? ParameterFor(InvocationInfo invocation)
    {
        if (invocation.PipelinePosition == 0)
        {
            return null;
        }

        var attributes = new Collection<Attribute>
        {
            new ParameterAttribute { ValueFromRemainingArguments = true, DontShow = true },
            new AllowNullAttribute(),
            new AllowEmptyStringAttribute(),
            new AllowEmptyCollectionAttribute(),
        };
        return new() { [Surplus] = new RuntimeDefinedParameter(Surplus, typeof(object[]), attributes) };
    }

    /// <summary>Why a command cannot begin; null where it can.</summary>
    /// <param name="invocation">The command as it was called.</param>
    /// <param name="parameters">What <see cref="ParameterFor"/> gave for it.</param>
    public static Bitrix24Exception? FindFault(InvocationInfo invocation, RuntimeDefinedParameterDictionary? parameters)
    {
        var command = invocation.MyCommand;
        if (parameters?[Surplus].Value is object?[] { Length: > 0 } unexpected)
        {
            var names = unexpected.Select(static argument => BareValue.Of(argument)).OfType<string>()
                .Where(text => IsName(text, command.Parameters.Keys))
                .Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            return Refuse(
                names.Count > 0 ? ModuleText.Of("Argument_NoParameter", command.Name, AnyOf(names))
                : unexpected.Length == 1 ? ModuleText.Of("Argument_One", command.Name)
                : ModuleText.Of("Argument_Several", command.Name, unexpected.Length));
        }

        if (!invocation.ExpectingInput)
        {
            return null;
        }

        var takers = command.Parameters.Values.Where(TakesInput).Select(static parameter => parameter.Name).ToList();
        return takers.Count == 0 ? Refuse(ModuleText.Of("Argument_NoPipeline", command.Name))
            : takers.Find(name => !invocation.BoundParameters.ContainsKey(name)) is null ? InputRule.Ambiguous(takers[0])
            : null;
    }

    private static bool TakesInput(ParameterMetadata parameter) =>
        parameter.Attributes.OfType<ParameterAttribute>().Any(static attribute => attribute.ValueFromPipeline);

    /// <summary>
    /// Whether it is the name of a parameter that there is none of, as it was typed. Letters only, because a secret has digits too; a long
    /// one must begin as one of the command's own.
    /// </summary>
    private static bool IsName(string text, ICollection<string> known) =>
        text.Length is > 1 and <= LongestName && text[0] == '-'
        && text.Skip(1).All(static character => character is >= 'A' and <= 'Z' or >= 'a' and <= 'z')
        && (text.Length <= 1 + LongestStrangeName
            || known.Any(name => string.Compare(name, 0, text, 1, Beginning, StringComparison.OrdinalIgnoreCase) == 0));

    private static LocalizableText AnyOf(IEnumerable<string> names) =>
        names.Select(LocalizableText.Verbatim).Aggregate(static (first, second) => ModuleText.Of("Argument_Or", first, second));

    private static Bitrix24Exception Refuse(LocalizableText why) => Failure.Own(OwnErrorId.UnexpectedArgument, why);
}
