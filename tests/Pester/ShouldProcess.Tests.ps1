BeforeDiscovery {
    . $PSScriptRoot/_Cmdlets.ps1
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:code = 'livechat|22|1761|587'
    $script:portal = Open-Portal '--chats', '100'
    $script:connection = Connect-Portal $portal
    if (-not ('AnsweringHost' -as [type])) {
        Add-Type -Path "$PSScriptRoot/_AnsweringHost.cs"
    }

    # Runs a script with a host that answers its questions: 0 is yes, 2 is no, 3 is no to all.
    function Invoke-Hosted {
        param([string] $Script, [int[]] $Answer = @())

        $answering = [AnsweringHost]::new()
        foreach ($one in $Answer) {
            $answering.Answering.Answers.Enqueue($one)
        }

        $runspace = [runspacefactory]::CreateRunspace($answering)
        $runspace.Open()
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        try {
            $output = $shell.AddScript("param(`$c) $Script").AddArgument($connection).Invoke()
            [pscustomobject]@{
                Output    = @($output)
                Errors    = @($shell.Streams.Error)
                Lines     = @($answering.Answering.Lines)
                Questions = @($answering.Answering.Questions)
            }
        }
        finally {
            $shell.Dispose()
            $runspace.Dispose()
        }
    }
}

AfterAll {
    Close-Portal $portal
    Close-Module
}

