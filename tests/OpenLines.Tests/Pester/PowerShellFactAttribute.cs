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

    public PowerShellFactAttribute()
    {
        if (Finding.Value.Host is null && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = Finding.Value.Note;
        }
    }
}
