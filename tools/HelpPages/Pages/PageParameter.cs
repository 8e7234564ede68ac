using System;
using System.Collections.Generic;
using System.Linq;

namespace HelpPages.Pages;

/// <summary>A parameter, as its page has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">The paragraphs.</param>
/// <param name="Forms">What it is, once for all parameter sets or for some of them; the first is the one that the help shows.</param>
internal sealed record PageParameter(string Name, IReadOnlyList<string> Description, IReadOnlyList<ParameterForm> Forms)
{
    /// <summary>What it is in a set; null where the set does not have it.</summary>
    public ParameterForm? In(string? set) =>
        Forms.FirstOrDefault(form => form.Sets is null || form.Sets.Contains(set, StringComparer.Ordinal));
}

/// <summary>What a parameter is, in all parameter sets or in some.</summary>
/// <param name="Type">The full name of its type.</param>
/// <param name="Sets">The parameter sets; null for all.</param>
/// <param name="Aliases">Its other names, or blank.</param>
/// <param name="Values">The only values that it takes, or none.</param>
/// <param name="IsRequired">Whether it must be given.</param>
/// <param name="Position">Its place among the arguments; null where its name must be given.</param>
/// <param name="Default">Its value where it is not given, in words.</param>
/// <param name="PipelineInput">Whether and how it takes pipeline input.</param>
/// <param name="HasWildcards">Whether it takes wildcard characters.</param>
internal sealed record ParameterForm(
    string Type,
    IReadOnlyList<string>? Sets,
    string Aliases,
    IReadOnlyList<string> Values,
    bool IsRequired,
    int? Position,
    string Default,
    string PipelineInput,
    bool HasWildcards)
{
    public bool IsSwitch => Type == "System.Management.Automation.SwitchParameter";

    /// <summary>The name of its type without the namespace.</summary>
    public string ShortType => Type[(Type.LastIndexOf('.') + 1)..];
}
