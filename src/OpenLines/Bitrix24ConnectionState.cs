namespace OpenLines;

/// <summary>Whether calls can be made on a connection.</summary>
public enum Bitrix24ConnectionState
{
    /// <summary>They can.</summary>
    Open,

    /// <summary>The portal has refused the connection as a whole: nothing more is sent on it.</summary>
    Refused,

    /// <summary>It was closed by Disconnect-Bitrix24.</summary>
    Disconnected,

    /// <summary>The portal has not answered for many minutes: nothing more is sent on it.</summary>
    Lost,
}
