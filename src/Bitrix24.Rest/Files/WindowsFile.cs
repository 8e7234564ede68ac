using System;
using System.IO;
#if NET
using System.Runtime.Versioning;
#endif
using System.Security.AccessControl;
using System.Security.Principal;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>
/// A <see cref="PrivateFile"/> where files have access lists: its user's name alone stands in that, and nothing is inherited.
/// </summary>
#if NET
[SupportedOSPlatform("windows")]
#endif
internal static class WindowsFile
{
    private const int BufferSize = 4096;
    private const int Tries = 10;

    // What does not let anybody at the content, nor at the list itself.
    private const FileSystemRights Harmless =
        FileSystemRights.ReadAttributes | FileSystemRights.ReadExtendedAttributes | FileSystemRights.ReadPermissions
        | FileSystemRights.Synchronize;

    // What watches files, such as a virus scanner, has a new one open for a moment.
    private static readonly TimeSpan Pause = TimeSpan.FromTicks(20 * TimeSpan.TicksPerMillisecond);

    public static FileStream Create(string path)
    {
        using var identity = WindowsIdentity.GetCurrent();
        var security = new FileSecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(identity.User!, FileSystemRights.FullControl, AccessControlType.Allow));
#if NET
        return new FileInfo(path).Create(
            FileMode.CreateNew, FileSystemRights.FullControl, FileShare.None, BufferSize, FileOptions.None, security);
#else
        return new FileStream(
            path, FileMode.CreateNew, FileSystemRights.FullControl, FileShare.None, BufferSize, FileOptions.None, security);
#endif
    }

    public static LocalizableText? FindOtherReader(string path, out LocalizableText remedy)
    {
        remedy = RestText.Of("File_CloseWindowsAdvice");
        if (!File.Exists(path))
        {
            // It gets its own list, whatever the folder has.
            return null;
        }

        using var identity = WindowsIdentity.GetCurrent();
        var security = new FileInfo(path).GetAccessControl(AccessControlSections.Access);
        foreach (FileSystemAccessRule rule in security.GetAccessRules(true, true, typeof(SecurityIdentifier)))
        {
            if (rule.AccessControlType == AccessControlType.Allow
                && (int)(rule.FileSystemRights & ~Harmless) != 0
                && rule.IdentityReference is SecurityIdentifier other
                && other != identity.User
                && !other.IsWellKnown(WellKnownSidType.LocalSystemSid)
                && !other.IsWellKnown(WellKnownSidType.BuiltinAdministratorsSid))
            {
                return RestText.Of("File_AccessList", other.Value);
            }
        }

        return null;
    }

    public static async Task ReplaceAsync(string path, string target, TimeProvider time)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Move(path, target);
                return;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException && attempt < Tries)
            {
                await FilePause.AfterAsync(Pause, time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private static void Move(string path, string target)
    {
#if NET
        File.Move(path, target, overwrite: true);
#else
        if (File.Exists(target))
        {
            File.Replace(path, target, destinationBackupFileName: null);
        }
        else
        {
            File.Move(path, target);
        }
#endif
    }
}
