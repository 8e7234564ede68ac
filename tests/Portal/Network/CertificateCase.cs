namespace Portal.Network;

/// <summary>What the certificate of a <see cref="TlsFront"/> is like.</summary>
internal enum CertificateCase
{
    /// <summary>Issued by an authority of our own.</summary>
    Private,

    /// <summary>Issued by one that the authority has issued, which the server sends with it.</summary>
    Intermediate,

    /// <summary>Issued by nobody else.</summary>
    SelfSigned,

    /// <summary>Issued by the authority, for a time that is over.</summary>
    Expired,

    /// <summary>Issued by the authority, for a time to come.</summary>
    NotYet,

    /// <summary>Issued by the authority, for another host.</summary>
    OtherName,

    /// <summary>Names the authority as its issuer, and was signed by somebody else.</summary>
    Forged,

    /// <summary>Issued by the authority, for clients.</summary>
    ForClients,
}
