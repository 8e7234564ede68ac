BeforeAll {
    . $PSScriptRoot/_Portal.ps1
}

Describe 'Module' {
    BeforeAll {
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

    It 'exports what the manifest says and nothing else' {
        $module = Import-Module -Name $ModuleManifest -PassThru
        $module.ExportedCmdlets.Keys | Sort-Object | Should -Be ($manifest.CmdletsToExport | Sort-Object)
        $module.ExportedFunctions.Count + $module.ExportedVariables.Count + $module.ExportedAliases.Count | Should -Be 0
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
}
