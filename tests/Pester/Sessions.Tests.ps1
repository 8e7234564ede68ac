BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module

    # The bodies of the last requests, as text.
    function Get-Body {
        param([int] $Last = 1)

        $bodies = Invoke-RestMethod -Uri "$($portal.Address)/requests"
        $bodies | Select-Object -Last $Last
    }

    # The commands of the last batch, as they are sent.
    function Get-LastCommand {
        $commands = (Get-Body | ConvertFrom-Json).cmd
        $commands.PSObject.Properties.Value
    }
}

AfterAll {
    Close-Module
}

Describe 'What <Line> sends' -ForEach @(
    @{ Line = 'Switch-OLSession'; Method = 'imopenlines.session.intercept'; Chat = 1763, 2024; Body = ''; Command = '' }
    @{
        Line = 'Enable-OLSilentMode'; Method = 'imopenlines.session.mode.silent'; Chat = 1763, 2024
        Body = ',"ACTIVATE":"Y"'; Command = '&ACTIVATE=Y'
    }
    @{
        Line = 'Disable-OLSilentMode'; Method = 'imopenlines.session.mode.silent'; Chat = 1763, 2024
        Body = ',"ACTIVATE":"N"'; Command = '&ACTIVATE=N'
    }
    @{
        Line = 'Add-OLSessionPin -Force'; Method = 'imopenlines.session.mode.pin'; Chat = 2103, 1000001
        Body = ',"ACTIVATE":"Y"'; Command = '&ACTIVATE=Y'
    }
    @{
        Line = 'Remove-OLSessionPin -Force'; Method = 'imopenlines.session.mode.pin'; Chat = 2103, 1000001
        Body = ',"ACTIVATE":"N"'; Command = '&ACTIVATE=N'
    }
    @{ Line = 'New-OLLead -Force'; Method = 'imopenlines.crm.lead.create'; Chat = 2103, 1000001; Body = ''; Command = '' }
    @{
        Line = 'Restart-OLSession -MessageId "7" -Force'; Method = 'imopenlines.message.session.start'; Chat = 2103, 1000001
        Body = ',"MESSAGE_ID":7'; Command = '&MESSAGE_ID=7'
    }
    @{
        Line = 'Save-OLQuickAnswer -MessageId 176300002'; Method = 'imopenlines.message.quick.save'; Chat = 1763, 1763
        Body = ',"MESSAGE_ID":176300002'; Command = '&MESSAGE_ID=176300002'
    }
) {
    BeforeAll {
        $script:portal = Open-Portal '--recorded', '20', '--chats', '10', '--operator', '1'
        $script:connection = Connect-Portal $portal
    }

    AfterAll {
        Close-Portal $portal
    }

    It 'is its parameters by their exact names and types, alone and in a batch' {
        $run = [scriptblock]::Create("`$input | $Line")
        ($Chat[0] | & $run).ChatId | Should -Be $Chat[0]
        Get-Body | Should -BeExactly "{`"CHAT_ID`":$($Chat[0])$Body}"
        ($Chat | & $run).ChatId | Should -Be $Chat
        Get-LastCommand | Should -BeExactly ($Chat | ForEach-Object { "$Method`?CHAT_ID=$_$Command" })
    }
}

