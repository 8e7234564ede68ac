BeforeDiscovery {
    . $PSScriptRoot/_Cmdlets.ps1
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:portal = Open-Portal '--recorded', '100', '--chats', '900', '--operator', '1'
    if (-not ('AnsweringHost' -as [type])) {
        Add-Type -Path "$PSScriptRoot/_AnsweringHost.cs"
    }

    # The bodies of the last requests, as text.
    function Get-Body {
        param([int] $Last = 1)

        $bodies = Invoke-RestMethod -Uri "$($portal.Address)/requests"
        $bodies | Select-Object -Last $Last
    }

    # Chats that nobody has worked on, whose operator is user 1.
    $script:next = 1000000
    function New-Chat {
        param([int] $Count = 1)

        $first = $script:next + 1
        $script:next += $Count
        $first..$script:next
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
            $output = $shell.AddScript("param(`$c) $Line").AddArgument($connection).Invoke()
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
    Close-Portal $portal
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
        $result | Out-String -Width 80 | Should -Match "$Action\s+$Good\s+chat$Good"
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

Describe '<Line> on the wire' -ForEach $OneShotCmdlets {
    BeforeAll {
        $script:connection = Connect-Portal $portal "sandboxwebhook$Caller" $Caller
        $Arguments.Confirm = $false
        $script:forced = if ($IsGuarded) { @{ Force = $true } } else { @{} }
    }

    It 'sends the chat, and what else it takes, in a call of its own' {
        $chat = New-Chat
        (& $Name $chat @Arguments).ChatId | Should -Be $chat
        Get-Body | Should -BeExactly "{`"CHAT_ID`":$chat$($Sent.Body)}"
    }

    It 'sends the same in a batch' {
        $chats = New-Chat 3
        ($chats | & $Name @Arguments).ChatId | Should -Be $chats
        $commands = (Get-Body | ConvertFrom-Json).cmd.PSObject.Properties.Value
        $commands | Should -Be ($chats | ForEach-Object { "$Method`?CHAT_ID=$_$($Sent.Command)" })
    }

    It 'looks first in the same stream of batches, and not with -Force' -Skip:(-not $IsGuarded) {
        $requests = $connection.Requests
        $chats = New-Chat 50
        ($chats | & $Name @Arguments).ChatId | Should -Be $chats
        $connection.Requests - $requests | Should -Be 2
        (Get-Body 2)[0] | Should -BeLike '*imopenlines.dialog.get?CHAT_ID=*'
        $requests = $connection.Requests
        (New-Chat 50 | & $Name @Arguments -Force).Count | Should -Be 50
        $connection.Requests - $requests | Should -Be 1
    }

    It 'is the error NotVerified where the portal answers true and does nothing' {
        $chat = New-Chat
        # What is looked at before is the chat as it is; then comes the answer to the call.
        if ($Closed.IsVerified) {
            $dialog = Invoke-Bitrix24Method imopenlines.dialog.get @{ CHAT_ID = $chat } -Raw
            Send-PortalAnswer $portal @{ status = 200; body = "{`"result`":$dialog}" }
        }

        Send-PortalAnswer $portal @{ status = 200; body = '{"result":true}' }
        $failed = & $Name $chat @Arguments @forced -Verify 2>&1
        $failed.FullyQualifiedErrorId | Should -BeExactly "NotVerified,$Class"
        "$failed" | Should -BeLike "*answered true, but $Fault.*"
    }

    It 'takes anything but true for an answer that is lost' {
        $chat = New-Chat
        Send-PortalAnswer $portal @{ status = 200; body = '{"result":false}' }
        $failed = & $Name $chat @Arguments @forced 2>&1
        $failed.FullyQualifiedErrorId | Should -BeExactly "OutcomeUnknown,$Class"
    }

    It 'is not sent again where its answer was lost' {
        $chat = New-Chat
        Send-PortalAnswer $portal @{ status = 502; body = '' }
        Send-PortalAnswer $portal @{ status = 502; body = '' }
        $requests = $connection.Requests
        $failed = & $Name $chat @Arguments @forced 2>&1
        $failed.FullyQualifiedErrorId | Should -BeExactly "OutcomeUnknown,$Class"
        $connection.Requests - $requests | Should -Be 1
        # The other answer is taken by a read, which goes again.
        (Get-OLDialog $chat).ChatId | Should -Be $chat
    }
}

Describe 'Move-OLSession' {
    BeforeEach { $script:connection = Connect-Bitrix24 -Sandbox }

    It 'wants to be told to whom, and one of the two' {
        (Get-Failure { Move-OLSession 2103 }).FullyQualifiedErrorId | Should -BeLike 'MissingInput,*'
        (Get-Failure { Move-OLSession 2103 -OperatorId 5 -LineId 22 }).FullyQualifiedErrorId | Should -BeLike 'AmbiguousParameterSet,*'
    }

    It 'never hands a dialog over to the operator or the line that it has' {
        $dialog = Get-OLDialog 2103
        (Get-Failure { $dialog | Move-OLSession }).FullyQualifiedErrorId | Should -BeLike 'MissingInput,*'
        ($dialog | Move-OLSession -LineId 22 -Verify).ChatId | Should -Be 2103
        (Get-OLDialog 2103).LineId | Should -Be 22
    }

    It 'finds the operator of each record with a script block' {
        $rows = 'ChatId,To', '2103,5', '1763,14', '2115,', '2109,x' | ConvertFrom-Csv
        $all = @($rows | Move-OLSession -OperatorId { $_.To } -Verify 2>&1)
        $all[0, 1].OperatorId | Should -Be 5, 14
        $all[2, 3].FullyQualifiedErrorId | Should -Be (@('InvalidUserId,OpenLines.Commands.MoveOLSessionCommand') * 2)
    }

    It 'refuses what is no id of an operator or a line, and sends nothing' -ForEach 0, -1, 'x', 1.5, $true, $null, 'chat5' {
        $calls = $connection.Calls
        (Move-OLSession 2103 -OperatorId $_ 2>&1).FullyQualifiedErrorId | Should -BeLike 'InvalidUserId,*'
        (Move-OLSession 2103 -LineId $_ 2>&1).FullyQualifiedErrorId | Should -BeLike 'InvalidLineId,*'
        $connection.Calls | Should -Be $calls
    }

    It 'is refused with one code for an operator or a line that is not possible' -ForEach @{ OperatorId = 12 }, @{ OperatorId = 20 },
        @{ OperatorId = 1 }, @{ OperatorId = 777 }, @{ LineId = 777 } {
        (Move-OLSession 2103 @_ 2>&1).FullyQualifiedErrorId | Should -BeLike 'OPERATOR_WRONG,*'
    }

    It 'opens a session only with -Force' {
        $null = Move-OLSession 2043 -LineId 58 2>&1
        (Get-OLDialog 2043).SessionId | Should -BeNullOrEmpty
        (Move-OLSession 2043 -LineId 58 -Force).ChatId | Should -Be 2043
        (Get-OLDialog 2043).SessionId | Should -BeGreaterThan 0
    }
}

Describe 'Receive-OLSession' {
    It 'says why the portal refuses, which does not say it' {
        $null = Connect-Bitrix24 -Sandbox
        $all = @(2103, 1763, 2043 | Receive-OLSession 2>&1)
        $all[0].FullyQualifiedErrorId | Should -BeLike 'AlreadyOperator,*'
        $all[1].ChatId | Should -Be 1763
        $all[2].FullyQualifiedErrorId | Should -BeLike 'NoOpenSession,*'
        $all[2].ErrorDetails.RecommendedAction | Should -BeLike '*Start-OLSession*'
    }
}

Describe 'Skip-OLSession' {
    It 'takes nobody out of a chat without an open session, but with -Force' {
        $connection = Connect-Bitrix24 -Sandbox
        $null = Join-OLSession 2043
        $failed = Skip-OLSession 2043 2>&1
        $failed.ErrorDetails.RecommendedAction | Should -BeLike '*out of the chat*'
        (Get-OLDialog 2043).Role | Should -Not -Be 'guest'
        (Skip-OLSession 2043 -Force 2>&1).FullyQualifiedErrorId | Should -BeLike 'NoOpenSession,*'
        (Get-OLDialog 2043).Role | Should -Be 'guest'
    }
}

Describe 'Complete-OLSession' {
    It 'says that the session is still open where the client is asked for his rating' {
        $webhook = Connect-Bitrix24 -Sandbox
        $null = Invoke-Bitrix24Method imopenlines.config.update @{
            CONFIG_ID = 58; PARAMS = @{ VOTE_MESSAGE = 'Y'; VOTE_CLOSING_DELAY = 'Y' }
        } -Connection $webhook
        $failed = Complete-OLSession 2103 -Verify 2>&1
        $failed.FullyQualifiedErrorId | Should -BeLike 'NotVerified,*'
        "$failed" | Should -BeLike '*the session is still open*'
    }

    It 'closes the spam of a file, and tells which rows had been closed before' {
        $connection = Connect-Bitrix24 -Sandbox
        $rows = 'UserCode', 'livechat|22|1761|587', 'livechat|58|2042|479', 'nobody', 'telegrambot|22|551200341|611' | ConvertFrom-Csv
        $failed = $null
        $done = $rows | Get-OLChatByUserCode -ErrorVariable +failed -ErrorAction SilentlyContinue |
            Complete-OLSession -Spam -Verify -Confirm:$false -ErrorVariable +failed -ErrorAction SilentlyContinue
        $done.ChatId | Should -Be 1763, 2101
        ($failed | ConvertFrom-OLError).UserCode | Sort-Object | Should -Be 'livechat|58|2042|479', 'nobody'
        $failed.FullyQualifiedErrorId -replace ',.*' | Sort-Object | Should -Be 'ACCESS_DENIED', 'NoOpenSession'
    }
}
