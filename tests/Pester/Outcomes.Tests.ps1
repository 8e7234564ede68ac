BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    . $PSScriptRoot/_Run.ps1
    Open-Module
    $script:portal = Open-Portal '--chats', '20000'

    # How many chats a method has worked on.
    function Get-Done {
        param([string] $Method)

        Get-PortalChatCount $portal "imopenlines.session.$Method"
    }

    # The ids of results and outcomes together, each of which must be there once.
    function Get-Id {
        $ids = @($args | ForEach-Object { $_ } | Where-Object { $_ } | ForEach-Object ChatId)
        @($ids | Select-Object -Unique).Count | Should -Be $ids.Count
        $ids
    }
}

AfterAll {
    Close-Portal $portal
    Close-Module
}

Describe 'Receive-OLOutcome after <Name> under ErrorAction Stop' -ForEach @(
    @{ Name = 'a bad item behind 120 good ones'; Items = @(1002001..1002120) + 'bad'; Base = 1002000 }
    @{ Name = 'a refusal at item 221'; Items = @(1003001..1003220) + 999999999 + @(1003221..1003400); Base = 1003000 }
    @{ Name = 'a refusal in the second batch'; Items = @(1004001..1004070) + 999999999 + @(1004071..1004120); Base = 1004000 }
) {
    BeforeAll {
        $script:connection = Connect-Portal $portal
        $before = @{ join = Get-Done 'join'; start = Get-Done 'start' }
        $script:results = [System.Collections.Generic.List[object]]::new()
        $script:failure = Get-Failure {
            $Items | Join-OLSession -ErrorAction Stop | Start-OLSession -ErrorAction Stop | ForEach-Object { $results.Add($_) }
        }
        $script:outcomes = @(Receive-OLOutcome)
        $script:joined = (Get-Done 'join') - $before.join
        $script:started = (Get-Done 'start') - $before.start
    }

    It 'accounts for every session that was started' {
        @(Get-Id $results ($outcomes | Where-Object Action -EQ 'Start')).Count | Should -Be $started
    }

    It 'accounts for every chat that was joined' {
        @(Get-Id $results $outcomes).Count | Should -Be $joined
    }

    It 'gives them in input order, as the cmdlet would have written them' {
        $chats = @($outcomes | Where-Object Action -EQ 'Start' | ForEach-Object ChatId)
        $chats | Should -Be @($chats | Sort-Object)
        $outcomes.State | Select-Object -Unique | Should -Be 'Succeeded'
        foreach ($outcome in $outcomes) {
            $outcome.Result | Should -BeOfType OpenLines.SessionResult
            $outcome.Result.Action | Should -Be "$($outcome.Action)"
            $outcome.Result.ChatId | Should -Be $outcome.ChatId
            $outcome.InputObject | Should -Be $outcome.ChatId
            $outcome.Error | Should -BeNullOrEmpty
        }
    }

    It 'gives each once' {
        Receive-OLOutcome | Should -BeNullOrEmpty
        Assert-Balance $connection
        $connection.Abandoned | Should -Be 0
    }

    It 'lets a chain be taken up where it ended' {
        $rest = @($outcomes | Where-Object Action -EQ 'Join' | Start-OLSession)
        $rest.Count | Should -Be @($outcomes | Where-Object Action -EQ 'Join').Count
        $rest.Count | Should -Be ($joined - $started)
    }
}