Describe '<Name>' -ForEach $SessionCmdlets {
    BeforeEach {
        $script:before = $connection.Calls
        $script:requests = (Get-PortalJournal $portal).requests
    }

    It 'supports WhatIf and Confirm, with a medium impact' {
        $attribute = (Get-Command $Name).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)[0]
        $attribute.SupportsShouldProcess | Should -BeTrue
        $attribute.ConfirmImpact | Should -Be 'Medium'
    }

    It 'sends nothing with -WhatIf and gives nothing' {
        $run = Invoke-Hosted "1000001..1000100 | $Name -Connection `$c -WhatIf; $Name 1763 -Connection `$c -WhatIf"
        $run.Output | Should -BeNullOrEmpty
        $run.Lines.Count | Should -Be 101
        $connection.Calls | Should -Be $before
        (Get-PortalJournal $portal).requests | Should -Be $requests
    }

    It 'sends nothing under WhatIfPreference' {
        (Invoke-Hosted "`$WhatIfPreference = `$true; 1763 | $Name -Connection `$c").Output | Should -BeNullOrEmpty
        $connection.Calls | Should -Be $before
    }

    It 'is done under WhatIfPreference with -WhatIf:$false' {
        (Invoke-Hosted "`$WhatIfPreference = `$true; 1763 | $Name -Connection `$c -WhatIf:`$false").Output.ChatId | Should -Be 1763
    }

    It 'says with -WhatIf what would be done with which chat, one line each' {
        $run = Invoke-Hosted ("'livechat|22|1761|587' | Get-OLChatByUserCode -Connection `$c | $Name -Connection `$c -WhatIf; " +
            "2043, 'CHAT2024' | $Name -Connection `$c -WhatIf")
        $run.Lines | Should -Be @(
            "What if: Performing the operation `"$Operation`" on target `"chat1763 (livechat|22|1761|587)`"."
            "What if: Performing the operation `"$Operation`" on target `"chat2043`"."
            "What if: Performing the operation `"$Operation`" on target `"chat2024`".")
    }

    It 'says with -WhatIf which items are no chat ids' {
        $run = Invoke-Hosted "1763, 'x', 0 | $Name -Connection `$c -WhatIf"
        $run.Errors.TargetObject | Should -Be 'x', 0
        $run.Lines.Count | Should -Be 1
    }

    It 'cannot be made to write escape sequences by the user code of a row' {
        $run = Invoke-Hosted "[pscustomobject]@{ ChatId = 1763; UserCode = `"a`$([char]27)[31mb`" } | $Name -Connection `$c -WhatIf"
        $run.Lines.Count | Should -Be 1
        $run.Lines[0] | Should -Not -Match '[\x00-\x1F]'
    }

    It 'does not ask under the default ConfirmPreference' {
        $run = Invoke-Hosted "1763 | $Name -Connection `$c"
        $run.Output.ChatId | Should -Be 1763
        $run.Questions | Should -BeNullOrEmpty
    }

    It 'asks under a ConfirmPreference of <_>' -ForEach 'Medium', 'Low' {
        $run = Invoke-Hosted "`$ConfirmPreference = '$_'; 1763 | $Name -Connection `$c" -Answer 0
        $run.Output.ChatId | Should -Be 1763
        $run.Questions.Count | Should -Be 1
        $run.Questions[0] | Should -BeLike '*chat1763*'
    }

    It 'does not ask with -Confirm:$false' {
        $run = Invoke-Hosted "`$ConfirmPreference = 'Low'; 1763 | $Name -Connection `$c -Confirm:`$false"
        $run.Output.ChatId | Should -Be 1763
        $run.Questions | Should -BeNullOrEmpty
    }

    It 'asks item by item before anything is sent, and leaves out what is denied' {
        $run = Invoke-Hosted "1763, 2043, 2024 | $Name -Connection `$c -Confirm" -Answer 0, 2, 0
        $run.Questions.Count | Should -Be 3
        $run.Output.ChatId | Should -Be 1763, 2024
        $connection.Calls | Should -Be ($before + 2)
    }

    It 'asks once for all where the answer is for all' {
        $run = Invoke-Hosted "1763, 2043, 2024 | $Name -Connection `$c -Confirm" -Answer 1
        $run.Questions.Count | Should -Be 1
        $run.Output.ChatId | Should -Be 1763, 2043, 2024
        $none = Invoke-Hosted "1763, 2043, 2024 | $Name -Connection `$c -Confirm" -Answer 3
        $none.Questions.Count | Should -Be 1
        $none.Output | Should -BeNullOrEmpty
    }

    It 'has an error for each item where nobody can answer, of <Reason>' -ForEach @(
        @{ Reason = 'a PowerShell that is not interactive'; Switch = '-NonInteractive' }
        @{ Reason = 'an input that has ended'; Switch = @() }
    ) {
        $child = Invoke-Child -Switch $Switch ('$null = Connect-Bitrix24 -Sandbox; $ErrorActionPreference = ''SilentlyContinue''; ' +
            "`$done = @(1763, 'x', 2043 | $Name -Confirm -ErrorVariable failed); " +
            '""; $failed | ForEach-Object { "$($_.TargetObject): $($_.FullyQualifiedErrorId.Split('','')[0])" }; $done.Count; ' +
            '(Get-Bitrix24Connection).Calls; ' + "(1763 | $Name -Confirm:`$false).ChatId")
        ($child.Output -split '\r?\n' | Select-Object -Last 6) | Should -Be @(
            '1763: ConfirmationUnavailable', 'x: InvalidChatId', '2043: ConfirmationUnavailable', '0', '3', '1763')
    }

    It 'has an error for each item where nobody can answer, of <Reason>' -ForEach @(
        @{ Reason = 'a runspace without a host' }
        @{ Reason = 'a host that fails'; Hosted = $true }
    ) {
        $script = "`$ConfirmPreference = 'Low'; 1763, 'x', 2043 | $Name -Connection `$c"
        if ($Hosted) {
            $failed = (Invoke-Hosted $script).Errors
        }
        else {
            $shell = [powershell]::Create()
            try {
                $shell.AddScript("param(`$c) $script").AddArgument($connection).Invoke() | Should -BeNullOrEmpty
                $failed = @($shell.Streams.Error)
            }
            finally {
                $shell.Dispose()
            }
        }

        $failed.TargetObject | Should -Be 1763, 'x', 2043
        ($failed.FullyQualifiedErrorId -replace ',.*') | Should -Be 'ConfirmationUnavailable', 'InvalidChatId', 'ConfirmationUnavailable'
        foreach ($text in "$($failed[0])", $failed[2].ErrorDetails.RecommendedAction) {
            $text | Should -BeLike '*-Confirm:$false*'
        }

        $connection.Calls | Should -Be $before
    }

    It 'goes on with what was confirmed before the host failed' {
        $run = Invoke-Hosted "1763, 2043, 2024 | $Name -Connection `$c -Confirm" -Answer 0
        $run.Output.ChatId | Should -Be 1763
        $run.Errors.TargetObject | Should -Be 2043, 2024
        $run.Questions.Count | Should -Be 2 -Because 'a host that could not ask is not asked again'
    }

    It 'ends with the first item where nobody can answer under -ErrorAction Stop' {
        $child = Invoke-Child ("`$null = Connect-Bitrix24 -Sandbox; try { 1763, 2043 | $Name -Confirm -ErrorAction Stop } " +
            'catch { "$($_.TargetObject): $($_.FullyQualifiedErrorId.Split('','')[0])" }; (Get-Bitrix24Connection).Calls')
        $child.Output -split '\r?\n' | Should -Be '1763: ConfirmationUnavailable', '3'
    }
}

Describe 'A cmdlet that changes nothing on the portal' {
    It 'has no WhatIf: <_>' -ForEach 'Get-OLChatByUserCode', 'Get-Bitrix24Connection', 'Test-Bitrix24Connection', 'Connect-Bitrix24',
        'Disconnect-Bitrix24', 'Select-Bitrix24Connection' {
        (Get-Command $_).Parameters.Keys | Should -Not -Contain 'WhatIf'
    }

    It 'reads under WhatIfPreference too' {
        $WhatIfPreference = $true
        (Get-OLChatByUserCode $code).ChatId | Should -Be 1763
    }
}
