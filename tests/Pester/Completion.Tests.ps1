BeforeDiscovery {
    . $PSScriptRoot/_Cmdlets.ps1
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:code = 'livechat|22|1761|587'
    $script:other = 'livechat|58|2042|479'
    $script:connection = Connect-Bitrix24 -Sandbox

    function Get-Completion {
        param([string] $Text)

        (TabExpansion2 $Text $Text.Length).CompletionMatches.CompletionText
    }
}

AfterAll {
    Disconnect-Bitrix24
    Close-Module
}

Describe 'Completion' {
    It 'finds the commands' {
        Get-Completion 'Connect-Bit' | Should -Contain 'Connect-Bitrix24'
        Get-Completion 'Get-OL' | Should -Contain 'Get-OLChatByUserCode'
    }

    It 'finds <Name>' -ForEach ($ItemCmdlets + $OneShotCmdlets) {
        Get-Completion $Name.Substring(0, $Name.IndexOf('-') + 3) | Should -Contain $Name
    }

    It 'offers the parameters of <Name>, which changes sessions' -ForEach $SessionCmdlets {
        $offered = Get-Completion "$Name -"
        foreach ($parameter in '-ChatId', '-Connection', '-Verify', '-WhatIf', '-Confirm') {
            $offered | Should -Contain $parameter
        }
    }

    It 'offers the parameters of <Name>' -ForEach @(
        @{ Name = 'Connect-Bitrix24'; Parameters = '-Webhook', '-EnvironmentVariable', '-Portal', '-Sandbox', '-TimeoutSec' }
        @{ Name = 'Get-OLChatByUserCode'; Parameters = '-UserCode', '-Connection', '-InputObject' }
        @{ Name = 'Test-Bitrix24Connection'; Parameters = '-Connection' }
    ) {
        $offered = Get-Completion "$Name -"
        foreach ($parameter in $Parameters) {
            $offered | Should -Contain $parameter
        }
    }

    It 'offers only what goes with the parameters given already' {
        $offered = Get-Completion 'Connect-Bitrix24 -Sandbox -'
        $offered | Should -Not -Contain '-Webhook'
        $offered | Should -Not -Contain '-AccessToken'
        $offered | Should -Contain '-MaximumRetryCount'
    }

    It 'offers the words that a parameter takes: <Text>' -ForEach @(
        @{ Text = 'Get-OLCrmChat '; Words = 'lead', 'deal', 'contact', 'company' }
        @{ Text = 'Add-OLCrmChatUser D'; Words = @('deal') }
        @{ Text = 'Get-OLSession 501 c'; Words = 'contact', 'company' }
        @{ Text = "Send-OLCrmMessage -CrmType 'le"; Words = @('lead') }
        @{ Text = 'Set-OLSessionRating 1 -Rating '; Words = '1', '2', '3', '4', '5' }
        @{ Text = 'Get-OLConnectorStatus 22 tele'; Words = @('telegrambot') }
        @{ Text = 'Get-OLConnectorStatus 22 x'; Words = @() }
        @{ Text = 'Get-OLDialog '; Words = @() }
        @{ Text = 'Send-OLMessage 1763 -Text '; Words = @() }
    ) {
        @(Get-Completion $Text) | Should -BeExactly $Words
    }

    It 'offers variables where a value is wanted' {
        $script:chatOfMine = 1763
        Get-Completion 'Get-OLDialog $chatOfM' | Should -BeExactly '$chatOfMine'
    }

    It 'offers no files for what is the name of none' {
        $ofFiles = 'Path', 'TokenStore', 'CertificateAuthorityPath', 'InputObject', 'Parameters', 'Attach', 'Keyboard'
        $ofAll = [System.Management.Automation.Cmdlet]::CommonParameters
        $without = foreach ($command in Get-Command -Module OpenLines -CommandType Cmdlet) {
            foreach ($parameter in $command.Parameters.Values) {
                $isCompleted = @($parameter.Attributes | Where-Object { $_ -is [ArgumentCompleter] }).Count -gt 0
                if ($parameter.ParameterType -in [string], [object] -and -not $isCompleted -and
                    $parameter.Name -notin $ofFiles -and $parameter.Name -notin $ofAll) {
                    "$($command.Name) -$($parameter.Name)"
                }
            }
        }
        $without | Should -BeNullOrEmpty
    }

    It 'offers the properties of what comes out' {
        Get-Completion 'Get-OLChatByUserCode x | ForEach-Object { $_.Chat' | Should -Contain 'ChatId'
        Get-Completion 'Join-OLSession 5 | Select-Object Dia' | Should -Contain 'DialogId'
        Get-Completion '(Get-Bitrix24Connection).Reas' | Should -Contain 'Reason'
    }

    It 'offers the variables that hold a connection' {
        $script:myConnection = $connection
        Get-Completion 'Get-OLChatByUserCode x -Connection $script:myConn' | Should -Contain '$script:myConnection'
    }
}

