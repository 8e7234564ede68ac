using System;

namespace Bitrix24.Rest;

/// <summary>A method of the REST API as a client knows it.</summary>
internal abstract class RestMethod
{
    private protected RestMethod(string name, SafetyClass safety, TimeSpan usualDuration)
    {
        // A name becomes part of an address that holds the secret.
        if (!IsName(name))
        {
            throw new ArgumentException("A method is named by letters, digits, dots, dashes and underscores.", nameof(name));
        }

        Name = name;
        Safety = safety;
        UsualDuration = usualDuration;
    }

    public string Name { get; }

    public SafetyClass Safety { get; }

    /// <summary>How long one call takes on a portal that is not measured yet, by the samples of the documentation.</summary>
    public TimeSpan UsualDuration { get; }

    /// <summary>
    /// The permission that it needs, by its name in webhooks, such as <c>im</c>; empty where nobody knows. Null where it is the one that
    /// the connection is made for: without that nothing works.
    /// </summary>
    public string? Scope { get; init; }

    /// <summary>
    /// The code with which a second run is refused where the first was done; null for most methods. A call that may have run before is done
    /// then.
    /// </summary>
    public string? RepetitionCode { get; init; }

    /// <summary>
    /// What a refusal of one of its calls says: where the permission for it is missing that everything else does not need, the connection
    /// goes on.
    /// </summary>
    public Bitrix24Exception Understand(Bitrix24Exception error) =>
        Scope is null || error is not { RefusesMethod: true, Row.Kind: FailureKind.Connection } ? error
        : error.As(FailureKind.Final).Advising(
            Scope.Length > 0
                ? RestText.Of("Scope_LackAdvice", Scope)
                : RestText.Of("Scope_LackOfMethodAdvice"));

    /// <summary>Whether this is its name: the portal does not look at case.</summary>
    public bool Is(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it can be the name of a method.</summary>
    public static bool IsName(string name)
    {
        foreach (var character in name)
        {
            if (character is not (>= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '.' or '_' or '-'))
            {
                return false;
            }
        }

        return name.Length > 0 && name[0] != '.';
    }
}

/// <typeparam name="T">What the method's <c>result</c> becomes.</typeparam>
internal class RestMethod<T> : RestMethod
{
    private readonly Func<JsonValue, T> _read;

    /// <param name="name">The method's name, such as <c>imopenlines.session.open</c>.</param>
    /// <param name="safety">What may be done with a call whose outcome nobody knows.</param>
    /// <param name="usualDuration">How long one call takes by the samples of the documentation.</param>
    /// <param name="read">Reads the <c>result</c>; throws <see cref="FormatException"/> where it is not what the method answers.</param>
    public RestMethod(string name, SafetyClass safety, TimeSpan usualDuration, Func<JsonValue, T> read)
        : base(name, safety, usualDuration)
    {
        _read = read;
    }

    public T Read(JsonValue result) => _read(result);
}