Describe '<Name>, which would open a session as if the client had written' -ForEach @(
    @{ Name = 'Add-OLSessionPin'; Method = 'imopenlines.session.mode.pin'; Given = @{}; Opens = 1 }
    @{ Name = 'Remove-OLSessionPin'; Method = 'imopenlines.session.mode.pin'; Given = @{}; Opens = 0 }
    @{ Name = 'New-OLLead'; Method = 'imopenlines.crm.lead.create'; Given = @{}; Opens = 1 }
    @{ Name = 'Restart-OLSession'; Method = 'imopenlines.message.session.start'; Given = @{ MessageId = 204300002 }; Opens = 2 }
) {
    BeforeAll {
        $script:portal = Open-Portal '--chats', '100', '--operator', '1'
        $script:connection = Connect-Portal $portal

        # How often the portal has carried the method out, or been asked to.
        function Get-ExecutionCount {
            $counts = (Get-PortalJournal $portal).methods.$Method
            if ($counts) { $counts.executions } else { 0 }
        }
    }

    BeforeEach {
        $script:executed = Get-ExecutionCount
        $script:opened = (Get-PortalJournal $portal).sessionsCreated
    }

    AfterAll {
        Close-Portal $portal
    }

    It 'does nothing in a chat without an open session, and says so' {
        $failed = $null
        2043, 1364 | & $Name @Given -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed.Count | Should -Be 2
        $failed[0].FullyQualifiedErrorId | Should -BeExactly "NoOpenSession,OpenLines.Commands.$($Name -replace '-')Command"
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Force*'
        Get-ExecutionCount | Should -Be $executed
        (Get-PortalJournal $portal).sessionsCreated | Should -Be $opened
    }

    It 'looks at the dialogs in batches, with one more call a chat' {
        $before = $connection.Calls
        $requests = $connection.Requests
        (1000001..1000100 | & $Name @Given).Count | Should -Be 100
        $connection.Calls - $before | Should -Be 200
        $connection.Requests - $requests | Should -BeLessOrEqual 12
    }

    It 'refuses a chat of no open line, of no right and of none with the words of the look: <_>' -ForEach 999, 3001, 2113 {
        $failed = $null
        $_ | & $Name @Given -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ACCESS_ERROR,*'
        Get-ExecutionCount | Should -Be $executed
    }

    It 'does no more after a chat without a session under ErrorAction Stop' {
        $failure = Get-Failure { 2043, 1000001, 1000002 | & $Name @Given -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -BeLike 'NoOpenSession,*'
        Get-ExecutionCount | Should -Be $executed
    }

    It 'calls the method there too with -Force, and looks at nothing before' {
        $before = $connection.Calls
        (1000001 | & $Name @Given -Force).ChatId | Should -Be 1000001
        $connection.Calls - $before | Should -Be 1
        $null = 2043 | & $Name @Given -Force -ErrorAction SilentlyContinue
        Get-ExecutionCount | Should -Be ($executed + 2)
        (Get-PortalJournal $portal).sessionsCreated - $opened | Should -Be $Opens
    }
}

Describe 'Pinned dialogs' {
    BeforeEach {
        $script:portal = Open-Portal '--recorded', '20'
        $script:connection = Connect-Portal $portal
    }

    AfterEach {
        Close-Portal $portal
    }

    It 'are those of their operator only: of anybody else the error says so, and not the blank code of the portal' {
        $failed = $null
        1763 | Add-OLSessionPin -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeExactly 'NotOperator,OpenLines.Commands.AddOLSessionPinCommand'
    }

    It 'are pinned and unpinned, and read back' {
        (2103 | Add-OLSessionPin -Verify).Action | Should -Be 'Pin'
        (Get-OLDialog 2103).IsPinned | Should -BeTrue
        (2103 | Remove-OLSessionPin -Verify).OperatorId | Should -Be 1
        (Get-OLDialog 2103).IsPinned | Should -BeFalse
    }

    It 'are NotVerified where the portal answers true and does nothing, as while it is locked: <Name>' -ForEach @(
        @{ Name = 'Add-OLSessionPin'; Fault = 'the dialog is not pinned' }
        @{ Name = 'Remove-OLSessionPin'; Fault = 'the dialog is still pinned'; IsPinned = $true }
    ) {
        if ($IsPinned) { $null = Add-OLSessionPin 2103 }
        Send-PortalAnswer $portal @{ status = 200; body = '{"result":true}' }
        $failed = $null
        2103 | & $Name -Force -Verify -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'NotVerified,*'
        "$($failed[0])" | Should -BeLike "*$Fault*"
    }

    It 'are all that the user has with -All, one result for each session that changed' {
        $null = Switch-OLSession 1763
        $pinned = @(Add-OLSessionPin -All)
        Get-Body | Should -BeExactly '{}'
        $pinned.Count | Should -Be 2
        $pinned[0].PSObject.TypeNames[0] | Should -BeExactly 'OpenLines.PinChange'
        $pinned[0].SessionId | Should -BeOfType long
        $pinned.IsPinned | Should -Be $true, $true
        @(Add-OLSessionPin -All).Count | Should -Be 0
        @(Remove-OLSessionPin -All).SessionId | Should -Be $pinned.SessionId
        $pinned | Get-OLDialog -SessionId { $_.SessionId } | ForEach-Object ChatId | Should -Be 1763, 2103
    }

    It 'give their sessions on to what takes a session' {
        (Add-OLSessionPin -All | Get-OLSessionHistory).ChatId | Should -Be 2103
        (Remove-OLSessionPin -All | Set-OLSessionRating -Rating 5).Rating | Should -Be 5
    }

    It 'take no chats beside -All: <Why>' -ForEach @(
        @{ Why = 'from the pipeline'; Script = { 1763 | Add-OLSessionPin -All } }
        @{ Why = 'as an argument'; Script = { Add-OLSessionPin 1763 -All } }
        @{ Why = 'as InputObject'; Script = { Remove-OLSessionPin -InputObject 1763 -All } }
    ) {
        (Get-Failure $Script).FullyQualifiedErrorId | Should -BeLike 'AmbiguousInput,*'
        (Get-PortalJournal $portal).methods.PSObject.Properties.Name | Should -Not -Contain 'imopenlines.session.mode.pinAll'
    }

    It 'are not touched by -All -WhatIf' {
        $before = $connection.Calls
        Add-OLSessionPin -All -WhatIf | Should -BeNullOrEmpty
        $connection.Calls | Should -Be $before
        (Get-OLDialog 2103).IsPinned | Should -BeFalse
    }

    It 'are an error of the command where -All cannot be done' {
        Send-PortalAnswer $portal @{ status = 400; body = '{"error":"SOMETHING","error_description":"x"}' }
        $failure = Get-Failure { Add-OLSessionPin -All -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'SOMETHING,OpenLines.Commands.AddOLSessionPinCommand'
    }
}

Describe 'Silent mode' {
    It 'shows in the dialog, and ends' {
        $null = Connect-Bitrix24 -Sandbox
        (Enable-OLSilentMode 1763 -Verify).State | Should -Be 'Open'
        (Get-OLDialog 1763).IsSilent | Should -BeTrue
        (Disable-OLSilentMode 1763 -Verify).State | Should -Be 'Open'
        (Get-OLDialog 1763).IsSilent | Should -BeFalse
    }
}

Describe 'A session that is restarted' {
    BeforeEach {
        $script:connection = Connect-Bitrix24 -Sandbox
    }

    It 'is another one afterwards, of the connected user' {
        $before = (Get-OLDialog 1763).SessionId
        $message = (Get-OLSessionHistory $before).Messages | Where-Object IsClient | Select-Object -Last 1
        $result = $message | Restart-OLSession -Verify
        $result.Action | Should -Be 'Restart'
        $result.SessionId | Should -BeGreaterThan $before
        $result.OperatorId | Should -Be 1
    }

    It 'is NotVerified where the message is of another chat or of none, of which the portal says nothing: <_>' -ForEach 210300002, 5 {
        $null = Switch-OLSession 1763
        Restart-OLSession 1763 -MessageId $_ | Should -Not -BeNullOrEmpty
        $failed = $null
        Restart-OLSession 1763 -MessageId $_ -Verify -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'NotVerified,*'
        "$($failed[0])" | Should -BeLike '*the session is still the one of before*'
    }

    It 'wants a message, of each record or for all: <_>' -ForEach $null, '', 'x', 0, 'chat5', $true {
        $failed = $null
        $before = $connection.Calls
        [pscustomobject]@{ ChatId = 1763; MESSAGE_ID = $_ } | Restart-OLSession -ErrorVariable failed -ErrorAction SilentlyContinue |
            Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidMessageId,OpenLines.Commands.RestartOLSessionCommand'
        $connection.Calls | Should -Be $before
    }
}

Describe 'A lead of a dialog' {
    BeforeEach {
        $script:connection = Connect-Bitrix24 -Sandbox
    }

    It 'is told with -Verify only: the portal does not answer its id' {
        (New-OLLead 2103).CrmId | Should -BeNullOrEmpty
        $result = New-OLLead 2103 -Verify
        $result.CrmType | Should -BeExactly 'LEAD'
        $result.CrmId | Should -BeOfType long
        $result.CrmId | Should -Be (Get-OLDialog 2103).LeadId
    }

    It 'is made by the operator only' {
        $failed = $null
        New-OLLead 1763 -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeExactly 'ERROR_USER_NOT_OPERATOR,OpenLines.Commands.NewOLLeadCommand'
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*Switch-OLSession*'
    }

    It 'is not made of a dialog that the CRM knows: what is bound is told' {
        (New-OLLead 2115 -Verify).CrmType | Should -BeExactly (Get-OLDialog 2115).CrmType
    }
}

Describe 'What a portal answers to New-OLLead' {
    BeforeAll {
        $script:portal = Open-Portal
        $script:connection = Connect-Portal $portal
    }

    AfterAll {
        Close-Portal $portal
    }

    It 'is NotVerified where it is true and nothing was made' {
        Send-PortalAnswer $portal @{ status = 200; body = '{"result":true}' }
        $failed = $null
        New-OLLead 2103 -Force -Verify -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$($failed[0])" | Should -BeLike '*nothing of the CRM is bound to the dialog*'
    }

    It 'has each of the codes that only the portal''s own text names: <_>' -ForEach 'IMOL_CHAT_ERROR_NOT_LOAD_CRM',
        'IMOL_CHAT_ERROR_NOT_LOAD_DATA', 'IMOL_CHAT_ERROR_ANSWER_NOT_LOAD_SESSION', 'IMOL_CHAT_ERROR_NOT_LOAD_CHAT' {
        Send-PortalAnswer $portal @{ status = 400; body = "{`"error`":`"$_`",`"error_description`":`"x`"}" }
        (Get-Failure { New-OLLead 2103 -Force -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike "$_,*"
    }
}

Describe 'A quick answer' {
    BeforeEach {
        $script:connection = Connect-Bitrix24 -Sandbox
    }

    It 'is made of the messages of a history' {
        $results = (Get-OLSessionHistory -ChatId 1763).Messages | Where-Object AuthorId -EQ 5 | Save-OLQuickAnswer
        $results.Count | Should -BeGreaterThan 1
        $results[0].Action | Should -Be 'SaveAnswer'
        $results.ChatId | Select-Object -Unique | Should -Be 1763
    }

    It 'is refused as the portal refuses it: <Chat>, <Message>' -ForEach @(
        @{ Chat = 1763; Message = 5; Code = 'CANT_SAVE_QUICK_ANSWER' }
        @{ Chat = 2024; Message = 202400002; Code = 'CANT_SAVE_QUICK_ANSWER' }
        @{ Chat = 999; Message = 176300002; Code = 'CHAT_ID' }
        @{ Chat = 3001; Message = 176300002; Code = 'CHAT_TYPE' }
        @{ Chat = 2113; Message = 211300002; Code = 'ACCESS_DENIED' }
    ) {
        $failed = $null
        Save-OLQuickAnswer $Chat $Message -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeExactly "$Code,OpenLines.Commands.SaveOLQuickAnswerCommand"
    }
}
