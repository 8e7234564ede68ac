namespace LocalPrograms;

/// <summary>What the search for PowerShell came to.</summary>
/// <param name="Host">The PowerShell; null where none was found.</param>
/// <param name="Note">What was found, or where it was looked for in vain: one line.</param>
internal sealed record PowerShellFinding(PowerShellHost? Host, string Note)
{
    public const string HowToGet = "To get PowerShell: https://aka.ms/install-powershell, or `dotnet tool install --global powershell`.";
}
