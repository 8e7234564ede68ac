using System;
using System.Globalization;
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
    private const string Start = "start";

    // Half of what most list methods take.
    private static readonly TimeSpan UsualDuration = TimeSpan.FromSeconds(0.3);

    private readonly RestMethod<ReadOnlyMemory<byte>> _method =
        new(name, safety ?? SafetyTable.Of(name), UsualDuration, static result => result.Json.ToArray());

    /// <summary>Whether a method may change something, as far as is known.</summary>
    public static bool MayChange(string name, SafetyClass? safety) => (safety ?? SafetyTable.Of(name)) != SafetyClass.Read;

    /// <summary>Whether it can be the name of a method; a batch is not called by hand.</summary>
    public static bool IsName(string name) =>
        RestMethod.IsName(name) && !string.Equals(name, "batch", StringComparison.OrdinalIgnoreCase);

    public Call Of(CallParameter[] parameters) => new Call<ReadOnlyMemory<byte>>(_method, parameters)
    {
        HaltGroup = haltGroup,
        FindFault = isPaged ? FindFault : null,
    };

    /// <summary>The call of another page of the same list.</summary>
    public Call Page(CallParameter[] parameters, long start) =>
        Of([.. parameters.Where(static parameter => parameter.Name != Start), CallParameter.Of(Start, start)]);

    /// <summary>Where a page begins.</summary>
    public static long StartOf(Call page) =>
        page.Parameters.FirstOrDefault(static parameter => parameter.Name == Start).Value is { } text
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            ? start
            : 0;

    private Bitrix24Exception? FindFault(ReadOnlyMemory<byte> result) => MethodForm.EntriesOf(new(result)).IsGiven
        ? null
        : Failure.Own(OwnErrorId.NotPaged, "What it answers is not a page of a list.", name);
}
