<#
.SYNOPSIS
Works for a long time on a portal that is killed and started again and again, and says whether an item or memory was lost.

.DESCRIPTION
Build first: dotnet build OpenLinesPS.sln -c Release. Chains of Get-OLChatByUserCode, Join-OLSession and Start-OLSession run one after the
other in this process; each row must end as one result or one error. Of every tenth chain only the first results are taken: there the rows
must be results, errors, outcomes to receive, or calls that were never sent. The process's memory at the end is compared with that after the
first sixth of the time.

.PARAMETER Minutes
How long.

.PARAMETER KillSeconds
How long the portal lives. It is away for 1 to 20 seconds then.

.PARAMETER Rows
How many rows a chain has.

.EXAMPLE
pwsh -NoProfile -File benchmarks/Measure-Soak.ps1 -Minutes 60
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 10000)]
    [double] $Minutes = 60,

    [ValidateRange(1, 3600)]
    [int] $KillSeconds = 120,

    [ValidateRange(1, 100000)]
    [int] $Rows = 2000
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
$root = [System.IO.Path]::GetFullPath("$PSScriptRoot/..")
$portalProgram = Join-Path -Path $root -ChildPath 'tests/Portal/bin/Release/net10.0/Portal.dll'
Import-Module -Name (Join-Path -Path $root -ChildPath 'out/OpenLines/OpenLines.psd1')

# Kills the portal and starts it again, in a runspace of its own, until it is told to end.
$keeper = {
    param($State, $PortalProgram, $KillSeconds)

    $random = [System.Random]::new(1)
    $process = $null
    while (-not $State.IsOver) {
        $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
        foreach ($argument in $PortalProgram, '--port', $State.Port, '--chats', 100000, '--burst', 50, '--drain', 20) {
            $start.ArgumentList.Add($argument)
        }
        $start.RedirectStandardInput = $true
        $start.RedirectStandardOutput = $true
        $process = [System.Diagnostics.Process]::Start($start)
        $webhook = $process.StandardOutput.ReadLine() -replace '^WEBHOOK '
        $State.Port = ([uri]$webhook).Port
        $State.Webhook = $webhook
        $until = [datetime]::UtcNow.AddSeconds($KillSeconds)
        while (-not $State.IsOver -and [datetime]::UtcNow -lt $until) { Start-Sleep -Milliseconds 200 }
        $process.Kill()
        $process.WaitForExit()
        $State.Kills++
        if (-not $State.IsOver) { Start-Sleep -Milliseconds $random.Next(1000, 20000) }
    }
}

$state = [hashtable]::Synchronized(@{ IsOver = $false; Port = 0; Webhook = $null; Kills = 0 })
$shell = [powershell]::Create().AddScript($keeper).AddArgument($state).AddArgument($portalProgram).AddArgument($KillSeconds)
$running = $shell.BeginInvoke()
try {
    while (-not $state.Webhook) { Start-Sleep -Milliseconds 100 }
    $env:BITRIX24_WEBHOOK = $state.Webhook
    $connection = Connect-Bitrix24 -EnvironmentVariable
    $begin = [datetime]::UtcNow
    $end = $begin.AddMinutes($Minutes)
    $early = $null
    $total = @{ Rows = 0; Done = 0; Failed = 0; Received = 0; Lost = 0 }
    for ($chain = 1; [datetime]::UtcNow -lt $end; $chain++) {
        $first = ($chain * 7919) % 90000
        $items = foreach ($number in ($first + 1)..($first + $Rows)) { [pscustomobject]@{ UserCode = "livechat|1|$number|$number" } }
        $before = $connection.NotSent
        $taken = if ($chain % 10) { $Rows } else { [int]($Rows / 10) }
        $failed = [System.Collections.ArrayList]::new()
        $done = @($items |
                Get-OLChatByUserCode -ErrorAction SilentlyContinue -ErrorVariable +failed |
                Join-OLSession -ErrorAction SilentlyContinue -ErrorVariable +failed |
                Start-OLSession -ErrorAction SilentlyContinue -ErrorVariable +failed |
                Select-Object -First $taken).Count
        $received = @(Receive-OLOutcome).Count
        $total.Rows += $Rows
        $total.Done += $done
        $total.Failed += $failed.Count
        $total.Received += $received

        # A row that was stopped may not have been read at all.
        if ($taken -eq $Rows -and $done + $failed.Count + $received -ne $Rows) {
            $total.Lost += $Rows - $done - $failed.Count - $received
            "chain ${chain}: $done done, $($failed.Count) failed, $received received of $Rows; $($connection.NotSent - $before) not sent"
        }
        if (-not $early -and [datetime]::UtcNow -gt $begin.AddMinutes($Minutes / 6)) {
            [GC]::Collect()
            $early = (Get-Process -Id $PID).WorkingSet64
        }
    }
    [GC]::Collect()
    $late = (Get-Process -Id $PID).WorkingSet64
    $counters = Get-Bitrix24Connection
    "$Minutes minutes, $($chain - 1) chains, the portal was killed $($state.Kills) times"
    "$($total.Rows) rows: $($total.Done) done, $($total.Failed) failed, $($total.Received) received, $($total.Lost) lost or doubled"
    $counters | Format-List -Property Requests, Calls, Succeeded, Failed, NotSent, Retries, Refusals | Out-String
    $counted = $counters.Succeeded + $counters.Failed + $counters.NotSent + $counters.Abandoned
    "calls counted: $counted of $($counters.Calls)"
    'memory: {0:0.0} MB, after a sixth of the time {1:0.0} MB, ratio {2:0.00}' -f ($late / 1MB), ($early / 1MB), ($late / $early)
}
finally {
    $state.IsOver = $true
    $null = $shell.EndInvoke($running)
    $shell.Dispose()
}
