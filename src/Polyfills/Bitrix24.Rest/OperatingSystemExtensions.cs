using System.Runtime.InteropServices;

namespace System;

/// <summary>What .NET asks of its OperatingSystem.</summary>
internal static class OperatingSystemExtensions
{
    extension(OperatingSystem)
    {
        public static bool IsWindows() => Environment.OSVersion.Platform == PlatformID.Win32NT;

        public static bool IsMacOS() => RuntimeInformation.IsOSPlatform(OSPlatform.OSX);
    }
}
