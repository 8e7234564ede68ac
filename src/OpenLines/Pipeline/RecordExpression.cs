using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// A script block that stands for the identity of each record, such as <c>{ $_.'Client code' }</c>. The engine runs such blocks by itself
/// only for parameters of a narrower type than object.
/// </summary>
/// <param name="script">The script block.</param>
/// <param name="parameter">The name of the parameter it was given to.</param>
internal sealed class RecordExpression(ScriptBlock script, string parameter)
{
    /// <summary>Says of a value that is none that it is the script's: nobody is to look for a column that has it.</summary>
    /// <param name="error">Why a record failed.</param>
    /// <param name="invalidIdentity">The error id of a value that is none.</param>
    public Bitrix24Exception Explain(Bitrix24Exception error, string invalidIdentity) =>
        error.IsOwn(invalidIdentity) && ReferenceEquals(error.Row.AdviceText, OwnErrorTable.Find(invalidIdentity).AdviceText)
            ? error.Advising(ModuleText.Of("Script_Advice", parameter))
            : error;

    /// <summary>Runs it with the record as <c>$_</c>, where it was written: it sees the variables there.</summary>
    /// <param name="record">The record.</param>
    /// <param name="problem">Why there is no value; null where there is one.</param>
    /// <exception cref="RuntimeException">An error inside it, also one that it only writes: a record ends with one error and no
    /// more.</exception>
    public object? Evaluate(object? record, out LocalizableText? problem)
    {
        List<PSVariable> variables = [new("_", record), new("ErrorActionPreference", ActionPreference.Stop)];
        var values = script.InvokeWithContext((Dictionary<string, ScriptBlock>?)null, variables);
        var value = values.Count == 1 ? BareValue.Of(values[0]) : null;
        problem = values.Count > 1 ? ModuleText.Of("Script_Values", parameter, values.Count)
            : value is null ? ModuleText.Of("Script_NoValue", parameter)
            : null;
        return value;
    }
}
