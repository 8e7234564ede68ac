# Windows PowerShell 5.1 loads the net472 build, PowerShell 7.4 and later the net8.0 build.
if ($PSVersionTable.PSEdition -eq 'Core') {
    if ($PSVersionTable.PSVersion -lt [version]'7.4') {
        throw "OpenLines needs PowerShell 7.4 or later, or Windows PowerShell 5.1. This is PowerShell $($PSVersionTable.PSVersion)."
    }
    $framework = 'net8.0'
}
else {
    $framework = 'net472'
}

$folder = "$PSScriptRoot/bin/$framework"

# No command of another module: to load that one takes longer than all the rest of the import.
$import = 'Import-Module'
$export = 'Export-ModuleMember'
if ($ExecutionContext.SessionState.LanguageMode -eq 'FullLanguage') {
    # A runspace may have no command at all, these two included.
    $import = [System.Management.Automation.CmdletInfo]::new($import, [Microsoft.PowerShell.Commands.ImportModuleCommand])
    $export = [System.Management.Automation.CmdletInfo]::new($export, [Microsoft.PowerShell.Commands.ExportModuleMemberCommand])

    # .NET keeps what is loaded until the process ends, and would take one build for another, in part or whole. The same files in another
    # folder are the same build.
    $files = 'OpenLines.dll', 'Bitrix24.Rest.dll', 'Bitrix24.OpenLines.dll', 'Bitrix24.Sandbox.dll'
    foreach ($loaded in [System.AppDomain]::CurrentDomain.GetAssemblies()) {
        if ("$($loaded.FullName.Split(',')[0]).dll" -notin $files) { continue }
        $other = if ($loaded.IsDynamic -or -not $loaded.Location) { '' } else { [System.IO.Path]::GetDirectoryName($loaded.Location) }
        if ($other -eq [System.IO.Path]::GetFullPath($folder)) { continue }
        foreach ($file in $files) {
            if (-not $other -or -not [System.IO.File]::Exists("$other/$file") -or -not [string]::Equals(
                    [System.Convert]::ToBase64String([System.IO.File]::ReadAllBytes("$other/$file")),
                    [System.Convert]::ToBase64String([System.IO.File]::ReadAllBytes("$folder/$file")))) {
                throw [System.Management.Automation.ErrorRecord]::new(
                    [System.InvalidOperationException]::new(
                        "Another build of OpenLines is loaded in this process already: $($loaded.FullName.Split(',')[0]) " +
                        "$($loaded.GetName().Version) from $(if ($other) { $other } else { 'memory' }). It stays until the process ends, " +
                        "so the one in $PSScriptRoot cannot be used beside it. Start a new PowerShell for it."),
                    'OtherBuildLoaded', 'ResourceExists', $other)
            }
        }

        $folder = $other
        break
    }
}

& $import -Name "$folder/OpenLines.dll" -ErrorAction Stop

& $export -Cmdlet @(
    'Connect-Bitrix24', 'Disconnect-Bitrix24', 'Get-Bitrix24Connection', 'Test-Bitrix24Connection'
    'Get-OLChatByUserCode', 'Join-OLSession', 'Start-OLSession', 'Receive-OLOutcome', 'ConvertFrom-OLError'
)
