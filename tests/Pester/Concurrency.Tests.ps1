BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    . $PSScriptRoot/_Run.ps1
    Open-Module
    $script:code = 'livechat|22|1761|587'
}

AfterAll {
    Close-Module
}

Describe 'One connection in many threads' {
    BeforeAll {
        $script:portal = Open-Portal '--chats', '1000'
    }

    AfterAll {
        Close-Portal $portal
    }

    BeforeEach {
        $script:connection = Connect-Portal $portal
    }

    It 'gives every item of ForEach-Object -Parallel its own result or error' {
        $codes = @(Get-Code 1 300) + @(1..30 | ForEach-Object { "nobody|$_" }) + @(1..10 | ForEach-Object { "imol|$_" })
        $all = @($codes | ForEach-Object -ThrottleLimit 8 -Parallel { $_ | Get-OLChatByUserCode -Connection $using:connection 2>&1 })
        $chats = @(Select-Result $all)
        $errors = @(Select-Failure $all)
        $chats.Count | Should -Be 300
        @($chats.UserCode) + @($errors.TargetObject) | Sort-Object | Should -Be ($codes | Sort-Object)
        foreach ($chat in $chats) {
            $chat.UserCode | Should -BeExactly "livechat|1|$($chat.ChatId - 1000000)|$($chat.ChatId - 1000000)"
        }

        $connection.Calls | Should -Be (3 + 330)
        $connection.Succeeded | Should -Be (3 + 300)
        $connection.Failed | Should -Be 30
        Assert-Balance $connection
    }

    It 'keeps the order inside each thread' {
        $all = 0..7 | ForEach-Object -ThrottleLimit 8 -Parallel {
            $first = 100 * $_ + 1
            $numbers = $first..($first + 99) | ForEach-Object { "livechat|1|$_|$_" } | Get-OLChatByUserCode -Connection $using:connection |
                ForEach-Object { $_.ChatId - 1000000 }
            [pscustomobject]@{ First = $first; Numbers = $numbers }
        }
        $all.Count | Should -Be 8
        foreach ($one in $all) {
            $one.Numbers | Should -Be ($one.First..($one.First + 99))
        }

        Assert-Balance $connection
    }

    It 'carries whole chains in thread jobs, and no chat is in two requests at once' {
        $jobs = foreach ($number in 0..3) {
            # Two jobs each work on the same chats.
            $codes = Get-Code (61 + 30 * ($number % 2)) (150 + 30 * ($number % 2))
            Start-ThreadJob -ThrottleLimit 4 {
                $using:codes | Get-OLChatByUserCode -Connection $using:connection | Join-OLSession -Connection $using:connection |
                    Start-OLSession -Connection $using:connection
            }
        }
        try {
            $finished = @($jobs | Wait-Job -Timeout 60)
            $finished.State | Should -Be 'Completed', 'Completed', 'Completed', 'Completed'
            foreach ($number in 0..3) {
                @($jobs[$number] | Receive-Job).UserCode | Should -Be (Get-Code (61 + 30 * ($number % 2)) (150 + 30 * ($number % 2)))
            }
        }
        finally {
            $jobs | Remove-Job -Force
        }

        $journal = Get-PortalJournal $portal
        $journal.maxConcurrentRequestsPerChat | Should -Be 1
        $journal.methods.'imopenlines.session.start'.executions | Should -Be 360
        $connection.Succeeded | Should -Be (3 + 3 * 360)
        Assert-Balance $connection
    }

    It 'lets a run that stops at its first failure stop alone' {
        $all = @(0..3 | ForEach-Object -ThrottleLimit 4 -Parallel {
                $preference = if ($_ -eq 0) { 'Stop' } else { 'Continue' }
                try {
                    @(1000201..1000260) + 3001 + (1000261..1000300) |
                        Join-OLSession -Connection $using:connection -ErrorAction $preference 2>&1
                }
                catch {
                    [pscustomobject]@{ Stopped = $_ }
                }
            })
        $all.Stopped.FullyQualifiedErrorId | Should -BeLike 'CHAT_TYPE,*'
        @(Select-Failure $all).Count | Should -Be 3
        @($all | Where-Object { $_.ChatId }).Count | Should -Be (60 + 3 * 100)
        Wait-Until { $connection.Succeeded + $connection.Failed + $connection.NotSent + $connection.Abandoned -eq $connection.Calls }
    }
}

