<#
.SYNOPSIS
Measures one PowerShell process that works on many portals at once, against the time that one of them takes.

.DESCRIPTION
Build first: dotnet build OpenLinesPS.sln -c Release. The portals are in one other process, each with a port and a request limit of its own
on the loopback address. In this process each has a connection; one alone gets its codes, then all the others get theirs at once, each in
a runspace of its own. Threads and sockets of this process are counted meanwhile. docs/results.md explains it.

.PARAMETER Portals
How many portals work at once.

.PARAMETER Count
How many user codes each gets.

.PARAMETER Filled
How full the bucket of each portal is at the beginning, from 0 to 1: with 1 nothing of its burst is left.

.PARAMETER Latency
How long each answer takes, in milliseconds.

.EXAMPLE
pwsh -NoProfile -File benchmarks/Measure-Portals.ps1 -Filled 1
#>
param(
    [ValidateRange(1, 500)] [int] $Portals = 100,
    [ValidateRange(1, 100000)] [int] $Count = 1000,
    [ValidateRange(0, 1)] [double] $Filled = 0,
    [ValidateRange(0, 10000)] [int] $Latency = 100,
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$root = [System.IO.Path]::GetFullPath("$PSScriptRoot/..")
$manifest = Join-Path -Path $root -ChildPath 'out/OpenLines/OpenLines.psd1'
$program = Join-Path -Path $root -ChildPath "tests/Portal/bin/$Configuration/net10.0/Portal.dll"
foreach ($needed in $manifest, $program) {
    if (-not (Test-Path -LiteralPath $needed)) { throw "$needed is missing: dotnet build OpenLinesPS.sln -c $Configuration" }
}

# Nothing is left from a run before, and nothing for the next.
$env:BITRIX24_PACE_FOLDER = Join-Path -Path ([System.IO.Path]::GetTempPath()) -ChildPath ([guid]::NewGuid())
$null = New-Item -ItemType Directory -Path $env:BITRIX24_PACE_FOLDER
Import-Module -Name $manifest

$start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
$arguments = @($program, '--portals', ($Portals + 1), '--chats', $Count, '--burst', 50, '--drain', 2, '--filled', $Filled, '--latency', $Latency)
foreach ($argument in $arguments) { $start.ArgumentList.Add("$argument") }
$start.RedirectStandardInput = $true
$start.RedirectStandardOutput = $true
$server = [System.Diagnostics.Process]::Start($start)

# Looks ten times a second at what this process has, on a thread of its own.
Add-Type -TypeDefinition @'
using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;

public sealed class Watch : IDisposable
{
    private readonly Timer _timer;
    public int Threads;
    public int Sockets;

    public Watch() { _timer = new Timer(_ => Look(), null, 0, 100); }

    public void Dispose() { _timer.Dispose(); }

    private void Look()
    {
        try
        {
            using (var own = Process.GetCurrentProcess()) { Threads = Math.Max(Threads, own.Threads.Count); }
            if (Directory.Exists("/proc/self/fd"))
            {
                var sockets = new DirectoryInfo("/proc/self/fd").GetFiles().Count(file => (file.LinkTarget ?? "").StartsWith("socket:"));
                Sockets = Math.Max(Sockets, sockets);
            }
        }
        catch (IOException) { }
    }
}
'@

function Measure-Run {
    param([object[]] $Connection)

    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $processor = [System.Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime
    $watch = [Watch]::new()
    $runs = @($Connection | ForEach-Object -ThrottleLimit $Connection.Count -Parallel {
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            $codes = foreach ($number in 1..$using:Count) { "livechat|1|$number|$number" }
            $results = @($codes | Get-OLChatByUserCode -Connection $_)
            [pscustomobject]@{ Seconds = $clock.Elapsed.TotalSeconds; Results = $results.Count; Refusals = $_.Refusals; Requests = $_.Requests }
        })
    $took = $clock.Elapsed.TotalSeconds
    $watch.Dispose()
    [pscustomobject]@{
        Portals = $Connection.Count
        Seconds = [Math]::Round($took, 2)
        SlowestRun = [Math]::Round(($runs.Seconds | Measure-Object -Maximum).Maximum, 2)
        Results = ($runs.Results | Measure-Object -Sum).Sum
        Requests = ($runs.Requests | Measure-Object -Sum).Sum
        Refused = ($runs.Refusals | Measure-Object -Sum).Sum
        Threads = $watch.Threads
        Sockets = $watch.Sockets
        ProcessorSeconds = [Math]::Round(([System.Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime - $processor).TotalSeconds, 1)
    }
}

try {
    $webhooks = foreach ($number in 1..($Portals + 1)) {
        $secure = [securestring]::new()
        foreach ($character in ($server.StandardOutput.ReadLine() -replace '^WEBHOOK ').ToCharArray()) { $secure.AppendChar($character) }
        $secure
    }
    $connections = @($webhooks | ForEach-Object -ThrottleLimit 50 -Parallel { Connect-Bitrix24 -Webhook $_ })
    $one = Measure-Run -Connection $connections[0]
    $all = Measure-Run -Connection ($connections | Select-Object -Skip 1)
    $one, $all | Format-Table -AutoSize
    'ratio {0:0.000}' -f ($all.Seconds / $one.Seconds)
}
finally {
    $server.StandardInput.Close()
    $server.WaitForExit()
    Remove-Item -LiteralPath $env:BITRIX24_PACE_FOLDER -Recurse -Force
}