Describe 'Completion of names' {
    It 'quotes the name of a connection that would be another value without' {
        $null = Connect-Bitrix24 -Sandbox -Name '1e3'
        $text = Get-Completion 'Get-Bitrix24Connection 1'
        $text | Should -BeExactly "'1e3'"
        (Invoke-Expression "Get-Bitrix24Connection $text").Name | Should -BeExactly '1e3'
        Get-Bitrix24Connection '1e3' | Disconnect-Bitrix24
        $null = Select-Bitrix24Connection $connection
    }

    It 'offers the names of environment variables, and not what they hold' {
        $env:OPENLINES_TAB = 'held'
        [Environment]::SetEnvironmentVariable("OPENLINES TAB'S", 'held')
        try {
            $text = 'Connect-Bitrix24 -EnvironmentVariableName openlines'
            $offered = @((TabExpansion2 $text $text.Length).CompletionMatches)
            $offered.CompletionText | Should -Contain 'OPENLINES_TAB'
            $offered.CompletionText | Should -Contain "'OPENLINES TAB''S'"
            "$($offered.ToolTip) $($offered.ListItemText)" | Should -Not -Match 'held'
        }
        finally {
            $env:OPENLINES_TAB = $null
            [Environment]::SetEnvironmentVariable("OPENLINES TAB'S", $null)
        }
    }
}

Describe 'A trickle' {
    BeforeAll {
        # Items after real pauses, longer than the 50 ms after which a record is waited for; what goes in is written down as >.
        function Get-Trickle {
            param([object[]] $Item)

            foreach ($one in $Item) {
                Start-Sleep -Milliseconds 100
                $course.Add('>')
                $one
            }
        }
    }

    BeforeEach {
        $script:course = [System.Collections.Generic.List[string]]::new()
    }

    It 'of codes is answered before the next code comes' {
        Get-Trickle $code, $other, $code | Get-OLChatByUserCode | ForEach-Object { $course.Add('<') }
        -join $course | Should -BeExactly '><><><'
    }

    It 'of chats is answered before the next chat comes, by <Name>' -ForEach $SessionCmdlets {
        Get-Trickle 1763, 2043, 1763 | & $Name | ForEach-Object { $course.Add('<') }
        -join $course | Should -BeExactly '><><><'
    }

    It 'of codes goes through the whole chain before the next code comes' {
        Get-Trickle $code, $other, $code |
            Get-OLChatByUserCode | Join-OLSession -Verify | Start-OLSession | ForEach-Object { $course.Add('<') }
        -join $course | Should -BeExactly '><><><'
    }

    It 'with errors in it is answered one by one too' {
        Get-Trickle $code, 'nobody', '', $code |
            Get-OLChatByUserCode 2>&1 |
                ForEach-Object { if ($_ -is [System.Management.Automation.ErrorRecord]) { $course.Add('!') } else { $course.Add('<') } }
        -join $course | Should -BeExactly '><>!>!><'
    }
}