Describe 'The pacer of a portal' {
    BeforeAll {
        $script:portal = Open-Portal '--chats', '100'
        $script:connection = Connect-Portal $portal
    }

    AfterAll {
        Close-Portal $portal
    }

    It 'holds all threads back together, and they leave in common batches' {
        $gate = [System.Threading.ManualResetEventSlim]::new()
        $runs = @(0..7 | ForEach-Object {
                Open-Run '$null = $gate.Wait(60000); $codes | Get-OLChatByUserCode -Connection $connection' @{
                    gate = $gate; codes = Get-Code (3 * $_ + 1) (3 * $_ + 3); connection = $connection
                }
            })
        try {
            Send-PortalAnswer $portal @{ status = 503; headers = @{ 'Retry-After' = '2' }; body = '{"error":"QUERY_LIMIT_EXCEEDED"}' }
            $runs += Open-Run '$code | Get-OLChatByUserCode -Connection $connection' @{ code = $code; connection = $connection }
            Wait-Until { $connection.Refusals -eq 1 }
            $before = (Get-PortalJournal $portal).requests
            $gate.Set()
            $runs | ForEach-Object { Wait-Run $_ }
            $runs[0..7] | ForEach-Object { $_.Output.UserCode } | Should -Be (Get-Code 1 24)
            $journal = Get-PortalJournal $portal
            $journal.requests - $before | Should -BeLessThan 8
            $journal.largestBatch | Should -BeGreaterThan 3
            $connection.Refusals | Should -Be 1
            Assert-Balance $connection
        }
        finally {
            $runs | ForEach-Object { Close-Run $_ }
            $gate.Dispose()
        }
    }
}

