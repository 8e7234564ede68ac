#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    . $PSScriptRoot/_Portal.ps1
    . $PSScriptRoot/_Cmdlets.ps1
    $refusals = @($ItemCmdlets.Refusal) + @($SessionCmdlets.Refusals.Code) + @($OneShotCmdlets.Refusals.Code) +
        @($OneShotCmdlets.Closed.Code) | Select-Object -Unique | ForEach-Object { @{ Code = $_ } }
    Import-Module $ModuleManifest -Force
    $commands = (Get-Command -Module OpenLines).Name | ForEach-Object { @{ Name = $_ } }
    $common = [System.Management.Automation.Cmdlet]::CommonParameters
    $parameters = foreach ($command in Get-Command -Module OpenLines) {
        foreach ($parameter in $command.Parameters.Values | Where-Object Name -NotIn $common) {
            @{ Name = $command.Name; Parameter = $parameter }
        }
    }
    $ownIds = Select-String -Path "$PSScriptRoot/../../src/Bitrix24.Rest/Errors/OwnErrorId.cs" -Pattern 'const string \w+ = "(\w+)"' |
        ForEach-Object { @{ Id = $_.Matches[0].Groups[1].Value } }
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    # Another file of the same run may have imported the module elsewhere since discovery.
    Get-Module OpenLines -All | Remove-Module -Force
    Import-Module $ModuleManifest -Global

    # Their help refers to that of Connect-Bitrix24.
    $script:refer = 'Get-Bitrix24Connection', 'Select-Bitrix24Connection'
}

