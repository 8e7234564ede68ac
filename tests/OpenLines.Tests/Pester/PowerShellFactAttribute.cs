using System;
using LocalPrograms;

namespace OpenLines.Tests.Pester;

/// <summary>
/// A test that needs a PowerShell, and is skipped with the reason where there is none; with <c>CI=true</c> it fails there.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PowerShellFactAttribute : FactAttribute
{
    private static readonly Lazy<PowerShellFinding> Finding = new(
        static () => new PowerShellSearch(Checkout.Find().Root, Environment.GetEnvironmentVariable).Find());

    /// <param name="installs">
    /// Whether it installs modules for the current user, whose folder Windows lets nobody replace: there it runs with <c>CI=true</c> alone.
    /// </param>
    public PowerShellFactAttribute(bool installs = false)
    {
        if (Finding.Value.Host is null && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = Finding.Value.Note;
        }
        else if (installs && OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = "It would install into the user's own folder.";
        }
    }
}