Describe 'Disconnect-Bitrix24 during a run' {
    BeforeEach {
        $script:portal = Open-Portal '--chats', '1000'
        $script:gate = [System.Threading.ManualResetEventSlim]::new()
        $script:run = $null
    }

    AfterEach {
        Close-Run $run
        Close-Portal $portal
        $gate.Dispose()
    }

    It 'of another runspace lets what is under way end and fails the rest, with one warning' {
        $connection = Connect-Portal $portal
        $arrived = (Get-PortalJournal $portal).requests
        Send-Portal $portal 'hold'
        $script = '& { $codes[0]; $null = $gate.Wait(60000); $codes[1..299] } | Get-OLChatByUserCode -Connection $connection 2>&1 3>&1'
        $run = Open-Run $script @{
            codes = Get-Code 1 300; gate = $gate; connection = $connection
        }

        # What is counted as sent may still be on its way to the network.
        Wait-Until { (Get-PortalJournal $portal).requests -eq $arrived + 1 }
        Disconnect-Bitrix24
        $gate.Set()
        Send-Portal $portal 'release'
        Wait-Run $run
        $warnings = @($run.Output | Where-Object { $_ -is [System.Management.Automation.WarningRecord] })
        $items = @($run.Output | Where-Object { $_ -isnot [System.Management.Automation.WarningRecord] })
        $items.Count | Should -Be 300
        $items[0].ChatId | Should -Be 1000001
        @(Select-Failure $items).TargetObject | Should -Be (Get-Code 2 300)
        $items[1..299].FullyQualifiedErrorId | Select-Object -Unique | Should -BeLike 'Disconnected,*'
        $warnings.Count | Should -Be 1
        "$warnings" | Should -Match '1 calls done, 0 failed, 299 not sent'
        $connection.State | Should -Be 'Disconnected'
        Assert-Balance $connection
    }

    It 'ends what waits for its next try' {
        $connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook -RetryIntervalSec 300
        Send-PortalAnswer $portal @{ status = 502; contentType = 'text/html'; body = '<html></html>' }
        $run = Open-Run '$code | Get-OLChatByUserCode -Connection $connection 2>&1 3>&1' @{ code = $code; connection = $connection }
        Wait-Until { $connection.Waits -gt 0 }
        Disconnect-Bitrix24
        Wait-Run $run
        (Select-Failure $run.Output).TargetObject | Should -Be $code
        (Select-Failure $run.Output).FullyQualifiedErrorId | Should -BeLike 'Disconnected,*'
        @($run.Output | Where-Object { $_ -is [System.Management.Automation.WarningRecord] }).Count | Should -Be 1
        Assert-Balance $connection
    }

    It 'gives one warning for all the runs that it ends' {
        $connection = Connect-Portal $portal
        $all = @(0..3 | ForEach-Object -ThrottleLimit 4 -Parallel {
                $connection = $using:connection
                $gate = $using:gate
                $isFirst = $_ -eq 0
                & {
                    1..50 | ForEach-Object { "livechat|1|$_|$_" }
                    if ($isFirst) {
                        while ($connection.Calls -lt 202) { $null = $gate.Wait(1) }
                        Disconnect-Bitrix24 -Connection $connection
                        $gate.Set()
                    }
                    $null = $gate.Wait(60000)
                    51..100 | ForEach-Object { "livechat|1|$_|$_" }
                } | Get-OLChatByUserCode -Connection $connection 2>&1 3>&1
            })
        @($all | Where-Object { $_ -is [System.Management.Automation.WarningRecord] }).Count | Should -Be 1
        $errors = @(Select-Failure $all)
        $errors.FullyQualifiedErrorId | Select-Object -Unique | Should -BeLike 'Disconnected,*'
        $all.Count | Should -Be 401
        Assert-Balance $connection
    }

    It 'in its own pipeline ends every item, and the pipeline' {
        $connection = Connect-Portal $portal
        $ended = 0
        $all = @(& { Get-Code 1 100; Wait-Until { $connection.Succeeded -eq 103 }; Get-Code 101 300 } |
                Get-OLChatByUserCode -Connection $connection 2>&1 -WarningVariable warnings -WarningAction SilentlyContinue |
                ForEach-Object { if (++$ended -eq 10) { Disconnect-Bitrix24 -Connection $connection }; $_ })
        $all.Count | Should -Be 300
        @(Select-Result $all).UserCode | Should -Be (Get-Code 1 100)
        @(Select-Failure $all).TargetObject | Should -Be (Get-Code 101 300)
        @(Select-Failure $all).FullyQualifiedErrorId | Select-Object -Unique | Should -BeLike 'Disconnected,*'
        @($warnings).Count | Should -Be 1
        Assert-Balance $connection
        (Connect-Portal $portal).State | Should -Be 'Open'
    }

    It 'in a chain of three ends every item once' {
        $connection = Connect-Portal $portal
        $failed = @()
        $read = 0
        $quiet = @{
            Connection = $connection; ErrorVariable = '+failed'; ErrorAction = 'SilentlyContinue'
            WarningVariable = '+warnings'; WarningAction = 'SilentlyContinue'
        }
        $done = @(Get-Code 1 400 | ForEach-Object { if (++$read -eq 200) { Disconnect-Bitrix24 -Connection $connection }; $_ } |
                Get-OLChatByUserCode @quiet |
                Join-OLSession @quiet |
                Start-OLSession @quiet)
        $inputs = @($done.UserCode) + @($failed.TargetObject | ForEach-Object { if ($_ -is [string]) { $_ } else { $_.UserCode } }) |
            Where-Object { $_ }
        $inputs | Sort-Object { [int] ($_ -split '\|')[2] } | Should -Be (Get-Code 1 400)
        $failed.FullyQualifiedErrorId | Select-Object -Unique | ForEach-Object { $_ | Should -BeLike 'Disconnected,*' }
        @($warnings).Count | Should -Be 1
        Assert-Balance $connection
    }

    It 'says nothing where it cut nothing off' {
        $connection = Connect-Portal $portal
        $code | Get-OLChatByUserCode -WarningVariable warnings -WarningAction SilentlyContinue | ForEach-Object { Disconnect-Bitrix24 }
        $connection.State | Should -Be 'Disconnected'
        @($warnings).Count | Should -Be 0
    }
}

