using System.Runtime.InteropServices;
using System.Security;

namespace OpenLines;

/// <summary>The one door through which a SecureString becomes text.</summary>
internal static class SecureStringReader
{
    public static string Read(SecureString secure)
    {
        var pointer = Marshal.SecureStringToGlobalAllocUnicode(secure);
        try
        {
            return Marshal.PtrToStringUni(pointer, secure.Length);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }
}