Describe 'The help of <Name>' -ForEach $commands {
    BeforeAll {
        $help = Get-Help $Name -Full
        $command = Get-Command $Name
    }

    It 'has a synopsis of its own' {
        $help.Synopsis.Trim() | Should -Match '^[A-Z].*\.$'
        $help.Synopsis | Should -Not -BeLike "*$Name*"
    }

    It 'has a description' {
        ($help.description.Text -join ' ').Length | Should -BeGreaterThan 80
    }

    It 'has at least two examples with code and an explanation' {
        $examples = @($help.examples.example)
        $examples.Count | Should -BeGreaterOrEqual 2
        foreach ($example in $examples) {
            $example.code | Should -Not -BeNullOrEmpty
            ($example.remarks.Text -join '').Trim() | Should -Not -BeNullOrEmpty
        }
    }

    It 'has examples that parse and name no parameter that does not exist' {
        foreach ($example in $help.examples.example) {
            # An empty line separates the code from what it shows.
            $code = ($example.code -split '\r?\n\r?\n')[0]
            $faults = $null
            $script = [System.Management.Automation.Language.Parser]::ParseInput($code, [ref] $null, [ref] $faults)
            $faults | Should -BeNullOrEmpty -Because $code
            $calls = $script.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)
            foreach ($call in $calls) {
                $called = Get-Command $call.GetCommandName() -Module OpenLines -ErrorAction Ignore
                foreach ($element in $call.CommandElements |
                        Where-Object { $called -and $_ -is [System.Management.Automation.Language.CommandParameterAst] }) {
                    $called.Parameters.Keys | Should -Contain $element.ParameterName -Because $code
                }
            }
        }
    }

    It 'tells the inputs and the outputs' {
        foreach ($one in @($help.inputTypes.inputType) + @($help.returnValues.returnValue)) {
            $one.type.name | Should -Not -BeNullOrEmpty
            ($one.description.Text -join '').Trim() | Should -Not -BeNullOrEmpty
        }
    }

    It 'names the type and every member of what comes out' {
        foreach ($type in $command.OutputType.Type | Where-Object { $_ -and $_ -ne [void] }) {
            @($help.returnValues.returnValue.type.name) | Should -Contain $type.FullName
            if ($type.Namespace -eq 'OpenLines' -and $Name -notin $refer) {
                $text = $help.returnValues.returnValue.description.Text -join ' '
                foreach ($member in $type.GetProperties().Name) {
                    $text | Should -Match "\b$member\b"
                }
            }
        }
    }

    It 'names every value of what comes out and has few' {
        foreach ($type in $command.OutputType.Type | Where-Object { $_ -and $_.Namespace -eq 'OpenLines' }) {
            foreach ($member in $type.GetProperties() | Where-Object { $_.PropertyType.IsEnum -and $Name -notin $refer }) {
                $line = $help.returnValues.returnValue.description.Text | Where-Object { $_ -cmatch "^$($member.Name) \(" }
                foreach ($value in [Enum]::GetNames($member.PropertyType)) {
                    $line | Should -MatchExactly "\b$value\b" -Because "$($member.Name) may be $value"
                }
            }
        }
    }

    It 'leads to its own page first, and from there to the page of the portal' {
        $own, $portal = @($help.relatedLinks.navigationLink)[0, 1]
        $own.linkText | Should -Be 'Online Version:'
        $own.uri | Should -Match "/docs/en-US/$Name\.md`$"
        $portal.uri | Should -Match '^https://apidocs\.bitrix24\.com/'
    }

    It 'has links only to commands and topics that exist' {
        foreach ($link in @($help.relatedLinks.navigationLink) | Where-Object { -not $_.uri }) {
            Get-Help $link.linkText -ErrorAction Ignore | Should -Not -BeNullOrEmpty -Because $link.linkText
        }
    }

    It 'describes no parameter that does not exist' {
        foreach ($described in @($help.parameters.parameter) | Where-Object { $_ }) {
            $command.Parameters.Keys | Should -Contain $described.name
        }
    }

    It 'shows the parameter sets of the command' {
        $shown = @($help.syntax.syntaxItem) | ForEach-Object { @($_.parameter.name | Where-Object { $_ } | Sort-Object) -join ' ' } |
            Sort-Object
        $common = [System.Management.Automation.Cmdlet]::CommonParameters
        $real = $command.ParameterSets |
            ForEach-Object { @($_.Parameters.Name | Where-Object { $_ -notin $common } | Sort-Object) -join ' ' } | Sort-Object
        $shown | Should -Be $real
    }

    It 'shows in each what must be given, where, and what alone is taken' {
        foreach ($shown in @($help.syntax.syntaxItem)) {
            $names = @($shown.parameter.name | Where-Object { $_ })
            $real = $command.ParameterSets | Where-Object {
                $all = $_.Parameters.Name | Where-Object { $_ -notin [System.Management.Automation.Cmdlet]::CommonParameters }
                "$($all | Sort-Object)" -eq "$($names | Sort-Object)"
            } | Select-Object -First 1
            foreach ($parameter in @($shown.parameter) | Where-Object { $_ }) {
                $of = $real.Parameters | Where-Object Name -EQ $parameter.name
                $isNeeded = $of.IsMandatory -or ($Name -eq 'Connect-Bitrix24' -and
                    ($parameter.name -eq 'ClientCredential' -or ($parameter.name -eq 'Portal' -and $real.Name -ne 'TokenStore')))
                $parameter.required | Should -Be "$isNeeded" -Because $parameter.name
                $parameter.position | Should -Be $(if ($of.Position -ge 0) { "$($of.Position)" } else { 'named' }) -Because $parameter.name
                $values = if ($of.ParameterType.IsEnum) { [Enum]::GetNames($of.ParameterType) }
                else { ($of.Attributes | Where-Object { $_ -is [System.Management.Automation.ValidateSetAttribute] }).ValidValues }
                @($parameter.parameterValueGroup.parameterValue) -ne $null | Should -Be $values -Because $parameter.name
            }
        }
    }
}