Describe 'Two portals in one runspace' {
    BeforeAll {
        $script:one = Open-Portal '--chats', '200'
        $script:other = Open-Portal '--chats', '200'
        $script:a = Connect-Portal $one
        $script:b = Connect-Portal $other
    }

    AfterAll {
        Close-Portal $one
        Close-Portal $other
    }

    It 'sends to the one that was connected last, or to the one that -Connection names' {
        $before = (Get-PortalJournal $one).requests, (Get-PortalJournal $other).requests
        $null = $code | Get-OLChatByUserCode
        (Get-PortalJournal $one).requests, (Get-PortalJournal $other).requests | Should -Be $before[0], ($before[1] + 1)
        $null = $code | Get-OLChatByUserCode -Connection $a
        (Get-PortalJournal $one).requests, (Get-PortalJournal $other).requests | Should -Be ($before[0] + 1), ($before[1] + 1)
    }

    It 'takes both in one pipeline, and nothing strays' {
        $before = $a.Calls, $b.Calls
        # Results remember their portal; what Select-Object makes of them does not.
        $bare = 'UserCode', 'ChatId'
        $results = @(Get-Code 1 150 |
                Get-OLChatByUserCode -Connection $a | Select-Object $bare |
                Join-OLSession -Connection $b | Select-Object $bare |
                Start-OLSession -Connection $a | Select-Object $bare |
                Join-OLSession)
        $results.UserCode | Should -Be (Get-Code 1 150)
        $ofOne = (Get-PortalJournal $one).methods
        $ofOther = (Get-PortalJournal $other).methods
        $ofOne.'imopenlines.session.join' | Should -BeNullOrEmpty
        $ofOne.'imopenlines.session.start'.executions | Should -Be 150
        $ofOther.'imopenlines.session.start' | Should -BeNullOrEmpty
        $ofOther.'imopenlines.session.join'.executions | Should -Be 300
        $ofOther.'imopenlines.session.open'.executions | Should -BeLessOrEqual 1
        $a.Calls, $b.Calls | Should -Be ($before[0] + 300), ($before[1] + 300)
        Assert-Balance $a
        Assert-Balance $b
    }

    It 'keeps the other one when one is disconnected' {
        $third = Connect-Portal $one
        Disconnect-Bitrix24 -Connection $third
        (Get-Bitrix24Connection).IsDefault | Should -Not -Contain $true
        ($code | Get-OLChatByUserCode -Connection $a).ChatId | Should -Be 1763
        ($code | Get-OLChatByUserCode -Connection $b).ChatId | Should -Be 1763
    }

    It 'waits for one without holding up the other' {
        Send-Portal $one 'holdall'
        $run = Open-Run '$code | Get-OLChatByUserCode -Connection $a' @{ code = $code; a = $a }
        try {
            ($code | Get-OLChatByUserCode -Connection $b).ChatId | Should -Be 1763
            Send-Portal $one 'release'
            Wait-Run $run
            $run.Output.ChatId | Should -Be 1763
        }
        finally {
            Close-Run $run
        }
    }
}

