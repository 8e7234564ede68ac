namespace OpenLines;

/// <summary>How a connection is signed in.</summary>
public enum Bitrix24SignIn
{
    /// <summary>With an inbound webhook.</summary>
    Webhook,

    /// <summary>With an OAuth access token.</summary>
    AccessToken,

    /// <summary>Not at all: it is the portal in memory.</summary>
    Sandbox,

    /// <summary>Over OAuth: the access token is asked for anew when the portal refuses it.</summary>
    OAuth,
}
