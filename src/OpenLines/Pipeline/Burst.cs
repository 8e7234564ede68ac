using System;
using System.Management.Automation;

namespace OpenLines;

/// <summary>
/// Whether a cmdlet further up in the same pipeline has more to give at once. Cmdlets of one pipeline share a thread:
/// while one writes, the next ones run inside its write.
/// </summary>
internal static class Burst
{
    [ThreadStatic]
    private static bool _isUnderWay;

    public static bool IsUnderWay => _isUnderWay;

    /// <summary>Writes while those further down know whether more follows.</summary>
    public static void Write(bool moreFollows, object output, Cmdlet cmdlet)
    {
        var before = _isUnderWay;
        _isUnderWay = before || moreFollows;
        try
        {
            cmdlet.WriteObject(output);
        }
        finally
        {
            _isUnderWay = before;
        }
    }
}
