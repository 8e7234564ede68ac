BeforeDiscovery {
    $script:all = (Import-PowerShellDataFile "$PSScriptRoot/../../OpenLines.psd1").CmdletsToExport | ForEach-Object { @{ Name = $_ } }

    # Those that send what they are given, each with what makes it send something: a new one is not forgotten, the test fails for it.
    $ofConnection = 'Connect-Bitrix24', 'Disconnect-Bitrix24', 'Get-Bitrix24Connection', 'Test-Bitrix24Connection',
        'Select-Bitrix24Connection', 'Receive-OLOutcome', 'ConvertFrom-OLError', 'Get-OLConnector', 'Get-OLConnectorStatus'
    $crm = @{ CrmId = 501; CrmType = 'deal' }
    $given = @{
        'Get-OLChatByUserCode'   = @{ UserCode = 'livechat|22|1761|587' }
        'Get-OLDialog'           = @{ ChatId = 1763 }
        'Get-OLSessionHistory'   = @{ SessionId = 10001 }
        'Get-OLSession'          = $crm
        'Get-OLCrmChat'          = $crm
        'Add-OLCrmChatUser'      = $crm + @{ UserId = 14 }
        'Remove-OLCrmChatUser'   = $crm + @{ UserId = 14 }
        'Send-OLCrmMessage'      = $crm + @{ ChatId = 2115; SenderId = 5; Text = 'x' }
        'Send-OLMessage'         = @{ ChatId = 1763; Text = 'x' }
        'Send-OLBotMessage'      = @{ ChatId = 1763; Text = 'x' }
        'Send-OLNetworkMessage'  = @{ UserId = 5; Code = 'ab515f5d85a8b844d484f6ea75a2e494'; Text = 'x' }
        'Add-OLNetworkLine'      = @{ Code = 'ab515f5d85a8b844d484f6ea75a2e494' }
        'Set-OLSessionRating'    = @{ SessionId = 10001; Comment = 'x' }
        'Restart-OLSession'      = @{ ChatId = 1763; MessageId = 5 }
        'Save-OLQuickAnswer'     = @{ ChatId = 1763; MessageId = 5 }
        'Save-OLFile'            = @{ FileId = 5; ChatId = 1763; Path = [System.IO.Path]::GetTempPath() }
        'Move-OLSession'         = @{ ChatId = 1763; OperatorId = 5 }
        'Move-OLBotSession'      = @{ ChatId = 1763; ToQueue = $true }
        'Complete-OLBotSession'  = @{ ChatId = 1763; ClientId = (ConvertTo-SecureString abcdefgh -AsPlainText -Force) }
        'New-OLLine'             = @{ Name = 'x' }
        'Set-OLLine'             = @{ LineId = 22; MaxChats = 3 }
        'Remove-OLLine'          = @{ LineId = 999 }
        'Get-OLLine'             = @{ LineId = 22 }
        'Get-OLOperator'         = @{ LineId = 22 }
        'Get-OLRecentDialog'     = @{}
        'Watch-OLMessage'        = @{ Once = $true }
        'Get-OLRevision'         = @{}
        'Get-OLPublicPath'       = @{}
        'Invoke-Bitrix24Method'  = @{ Method = 'profile'; Parameters = @{ a = 1 } }
    }
    $script:sending = $all.Name | Where-Object { $_ -notin $ofConnection } | ForEach-Object {
        @{ Name = $_; Given = $(if ($given.ContainsKey($_)) { $given[$_] } else { @{ ChatId = 1763 } }) }
    }
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

Describe 'A webhook in what <Name> sends' -ForEach $sending {
    BeforeAll {
        $script:portal = Open-Portal '--recorded', '100'
        $null = Connect-Bitrix24 -Webhook $portal.SecureWebhook
        $script:ConfirmPreference = 'None'
        function Get-Body {
            @(Invoke-RestMethod -Uri "$($portal.Address)/requests")
        }
    }

    AfterAll {
        $script:ConfirmPreference = 'High'
        Disconnect-Bitrix24
        Close-Portal $portal
    }

    It 'is refused in words of its own, and sent for no parameter' {
        $before = (Get-Body).Count
        $null = @(& $Name @Given 2>&1)
        (Get-Body).Count | Should -BeGreaterThan $before -Because 'else the test could not fail'
        $engine = [System.Management.Automation.Cmdlet]::CommonParameters
        $texts = (Get-Command $Name).Parameters.Values | Where-Object {
            $_.Name -notin $engine -and $_.ParameterType -in [string], [object], [System.Collections.IDictionary]
        }
        foreach ($parameter in $texts) {
            foreach ($value in "See $plain, please", @{ $plain = 1 }, @{ a = @{ b = @(1, $plain) } }) {
                $arguments = $Given.Clone()
                $arguments[$parameter.Name] = $value
                $all = @(try { & $Name @arguments *>&1 } catch { $_ })
                $failed = @($all | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
                $failed.Count | Should -BeGreaterThan 0 -Because "-$($parameter.Name) takes $value"
                Find-Secret ($failed | ForEach-Object { "$_"; "$($_.ErrorDetails)" }) | Should -BeNullOrEmpty
            }
        }

        $sent = (Get-Body) -join "`n"
        Find-Secret $sent | Should -BeNullOrEmpty
        $sent | Should -Not -Match '\*\*\*'
    }
}

Describe 'A bot' {
    It 'is named by its secret all the same' {
        $portal = Open-Portal '--recorded', '10'
        $null = Connect-Bitrix24 -Webhook $portal.SecureWebhook
        $bot = [securestring]::new()
        foreach ($character in 'sandboxbotclient'.ToCharArray()) { $bot.AppendChar($character) }
        (Complete-OLBotSession 2117 -ClientId $bot -Confirm:$false).ChatId | Should -Be 2117
        Invoke-Bitrix24Method imopenlines.bot.session.finish @{ CHAT_ID = 2117; client_id = 'sandboxbotclient' } -Confirm:$false |
            Should -BeTrue
        (Send-OLMessage 1763 'It is sandboxbotclient.' 2>&1).FullyQualifiedErrorId | Should -BeLike 'InvalidText,*'
        Disconnect-Bitrix24
        Close-Portal $portal
    }
}

Describe 'A webhook in the place of a portal' {
    It 'is not among what was bound when the parameters do not go together' {
        $run = Open-Run 'try { Connect-Bitrix24 -Portal $address -Sandbox } catch { $_ }' @{ address = $plain }
        try {
            Wait-Run $run
            $failed = $run.Output[0]
            $failed.FullyQualifiedErrorId | Should -BeLike 'AmbiguousParameterSet,*'
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
