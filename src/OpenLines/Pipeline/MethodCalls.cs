using System;
using System.Linq;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Makes the calls of a method that the module knows nothing of but its name.</summary>
/// <param name="name">The name.</param>
/// <param name="safety">What may be done with a lost call; null for what is known of the method.</param>
/// <param name="isPaged">Whether each is to answer a page of a list.</param>
/// <param name="haltGroup">The halt group of a run that stops at its first failure.</param>
internal sealed class MethodCalls(string name, SafetyClass? safety, bool isPaged, HaltGroup? haltGroup)
{
    private static readonly ItemParameter Set = new("Parameters", null, ModuleText.Of("Item_Parameters"), OwnErrorId.InvalidParameters);

    // Half of what most list methods take.
    private static readonly TimeSpan UsualDuration = TimeSpan.FromSeconds(0.3);

    private readonly RestMethod<ReadOnlyMemory<byte>> _method =
        new(name, safety ?? SafetyTable.Of(name), UsualDuration, static result => result.Json.ToArray())
        {
            Scope = ScopeTable.NameOf(name),
        };

    /// <summary>Whether a method may change something, as far as is known.</summary>
    public static bool MayChange(string name, SafetyClass? safety) => (safety ?? SafetyTable.Of(name)) != SafetyClass.Read;

    /// <summary>Why no method can be called by this name; null where one can.</summary>
    public static Bitrix24Exception? FindFault(string name) =>
        IsName(name) ? null : Failure.Own(OwnErrorId.InvalidMethod, ModuleText.Of("Method_Not"));

    /// <summary>The item of a set of parameters.</summary>
    public static InputItem ItemOf(object? set) => new(set, Set);

    /// <summary>The call with a set of parameters.</summary>
    /// <param name="set">A hashtable, or an object with properties; null for none.</param>
    /// <param name="redaction">The connection's redaction.</param>
    /// <param name="error">Why it cannot be made; null where it can.</param>
    public Call? Of(object? set, Redaction redaction, out Bitrix24Exception? error)
    {
        error = null;
        try
        {
            var parameters = ParameterTree.Of(set);
            return parameters.Any(static parameter => string.Equals(parameter.Name, "auth", StringComparison.OrdinalIgnoreCase))
                ? throw new InputFault(ModuleText.Of("Method_Auth"))
                : Of(parameters);
        }
        catch (InputFault fault)
        {
            error = Failure.Own(OwnErrorId.InvalidParameters, fault.Text.Cleaned(redaction), name);
            return null;
        }
    }

    /// <summary>The call with parameters as they are sent.</summary>
    public Call Of(CallParameter[] parameters) => new Call<ReadOnlyMemory<byte>>(_method, parameters)
    {
        HaltGroup = haltGroup,
        FindFault = isPaged ? FindFault : null,
    };

    // A batch is not called by hand.
    private static bool IsName(string name) =>
        RestMethod.IsName(name) && !string.Equals(name, "batch", StringComparison.OrdinalIgnoreCase);

    private Bitrix24Exception? FindFault(ReadOnlyMemory<byte> result) => MethodForm.EntriesOf(new(result)).IsGiven
        ? null
        : Failure.Own(OwnErrorId.NotPaged, ModuleText.Of("Method_NoPage"), name);
}
