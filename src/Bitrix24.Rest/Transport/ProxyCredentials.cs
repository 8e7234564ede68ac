using System;
using System.Net;

namespace Bitrix24.Rest;

/// <summary>What a proxy is told of who asks. The HTTP stack gets the password when the proxy wants it, and not before.</summary>
/// <param name="user">The name of the user.</param>
/// <param name="domain">His domain; empty where there is none.</param>
/// <param name="password">His password.</param>
internal sealed class ProxyCredentials(string user, string domain, Secret password) : ICredentials
{
    /// <inheritdoc/>
    public NetworkCredential GetCredential(Uri uri, string authType) => new(user, password.Reveal(), domain);
}
