using System;
using System.Collections.Generic;
using System.Linq;

namespace HelpPages.Pages;

/// <summary>The help of one cmdlet, as its page has it.</summary>
/// <param name="Name">The name of the cmdlet.</param>
/// <param name="OnlineVersion">Where the page can be read.</param>
/// <param name="Synopsis">One sentence.</param>
/// <param name="Syntax">The ways to call it.</param>
/// <param name="Description">The paragraphs.</param>
/// <param name="Examples">The examples.</param>
/// <param name="Parameters">The parameters, without the common ones.</param>
/// <param name="Inputs">What can be piped in.</param>
/// <param name="Outputs">What comes out.</param>
/// <param name="Notes">The paragraphs.</param>
/// <param name="Links">Where else to look.</param>
internal sealed record CommandPage(
    string Name,
    string OnlineVersion,
    string Synopsis,
    IReadOnlyList<PageSyntax> Syntax,
    IReadOnlyList<string> Description,
    IReadOnlyList<PageExample> Examples,
    IReadOnlyList<PageParameter> Parameters,
    IReadOnlyList<PageType> Inputs,
    IReadOnlyList<PageType> Outputs,
    IReadOnlyList<string> Notes,
    IReadOnlyList<PageLink> Links)
{
    /// <summary>The parameters of a set, as they are in it.</summary>
    public IEnumerable<(string Name, ParameterForm Form)> ParametersIn(string? set) =>
        from parameter in Parameters let form = parameter.In(set) where form is not null select (parameter.Name, form);
}

/// <summary>One way to call a cmdlet.</summary>
/// <param name="Set">The parameter set; null where there is but one.</param>
/// <param name="IsDefault">Whether it is the set that PowerShell takes in doubt.</param>
/// <param name="Text">The call.</param>
internal sealed record PageSyntax(string? Set, bool IsDefault, string Text);

/// <summary>One example.</summary>
/// <param name="Heading">Its number and what it is for.</param>
/// <param name="Code">What is typed.</param>
/// <param name="Output">What is shown; null where the page does not say.</param>
/// <param name="Remarks">What it does.</param>
internal sealed record PageExample(string Heading, string Code, string? Output, IReadOnlyList<string> Remarks);

/// <summary>A type that goes in or comes out.</summary>
/// <param name="Name">The full name of the type.</param>
/// <param name="Description">The paragraphs.</param>
internal sealed record PageType(string Name, IReadOnlyList<string> Description);

/// <summary>A place to look further.</summary>
/// <param name="Text">What it is called.</param>
/// <param name="Target">An address, or a file beside the page.</param>
internal sealed record PageLink(string Text, string Target)
{
    /// <summary>Whether it leads out of the help.</summary>
    public bool IsAddress => Target.StartsWith("https://", StringComparison.Ordinal);
}
