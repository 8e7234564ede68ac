BeforeAll {
    . $PSScriptRoot/_Portal.ps1
}

Describe 'Module' {
    BeforeAll {
        # The language of a session in which nothing but what an administrator trusts may run freely.
        function Invoke-Constrained {
            param([string] $Script)

            $runspace = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2())
            $runspace.Open()
            $runspace.SessionStateProxy.LanguageMode = 'ConstrainedLanguage'
            $import = "Import-Module '$ModuleManifest'"
            $shell = [powershell]::Create().AddScript("$import; $($Script -replace 'Import-Module OpenLines', $import)")
            $shell.Runspace = $runspace
            try {
                $output = $shell.Invoke()
                [pscustomobject]@{ Output = @($output | ForEach-Object { $_ }); Errors = @($shell.Streams.Error | ForEach-Object { "$_" }) }
            }
            finally {
                $shell.Dispose()
                $runspace.Dispose()
            }
        }

        $manifest = Import-PowerShellDataFile -Path $ModuleManifest
    }

    AfterEach {
        Remove-Module -Name OpenLines -ErrorAction Ignore
    }

    It 'has a valid manifest' {
        $module = Test-ModuleManifest -Path $ModuleManifest -ErrorAction Stop
        "$($module.Version)" | Should -Be $manifest.ModuleVersion
    }

    It 'imports without a word' {
        Import-Module -Name $ModuleManifest *>&1 | Should -BeNullOrEmpty
    }

    It 'loads no other module on the way, which would take longer than the import itself' {
        $loaded = Invoke-FreshPowerShell -Command "Import-Module -Name '$ModuleManifest'; (Get-Module).Name"
        $loaded | Should -Be 'OpenLines'
    }

    It 'is the build that is to be tested' {
        Import-Module -Name $ModuleManifest
        $assembly = (Get-Command -Name Connect-Bitrix24).ImplementingType.Assembly
        $framework = $assembly.GetCustomAttributes([System.Runtime.Versioning.TargetFrameworkAttribute], $false).FrameworkName
        $ofEngine = if ($PSVersionTable.PSEdition -eq 'Core') { '.NETCoreApp' } else { '.NETFramework' }
        $framework.Split(',')[0] | Should -Be $(if ($env:OPENLINES_FRAMEWORK) { $env:OPENLINES_FRAMEWORK } else { $ofEngine })
        $assembly.Location | Should -BeLike "$ModuleFolder*"
    }

    It 'exports what the manifest says and nothing else' {
        $module = Import-Module -Name $ModuleManifest -PassThru
        $module.ExportedCmdlets.Keys | Sort-Object | Should -Be ($manifest.CmdletsToExport | Sort-Object)
        $module.ExportedFunctions.Count + $module.ExportedVariables.Count + $module.ExportedAliases.Count | Should -Be 0
    }

    It 'brings no cmdlet that takes items and is not in the list of those that all such cmdlets are described by' {
        . $PSScriptRoot/_Cmdlets.ps1
        Import-Module -Name $ModuleManifest
        $names = foreach ($kind in 'OpenLines.CallCmdlet', 'OpenLines.SessionCmdlet') {
            $base = (Get-Command -Name Join-OLSession).ImplementingType.Assembly.GetType($kind)
            , @((Get-Command -Module OpenLines | Where-Object { $_.ImplementingType.IsSubclassOf($base) }).Name | Sort-Object)
        }
        $items = $ItemCmdlets.Name + $OneShotCmdlets.Name + $SpecialCmdlets.Name + $OtherItemCmdlets
        $names[0] | Should -Be ($items | Sort-Object -Unique)
        $special = ($SpecialCmdlets | Where-Object IsSession).Name
        $names[1] | Should -Be ($SessionCmdlets.Name + $OneShotCmdlets.Name + $special | Sort-Object -Unique)
    }

    It 'gives every change of a session a name among the outcomes too' {
        Import-Module -Name $ModuleManifest
        [Enum]::GetNames([OpenLines.SessionAction]) | Should -BeIn ([Enum]::GetNames([OpenLines.OutcomeAction]))
    }

    It 'has words for everything that a dialog can show' {
        . $PSScriptRoot/_Cmdlets.ps1
        Import-Module -Name $ModuleManifest
        # The libraries are loaded when something of them is needed.
        Connect-Bitrix24 -Sandbox | Disconnect-Bitrix24
        $library = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'Bitrix24.OpenLines' }
        $flags = [Enum]::GetNames($library.GetType('Bitrix24.OpenLines.DialogShows')) -ne 'Nothing' | Sort-Object
        $DialogFaults.Keys | Sort-Object | Should -Be $flags
    }

    It 'brings no verb that PowerShell does not know' {
        $module = Import-Module -Name $ModuleManifest -PassThru
        $known = (Get-Verb).Verb
        $module.ExportedCmdlets.Values.Verb | Should -BeIn $known
    }

    It 'closes the connection when it is removed, and imports again' {
        Import-Module -Name $ModuleManifest
        $connection = Connect-Bitrix24 -Sandbox
        Remove-Module -Name OpenLines
        "$($connection.State)" | Should -Be 'Disconnected'
        Get-Command -Name Connect-Bitrix24 -ErrorAction Ignore | Should -BeNullOrEmpty
        Import-Module -Name $ModuleManifest
        Get-Command -Name Connect-Bitrix24 | Should -Not -BeNullOrEmpty
    }

    It 'works in Constrained Language Mode, without a word at <Moment>' -ForEach @(
        @{ Moment = 'its import'; Script = 'Import-Module OpenLines' }
        @{ Moment = 'its removal'; Script = 'Import-Module OpenLines; Remove-Module OpenLines' }
        @{ Moment = 'a second import'; Script = 'Import-Module OpenLines; Import-Module OpenLines -Force' }
    ) {
        $result = Invoke-Constrained $Script
        $result.Output | Should -BeNullOrEmpty
        $result.Errors | Should -BeNullOrEmpty
    }

    It 'does its work in Constrained Language Mode, and closes the connection when it is removed' {
        $script = '$c = Connect-Bitrix24 -Sandbox; (Get-OLChatByUserCode "livechat|22|1761|587").ChatId; ' +
            'Remove-Module OpenLines; "$($c.State)"'
        $result = Invoke-Constrained $script
        $result.Output | Should -Be 1763, 'Disconnected'
        $result.Errors | Should -BeNullOrEmpty
    }

    It 'leaves the connection of another runspace open when it is removed from one' {
        Import-Module -Name $ModuleManifest
        $connection = Connect-Bitrix24 -Sandbox
        $shell = [powershell]::Create()
        $other = $shell.AddScript("Import-Module '$ModuleManifest'; `$c = Connect-Bitrix24 -Sandbox; Remove-Module OpenLines; `$c").Invoke()
        $shell.Dispose()
        "$($other.State)" | Should -Be 'Disconnected'
        "$($connection.State)" | Should -Be 'Open'
    }
}
