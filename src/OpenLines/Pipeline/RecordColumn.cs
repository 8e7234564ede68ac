using System.Collections.Generic;
using System.Management.Automation;

namespace OpenLines;

/// <summary>Where the values of a parameter are found: in what was given to it, or in a property of each record.</summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="parameter">Its parameter.</param>
internal sealed class RecordColumn(PSCmdlet cmdlet, ItemParameter parameter)
{
    private IReadOnlyList<string>? _names;

    public ItemParameter Parameter => parameter;

    public bool IsGiven { get; } = InputRule.IsGiven(cmdlet, parameter.Name);

    /// <summary>The script block that finds the value of each record; null where none was given.</summary>
    public RecordExpression? Expression { get; } =
        InputRule.IsGiven(cmdlet, parameter.Name) && BareValue.Of(parameter.Given) is ScriptBlock script
            ? new(script, parameter.Name)
            : null;

    /// <summary>The properties that are looked for, the parameter's own name first.</summary>
    public IReadOnlyList<string> Names =>
        _names ??= [parameter.Name, .. cmdlet.MyInvocation.MyCommand.Parameters[parameter.Name].Aliases];
}