Describe 'A runspace that dies' {
    BeforeAll {
        $script:portal = Open-Portal '--chats', '1000'
    }

    AfterAll {
        Close-Portal $portal
    }

    BeforeEach {
        $script:connection = Connect-Portal $portal
        $script:dying = $null
        $script:other = $null
    }

    AfterEach {
        Close-Run $dying
        Close-Run $other
    }

    It 'by <Way> leaves the connection to those that go on' -ForEach @(
        @{ Way = 'PowerShell.Stop'; End = { $dying.Shell.Stop() } }
        @{ Way = 'PowerShell.BeginStop'; End = { $null = $dying.Shell.BeginStop($null, $null) } }
        @{ Way = 'PowerShell.Dispose'; End = { $dying.Shell.Dispose() } }
        @{ Way = 'Runspace.Close'; End = { $dying.Runspace.Close() } }
        @{ Way = 'Runspace.CloseAsync'; End = { $dying.Runspace.CloseAsync() } }
        @{ Way = 'Runspace.Dispose'; End = { $dying.Runspace.Dispose() } }
    ) {
        Send-Portal $portal 'holdall'
        $script:dying = Open-Run '$codes | Get-OLChatByUserCode -Connection $connection' @{
            codes = Get-Code 1 120
            connection = $connection
        }
        $script:other = Open-Run '$codes | Get-OLChatByUserCode -Connection $connection' @{
            codes = Get-Code 121 240
            connection = $connection
        }
        Wait-Until { $connection.Calls -eq 243 -and $connection.Requests -ge 5 }
        & $End
        Wait-Run $dying
        Send-Portal $portal 'release'
        Wait-Run $other
        $other.Output.UserCode | Should -Be (Get-Code 121 240)
        ($code | Get-OLChatByUserCode).ChatId | Should -Be 1763
        $left = @(Receive-OLOutcome -Connection $connection)
        $left.Count + $connection.NotSent | Should -Be 120
        $connection.Succeeded | Should -Be (3 + 120 + 1 + $left.Count)
        $connection.State | Should -Be 'Open'
        Assert-Balance $connection
    }

    It 'as a thread job by <Way> leaves the connection to those that go on' -ForEach @(
        @{ Way = 'Stop-Job'; End = { $job | Stop-Job } }
        @{ Way = 'Remove-Job -Force'; End = { $job | Remove-Job -Force } }
    ) {
        Send-Portal $portal 'holdall'
        $codes = Get-Code 1 120
        $job = Start-ThreadJob {
            $using:codes | Get-OLChatByUserCode -Connection $using:connection | Join-OLSession -Connection $using:connection
        }
        try {
            Wait-Until { $connection.Calls -eq 123 }
            & $End
            Wait-Until { $job.State -ne 'Running' }
        }
        finally {
            Send-Portal $portal 'release'
            $job | Remove-Job -Force -ErrorAction Ignore
        }

        ($code | Get-OLChatByUserCode).ChatId | Should -Be 1763
        Assert-Balance $connection
    }

    It 'takes its default connection with it' {
        $memory = & {
            $text = '$null = Connect-Bitrix24 -Webhook $webhook; $null = $code | Get-OLChatByUserCode; ' +
                '[System.WeakReference]::new((Get-Bitrix24Connection))'
            $script:dying = Open-Run $text @{
                webhook = $portal.SecureWebhook; code = $code
            }
            Wait-Run $dying
            $dying.Output[0].psobject.BaseObject
            Close-Run $dying
            $script:dying = $null
        }
        $memory | Should -BeOfType ([System.WeakReference])
        Wait-Until { [GC]::Collect(); [GC]::WaitForPendingFinalizers(); -not $memory.IsAlive } 'the connection is forgotten'
        $script:other = Open-Run '"$(Get-Bitrix24Connection)"; $code | Get-OLChatByUserCode' @{ code = $code }
        Wait-Run $other
        $other.Output | Should -Be ''
        $other.Shell.Streams.Error[0].FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
        (Get-Bitrix24Connection | Where-Object IsDefault).Portal | Should -Be $connection.Portal
    }

    It 'leaves a connection that others have been given' {
        $script:dying = Open-Run 'Connect-Bitrix24 -Webhook $webhook' @{ webhook = $portal.SecureWebhook }
        Wait-Run $dying
        $given = $dying.Output[0].psobject.BaseObject
        $dying.Runspace.Close()
        ($code | Get-OLChatByUserCode -Connection $given).ChatId | Should -Be 1763
    }
}