Describe 'Receive-OLOutcome after a pipeline that was ended early' {
    BeforeEach {
        $script:connection = Connect-Portal $portal
    }

    It 'by Select-Object -First gives what is not among the results' {
        $before = Get-Done 'join'
        $shown = @(1005001..1005200 | Join-OLSession | Select-Object -First 3)
        $ids = @(Get-Id $shown (Receive-OLOutcome))
        $ids | Should -Be (1005001..(1005000 + $ids.Count))
        $ids.Count | Should -Be ((Get-Done 'join') - $before)
    }

    It 'by break and by an error of a script gives the rest too' {
        $shown = [System.Collections.Generic.List[object]]::new()
        $rows = Get-Code 1 120 | ForEach-Object { [pscustomobject]@{ UserCode = "imol|$_"; Note = "of $_" } }
        $null = Get-Failure { $rows | Get-OLChatByUserCode | ForEach-Object { $shown.Add($_); if ($shown.Count -eq 7) { throw 'x' } } }
        $outcomes = @(Receive-OLOutcome)
        @($shown.UserCode) + @($outcomes.UserCode) | Should -Be (Get-Code 1 (7 + $outcomes.Count))
        $outcomes.Action | Select-Object -Unique | Should -Be 'Get'
        $outcomes[0].InputObject.Note | Should -Be 'of livechat|1|8|8'
        $outcomes[0].Result | Should -BeOfType OpenLines.Chat
    }

    It 'by <Way> waits for what is under way' -ForEach @(
        @{ Way = 'Stop'; First = 1006001; End = { $run.Shell.Stop() } }
        @{ Way = 'closing its runspace'; First = 1006201; End = { $run.Runspace.Close() } }
    ) {
        Send-Portal $portal 'holdall'
        $before = Get-Done 'join'
        $run = Open-Run '$first..($first + 119) | Join-OLSession -Connection $c' @{ c = $connection; first = $First }
        try {
            Wait-Until { $connection.Calls -eq 123 -and $connection.Requests -ge 3 }
            & $End
            $receiver = Open-Run 'Receive-OLOutcome -Connection $c' @{ c = $connection }
            $receiver.Handle.IsCompleted | Should -BeFalse
            Send-Portal $portal 'release'
            Wait-Run $receiver
            $receiver.Output.Count | Should -BeGreaterThan 0
            $receiver.Output.Count | Should -Be ((Get-Done 'join') - $before)
            $receiver.Output[0].ChatId | Should -Be $First
            Assert-Balance $connection
            $connection.Abandoned | Should -Be 0
        }
        finally {
            Send-Portal $portal 'release'
            Close-Run $run
            Close-Run $receiver
        }
    }

    It 'can be stopped itself, and loses nothing' {
        Send-Portal $portal 'holdall'
        $run = Open-Run '1007001..1007010 | Join-OLSession -Connection $c' @{ c = $connection }
        try {
            Wait-Until { $connection.Requests -ge 2 }
            $run.Shell.Stop()
            $receiver = Open-Run 'Receive-OLOutcome -Connection $c' @{ c = $connection }
            Wait-Until { $receiver.Shell.InvocationStateInfo.State -eq 'Running' }
            $receiver.Shell.Stop()
            $receiver.Output.Count | Should -Be 0
            Send-Portal $portal 'release'
            (Receive-OLOutcome | Select-Object -First 4).ChatId | Should -Be (1007001..1007004)
            (Receive-OLOutcome).ChatId | Should -Be (1007005..1007010)
        }
        finally {
            Send-Portal $portal 'release'
            Close-Run $run
            Close-Run $receiver
        }
    }

    It 'takes none as long as it waits for one: a variable gets nothing from a pipeline that is stopped' {
        $null = 1016001..1016010 | Join-OLSession | Select-Object -First 1
        Send-Portal $portal 'holdall'
        $requests = $connection.Requests
        $run = Open-Run '1016011..1016020 | Join-OLSession -Connection $c' @{ c = $connection }
        try {
            Wait-Until { $connection.Requests -gt $requests }
            $run.Shell.Stop()
            $receiver = Open-Run '$outcomes = Receive-OLOutcome -Connection $c' @{ c = $connection }
            Wait-Until { $receiver.Shell.InvocationStateInfo.State -eq 'Running' }
            $receiver.Shell.Stop()
            Send-Portal $portal 'release'
            $outcomes = @(Receive-OLOutcome)
            $outcomes.Count | Should -BeGreaterThan 9
            $outcomes.ChatId | Should -Be (1016002..(1016001 + $outcomes.Count))
        }
        finally {
            Send-Portal $portal 'release'
            Close-Run $run
            Close-Run $receiver
        }
    }

    It 'does not give an error that <Name> got' -ForEach @(
        @{ Name = 'a script that throws'; First = 1017001; End = { throw 'x' } }
        @{ Name = 'a script that leaves its loop'; First = 1017101; End = { break } }
    ) {
        $items = @($First..($First + 2)) + 999999997 + @(($First + 3)..($First + 5))
        $shown = [System.Collections.Generic.List[object]]::new()
        foreach ($loop in 1) {
            try {
                $items | Join-OLSession 2>&1 | ForEach-Object {
                    $shown.Add($_)
                    if ($_ -is [System.Management.Automation.ErrorRecord]) { . $End }
                }
            }
            catch { "$_" | Should -Be 'x' }
        }

        $shown.Count | Should -Be 4
        (Receive-OLOutcome).ChatId | Should -Be (($First + 3)..($First + 5))
    }

    It 'gives a failure as the error that the cmdlet would have written' {
        $items = @(1008001..1008003) + 999999998 + @(1008004..1008006)
        $null = $items | Join-OLSession | Select-Object -First 1
        $outcome = Receive-OLOutcome | Where-Object State -EQ 'Failed'
        $null = 999999998 | Join-OLSession -ErrorVariable expected -ErrorAction SilentlyContinue
        $outcome.Error.FullyQualifiedErrorId | Should -Be $expected[0].FullyQualifiedErrorId
        "$($outcome.Error)" | Should -Be "$($expected[0])"
        "$($outcome.Error.CategoryInfo)" | Should -Be "$($expected[0].CategoryInfo)"
        $outcome.Error.ErrorDetails.RecommendedAction | Should -Be $expected[0].ErrorDetails.RecommendedAction
        $outcome.Error.TargetObject | Should -Be 999999998
        $outcome.Result | Should -BeNullOrEmpty
        $row = $outcome.Error | ConvertFrom-OLError
        $row.ChatId | Should -Be 999999998
    }

    It 'shows no secret that was taken for a user code' {
        $secret = ([uri] $portal.Webhook).Segments[3].TrimEnd('/')
        $null = 'livechat|1|1|1', 'livechat|1|1|2', "livechat|1|$secret|2", $portal.Webhook |
            Get-OLChatByUserCode -ErrorAction SilentlyContinue | Select-Object -First 1
        # What has a secret in it is no user code: it was not sent.
        $outcomes = @(Receive-OLOutcome)
        $outcomes.UserCode | Should -Be 'livechat|1|1|2'
        $outcomes | Format-Table | Out-String | Should -Not -Match $secret
    }

    It 'says of a lost answer that nobody knows' {
        Send-PortalAnswer $portal @{ status = 502; body = 'bad gateway' }
        $run = Open-Run '1009001..1009005 | Join-OLSession -Connection $c' @{ c = $connection }
        try {
            Wait-Until { $connection.Retries -eq 5 }
            $run.Shell.Stop()
            $outcomes = @(Receive-OLOutcome)
            $outcomes.ChatId | Should -Be (1009001..1009005)
            $outcomes.State | Select-Object -Unique | Should -Be 'Unknown'
            $outcomes[0].Error.FullyQualifiedErrorId | Should -Be 'OutcomeUnknown,OpenLines.Commands.JoinOLSessionCommand'
            ($outcomes | Join-OLSession).ChatId | Should -Be (1009001..1009005)
        }
        finally {
            Close-Run $run
        }
    }

    It 'has nothing to tell of what was not sent' {
        Send-Portal $portal 'holdall'
        $run = Open-Run '@(1010001..1010003) + "bad" + (1010004..1010005) | Join-OLSession -Connection $c' @{ c = $connection }
        try {
            Wait-Until { $connection.Requests -ge 2 }
            $run.Shell.Stop()
            Send-Portal $portal 'release'
            (Receive-OLOutcome).ChatId | Should -Be (1010001..1010005)
        }
        finally {
            Send-Portal $portal 'release'
            Close-Run $run
        }
    }

    It 'tells of a chat that was found and not joined' {
        $null = Get-Failure { @(Get-Code 1 60) | Get-OLChatByUserCode | Join-OLSession -ErrorAction Stop | ForEach-Object { throw 'x' } }
        $outcomes = @(Receive-OLOutcome)
        @($outcomes.UserCode | Select-Object -Unique).Count | Should -Be $outcomes.Count
        $connection.Succeeded - 3 | Should -BeGreaterOrEqual $outcomes.Count
        Assert-Balance $connection
    }

    It 'does not give again what a script holds in its hands' {
        $joined = @(1011001..1011060 | Join-OLSession)
        $shown = @($joined | Start-OLSession -ErrorAction Stop | Select-Object -First 1)
        $outcomes = @(Receive-OLOutcome)
        $outcomes.Action | Select-Object -Unique | Should -Be 'Start'
        @($shown).Count + $outcomes.Count | Should -BeLessOrEqual 60
    }

    It 'gives back what it gave to a chain that was ended' {
        $null = Get-Failure { @(1012001..1012060) + 'bad' | Join-OLSession -ErrorAction Stop | Start-OLSession -ErrorAction Stop }
        $first = @(Receive-OLOutcome)
        $connection2 = $connection
        $null = $first | Where-Object Action -EQ 'Join' | Start-OLSession
        $null = Get-Failure { @(1013001..1013060) + 'bad' | Join-OLSession -ErrorAction Stop | Start-OLSession -ErrorAction Stop }
        $null = Get-Failure {
            Receive-OLOutcome -Connection $connection2 | Where-Object Action -EQ 'Join' | Start-OLSession -ErrorAction Stop |
                ForEach-Object { throw 'x' }
        }
        $again = @(Receive-OLOutcome)
        $again.Count | Should -BeGreaterThan 0
        @($again.ChatId | Select-Object -Unique).Count | Should -Be $again.Count
    }

    It 'ends a run with -Verify as what is known' {
        Send-Portal $portal 'holdall'
        $run = Open-Run '1014001..1014005 | Join-OLSession -Connection $c -Verify' @{ c = $connection }
        try {
            Wait-Until { $connection.Requests -ge 2 }
            $run.Shell.Stop()
            Send-Portal $portal 'release'
            $outcomes = @(Receive-OLOutcome)
            $outcomes.State | Select-Object -Unique | Should -Be 'Succeeded'
            $outcomes.Result.State | Select-Object -Unique | Should -Be 'NotChecked'
            $connection.Calls | Should -Be 8
        }
        finally {
            Send-Portal $portal 'release'
            Close-Run $run
        }
    }
}