Describe 'The syntax of Connect-Bitrix24 in the help' {
    It 'calls for what a sign-in needs, and for no more' {
        $values = @{
            Portal = 'http://127.0.0.1:9'; TokenStore = "$TestDrive/none.json"; Sandbox = $true
            AccessToken = ConvertTo-Secret 'two words'; RefreshToken = ConvertTo-Secret 'two words'
            AuthorizationCode = ConvertTo-Secret 'two words'; ClientCredential = [pscredential]::new('x', (ConvertTo-Secret 'x'))
        }

        # Nobody sits at its host: what the engine asked for would be an error of its own.
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule($ModuleManifest)
        $runspace = [runspacefactory]::CreateRunspace($state)
        $runspace.Open()
        foreach ($way in (Get-Help Connect-Bitrix24).syntax.syntaxItem) {
            $needed = @($way.parameter | Where-Object required -EQ 'true' | ForEach-Object name)
            foreach ($left in @('nothing') + $needed) {
                $shell = [powershell]::Create().AddCommand('Connect-Bitrix24')
                $shell.Runspace = $runspace
                foreach ($name in $needed | Where-Object { $_ -ne $left }) { $null = $shell.AddParameter($name, $values[$name]) }
                $fault = try { $null = $shell.Invoke() } catch { $_.Exception.InnerException.ErrorRecord } finally { $shell.Dispose() }
                $because = "of $needed without $left it is: $fault"
                if ($left -in 'Portal', 'ClientCredential') {
                    $fault.FullyQualifiedErrorId | Should -BeLike 'MissingInput,*' -Because $because
                    "$fault" | Should -BeLike "-$left was not given*" -Because $because
                }
                else {
                    "$($fault.FullyQualifiedErrorId)" | Should -Not -Match 'Mandatory|Ambiguous' -Because $because
                    if ($left -eq 'nothing') { "$($fault.FullyQualifiedErrorId)" | Should -Not -Match 'MissingInput' -Because $because }
                }
            }
        }

        $runspace.Dispose()
    }
}

Describe 'The help of -<Parameter.Name> of <Name>' -ForEach $parameters {
    BeforeAll {
        $help = Get-Help $Name -Parameter $Parameter.Name
        $attributes = @($Parameter.Attributes | Where-Object { $_ -is [System.Management.Automation.ParameterAttribute] })
    }

    It 'says what it is for' {
        ($help.description.Text -join ' ').Length | Should -BeGreaterThan 20
    }

    It 'tells its type, position, aliases and pipeline input as they are' {
        $help.type.name | Should -Be $Parameter.ParameterType.FullName
        $position = if ($attributes[0].Position -ge 0) { "$($attributes[0].Position)" } else { 'named' }
        $help.position | Should -Be $position
        $aliases = if ($Parameter.Aliases) { $Parameter.Aliases -join ', ' } else { 'none' }
        $help.aliases | Should -Be $aliases
        $pipelineInput = if ($attributes[0].ValueFromPipeline) { 'True (ByValue)' }
        elseif ($attributes[0].ValueFromPipelineByPropertyName) { 'True (ByPropertyName)' }
        else { 'False' }
        $help.pipelineInput | Should -Be $pipelineInput
        # What the cmdlet itself calls for is none of the engine's, which would ask for it.
        $isNeeded = $attributes[0].Mandatory -or ($Name -eq 'Connect-Bitrix24' -and $Parameter.Name -in 'Portal', 'ClientCredential')
        $help.required | Should -Be "$isNeeded".ToLowerInvariant()
    }
}

