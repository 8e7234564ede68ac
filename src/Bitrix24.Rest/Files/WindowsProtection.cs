using System;
using System.Runtime.InteropServices;
#if NET
using System.Runtime.Versioning;
#endif

namespace Bitrix24.Rest;

/// <summary>
/// Encrypts so that Windows decrypts it for the same user only (DPAPI). It is asked itself: .NET has it in a package only.
/// See <see href="https://learn.microsoft.com/windows/win32/api/dpapi/nf-dpapi-cryptprotectdata">CryptProtectData</see>.
/// </summary>
#if NET
[SupportedOSPlatform("windows")]
#endif
internal static class WindowsProtection
{
    private const int NoWindow = 1;

    /// <summary>Encrypts. Null where Windows refuses to.</summary>
    public static byte[]? Protect(byte[] data) => Convert(data, ProtectData);

    /// <summary>Decrypts. Null where it was not encrypted by this user, or is damaged.</summary>
    public static byte[]? Unprotect(byte[] data) => Convert(data, UnprotectData);

    private delegate bool Conversion(
        ref Blob input, IntPtr description, IntPtr entropy, IntPtr reserved, IntPtr prompt, int flags, out Blob output);

    private static byte[]? Convert(byte[] data, Conversion convert)
    {
        var pinned = GCHandle.Alloc(data, GCHandleType.Pinned);
        try
        {
            var input = new Blob { Length = data.Length, Data = pinned.AddrOfPinnedObject() };
            if (!convert(ref input, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, NoWindow, out var output))
            {
                return null;
            }

            try
            {
                var result = new byte[output.Length];
                Marshal.Copy(output.Data, result, 0, result.Length);
                return result;
            }
            finally
            {
                _ = Free(output.Data);
            }
        }
        finally
        {
            pinned.Free();
        }
    }

    [DllImport("crypt32.dll", EntryPoint = "CryptProtectData", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool ProtectData(
        ref Blob input, IntPtr description, IntPtr entropy, IntPtr reserved, IntPtr prompt, int flags, out Blob output);

    [DllImport("crypt32.dll", EntryPoint = "CryptUnprotectData", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool UnprotectData(
        ref Blob input, IntPtr description, IntPtr entropy, IntPtr reserved, IntPtr prompt, int flags, out Blob output);

    [DllImport("kernel32.dll", EntryPoint = "LocalFree", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr Free(IntPtr memory);

    [StructLayout(LayoutKind.Sequential)]
    private struct Blob
    {
        public int Length;
        public IntPtr Data;
    }
}
