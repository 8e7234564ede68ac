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
$isLoaded = 'Another build of OpenLines is loaded in this process already: '
$stays = ". It stays until the process ends, so the one in $PSScriptRoot cannot be used beside it. Start a new PowerShell for it."

# No command of another module: to load that one takes longer than all the rest of the import.
if ($ExecutionContext.SessionState.LanguageMode -eq 'FullLanguage') {
    # A runspace may have no command at all, these two included.
    $import = [System.Management.Automation.CmdletInfo]::new('Import-Module', [Microsoft.PowerShell.Commands.ImportModuleCommand])
    $export = [System.Management.Automation.CmdletInfo]::new(
        'Export-ModuleMember', [Microsoft.PowerShell.Commands.ExportModuleMemberCommand])

    # .NET keeps what is loaded until the process ends, and would take one build for another, in part or whole. The same files in another
    # folder are the same build.
    $files = 'OpenLines.dll', 'Bitrix24.Rest.dll', 'Bitrix24.OpenLines.dll', 'Bitrix24.Sandbox.dll'
    foreach ($loaded in [System.AppDomain]::CurrentDomain.GetAssemblies() -match '^(OpenLines|Bitrix24\.(Rest|OpenLines|Sandbox)),') {
        $other = if ($loaded.IsDynamic -or -not $loaded.Location) { '' } else { [System.IO.Path]::GetDirectoryName($loaded.Location) }
        if ($other -eq [System.IO.Path]::GetFullPath($folder)) { continue }
        foreach ($file in $files) {
            if (-not $other -or -not [System.IO.File]::Exists("$other/$file") -or -not [System.Linq.Enumerable]::SequenceEqual(
                    [System.IO.File]::ReadAllBytes("$other/$file"), [System.IO.File]::ReadAllBytes("$folder/$file"))) {
                $name = $loaded.GetName()
                $which = "$($name.Name) $($name.Version) from $(if ($other) { $other } else { 'memory' })"
                throw [System.Management.Automation.ErrorRecord]::new(
                    [System.InvalidOperationException]::new($isLoaded + $which + $stays), 'OtherBuildLoaded', 'ResourceExists', $other)
            }
        }

        $folder = $other
        break
    }

    & $import -Name "$folder/OpenLines.dll" -ErrorAction Stop
}
else {
    # In a constrained language only what has been loaded can be looked at, and not what is in its files.
    $export = 'Export-ModuleMember'
    $which = (Import-Module -Name "$folder/OpenLines.dll" -PassThru -ErrorAction Stop).ImplementingAssembly.Location
    if (($which -replace '\\', '/') -ne ("$folder/OpenLines.dll" -replace '\\', '/')) { throw $isLoaded + $which + $stays }
}

& $export -Cmdlet @(
    'Connect-Bitrix24', 'Disconnect-Bitrix24', 'Get-Bitrix24Connection', 'Select-Bitrix24Connection'
    'Test-Bitrix24Connection', 'Invoke-Bitrix24Method'
    'Get-OLChatByUserCode', 'Get-OLDialog', 'Join-OLSession', 'Start-OLSession', 'Receive-OLOutcome', 'ConvertFrom-OLError'
    'Receive-OLSession', 'Skip-OLSession', 'Complete-OLSession', 'Move-OLSession'
    'Send-OLMessage', 'Get-OLRecentDialog'
    'Switch-OLSession', 'Add-OLSessionPin', 'Remove-OLSessionPin', 'Enable-OLSilentMode', 'Disable-OLSilentMode'
    'Set-OLSessionRating', 'Restart-OLSession', 'New-OLLead', 'Save-OLQuickAnswer', 'Get-OLSessionHistory'
    'Move-OLBotSession', 'Send-OLBotMessage', 'Complete-OLBotSession'
    'Get-OLOperator', 'Get-OLConnector', 'Get-OLConnectorStatus'
    'Get-OLLine', 'New-OLLine', 'Set-OLLine', 'Remove-OLLine'
    'Get-OLCrmChat', 'Add-OLCrmChatUser', 'Remove-OLCrmChatUser', 'Send-OLCrmMessage'
    'Get-OLMessage', 'Watch-OLMessage'
    'Get-OLSession'
    'Get-OLRevision', 'Get-OLPublicPath', 'Add-OLNetworkLine', 'Send-OLNetworkMessage'
    'Save-OLFile'
)
