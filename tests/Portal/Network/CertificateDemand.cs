namespace Portal.Network;

/// <summary>Whether a <see cref="TlsFront"/> asks for the certificate of its client.</summary>
internal enum CertificateDemand
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>It cuts the line without one.</summary>
    Required,

    /// <summary>It answers with a page without one, as nginx does.</summary>
    Page,
}