Describe 'Receive-OLOutcome of a connection' {
    It 'that was disconnected gives what is known' {
        $connection = Connect-Portal $portal
        $null = 1015001..1015010 | Join-OLSession | Select-Object -First 2
        Disconnect-Bitrix24
        $outcomes = @($connection | Receive-OLOutcome)
        $outcomes.ChatId | Should -Be (1015003..1015010)
        { Receive-OLOutcome -ErrorAction Stop } | Should -Throw -ErrorId 'NotConnected*'
    }

    It 'that the portal has refused gives what is known' {
        $connection = Connect-Portal $portal
        $null = 1015101..1015110 | Join-OLSession | Select-Object -First 2
        Send-PortalAnswer $portal @{ status = 401; body = '{"error":"INVALID_CREDENTIALS","error_description":"x"}' }
        $null = 1015111 | Join-OLSession -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $connection.State | Should -Be 'Refused'
        (Receive-OLOutcome).ChatId | Should -Be (1015103..1015110)
    }

    It 'keeps those of two runspaces apart from no connection but its own' {
        $one = Connect-Portal $portal
        $other = Connect-Portal $portal
        $null = 1015201..1015203 | Join-OLSession -Connection $one | Select-Object -First 1
        Receive-OLOutcome -Connection $other | Should -BeNullOrEmpty
        (Receive-OLOutcome -Connection $one).ChatId | Should -Be 1015202, 1015203
    }

    It 'keeps the newest 16,000, and says how many older ones it let go' {
        $connection = Connect-Portal $portal
        $shown = 0
        while ($connection.Calls - $connection.NotSent - $shown -lt 17003) {
            $shown += @(Get-Code 1 16000 | Get-OLChatByUserCode | Select-Object -First 1).Count
        }

        $outcomes = @(Receive-OLOutcome -WarningVariable warnings -WarningAction SilentlyContinue)
        $outcomes.Count | Should -Be 16000
        $lost = $connection.Succeeded - 3 - $shown - 16000
        "$warnings" | Should -Be "$lost older outcomes were let go: a connection keeps the newest 16000."
        Receive-OLOutcome -WarningVariable none | Should -BeNullOrEmpty
        $none | Should -BeNullOrEmpty
    }
}
