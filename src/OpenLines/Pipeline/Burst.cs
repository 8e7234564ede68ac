using System;
using System.Management.Automation;

namespace OpenLines;

/// <summary>
/// Whether a cmdlet further up in the same pipeline has more to give at once. Cmdlets of one pipeline share a thread:
/// while one writes, the next ones run inside its write. So does a whole pipeline of a script further down, which begins when
/// those around it are writing already: theirs are not its own.
/// </summary>
internal static class Burst
{
    [ThreadStatic]
    private static int _writes;

    /// <summary>How many writes with more to follow are under way on this thread.</summary>
    public static int Writes => _writes;

    /// <summary>Writes while those further down know whether more follows.</summary>
    public static void Write(bool moreFollows, object output, Cmdlet cmdlet)
    {
        var before = _writes;
        _writes = before + (moreFollows ? 1 : 0);
        try
        {
            cmdlet.WriteObject(output);
        }
        finally
        {
            _writes = before;
        }
    }
}