Describe 'Remove-Module while another runspace works' {
    BeforeEach {
        $script:portal = Open-Portal '--chats', '200'
        $text = '$connection = Connect-Bitrix24 -Webhook $webhook; $connection; ' +
            '$null = $told.Set(); $null = $gate.Wait(60000); Remove-Module OpenLines'
        $script:owner = Open-Run $text @{
            webhook = $portal.SecureWebhook
            told    = ($script:told = [System.Threading.ManualResetEventSlim]::new())
            gate    = ($script:gate = [System.Threading.ManualResetEventSlim]::new())
        }
        $null = $told.Wait(30000)
        $script:run = $null
    }

    AfterEach {
        $gate.Set()
        Close-Run $run
        Close-Run $owner
        Close-Portal $portal
    }

    It 'leaves a run on another connection alone' {
        $connection = Connect-Portal $portal
        Send-Portal $portal 'holdall'
        $script:run = Open-Run '$codes | Get-OLChatByUserCode -Connection $connection' @{ codes = Get-Code 1 120; connection = $connection }
        Wait-Until { $connection.Calls -eq 123 }
        $gate.Set()
        Wait-Run $owner
        Send-Portal $portal 'release'
        Wait-Run $run
        $run.Output.Count | Should -Be 120
        $owner.Output[0].State | Should -Be 'Disconnected'
    }

    It 'leaves a run on its own connection that connection, and closes it behind the run' {
        $connection = $owner.Output[0].psobject.BaseObject
        $more = [System.Threading.ManualResetEventSlim]::new()
        $text = '& { $codes[0..49]; $null = $more.Wait(60000); $codes[50..99] } | Get-OLChatByUserCode -Connection $connection 2>&1'
        $script:run = Open-Run $text @{
            codes = Get-Code 1 100; connection = $connection; more = $more
        }
        Wait-Until { $connection.Succeeded -eq 53 }
        $gate.Set()
        Wait-Run $owner
        $more.Set()
        Wait-Run $run
        $run.Output.Count | Should -Be 100
        @(Select-Failure $run.Output) | Should -BeNullOrEmpty
        $connection.State | Should -Be 'Disconnected'
        Assert-Balance $connection
    }
}

Describe 'PowerShell.Stop' {
    BeforeEach {
        $script:portal = Open-Portal '--chats', '1000'
        $script:run = $null
        $script:connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook -RetryIntervalSec 300
    }

    AfterEach {
        Close-Run $run
        Send-Portal $portal 'release'
        Close-Portal $portal
    }

    It 'ends the wait for <Wait>' -ForEach @(
        @{
            Wait   = 'the request rate'
            Begin  = {
                Send-PortalAnswer $portal @{ status = 503; headers = @{ 'Retry-After' = '20' }; body = '{"error":"QUERY_LIMIT_EXCEEDED"}' }
            }
            Script = '1000001..1000120 | Join-OLSession -Connection $connection'
            Until  = { $connection.Waits -gt 0 }
        }
        @{
            Wait   = 'the next try of what was lost'
            Begin  = { Send-PortalAnswer $portal @{ status = 502; contentType = 'text/html'; body = '<html></html>' } }
            Script = '1000001..1000040 | Join-OLSession -Connection $connection'
            Until  = { $connection.Waits -gt 0 }
        }
        @{
            Wait   = 'the operating time'
            Begin  = { Send-PortalAnswer $portal @{ status = 429; body = '{"error":"OPERATION_TIME_LIMIT"}' } }
            Script = '1000001..1000040 | Start-OLSession -Connection $connection'
            Until  = { $connection.Waits -gt 0 }
        }
        @{
            Wait   = 'a place in the window'
            Begin  = { Send-Portal $portal 'holdall' }
            Script = '1..20000 | Join-OLSession -Connection $connection'
            Until  = { $connection.Calls -eq 16003 }
        }
        @{
            Wait   = 'an answer'
            Begin  = { Send-Portal $portal 'holdall' }
            Script = '1000001..1000040 | Join-OLSession -Connection $connection'
            Until  = { $connection.Requests -ge 2 }
        }
        @{
            Wait   = 'the answer of a run that stops at its first failure'
            Begin  = { Send-Portal $portal 'holdall' }
            Script = '1000001..1000140 | Start-OLSession -Connection $connection -ErrorAction Stop'
            Until  = { $connection.Calls -eq 143 }
        }
        @{
            Wait   = 'what -Verify reads back'
            Begin  = { Send-PortalAnswer $portal @{ passThrough = $true; afterWork = $true }; Send-Portal $portal 'hold' }
            Script = '1000001 | Join-OLSession -Connection $connection -Verify'
            Until  = { (Get-PortalJournal $portal).methods.'imopenlines.dialog.get' }
        }
        @{
            Wait   = 'the check of Test-Bitrix24Connection'
            Begin  = { Send-Portal $portal 'holdall' }
            Script = 'Test-Bitrix24Connection -Connection $connection'
            Until  = { $connection.Requests -ge 2 }
        }
        @{
            Wait   = 'the check of Connect-Bitrix24'
            Begin  = { Send-Portal $portal 'hold' }
            Script = 'Connect-Bitrix24 -Webhook $webhook'
            Until  = { (Get-PortalJournal $portal).requests -eq 2 }
        }
    ) {
        & $Begin
        $script:run = Open-Run $Script @{ connection = $connection; webhook = $portal.SecureWebhook }
        Wait-Until $Until
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $run.Shell.Stop()
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
        $run.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $run.Shell.Streams.Error.Count | Should -Be 0
        $connection.State | Should -Be 'Open'
        Send-Portal $portal 'release'
        $null = Receive-OLOutcome -Connection $connection
        Assert-Balance $connection
    }
}

