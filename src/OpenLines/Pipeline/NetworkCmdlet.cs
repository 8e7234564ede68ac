using System;
using System.ComponentModel;
using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>A cmdlet that goes through the network in a way of its own, with the parameters that Invoke-RestMethod has for that.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class NetworkCmdlet : Bitrix24Cmdlet
{
    private protected NetworkCmdlet()
    {
    }

    /// <summary>
    /// The address of a proxy, such as <c>http://proxy.example:3128</c>. Without it the one of the environment variables or the system is
    /// used. A portal on this machine is never called through a proxy.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [Unrepeated(typeof(Uri), "Expected_Proxy")]
    public Uri? Proxy { get; set; }

    /// <summary>The user of that proxy and his password.</summary>
    [Parameter]
    [ValidateNotNull]
    [Unrepeated(typeof(PSCredential), "Expected_Credential")]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Sign in at that proxy as the user who runs PowerShell.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Use no proxy, whatever the environment variables and the system say.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>
    /// Accept any certificate of the portal, for this connection only: then nobody knows who answers, and whoever sits between can read
    /// the webhook. For tests.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>
    /// A file with the certificates, in PEM, of authorities that are trusted beside those of the system, or with the portal's own. The
    /// name and the dates of the portal's certificate are checked all the same.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Unrepeated(typeof(string), "Expected_FilePath")]
    public string? CertificateAuthorityPath { get; set; }

    /// <summary>The client certificate, with its private key, for a server that asks for one.</summary>
    [Parameter]
    [ValidateNotNull]
    [Unrepeated(typeof(X509Certificate2), "Expected_Certificate")]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The thumbprint of a client certificate in the current user's store My.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Unrepeated(typeof(string), "Expected_Thumbprint")]
    [NotCompleted]
    public string? CertificateThumbprint { get; set; }

    /// <summary>A client that goes through the network as the parameters say; where they cannot be, the cmdlet ends.</summary>
    private protected Bitrix24Client Open(Credentials credentials, RetryPolicy policy)
    {
        var network = ReadNetwork();
        return network.FindFault(credentials.Portal) is { } fault
            ? throw End(fault)
            : Bitrix24Client.ForPortal(credentials, policy, network);
    }

    /// <summary>What the parameters say; where they cannot be, the cmdlet ends.</summary>
    private protected NetworkSettings ReadNetwork()
    {
        if (NetworkParameters.TryRead(this, out var settings, out var fault))
        {
            if (settings.SkipsCertificateCheck)
            {
                WriteWarning(ModuleText.Of("Certificate_NotChecked"));
            }

            return settings;
        }

        throw End(fault!);
    }
}
