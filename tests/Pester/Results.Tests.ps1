BeforeDiscovery {
    . $PSScriptRoot/_Cmdlets.ps1
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:code = 'livechat|22|1761|587'
    $script:other = 'livechat|58|2042|479'
    $script:connection = Connect-Bitrix24 -Sandbox
}

AfterAll {
    Disconnect-Bitrix24
    Close-Module
}

Describe 'A chat' {
    BeforeAll {
        $script:chat = Get-OLChatByUserCode $code
    }

    It 'is an OpenLines.Chat, as Get-OLChatByUserCode declares' {
        $chat.PSObject.TypeNames[0] | Should -BeExactly 'OpenLines.Chat'
        (Get-Command Get-OLChatByUserCode).OutputType.Name | Should -Be 'OpenLines.Chat'
    }

    It 'has these properties and no others' {
        $chat.PSObject.Properties.Name | Should -Be UserCode, ChatId, DialogId, InputObject
        $chat.UserCode | Should -BeExactly $code
        $chat.ChatId | Should -BeOfType long
        $chat.ChatId | Should -Be 1763
        $chat.DialogId | Should -BeExactly 'chat1763'
        $chat.InputObject | Should -BeExactly $code
    }

    It 'cannot be changed' {
        { $chat.ChatId = 5 } | Should -Throw
    }

    It 'is shown as a table without InputObject' {
        $text = $chat | Out-String -Width 80
        $text | Should -Match 'ChatId\s+DialogId\s+UserCode'
        $text | Should -Match '1763\s+chat1763\s+livechat\|22\|1761\|587'
        $text | Should -Not -Match 'InputObject'
    }

    It 'can be exported to CSV and read back' {
        $chat | Select-Object UserCode, ChatId, DialogId | Export-Csv TestDrive:/chats.csv -NoTypeInformation
        (Import-Csv TestDrive:/chats.csv | Join-OLSession).ChatId | Should -Be 1763
    }

    It 'keeps a long user code whole in the object' {
        $long = 'my_connector|1|order #17 & co + 5%|616'
        (Get-OLChatByUserCode $long).UserCode | Should -BeExactly $long
    }
}

Describe 'The result of <Name>' -ForEach $SessionCmdlets {
    BeforeAll {
        $script:connection = Connect-Bitrix24 -Sandbox
    }

    It 'is an OpenLines.SessionResult, as the cmdlet declares' {
        (& $Name 1763).PSObject.TypeNames[0] | Should -BeExactly 'OpenLines.SessionResult'
        (Get-Command $Name).OutputType.Name | Should -Be 'OpenLines.SessionResult'
    }

    It 'has these properties and no others' {
        $result = $code | Get-OLChatByUserCode | & $Name
        $result.PSObject.Properties.Name | Should -Be @(
            'ChatId', 'DialogId', 'UserCode', 'Action', 'SessionId', 'OperatorId', 'State', 'CrmType', 'CrmId', 'InputObject')
        $result.ChatId | Should -BeOfType long
        $result.ChatId | Should -Be 1763
        $result.DialogId | Should -BeExactly 'chat1763'
        $result.UserCode | Should -BeExactly $code
        $result.Action | Should -BeOfType OpenLines.SessionAction
        "$($result.Action)" | Should -BeExactly $Action
        $result.InputObject | Should -BeExactly $code
    }

    It 'has no user code where none was told' {
        (& $Name 1763).UserCode | Should -BeNullOrEmpty
        ('chat1763' | & $Name).UserCode | Should -BeNullOrEmpty
    }

    It 'is shown as a table without InputObject' {
        $text = $code | Get-OLChatByUserCode | & $Name | Out-String -Width 80
        $text | Should -Match 'Action\s+ChatId\s+UserCode'
        $text | Should -Match "$Action\s+1763\s+livechat\|22\|1761\|587"
        $text | Should -Not -Match 'InputObject'
    }
}

