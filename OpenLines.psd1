@{
    RootModule             = 'OpenLines.psm1'
    ModuleVersion          = '0.1.0'
    GUID                   = '5b0c2c0a-1f0e-4f6e-9b53-6a5d8c1d7e42'
    Author                 = 'OpenLines contributors'
    CompanyName            = 'OpenLines'
    Copyright              = '(c) OpenLines contributors. MIT licence.'
    Description            = 'Cmdlets for the Bitrix24 Open Lines REST API: find the chat of a user code, join it, start a session in it, for one code or for a CSV file of thousands.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')
    FormatsToProcess       = @('OpenLines.Format.ps1xml')
    FunctionsToExport      = @()
    CmdletsToExport        = @(
        'Connect-Bitrix24'
        'Disconnect-Bitrix24'
        'Get-Bitrix24Connection'
        'Select-Bitrix24Connection'
        'Test-Bitrix24Connection'
        'Invoke-Bitrix24Method'
        'Get-OLChatByUserCode'
        'Get-OLDialog'
        'Get-OLLine'
        'New-OLLine'
        'Set-OLLine'
        'Remove-OLLine'
        'Get-OLCrmChat'
        'Add-OLCrmChatUser'
        'Remove-OLCrmChatUser'
        'Send-OLCrmMessage'
        'Join-OLSession'
        'Start-OLSession'
        'Receive-OLSession'
        'Skip-OLSession'
        'Complete-OLSession'
        'Move-OLSession'
        'Send-OLMessage'
        'Get-OLRecentDialog'
        'Switch-OLSession'
        'Add-OLSessionPin'
        'Remove-OLSessionPin'
        'Enable-OLSilentMode'
        'Disable-OLSilentMode'
        'Set-OLSessionRating'
        'Restart-OLSession'
        'New-OLLead'
        'Save-OLQuickAnswer'
        'Get-OLSessionHistory'
        'Move-OLBotSession'
        'Send-OLBotMessage'
        'Complete-OLBotSession'
        'Get-OLOperator'
        'Get-OLConnector'
        'Get-OLConnectorStatus'
        'Get-OLMessage'
        'Watch-OLMessage'
        'Get-OLSession'
        'Get-OLRevision'
        'Get-OLPublicPath'
        'Add-OLNetworkLine'
        'Send-OLNetworkMessage'
        'Save-OLFile'
        'Receive-OLOutcome'
        'ConvertFrom-OLError'
    )
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags       = @('Bitrix24', 'OpenLines', 'imopenlines', 'OpenChannels', 'REST', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://opensource.org/license/mit'
            # Reserved names, which lead nowhere: whoever publishes writes here where the repository is.
            ProjectUri = 'https://openlines.example'
            IconUri    = 'https://openlines.example/docs/icon.png'
        }
    }
}
