namespace OpenLines;

/// <summary>
/// Somebody who wrote in an open line chat: an operator, the client or a bot. See
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-history-get.html">
/// imopenlines.session.history.get</see>.
/// </summary>
public sealed class MessageAuthor : PortalResult
{
    private readonly Bitrix24.OpenLines.PersonRecord _person;

    internal MessageAuthor(Bitrix24.OpenLines.PersonRecord person, object? inputObject, PipelineRun run)
        : base(person.Fields, inputObject, run) => _person = person;

    /// <summary>His id among the users of the portal, above zero.</summary>
    public long UserId => _person.UserId;

    /// <summary>His whole name.</summary>
    public string? Name => Safe(_person.Name);

    /// <summary>His first name.</summary>
    public string? FirstName => Safe(_person.FirstName);

    /// <summary>His last name.</summary>
    public string? LastName => Safe(_person.LastName);

    /// <summary>What he is by profession; null where nobody told it.</summary>
    public string? WorkPosition => Safe(_person.WorkPosition);

    /// <summary>Whether he is the client, who writes through a channel.</summary>
    public bool IsClient => _person.IsClient;

    /// <summary>Whether he is a chat bot.</summary>
    public bool IsBot => _person.IsBot;
}
