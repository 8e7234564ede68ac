using System;
using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>Who calls the portal in one request, and by which address.</summary>
/// <param name="Credential">On whose behalf.</param>
/// <param name="Portal">The address that the portal was called by, without a path.</param>
internal sealed record RestCaller(SandboxCredential Credential, Uri Portal)
{
    private Dictionary<string, PhpArray>? _kept;

    /// <summary>What the portal's code keeps while it works on one request, so through all of a batch: it may be old by then.</summary>
    /// <param name="key">What it is.</param>
    /// <param name="make">Makes it the first time; null is not kept.</param>
    public PhpArray? Keep(string key, Func<PhpArray?> make)
    {
        _kept ??= new(StringComparer.Ordinal);
        if (!_kept.TryGetValue(key, out var value) && make() is { } made)
        {
            value = made;
            _kept.Add(key, made);
        }

        return value;
    }
}