Describe 'The topic <_>' -ForEach 'about_OpenLines', 'about_OpenLines_Automation', 'about_OpenLines_Errors', 'about_OpenLines_Limits' {
    BeforeAll {
        $topic = Get-Help $_ | Out-String
    }

    It 'is found' {
        $topic | Should -Match 'SHORT DESCRIPTION'
    }

    It 'names only samples and commands of the module that exist' {
        foreach ($match in [regex]::Matches($topic, '\b[A-Z][a-z]+-\w+\.ps1\b')) {
            $sample = Get-ChildItem -Path "$PSScriptRoot/../../samples" -Filter $match.Value -Recurse
            $sample | Should -Not -BeNullOrEmpty -Because $match.Value
        }

        foreach ($match in [regex]::Matches($topic, '\b[A-Z][a-z]+-(?:(?:OL|Bitrix24)\w+|Bitrix24)\b(?!\.ps1)')) {
            Get-Command $match.Value -Module OpenLines -ErrorAction Ignore | Should -Not -BeNullOrEmpty -Because $match.Value
        }
    }

    It 'has no line that a console of 80 columns would break' {
        $file = Get-Item "$ModuleFolder/en-US/$_.help.txt"
        Get-Content $file | Where-Object { $_.Length -gt 79 -and $_ -notmatch 'https://' } | Should -BeNullOrEmpty
    }
}

Describe 'about_OpenLines' {
    It 'lists <Name> among the cmdlets' -ForEach $commands {
        $section = [regex]::Match((Get-Help about_OpenLines | Out-String), '(?s)THE CMDLETS(.*?)\n  [A-Z]').Groups[1].Value
        $section | Should -MatchExactly "(?m)^\s+$Name\s+\w"
    }
}

Describe 'about_OpenLines_Errors' {
    BeforeAll {
        $topic = Get-Help about_OpenLines_Errors | Out-String
    }

    # One entry may be for several ids, and a long id stands in a line of its own.
    It 'tells of <Id>, and what it means and what to do' -ForEach $ownIds {
        $entry = "(?m)^    (\w+, )*$Id\b(,\s+\w+)*\s+(?<text>\S.*\r?\n( {10,}\S.*\r?\n)*)"
        $topic -cmatch $entry | Should -BeTrue
        @($Matches['text'] -split '(?<=[.:;,])\s').Count | Should -BeGreaterThan 1
    }

    It 'tells of <Code>, by which the portal refuses an item' -ForEach $refusals {
        $topic -cmatch "(?m)^    $Code\b" | Should -BeTrue
    }

    It 'has the ids of the table in <_>, which leads to it' -ForEach 'README.md', 'README.ru.md' {
        $page = [System.IO.File]::ReadAllText("$PSScriptRoot/../../$_")
        $page | Should -Match '\(src/OpenLines/Module/(en-US|ru)/about_OpenLines_Errors\.help\.txt\)'
        $rows = [regex]::Matches($page, '(?m)^\| (`[A-Za-z_]+`(, (`[A-Za-z_]+`|\.\.\.))*) \|')
        $ids = $rows | ForEach-Object { [regex]::Matches($_.Groups[1].Value, '[A-Za-z_]+') } | ForEach-Object { $_.Value }
        $ids.Count | Should -BeGreaterThan 9
        $ids | Where-Object { $topic -cnotmatch "(?m)^    \b.*\b$_\b" } | Should -BeNullOrEmpty
    }
}

Describe 'Get-Help -Online' {
    It 'opens our page of the cmdlet' {
        if (-not $IsLinux) { Set-ItResult -Skipped -Because 'the browser of this system cannot be replaced' }
        $folder = (New-Item -ItemType Directory -Path "$TestDrive/browser").FullName
        Set-Content -LiteralPath "$folder/xdg-open" -Encoding Ascii -Value "#!/bin/sh`necho `"`$1`" > '$folder/opened'"
        & /bin/chmod +x "$folder/xdg-open"
        $before = $env:PATH
        $env:PATH = "$folder$([System.IO.Path]::PathSeparator)$before"
        try { Invoke-FreshPowerShell -Command "Import-Module '$ModuleManifest'; Get-Help Get-OLDialog -Online" }
        finally { $env:PATH = $before }
        Wait-Until { (Test-Path -Path "$folder/opened") -and (Get-Content -Path "$folder/opened") }
        $project = (Import-PowerShellDataFile -Path $ModuleManifest).PrivateData.PSData.ProjectUri
        Get-Content -Path "$folder/opened" | Should -Be "$project/docs/en-US/Get-OLDialog.md"
    }
}