Describe 'A pipeline inside a pipeline' {
    BeforeAll {
        $script:portal = Open-Portal '--chats', '1000'
    }

    AfterAll {
        Close-Portal $portal
    }

    BeforeEach {
        $script:connection = Connect-Portal $portal
    }

    It 'gives each its own results in order' {
        $pairs = @(Get-Code 1 120 | Get-OLChatByUserCode | ForEach-Object {
                $outer = $_
                "livechat|1|$($outer.ChatId - 999500)|$($outer.ChatId - 999500)" | Get-OLChatByUserCode |
                    ForEach-Object { "$($outer.ChatId) $($_.ChatId)" }
            })
        $pairs | Should -Be (1..120 | ForEach-Object { "$(1000000 + $_) $(1000500 + $_)" })
        $connection.Calls | Should -Be 243
        Assert-Balance $connection
    }

    It 'may be a chain of many items inside one of many' {
        $results = @(Get-Code 1 120 | Get-OLChatByUserCode | Join-OLSession | ForEach-Object {
                if ($_.ChatId % 40 -eq 0) { Get-Code 201 320 | Get-OLChatByUserCode | Start-OLSession }
            })
        $results.Count | Should -Be 360
        $connection.Calls | Should -Be (3 + 240 + 3 * 240)
        Assert-Balance $connection
    }

    It 'sees each result of a trickle before the next item comes, whatever waits around it' {
        $course = [System.Collections.Generic.List[string]]::new()
        $chats = @(Get-Code 1 120 | Get-OLChatByUserCode | ForEach-Object {
                if ($_.ChatId -eq 1000001) {
                    Get-Code 201 203 | ForEach-Object {
                        # Longer than the pause after which a record is waited for.
                        $pause = [System.Diagnostics.Stopwatch]::StartNew()
                        Wait-Until { $pause.ElapsedMilliseconds -gt 100 }
                        $course.Add('>')
                        $_
                    } | Get-OLChatByUserCode | ForEach-Object { $course.Add('<') }
                }
                $_
            })
        -join $course | Should -BeExactly '><><><'
        $chats.Count | Should -Be 120
    }

    It 'may end early without harm to the one around it' {
        $firsts = @(
            Get-Code 1 60 | Get-OLChatByUserCode | ForEach-Object { Get-Code 101 160 | Get-OLChatByUserCode | Select-Object -First 1 })
        $firsts.ChatId | Select-Object -Unique | Should -Be 1000101
        $firsts.Count | Should -Be 60
        Wait-Until { $connection.Succeeded + $connection.Failed + $connection.NotSent + $connection.Abandoned -eq $connection.Calls }
    }
}