Describe '<Name> -Verify' -ForEach $SessionCmdlets {
    BeforeAll {
        # What another cmdlet did to the chats is not what is found.
        $script:connection = Connect-Bitrix24 -Sandbox
    }

    It 'tells the session, the operator and the state that it found, where they are' {
        $result = & $Name 1763 -Verify
        $result.SessionId | Should -BeGreaterThan 0
        $result.OperatorId | Should -Be $Operator
        "$($result.State)" | Should -BeExactly 'Open'
    }

    It 'tells none of them without it' {
        $result = & $Name 1763
        $result.SessionId | Should -BeNullOrEmpty
        $result.OperatorId | Should -BeNullOrEmpty
    }

    It 'shows them in a table of its own, and all of it in the list' {
        $result = & $Name 1763 -Verify
        $result.PSObject.TypeNames[0, 1] | Should -BeExactly 'OpenLines.SessionResult#Verified', 'OpenLines.SessionResult'
        $text = $result | Out-String -Width 80
        $text | Should -Match 'Action\s+ChatId\s+State\s+SessionId\s+OperatorId\s+UserCode'
        $text | Should -Match "$Action\s+1763\s+Open\s+$($result.SessionId)\s+$Operator\b"
        $result | Format-List | Out-String -Width 80 | Should -Match "SessionId +: $($result.SessionId)"
    }

    It 'shows them after Export-Clixml and Import-Clixml too' {
        & $Name 1763 -Verify | Export-Clixml TestDrive:/verified.xml
        $result = Import-Clixml TestDrive:/verified.xml
        $result | Out-String -Width 80 | Should -Match "$Action\s+1763\s+Open\s+$($result.SessionId)\s+$Operator\b"
    }

    It 'is the error NotVerified where the portal answers true and does nothing, and names what is not so: <Flag>' -ForEach $NotDone {
        $portal = Open-Portal
        try {
            $caller = Connect-Portal $portal "sandboxwebhook$User" $User
            if ($Before) { $null = $Chat | & $Before -Connection $caller -ErrorAction Stop }
            if ($Answered) { Send-PortalAnswer $portal @{ status = 200; body = '{"result":true}' } }
            ($Chat | & $Name -Connection $caller).ChatId | Should -Be $Chat
            $failed = $null
            if ($Answered) { Send-PortalAnswer $portal @{ status = 200; body = '{"result":true}' } }
            $Chat | & $Name -Connection $caller -Verify -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed[0].FullyQualifiedErrorId | Should -BeExactly "NotVerified,$Class"
            "$($failed[0])" | Should -BeLike "*answered true, but $Fault.*"
            $failed[0].CategoryInfo.Category | Should -Not -Be 'NotSpecified'
            $failed[0].TargetObject | Should -Be $Chat
        }
        finally {
            Close-Portal $portal
            $script:connection = Connect-Bitrix24 -Sandbox
        }
    }

    It 'is tested with a chat for each thing that the dialog shows after it' {
        $library = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'Bitrix24.OpenLines' }
        $session = $library.GetType('Bitrix24.OpenLines.SessionMethods').GetField($Field).GetValue($null)
        $session.Name | Should -BeExactly $Method
        $shown = "$($session.Shows)" -split ', ' | Sort-Object
        $shown | Should -Not -Be 'Nothing'
        $NotDone.Flag | Sort-Object | Should -Be $shown
    }

    It 'keeps the order and accounts for every item' {
        $all = @($Verified[0], 999, $Verified[1], 'x', $Verified[2], 3001, $Verified[3] | & $Name -Verify 2>&1)
        $all.Count | Should -Be 7
        $all[0, 2, 4, 6].ChatId | Should -Be $Verified
        $all[1, 3, 5].TargetObject | Should -Be 999, 'x', 3001
    }
}

Describe 'InputObject' {
    BeforeAll {
        $script:rows = 'Client,Phone,UserCode', "Anna,1,$code", "Boris,2,$other" | ConvertFrom-Csv
    }

    It 'is the very record that was piped in' {
        $chats = $rows | Get-OLChatByUserCode
        [object]::ReferenceEquals($chats[0].InputObject, $rows[0]) | Should -BeTrue
        $chats[1].InputObject.Phone | Should -Be 2
    }

    It 'is the first record of the whole chain' {
        $results = $rows | Get-OLChatByUserCode | Join-OLSession | Start-OLSession
        $results.InputObject.Client | Should -Be Anna, Boris
        $results.UserCode | Should -Be $code, $other
    }

    It 'is the record that a script put between' {
        $result = $rows | Get-OLChatByUserCode | Select-Object ChatId | Join-OLSession
        $result[0].InputObject.PSObject.Properties.Name | Should -Be ChatId
    }

    It 'is the argument where nothing was piped' {
        (Get-OLChatByUserCode $code).InputObject | Should -BeExactly $code
        (Join-OLSession 1763, 'chat2043').InputObject | Should -Be 1763, 'chat2043'
    }
}

