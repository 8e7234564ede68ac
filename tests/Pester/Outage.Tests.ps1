#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module

    # A portal that is killed and comes back at the same address, with nothing in its memory.
    function Stop-PortalProcess {
        param([psobject] $Portal)
        $Portal.Process.Kill()
        $Portal.Process.WaitForExit()
        $Portal.Process.Dispose()
    }

    function Restart-Portal {
        param([psobject] $Portal)
        Open-Portal '--chats', '2000', '--port', ([uri] $Portal.Address).Port, '--burst', '10', '--drain', '20'
    }

    # A chain in a runspace of its own, on a connection that is made here.
    function Start-Run {
        param([object] $Connection, [string] $Chain, [int] $Count)
        $shell = [powershell]::Create()
        $text = "param(`$c) Import-Module '$ModuleManifest'; " +
            "1..$Count | ForEach-Object { `"livechat|1|`$_|`$_`" } | $($Chain -replace '(\w+-OL\w+)', '$1 -Connection $c')"
        $null = $shell.AddScript($text).AddArgument($Connection)
        $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
        $async = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]] $null, $output)
        @{ Shell = $shell; Output = $output; Begin = [datetime]::UtcNow; Async = $async }
    }

    function Wait-For {
        param([scriptblock] $Condition, [int] $Seconds = 60)
        $end = [datetime]::UtcNow.AddSeconds($Seconds)
        while (-not (& $Condition)) {
            if ([datetime]::UtcNow -gt $end) { throw "It did not come: $Condition" }
            Start-Sleep -Milliseconds 50
        }
    }
}

AfterAll {
    Close-Module
}

Describe 'A portal that is killed in the middle of a chain and comes back at the same address' {
    BeforeAll {
        $portal = Open-Portal '--chats', '2000', '--burst', '10', '--drain', '5'
        $connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook
        $script:run = Start-Run $connection 'Get-OLChatByUserCode | Join-OLSession' 1500
        try {
            Wait-For { $run.Output.Count -ge 100 }
            Stop-PortalProcess $portal
            Wait-For { $connection.UnreachableSince }
            $script:since = $connection.UnreachableSince
            # Whoever looks first takes what there is to tell.
            Wait-For { $run.Shell.Streams.Warning.Count -gt 0 }
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $script:checked = Test-Bitrix24Connection -Connection $connection 3> $null
            $script:checkTook = $watch.Elapsed
            Wait-For { @($run.Shell.Streams.Progress | Where-Object { $_.StatusDescription -like '*; portal away since *' }).Count -gt 0 }
            $portal = Restart-Portal $portal
            Wait-For { $run.Async.IsCompleted }
            $run.Shell.EndInvoke($run.Async)
            $script:after = $connection.UnreachableSince
        }
        finally {
            Close-Portal $portal
        }
    }

    AfterAll {
        $run.Shell.Dispose()
    }

    It 'costs no item' {
        $run.Shell.Streams.Error.Count | Should -Be 0
        $run.Output.Count | Should -Be 1500
        @($run.Output.UserCode | Select-Object -Unique).Count | Should -Be 1500
    }

    It 'is told of in one warning when it begins and in one when it is over' {
        $told = @($run.Shell.Streams.Warning.Message)
        $told.Count | Should -Be 2
        $told[0] | Should -Match '^The portal cannot be reached since \d\d:\d\d:\d\d; asking again in \d+ s, until \d\d:\d\d:\d\d\. '
        $told[1] | Should -Match '^The portal is back\. It could not be reached for \d+ s; the run goes on\.$'
    }

    It 'stands in the progress, behind the counts' {
        $lines = @($run.Shell.Streams.Progress.StatusDescription -like '*; portal away since *')
        foreach ($line in $lines) {
            $line | Should -Match '^\d\S* (of \d\S* )?done, 0 failed; portal away since \d\d:\d\d$'
        }
    }

    It 'shows in UnreachableSince while it lasts' {
        $since.ToUniversalTime() | Should -BeGreaterThan $run.Begin
        $after | Should -BeNullOrEmpty
    }

    It 'is found by Test-Bitrix24Connection at once' {
        $checked | Should -Be $false
        $checkTook.TotalSeconds | Should -BeLessThan 5
    }
}

Describe 'A portal that does not come back' {
    It 'ends the connection after -OutageTimeoutSec, with one error for each item and a warning' {
        $portal = Open-Portal '--chats', '2000', '--burst', '5', '--drain', '5'
        $connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook -OutageTimeoutSec 10
        $run = Start-Run $connection 'Get-OLChatByUserCode' 1500
        try {
            Wait-For { $run.Output.Count -ge 50 }
            Stop-PortalProcess $portal
            Wait-For { $run.Async.IsCompleted }
            $run.Shell.EndInvoke($run.Async)
            $failed = @($run.Shell.Streams.Error)
            $failed.Count + $run.Output.Count | Should -Be 1500
            $failed.Count | Should -BeGreaterThan 500
            $failed.FullyQualifiedErrorId | Select-Object -Unique |
                Should -BeExactly 'ConnectionLost,OpenLines.Commands.GetOLChatByUserCodeCommand'
            $connection.State | Should -Be 'Lost'
            @($run.Shell.Streams.Warning.Message)[-1] | Should -BeLike 'The connection has ended (The portal could not be reached for *'
        }
        finally {
            $run.Shell.Dispose()
        }
    }

    It 'lets the tries run out with -OutageTimeoutSec 0' {
        $portal = Open-Portal
        $connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook -OutageTimeoutSec 0 -MaximumRetryCount 1
        Stop-PortalProcess $portal
        1..3 | ForEach-Object { "livechat|1|$_|$_" } |
            Get-OLChatByUserCode -Connection $connection -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.Count | Should -Be 3
        $failed.FullyQualifiedErrorId | Select-Object -Unique | Should -BeLike 'ConnectionFailed,*'
    }

    It 'does not keep a run from being stopped within a second' {
        $portal = Open-Portal '--chats', '2000', '--burst', '5', '--drain', '5'
        $connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook
        $run = Start-Run $connection 'Get-OLChatByUserCode' 1500
        try {
            Wait-For { $run.Output.Count -ge 50 }
            Stop-PortalProcess $portal
            Wait-For { $connection.UnreachableSince }
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $run.Shell.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 1
        }
        finally {
            $run.Shell.Dispose()
        }
    }
}
