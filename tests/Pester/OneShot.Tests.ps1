BeforeDiscovery {
    . $PSScriptRoot/_Cmdlets.ps1
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    if (-not ('AnsweringHost' -as [type])) {
        Add-Type -Path "$PSScriptRoot/_AnsweringHost.cs"
    }

    # Runs a line with a host that answers its questions: 0 is yes, 2 is no, 3 is no to all.
    function Invoke-Hosted {
        param([string] $Line, [int[]] $Answer = @())

        $answering = [AnsweringHost]::new()
        foreach ($one in $Answer) { $answering.Answering.Answers.Enqueue($one) }
        $runspace = [runspacefactory]::CreateRunspace($answering)
        $runspace.Open()
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        try {
            $output = $shell.AddScript("param(`$c, `$bot) $Line").AddArgument($connection).AddArgument($Arguments.ClientId).Invoke()
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
    Disconnect-Bitrix24
    Close-Module
}

Describe '<Line>' -ForEach $OneShotCmdlets {
    BeforeEach {
        $script:connection = Connect-Bitrix24 -Sandbox
        $before = $connection.Calls
        $Arguments.Confirm = $false
    }

    It 'gives what it did with the chat, with its user code and its first record' {
        $code = (Get-OLDialog $Good).UserCode
        $result = [pscustomobject]@{ ChatId = $Good; UserCode = $code; Note = 'n' } | & $Name @Arguments
        $result.PSObject.TypeNames[0] | Should -BeExactly 'OpenLines.SessionResult'
        $result.ChatId | Should -Be $Good
        $result.UserCode | Should -BeExactly $code
        $result.InputObject.Note | Should -BeExactly 'n'
        "$($result.Action)" | Should -BeExactly $Action
        "$($result.State)" | Should -BeExactly 'NotChecked'
        $result | Out-String -Width 80 | Should -Match "$Action\s+$Good\b"
    }

    It 'shows with -Verify what the dialog is like afterwards' {
        $result = & $Name $Good @Arguments -Verify
        $result.OperatorId | Should -Be $Shown.OperatorId
        "$($result.State)" | Should -BeExactly $Shown.State
    }

    It 'takes <Why>' -ForEach @(
        @{ Why = 'an id by position'; Take = { & $Name $Good @Arguments } }
        @{ Why = 'an id that is piped in'; Take = { $Good | & $Name @Arguments } }
        @{ Why = 'a dialog id'; Take = { & $Name "chat$Good" @Arguments } }
        @{ Why = 'an alias'; Take = { & $Name -DIALOG_ID "chat$Good" @Arguments } }
        @{ Why = 'a row of a CSV file'; Take = { "CHAT_ID,Name`n$Good,x" | ConvertFrom-Csv | & $Name @Arguments } }
        @{ Why = 'a script block'; Take = { [pscustomobject]@{ Place = $Good } | & $Name -ChatId { $_.Place } @Arguments } }
        @{ Why = 'a dialog'; Take = { Get-OLDialog $Good | & $Name @Arguments } }
    ) {
        (& $Take).ChatId | Should -Be $Good
    }

    It 'refuses <_> without sending it' -ForEach 0, -5, 'x', '1.5', $true, 'imol|5' {
        $failed = & $Name $_ @Arguments 2>&1
        $failed.FullyQualifiedErrorId | Should -BeExactly "InvalidChatId,$Class"
        $connection.Calls | Should -Be $before
    }

    It 'ends with the code of the portal for <Chat>: <Code>' -ForEach $Refusals {
        $failed = & $Name $Chat @Arguments 2>&1
        $failed.FullyQualifiedErrorId | Should -BeExactly "$Code,$Class"
        $failed.CategoryInfo.Category | Should -Be $Category
        $failed.TargetObject | Should -Be $Chat
    }

    It 'does nothing in a chat without an open session, and says so' {
        $dialog = Get-OLDialog $Closed.Chat
        $failed = & $Name $Closed.Chat @Arguments -Verify:([bool]$Closed.IsVerified) 2>&1
        $failed.FullyQualifiedErrorId | Should -BeExactly "$($Closed.Code),$Class"
        $after = Get-OLDialog $Closed.Chat
        $after.SessionId | Should -BeNullOrEmpty
        $after.MessageCount | Should -Be $dialog.MessageCount
    }

    It 'accounts for every item in order' {
        $all = @($Good, 'x', 999, $Closed.Chat | & $Name @Arguments -Verify 2>&1)
        $all.Count | Should -Be 4
        $all[0].ChatId | Should -Be $Good
        $all[1..3].TargetObject | Should -Be 'x', 999, $Closed.Chat
    }

    It 'sends nothing with -WhatIf, and says what it would do' {
        $run = Invoke-Hosted "$Good, 'x' | $Line -Connection `$c -WhatIf"
        $run.Output | Should -BeNullOrEmpty
        $run.Lines | Should -Be "What if: Performing the operation `"$Operation`" on target `"chat$Good`"."
        $run.Errors.FullyQualifiedErrorId | Should -BeExactly "InvalidChatId,$Class"
        $run.Questions | Should -BeNullOrEmpty
        $connection.Calls | Should -Be $before
    }

    It 'asks where it is to, and does not do what is not wanted' {
        $run = Invoke-Hosted "$Good | $Line -Connection `$c -Confirm" -Answer 2
        $run.Questions.Count | Should -Be 1
        $run.Questions[0] | Should -BeLike "*chat$Good*"
        $run.Output | Should -BeNullOrEmpty
        $connection.Calls | Should -Be $before
        (Invoke-Hosted "`$ConfirmPreference = 'Medium'; $Good | $Line -Connection `$c" -Answer 0).Output.ChatId | Should -Be $Good
    }

    It 'asks by itself only where there is no undo' {
        $answers = if ($IsFinal) { , 2 } else { @() }
        $run = Invoke-Hosted "$Good | $Line -Connection `$c" -Answer $answers
        $run.Questions.Count | Should -Be $answers.Count
        if ($IsFinal) {
            $run.Questions[0] | Should -BeLike "*no undo*$Operation*chat$Good*"
            $run.Output | Should -BeNullOrEmpty
            $connection.Calls | Should -Be $before
            $run = Invoke-Hosted "`$ConfirmPreference = 'None'; $Good | $Line -Connection `$c"
            $run.Questions | Should -BeNullOrEmpty
        }

        $run.Output.ChatId | Should -Be $Good
    }
}

Describe 'What a question says' {
    BeforeAll {
        $script:connection = Connect-Bitrix24 -Sandbox
        $script:Arguments = @{}
    }

    It 'that a line cannot be had back: <Line>' -ForEach @(
        @{ Line = '22 | Remove-OLLine -Connection $c' }
        @{ Line = 'Remove-OLLine 22 -Connection $c -Confirm' }
        @{ Line = '$ConfirmPreference = "Low"; Remove-OLLine 22 -Connection $c' }
    ) {
        $run = Invoke-Hosted $Line -Answer 2
        $run.Questions.Count | Should -Be 1
        $run.Questions[0] | Should -BeLike '*There is no undo. Performing the operation "Delete" on target "line 22".*'
        $run.Output | Should -BeNullOrEmpty
        (Get-OLLine 22 -Connection $connection).LineId | Should -Be 22
    }

    It 'nothing where nobody is to be asked' {
        (Invoke-Hosted 'Remove-OLLine 22 -Connection $c -WhatIf').Lines |
            Should -Be 'What if: Performing the operation "Delete" on target "line 22".'
        $run = Invoke-Hosted 'Remove-OLLine 31 -Connection $c -Confirm:$false'
        $run.Questions | Should -BeNullOrEmpty
        $run.Output.LineId | Should -Be 31
    }

    It 'asks once for all that are meant by yes to all' {
        $run = Invoke-Hosted '"One", "Two", "Three" | New-OLLine -Connection $c | Remove-OLLine -Connection $c' -Answer 1
        $run.Questions.Count | Should -Be 1
        $run.Output.Count | Should -Be 3
    }

    It 'which settings go out: <Line>' -ForEach @(
        @{ Line = 'Set-OLLine 22 -WorkTimeTo 20:00 -Property @{ close_text = "x" }'; Says = 'Change settings WORKTIME_TO, CLOSE_TEXT' }
        @{ Line = 'New-OLLine Night'; Says = 'Create' }
        @{ Line = 'New-OLLine Night -Active $false'; Says = 'Create with settings ACTIVE' }
    ) {
        $run = Invoke-Hosted "$Line -Connection `$c -WhatIf"
        $run.Lines | Should -BeLike "What if: Performing the operation `"$Says`" on target `"line *"
        $run.Output | Should -BeNullOrEmpty
    }
}
