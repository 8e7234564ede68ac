BeforeDiscovery {
    $script:all = (Import-PowerShellDataFile "$PSScriptRoot/../../OpenLines.psd1").CmdletsToExport | ForEach-Object { @{ Name = $_ } }
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    . $PSScriptRoot/_Secrets.ps1
    . $PSScriptRoot/_Run.ps1
    Open-Module
    $script:plain = "https://example.test/rest/1/$sentinel/"

    # All letters, and as many as a code has.
    $script:letters = 'qazwsx', 'edcrfvtgby' -join ''

    # The error ids of a call, and what can be seen of its output and its errors. A record in TargetObject is the user's own.
    function Get-WrongCall {
        param([scriptblock] $Script)

        $null = Connect-Bitrix24 -Sandbox
        $all = @(try { & $Script *>&1 } catch { $_ })
        Disconnect-Bitrix24
        $failed = @($all | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
        $shown = foreach ($one in $all) {
            "$one"
            $one | Out-String -Width 4000
            if ($one -is [System.Management.Automation.ErrorRecord]) {
                $one.Exception.ToString(), "$($one.CategoryInfo)", "$($one.ErrorDetails)", $one.ErrorDetails.RecommendedAction
                Find-SecretMember $one.Exception
                $one.TargetObject, $one.InvocationInfo.BoundParameters.Values | Where-Object { $_ -is [string] -or $_ -is [uri] } |
                    ForEach-Object { "$_" }
            }
        }
        [pscustomobject]@{ Id = @($failed.FullyQualifiedErrorId -replace ',.*'); Shown = @($shown) }
    }
}

AfterAll {
    Close-Module
}

Describe 'A webhook in the wrong place of <Name>' -ForEach $all {
    It 'is repeated for no parameter of its own' {
        $engine = [System.Management.Automation.Cmdlet]::CommonParameters
        $names = @((Get-Command $Name).Parameters.Keys | Where-Object { $_ -notin $engine })
        foreach ($parameter in $names) {
            foreach ($value in $plain, @($plain, $plain), @{ Url = $plain }, [pscustomobject]@{ Url = $plain }, [uri] $plain) {
                $arguments = @{ $parameter = $value }
                if ($parameter -eq 'Portal') { $arguments.AccessToken = ConvertTo-Secret $token }
                if ($parameter -eq 'AccessToken') { $arguments.Portal = 'https://portal.invalid' }
                $call = Get-WrongCall { & $Name @arguments }
                Find-Secret $call.Shown | Should -BeNullOrEmpty -Because "-$parameter takes it"
            }
        }
    }

    It 'is refused as an argument too many' {
        $first = switch ($Name) {
            'Connect-Bitrix24' { ConvertTo-Secret $plain }
            'Get-Bitrix24Connection' { '*' }
            'ConvertFrom-OLError' { 'no error' }
            'Invoke-Bitrix24Method' { 'profile', @{} }
            'Set-OLSessionRating' { 1763, 5, 'x' }
            { $_ -in 'Restart-OLSession', 'Save-OLQuickAnswer' } { 1763, 5 }
            { $_ -like '*-Bitrix24Connection' -or $_ -in 'Disconnect-Bitrix24', 'Receive-OLOutcome' } { Connect-Bitrix24 -Sandbox }
            { $_ -in 'Send-OLMessage', 'Send-OLBotMessage', 'Send-OLNetworkMessage' } { 1763, 'text' }
            'Get-OLSession' { 501, 'DEAL' }
            'Save-OLFile' { 5, 2115 }
            'Get-OLConnectorStatus' { 22, 'telegrambot' }
            'Get-OLCrmChat' { 'deal', 501 }
            'Add-OLCrmChatUser' { 'deal', 501, 14 }
            'Remove-OLCrmChatUser' { 'deal', 501, 14 }
            'Send-OLCrmMessage' { 'deal', 501, 2115, 5, 'text' }
            default { 1763 }
        }
        foreach ($surplus in @($plain), @($plain, $plain), @($null, "-$plain"), @($sentinel)) {
            $arguments = @($first | Where-Object { $_ }) + $surplus
            $call = Get-WrongCall { & $Name @arguments }
            Find-Secret $call.Shown | Should -BeNullOrEmpty
            $call.Id | Should -BeExactly 'UnexpectedArgument'
        }
    }

    It 'is refused behind a name that is none of its parameters, and the name is said' {
        foreach ($script in { & $Name -Webhok $plain }, { & $Name -Webhok:$plain }, { & $Name -Webhok $plain -Portl $plain }) {
            $call = Get-WrongCall $script
            Find-Secret $call.Shown | Should -BeNullOrEmpty
            $call.Id | Should -BeExactly 'UnexpectedArgument'
        }

        (Get-WrongCall { & $Name -Webhok $plain }).Shown | Should -Contain "$Name has no parameter -Webhok."
        $names = @{ $letters = $true }
        (Get-WrongCall { & $Name @names }).Shown | Should -Not -Match $letters
    }

    It 'is not repeated where it is piped in' {
        foreach ($value in $plain, [uri] $plain, [pscustomobject]@{ Webhook = $plain }, @{ Webhook = $plain }) {
            $call = Get-WrongCall { $value | & $Name }
            Find-Secret $call.Shown | Should -BeNullOrEmpty
            $call.Id | Should -Match '^(UnexpectedArgument|MissingInput|ApplicationRequired|ClientIdMissing|Invalid\w+)$'
        }
    }

    It 'is not repeated where it is piped in beside what takes the pipeline' {
        $taker = (Get-Command $Name).Parameters.Values | Where-Object { $_.Attributes.ValueFromPipeline -contains $true }
        $value = if ($taker.Name -eq 'Connection') { Connect-Bitrix24 -Sandbox } else { 1763 }
        $arguments = if ($taker) { @{ $taker.Name = $value } } else { @{} }
        $call = Get-WrongCall { $plain | & $Name @arguments }
        Find-Secret $call.Shown | Should -BeNullOrEmpty
        $call.Id | Should -BeExactly $(if ($taker) { 'AmbiguousInput' } else { 'UnexpectedArgument' })
    }

    It 'is refused by no parameter that anybody sees' {
        (Get-Command $Name).Parameters.Keys | Should -Not -Contain 'Surplus'
        Get-Command $Name -Syntax | Should -Not -Match 'Surplus'
        Get-Help $Name -Full | Out-String | Should -Not -Match 'Surplus'
        $line = "$Name -"
        [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.ListItemText |
            Should -Not -Contain 'Surplus'
    }
}

Describe 'A webhook in the place of a portal' {
    It 'is not among what was bound when the token is missing' {
        $run = Open-Run 'try { Connect-Bitrix24 -Portal $address } catch { $_ }' @{ address = $plain }
        try {
            Wait-Run $run
            $failed = $run.Output[0]
            $failed.FullyQualifiedErrorId | Should -BeLike 'MissingMandatoryParameter,*'
            $failed.Exception.CommandInvocation.BoundParameters.Portal | Should -BeExactly 'https://example.test/rest/1/***/'
        }
        finally {
            Close-Run $run
        }
    }
}

Describe 'A number in the wrong place' {
    It 'is taken as text where it is one: <_>' -ForEach '5', 5, 5.0, 5L {
        $connection = Connect-Bitrix24 -Sandbox -TimeoutSec $_ -MaximumRetryCount $_ -RetryIntervalSec $_
        $connection.State | Should -Be 'Open'
    }

    It 'is refused with the range where it is none' {
        foreach ($value in 3601, '5x', '1e9', 'https://x', @(1, 2)) {
            "$(Get-Failure { Connect-Bitrix24 -Sandbox -TimeoutSec $value })" | Should -BeLike '*3600*'
        }
    }
}
