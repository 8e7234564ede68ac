<#
.SYNOPSIS
Measures one PowerShell process that works on many portals at once, against the time that one of them takes.

.DESCRIPTION
Build first: dotnet build OpenLinesPS.sln -c Release. The portals are in one other process, each with a port and a request limit of its own
on the loopback address, and nothing of its burst is left. In this process each has a connection, and a runspace in which its codes are
looked up; the time counts from when all runspaces are ready. Threads and sockets of this process are counted meanwhile. One portal is
measured first, then all. docs/results.md explains it.

.PARAMETER Portals
How many portals work at once.

.PARAMETER Count
How many user codes each gets.

.PARAMETER Drain
How many requests a second each portal lets in. Where the machine has too few processors for the codes of all portals in the time of one,
a lower number shows what the requests alone take.

.PARAMETER Latency
How long each answer takes, in milliseconds.

.EXAMPLE
pwsh -NoProfile -File benchmarks/Measure-Portals.ps1
#>
param(
    [ValidateRange(1, 500)] [int] $Portals = 100,
    [ValidateRange(1, 100000)] [int] $Count = 1000,
    [ValidateRange(0.1, 1000)] [double] $Drain = 2,
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

# Looks twice a second at what this process has, on a thread of its own. To tell sockets from other handles would take longer than the work
# that is measured, so what was open before is taken away instead.
Add-Type -TypeDefinition @'
using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;

public sealed class Usage
{
    private readonly Process _other;
    private TimeSpan _own, _others;
    public double Own, Other;

    public Usage(Process other) { _other = other; }

    public void Begin() { _own = Of(Process.GetCurrentProcess()); _others = Of(_other); }

    public void End() { Own = (Of(Process.GetCurrentProcess()) - _own).TotalSeconds; Other = (Of(_other) - _others).TotalSeconds; }

    private static TimeSpan Of(Process process) { process.Refresh(); return process.TotalProcessorTime; }
}

public sealed class Watch : IDisposable
{
    private readonly Timer _timer;
    private readonly int _before = Handles();
    public int Threads;
    public int Sockets;

    public Watch() { _timer = new Timer(_ => Look(), null, 500, 500); }

    public void Dispose() { _timer.Dispose(); }

    private void Look()
    {
        try
        {
            using (var own = Process.GetCurrentProcess()) { Threads = Math.Max(Threads, own.Threads.Count); }
            Sockets = Math.Max(Sockets, Handles() - _before);
        }
        catch (IOException) { }
    }

    private static int Handles() { return Directory.Exists("/proc/self/fd") ? Directory.GetFileSystemEntries("/proc/self/fd").Length : 0; }
}
'@

function Start-Portal {
    param([int] $Number)

    # The few places that are left let the connections begin.
    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
    $arguments = @(
        $program, '--portals', $Number, '--chats', $Count, '--burst', 50, '--drain', $Drain, '--filled', 0.9, '--latency', $Latency
    )
    foreach ($argument in $arguments) { $start.ArgumentList.Add("$argument") }
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    [System.Diagnostics.Process]::Start($start)
}

function Measure-Run {
    param([int] $Number)

    $server = Start-Portal -Number $Number
    try {
        $connections = foreach ($portal in 1..$Number) {
            $address = $server.StandardOutput.ReadLine() -replace '^WEBHOOK '
            $webhook = [securestring]::new()
            foreach ($character in $address.ToCharArray()) { $webhook.AppendChar($character) }
            if ($portal -eq 1) {
                # Until the run begins nothing drains.
                $server.StandardInput.WriteLine('limit 0.000001')
            }

            Connect-Bitrix24 -Webhook $webhook
        }
        if ($server.StandardOutput.ReadLine() -ne 'OK') { throw 'The portals did not take the limit.' }

        $used = [Usage]::new($server)
        $begin = [System.Threading.Barrier]::new(
            $Number,
            {
                $used.Begin()
                $server.StandardInput.WriteLine('limit 1000000')
            })
        $watch = [Watch]::new()
        $runs = @($connections | ForEach-Object -ThrottleLimit $Number -Parallel {
                Import-Module -Name $using:manifest
                $codes = foreach ($code in 1..$using:Count) { "livechat|1|$code|$code" }
                ($using:begin).SignalAndWait()
                $clock = [System.Diagnostics.Stopwatch]::StartNew()
                $results = @($codes | Get-OLChatByUserCode -Connection $_)
                [pscustomobject]@{
                    Seconds = $clock.Elapsed.TotalSeconds
                    Results = $results.Count
                    Requests = $_.Requests
                    Refusals = $_.Refusals
                }
            })
        $watch.Dispose()
        $used.End()
        [pscustomobject]@{
            Portals = $Number
            Seconds = [Math]::Round(($runs.Seconds | Measure-Object -Maximum).Maximum, 2)
            Median = [Math]::Round(($runs.Seconds | Sort-Object)[[int][Math]::Floor($runs.Count / 2)], 2)
            Results = ($runs.Results | Measure-Object -Sum).Sum
            Requests = ($runs.Requests | Measure-Object -Sum).Sum
            Refused = ($runs.Refusals | Measure-Object -Sum).Sum
            Threads = $watch.Threads
            Sockets = $watch.Sockets
            Cpu = [Math]::Round($used.Own, 1)
            PortalCpu = [Math]::Round($used.Other, 1)
        }
        $connections | Disconnect-Bitrix24
    }
    finally {
        $server.StandardInput.Close()
        $server.WaitForExit()
    }
}

try {
    $one = Measure-Run -Number 1
    $all = Measure-Run -Number $Portals
    $one, $all | Format-Table -AutoSize
    'ratio {0:0.000}, median {1:0.000}' -f ($all.Seconds / $one.Seconds), ($all.Median / $one.Seconds)
}
finally {
    Remove-Item -LiteralPath $env:BITRIX24_PACE_FOLDER -Recurse -Force
}
