using System;
using System.Management.Automation;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>The path of -TokenStore, as PowerShell reads paths: of a drive of its own, with ~, or relative to its location.</summary>
internal static class TokenStorePath
{
    private const string FileSystem = "FileSystem";

    /// <summary>The store at a path.</summary>
    /// <param name="cmdlet">Where the location and the drives are known.</param>
    /// <param name="path">The path as it was given; nothing need be there.</param>
    /// <exception cref="Bitrix24Exception"><see cref="OwnErrorId.InvalidTokenStore"/>: it is not the path of a file.</exception>
    public static TokenFile Resolve(PSCmdlet cmdlet, string path)
    {
        try
        {
            var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == FileSystem
                ? new TokenFile(full)
                : throw Failure.Own(
                    OwnErrorId.InvalidTokenStore, ModuleText.Of("TokenStore_Provider", provider.Name));
        }
        catch (Exception error) when (error is RuntimeException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            throw Failure.Own(OwnErrorId.InvalidTokenStore, ModuleText.Of("TokenStore_NoPath", error.Message));
        }
    }
}