Describe 'The order of the results' {
    BeforeAll {
        $script:portal = Open-Portal '--chats', '400'
        $script:connection = Connect-Portal $portal
    }

    AfterAll {
        Close-Portal $portal
    }

    It 'is the order of the input, whichever request is answered first' {
        $expected = 1..400 | ForEach-Object { 1000000 + $_ }
        # The answer to one batch is kept back while the others come.
        Send-Portal $portal 'hold'
        $shell = [powershell]::Create().AddScript(
            'param($c, $codes) $codes | Get-OLChatByUserCode -Connection $c').AddArgument($connection).AddArgument((Get-Code 1 400))
        try {
            $run = $shell.BeginInvoke()
            Wait-Until { (Get-PortalJournal $portal).commands -ge 400 }
            Send-Portal $portal 'release'
            $shell.EndInvoke($run).ChatId | Should -Be $expected
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'keeps errors and results apart in streams but together in order' {
        $codes = Get-Code 1 60
        $codes[9] = 'nobody'
        $codes[19] = ''
        $codes[29] = $null
        $all = @($codes | Get-OLChatByUserCode 2>&1)
        $all.Count | Should -Be 60
        foreach ($place in 9, 19, 29) {
            $all[$place] | Should -BeOfType System.Management.Automation.ErrorRecord
        }

        for ($i = 0; $i -lt 60; $i++) {
            if ($i -notin 9, 19, 29) {
                $all[$i].UserCode | Should -BeExactly $codes[$i]
            }
        }
    }

    It 'is kept through the chain' {
        $results = Get-Code 1 120 | Get-OLChatByUserCode | Join-OLSession | Start-OLSession
        $results.ChatId | Should -Be (1..120 | ForEach-Object { 1000000 + $_ })
    }
}

Describe 'Equal inputs' {
    It 'are separate calls with a result each' {
        $connection = Connect-Bitrix24 -Sandbox
        $chats = $code, $code, $code | Get-OLChatByUserCode
        $chats.Count | Should -Be 3
        $connection.Calls | Should -Be 6
    }

    It 'are separate changes, done one after the other' {
        $portal = Open-Portal
        try {
            $null = Connect-Portal $portal
            $results = 1..7 | ForEach-Object { 2043 } | Start-OLSession
            $results.Count | Should -Be 7
            $journal = Get-PortalJournal $portal
            $journal.methods.'imopenlines.session.start'.maxPerChat | Should -Be 7
            $journal.maxConcurrentRequestsPerChat | Should -Be 1
            $journal.sessionsCreated | Should -Be 1
        }
        finally {
            Close-Portal $portal
        }
    }
}

Describe 'A connection' {
    It 'has these properties and no others, none of which holds a secret' {
        (Connect-Bitrix24 -Sandbox).PSObject.Properties.Name | Should -Be @(
            'Name', 'IsDefault', 'Portal', 'UserId', 'UserName', 'IsAdministrator', 'SignIn', 'Scopes',
            'TokenExpiresAt', 'TokenRefreshes', 'State', 'Reason', 'UnreachableSince',
            'Counters', 'Requests', 'Calls', 'Succeeded', 'Failed', 'NotSent', 'Abandoned', 'Retries', 'Refusals',
            'Waits', 'WaitTime', 'RequestsPerSecond', 'MaximumRequestRate', 'OperatingTime', 'BytesSent', 'BytesReceived')
    }

    It 'has all its counters at one moment, under the same names' {
        $connection = Connect-Bitrix24 -Sandbox
        $before = $connection.Counters
        $null = Get-OLChatByUserCode $code
        $before.Calls | Should -Be ($connection.Calls - 1)
        $before.Calls | Should -Be ($before.Succeeded + $before.Failed + $before.NotSent + $before.Abandoned)
        $now = $connection.Counters
        $now.PSObject.Properties.Name | Should -Be @(
            'Requests', 'Calls', 'Succeeded', 'Failed', 'NotSent', 'Abandoned', 'Retries', 'Refusals',
            'Waits', 'WaitTime', 'BytesSent', 'BytesReceived')
        foreach ($counter in $now.PSObject.Properties) {
            $counter.Value | Should -Be $connection.($counter.Name) -Because $counter.Name
        }
    }

    It 'tells the rate that was given, and none where none was' {
        (Connect-Bitrix24 -Sandbox -MaximumRequestRate 1.5).MaximumRequestRate | Should -Be 1.5
        (Connect-Bitrix24 -Sandbox).MaximumRequestRate | Should -BeNullOrEmpty
    }

    It 'is shown as a list in groups, with one look at its counters' {
        $counting = [pscustomobject] @{ PSTypeName = 'OpenLines.Bitrix24Connection'; Looks = 0; OperatingTime = @{} }
        $counting | Add-Member -MemberType ScriptProperty -Name Counters -Value {
            $this.Looks++
            [pscustomobject] @{ Requests = $this.Looks; Calls = $this.Looks }
        }
        $text = $counting | Format-List | Out-String -Width 80
        $counting.Looks | Should -Be 1
        $text | Should -Match 'Counters +: +Requests +1\s+Calls +1\s'
        $text = Connect-Bitrix24 -Sandbox -MaximumRequestRate 2 | Format-List | Out-String -Width 80
        $text | Should -Match '(?s)\nConnection : Name.*\nNetwork +: State.*\nPace +:.*MaximumRequestRate +2\b.*\nCounters +: Requests'
    }

    It 'shows every member with Format-List *' {
        $text = Connect-Bitrix24 -Sandbox | Format-List * | Out-String -Width 200
        $text | Should -Match '(?m)^Requests +: \d'
        $text | Should -Match '(?m)^Counters +: Requests \d+, Calls \d+'
    }

    It 'is what Connect-Bitrix24 and Get-Bitrix24Connection declare' {
        foreach ($name in 'Connect-Bitrix24', 'Get-Bitrix24Connection') {
            (Get-Command $name).OutputType.Name | Should -Be 'OpenLines.Bitrix24Connection'
        }
    }

    It 'shares one request among up to 50 calls' {
        $portal = Open-Portal '--chats', '100'
        try {
            $connection = Connect-Portal $portal
            $null = Get-Code 1 100 | Get-OLChatByUserCode
            $connection.Requests | Should -BeLessThan 100
            (Get-PortalJournal $portal).requests | Should -Be $connection.Requests
            (Get-PortalJournal $portal).largestBatch | Should -BeLessOrEqual 50
        }
        finally {
            Close-Portal $portal
        }
    }
}
