#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# PowerShell keeps the first culture of its help: each one is asked for in a process of its own.

BeforeAll {
    . $PSScriptRoot/_Portal.ps1

    # What is shown of the help in a culture.
    function Get-HelpIn {
        param([string] $Culture)
        $script = "[System.Threading.Thread]::CurrentThread.CurrentUICulture = '$Culture'; Import-Module '$ModuleManifest'
            [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new()
            `$commands = foreach (`$name in (Get-Command -Module OpenLines).Name) {
                `$help = Get-Help `$name -Full
                @{
                    Name = `$name; Synopsis = `"`$(`$help.Synopsis)`"; Page = `"`$(@(`$help.relatedLinks.navigationLink)[0].uri)`"
                    Examples = @(`$help.examples.example).Count; Parameters = @(`$help.parameters.parameter | ForEach-Object name)
                }
            }
            @{ Commands = @(`$commands) } | ConvertTo-Json -Depth 5 -Compress"
        $before = [Console]::OutputEncoding
        [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new()
        try { Invoke-FreshPowerShell -Command $script | ConvertFrom-Json }
        finally { [Console]::OutputEncoding = $before }
    }

    $english = Get-HelpIn 'en-US'
    $cyrillic = '\p{IsCyrillic}'
}

Describe 'The help in the culture <_>' -ForEach 'ru-RU', 'ru-KZ', 'ru-BY', 'ru-UA' {
    BeforeAll {
        $help = Get-HelpIn $_
    }

    It 'is in Russian for every cmdlet' {
        $help.Commands.Name | Should -Be $english.Commands.Name
        $help.Commands | Where-Object { $_.Synopsis -notmatch $cyrillic } | ForEach-Object Name | Should -BeNullOrEmpty
    }

    It 'has the parameters and examples of the English one' {
        $help.Commands | ForEach-Object { "$($_.Name) $($_.Examples) $($_.Parameters)" } |
            Should -Be ($english.Commands | ForEach-Object { "$($_.Name) $($_.Examples) $($_.Parameters)" })
    }

    It 'leads to the Russian pages' {
        $help.Commands.Page | Should -Be ($english.Commands.Page -replace '/docs/en-US/', '/docs/ru/')
    }
}

Describe 'The help in any other culture' {
    It 'is in English' {
        $help = Get-HelpIn 'de-DE'
        $help.Commands.Synopsis | Should -Be $english.Commands.Synopsis
    }
}
