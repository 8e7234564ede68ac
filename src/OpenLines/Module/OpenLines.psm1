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

# No command of another module: to load that one takes longer than all the rest of the import.
Import-Module -Name "$PSScriptRoot/bin/$framework/OpenLines.dll" -ErrorAction Stop

Export-ModuleMember -Cmdlet @(
    'Connect-Bitrix24', 'Disconnect-Bitrix24', 'Get-Bitrix24Connection', 'Test-Bitrix24Connection'
    'Get-OLChatByUserCode', 'Join-OLSession', 'Start-OLSession', 'Receive-OLOutcome', 'ConvertFrom-OLError'
)
