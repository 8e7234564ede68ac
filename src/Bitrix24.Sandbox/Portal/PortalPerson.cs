namespace Bitrix24.Sandbox;

/// <summary>Anybody who can write into a chat: a user of the portal, a bot, or a client, whom the portal keeps as a guest.</summary>
internal sealed record PortalPerson(long Id, SandboxUser? User)
{
    public bool IsGuest => User is null;

    public bool IsBot => User is { IsBot: true };

    public bool IsActive => User?.IsActive ?? true;

    public bool IsExtranet => User?.IsExtranet ?? true;

    public string FirstName => User?.Name ?? "Guest";

    public string LastName => User?.LastName ?? ChatFields.Text(Id);

    public string Name => User?.FullName ?? "Guest " + ChatFields.Text(Id);

    public string? WorkPosition => User is { WorkPosition.Length: > 0 } ? User.WorkPosition : null;

    public long DepartmentId => User is { IsExtranet: false, IsBot: false } ? User.DepartmentId : 0;

    /// <summary>Where he signs in: nowhere, if he is a client.</summary>
    public string AuthId => User switch
    {
        null => "imconnector",
        { IsBot: true } => "bot",
        _ => "socservices",
    };

    public string Type => User switch
    {
        { IsBot: true } => "bot",
        { IsExtranet: true } or null => "extranet",
        _ => "user",
    };

    public static PortalPerson Of(SandboxPortal portal, long id) => new(id, portal.FindUser(id));
}
