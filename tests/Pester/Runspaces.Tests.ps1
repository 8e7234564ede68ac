BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:code = 'livechat|22|1761|587'

    # Nothing here takes longer than a few seconds: what takes this long hangs.
    $script:patience = [timespan]::FromSeconds(30)

    # Every call that was asked for ended in one of four ways.
    function Test-Balance {
        param($Connection)

        $Connection.Calls -eq $Connection.Succeeded + $Connection.Failed + $Connection.NotSent + $Connection.Abandoned
    }

    # Runs a pipeline in a runspace of its own, or in one of a pool; its output can be read while it runs.
    function Open-Work {
        param([string] $Script, [hashtable] $With, $Pool)

        $shell = [powershell]::Create()
        if ($Pool) { $shell.RunspacePool = $Pool }
        $null = $shell.AddScript("param($(@($With.Keys | ForEach-Object { "`$$_" }) -join ', ')) $Script").AddParameters($With)
        $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
        $nothing = [System.Management.Automation.PSDataCollection[psobject]]::new()
        $nothing.Complete()
        [pscustomobject]@{ Shell = $shell; Output = $output; Handle = $shell.BeginInvoke($nothing, $output) }
    }

    function Wait-Work {
        param($Work)

        if (-not $Work.Handle.AsyncWaitHandle.WaitOne($patience)) { throw 'The pipeline hangs.' }
    }
}

AfterAll {
    Close-Module
}

Describe 'A connection that outlives its users' {
    BeforeAll {
        $script:portal = Open-Portal '--chats', '2000'
    }

    AfterAll {
        Close-Portal $portal
    }

    BeforeEach {
        $script:connection = Connect-Portal $portal
        $script:works = [System.Collections.Generic.List[object]]::new()
    }

    AfterEach {
        # Whatever failed, nobody may wait for the portal any more.
        Send-Portal $portal 'release'
        foreach ($work in $works) { $work.Shell.Dispose() }
    }

    It 'lets another runspace change the chats that a dead one was changing, once the portal is done with them' {
        # The portal is given the time that it was seen to need: this shows it a short one.
        $null = 1000001 | Join-OLSession
        Send-Portal $portal 'holdall'
        $works.Add((Open-Work '1000301..1000330 | Join-OLSession -Connection $c' @{ c = $connection }))
        Wait-Until { $connection.Requests -eq 3 }
        $works.Add((Open-Work '1000301..1000330 | Join-OLSession -Connection $c' @{ c = $connection }))
        Wait-Until { $connection.Calls -eq 4 + 30 + 30 }
        $works[0].Shell.Stop()
        Send-Portal $portal 'release'
        Wait-Work $works[1]
        $works[1].Output.ChatId | Should -Be (1000301..1000330)
        (Receive-OLOutcome).ChatId | Should -Be (1000301..1000330)
        $connection.Failed | Should -Be 0
        Test-Balance $connection | Should -BeTrue
    }

    It 'lets a run be stopped that waits for a chat of another request, and that request end' {
        Send-Portal $portal 'holdall'
        $works.Add((Open-Work '1000401 | Join-OLSession -Connection $c' @{ c = $connection }))
        Wait-Until { $connection.Requests -eq 2 }
        $works.Add((Open-Work '1000401 | Join-OLSession -Connection $c' @{ c = $connection }))
        Wait-Until { $connection.Calls -eq 5 }
        $works[1].Shell.Stop()
        $connection.NotSent | Should -Be 1
        Send-Portal $portal 'release'
        Wait-Work $works[0]
        $works[0].Output.ChatId | Should -Be 1000401
        Test-Balance $connection | Should -BeTrue
    }

    It 'gets back the calls of a steppable pipeline that is disposed of without its end' {
        Send-Portal $portal 'holdall'
        $pipeline = { Get-OLChatByUserCode -Connection $connection }.GetSteppablePipeline()
        $pipeline.Begin($true)
        Get-Code 501 510 | ForEach-Object { $null = $pipeline.Process($_) }
        $connection.Calls | Should -Be (3 + 10)
        $pipeline.Dispose()
        Send-Portal $portal 'release'
        (Get-OLChatByUserCode $code).ChatId | Should -Be 1763
        @(Receive-OLOutcome).Count + $connection.NotSent | Should -Be 10
        Test-Balance $connection | Should -BeTrue
    }

    It 'gets back the calls of a runspace pool that is closed' {
        Send-Portal $portal 'holdall'
        $pool = [runspacefactory]::CreateRunspacePool(1, 3)
        try {
            $pool.Open()
            foreach ($first in 601, 701, 801) {
                $arguments = @{ c = $connection; codes = @(Get-Code $first ($first + 59)) }
                $works.Add((Open-Work '$codes | Get-OLChatByUserCode -Connection $c' $arguments $pool))
            }

            Wait-Until { $connection.Calls -eq 3 + 180 }
            $pool.Close()
            Wait-Until { -not ($works.Handle.IsCompleted -contains $false) }
        }
        finally {
            $pool.Dispose()
        }

        Send-Portal $portal 'release'
        (Get-OLChatByUserCode $code).ChatId | Should -Be 1763
        @(Receive-OLOutcome).Count + $connection.NotSent | Should -Be 180
        Test-Balance $connection | Should -BeTrue
    }

    It 'has every call accounted for when half of its users are stopped at full speed' {
        foreach ($round in 1..3) {
            $works.Clear()
            foreach ($number in 0..5) {
                $codes = @(Get-Code (1 + 300 * $number) (300 + 300 * $number))
                $script = '$codes | Get-OLChatByUserCode -Connection $c | Start-OLSession -Connection $c'
                $works.Add((Open-Work $script @{ c = $connection; codes = $codes }))
            }

            # Each at a moment of its own: at its very beginning, after a third of its results, and after two thirds.
            foreach ($number in 0, 2, 4) {
                Wait-Until { $works[$number].Output.Count -ge 100 * $number / 2 }
                $works[$number].Shell.Stop()
            }

            foreach ($number in 1, 3, 5) {
                Wait-Work $works[$number]
                $works[$number].Output.ChatId | Should -Be ((1000001 + 300 * $number)..(1000300 + 300 * $number))
            }

            foreach ($work in $works) {
                $work.Shell.Streams.Error | Should -BeNullOrEmpty
                $work.Shell.Dispose()
            }
        }

        Test-Balance $connection | Should -BeTrue
        $connection.Failed | Should -Be 0
        (Get-OLChatByUserCode $code).ChatId | Should -Be 1763
    }
}

Describe 'Connections to two portals in parallel runspaces' {
    It 'are never taken for one another' {
        $portals = @((Open-Portal '--chats', '100'), (Open-Portal '--chats', '100'))
        try {
            $connections = @(Connect-Portal $portals[0]; Connect-Portal $portals[1])
            $results = @(1..60 | ForEach-Object -TimeoutSeconds $patience.TotalSeconds -Parallel {
                    $own = ($using:connections)[$_ % 2]
                    "livechat|1|$_|$_" | Get-OLChatByUserCode -Connection $own | Join-OLSession -Connection $own
                })
            $results.ChatId | Sort-Object | Should -Be (1000001..1000060)
            foreach ($side in 0, 1) {
                $connections[$side].Succeeded | Should -Be (3 + 30 + 30)
                Test-Balance $connections[$side] | Should -BeTrue
                (Get-PortalJournal $portals[$side]).requests | Should -Be $connections[$side].Requests
                Get-PortalChatCount $portals[$side] 'imopenlines.session.join' | Should -Be 30
            }
        }
        finally {
            $portals | ForEach-Object { Close-Portal $_ }
        }
    }
}

Describe 'Connections of their own to one portal in parallel runspaces' {
    BeforeAll {
        $script:portal = Open-Portal '--chats', '200'
    }

    AfterAll {
        Close-Portal $portal
    }

    It 'never change one chat in two requests at once' {
        $webhook = $portal.SecureWebhook
        $results = @(1..4 | ForEach-Object -ThrottleLimit 4 -TimeoutSeconds $patience.TotalSeconds -Parallel {
                $own = Connect-Bitrix24 -Webhook $using:webhook
                1000001..1000200 | Start-OLSession -Connection $own
                $own | Disconnect-Bitrix24
            })
        $results.Count | Should -Be 800
        $results.ChatId | Sort-Object -Unique | Should -Be (1000001..1000200)
        $journal = Get-PortalJournal $portal
        $journal.methods.'imopenlines.session.start'.executions | Should -Be 800
        $journal.maxConcurrentRequestsPerChat | Should -Be 1
    }

    It 'get the chats of one that was closed, once the portal is done with them' {
        $closed, $living = (Connect-Portal $portal), (Connect-Portal $portal)

        # The portal is given the time that it was seen to need: this shows it a short one.
        $null = 1000001 | Join-OLSession -Connection $closed
        Send-Portal $portal 'holdall'
        $works = @(
            Open-Work '1000101..1000130 | Join-OLSession -Connection $c' @{ c = $closed }
            Wait-Until { $closed.Requests -eq 3 }
            Open-Work '1000101..1000130 | Join-OLSession -Connection $c' @{ c = $living }
        )
        try {
            Wait-Until { $living.Calls -eq 3 + 30 }
            $works[0].Shell.Runspace.Dispose()
            $closed | Disconnect-Bitrix24
            Send-Portal $portal 'release'
            Wait-Work $works[1]
            $works[1].Output.ChatId | Should -Be (1000101..1000130)
            (Get-PortalJournal $portal).maxConcurrentRequestsPerChat | Should -Be 1
            Test-Balance $closed | Should -BeTrue
            Test-Balance $living | Should -BeTrue
        }
        finally {
            $works | ForEach-Object { $_.Shell.Dispose() }
        }
    }
}
