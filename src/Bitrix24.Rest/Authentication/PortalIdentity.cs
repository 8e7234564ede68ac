using System;
using System.Linq;

namespace Bitrix24.Rest;

/// <summary>
/// Which portal something belongs to: the addresses at which a connection has found it. A portal that was renamed stays the same one.
/// It holds no secret, so results can remember it.
/// </summary>
internal sealed class PortalIdentity(Uri address)
{
    /// <summary>How many addresses are kept: a portal that goes on moving must not fill the memory.</summary>
    private const int MostAddresses = 8;

    private volatile Uri[] _addresses = [address];

    /// <summary>Its address now.</summary>
    public Uri Address => _addresses[0];

    /// <summary>The portal answers from another address now. One thread at a time.</summary>
    public void MoveTo(Uri moved) =>
        _addresses = [moved, .. _addresses.Where(known => !IsSame(known, moved)).Take(MostAddresses - 1)];

    /// <summary>Whether both are known to be one portal: they have an address in common.</summary>
    public bool IsSameAs(PortalIdentity other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        var addresses = other._addresses;
        return _addresses.Any(own => addresses.Any(known => IsSame(own, known)));
    }

    /// <summary>Scheme aside: the portal that was called over plain http on this machine and then over https is one.</summary>
    private static bool IsSame(Uri one, Uri other) =>
        one.Port == other.Port && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);
}
