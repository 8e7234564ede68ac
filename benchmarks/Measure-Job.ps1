<#
.SYNOPSIS
Measures whole jobs in this PowerShell against the loopback portal, as ratios to what the engine and the network cost by themselves.

.DESCRIPTION
Build first: dotnet build OpenLinesPS.sln -c Release. All that is compared runs in one warm process, in turn, and the best of several rounds
counts. Only ratios mean anything: another machine, or the same one at another hour, has other milliseconds. docs/results.md explains each.

.PARAMETER Count
How many user codes.

.PARAMETER Rounds
How many rounds, of which the best counts.

.PARAMETER Limited
Instead: so many codes on a portal that limits the request rate; 5,000 unless told otherwise, which takes half a minute.

.PARAMETER Burst
How many requests that portal takes at once.

.PARAMETER PerSecond
How many it takes a second after that.

.PARAMETER Stopped
Instead: the chain of three cmdlets over 4,000 codes on 2 requests a second, burst 20, stopped after 25 seconds: how many rows are through.

.PARAMETER Limits
Instead: one client alone on request limits of all shapes, a row each, up to a minute each.

.PARAMETER Like
Only the limits whose name is like this.

.PARAMETER TwoProcesses
Instead: the same by two processes at once; takes a minute and a half.

.PARAMETER Import
Instead: Import-Module in fresh processes, beside an empty module of the same shape.

.EXAMPLE
pwsh -NoProfile -File benchmarks/Measure-Job.ps1
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '',
    Justification = 'They are used in functions, or choose the parameter set')]
[CmdletBinding(DefaultParameterSetName = 'Unlimited')]
param(
    [Parameter(ParameterSetName = 'Unlimited')]
    [Parameter(ParameterSetName = 'Limited')]
    [ValidateRange(50, 1000000)]
    [int] $Count = $(if ($Limited) { 5000 } else { 10000 }),

    [ValidateRange(1, 100)]
    [int] $Rounds = 5,

    [Parameter(Mandatory, ParameterSetName = 'Limited')]
    [switch] $Limited,

    [Parameter(ParameterSetName = 'Limited')]
    [ValidateRange(1, 10000)]
    [int] $Burst = 50,

    [Parameter(ParameterSetName = 'Limited')]
    [ValidateRange(0.1, 10000)]
    [double] $PerSecond = 2,

    [Parameter(Mandatory, ParameterSetName = 'Stopped')]
    [switch] $Stopped,

    [Parameter(Mandatory, ParameterSetName = 'Limits')]
    [switch] $Limits,

    [Parameter(ParameterSetName = 'Limits')]
    [string] $Like = '*',

    [Parameter(Mandatory, ParameterSetName = 'TwoProcesses')]
    [switch] $TwoProcesses,

    [Parameter(Mandatory, ParameterSetName = 'Import')]
    [switch] $Import
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$root = [System.IO.Path]::GetFullPath("$PSScriptRoot/..")
$manifest = Join-Path -Path $root -ChildPath 'out/OpenLines/OpenLines.psd1'
$portalProgram = Join-Path -Path $root -ChildPath 'tests/Portal/bin/Release/net10.0/Portal.dll'
$benchmarks = Join-Path -Path $PSScriptRoot -ChildPath 'bin/Release/net10.0/Benchmarks.dll'
foreach ($needed in $manifest, $portalProgram, $benchmarks) {
    if (-not (Test-Path -LiteralPath $needed)) { throw "$needed is missing: dotnet build OpenLinesPS.sln -c Release" }
}

# The portal ends when its standard input does: with this process at the latest.
function Open-Portal {
    param([string[]] $ArgumentList)

    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
    foreach ($argument in @($portalProgram) + $ArgumentList) { $start.ArgumentList.Add($argument) }
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    [pscustomobject]@{ Process = $process; Webhook = $process.StandardOutput.ReadLine() -replace '^WEBHOOK ' }
}

function Close-Portal {
    param([psobject] $Portal)

    $Portal.Process.StandardInput.Close()
    $Portal.Process.WaitForExit()
}

function Get-Row {
    param([int] $First = 1, [int] $Last)

    foreach ($number in $First..$Last) { [pscustomobject]@{ UserCode = "livechat|1|$number|$number" } }
}

# What a user would write instead.
function Invoke-HandWritten {
    param([object[]] $Row, [string] $Webhook)

    for ($first = 0; $first -lt $Row.Count; $first += 50) {
        $last = [Math]::Min($first + 49, $Row.Count - 1)
        $cmd = @{}
        foreach ($index in $first..$last) {
            $cmd["c$($index - $first)"] = 'imopenlines.session.open?USER_CODE=' + [uri]::EscapeDataString($Row[$index].UserCode)
        }

        $body = @{ halt = 0; cmd = $cmd } | ConvertTo-Json
        $answer = Invoke-RestMethod -Method Post -Uri "$($Webhook)batch" -ContentType 'application/json' -Body $body
        foreach ($index in $first..$last) {
            $key = "c$($index - $first)"
            [pscustomobject]@{ UserCode = $Row[$index].UserCode; ChatId = $answer.result.result.$key.chatId }
        }
    }
}

# Time, processor time and allocations of this process, which are the portal's in no part.
function Measure-Run {
    param([scriptblock] $Script)

    [GC]::Collect()
    [GC]::WaitForPendingFinalizers()
    $requests = (Get-Bitrix24Connection).Requests
    $bytes = [GC]::GetTotalAllocatedBytes($true)
    $processor = [System.Environment]::CpuUsage.TotalTime
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $null = & $Script
    $watch.Stop()
    [pscustomobject]@{
        Milliseconds = $watch.Elapsed.TotalMilliseconds
        Processor    = ([System.Environment]::CpuUsage.TotalTime - $processor).TotalMilliseconds
        Bytes        = [GC]::GetTotalAllocatedBytes($true) - $bytes
        Requests     = (Get-Bitrix24Connection).Requests - $requests
    }
}

function Format-Reach {
    param([string] $What, [double] $Ratio, [double] $AtMost = [double]::NaN, [double] $AtLeast = [double]::NaN)

    $reach, $isReached = if ([double]::IsNaN($AtLeast)) {
        "at most $AtMost", ($Ratio -le $AtMost)
    }
    else {
        "at least $AtLeast", ($Ratio -ge $AtLeast)
    }
    '{0,-52} {1,8:0.00}   reach: {2,-14} {3}' -f $What, $Ratio, $reach, $(if ($isReached) { 'reached' } else { 'MISSED' })
}

function Measure-Unlimited {
    Import-Module -Name $manifest, $benchmarks
    $portal = Open-Portal -ArgumentList '--chats', $Count
    $floor = [Benchmarks.Floor]::new($portal.Webhook)
    try {
        $env:BITRIX24_WEBHOOK = $portal.Webhook
        $null = Connect-Bitrix24 -EnvironmentVariable
        $rows = @(Get-Row -Last $Count)
        $jobs = [ordered]@{
            'a  Get-OLChatByUserCode'      = { $rows | Get-OLChatByUserCode }
            'b  empty cmdlet'              = { $rows | Measure-Empty }
            'c  bare HttpClient'           = { $floor.Run($Count) }
            'd  Invoke-RestMethod by hand' = { Invoke-HandWritten -Row $rows -Webhook $portal.Webhook }

            # Under this script's own preference they would stop at the first failure, and so send one batch at a time.
            'e  Get | Join | Start'        = {
                $rows | Get-OLChatByUserCode | Join-OLSession -ErrorAction Continue | Start-OLSession -ErrorAction Continue
            }
        }

        # What is measured must be the work and not a failure of it.
        foreach ($name in @($jobs.Keys) -notmatch '^[bc]') {
            $given = @(& $jobs[$name]).Count
            if ($given -ne $Count) { throw "$name gave $given of $Count results." }
        }

        $runs = foreach ($round in 0..$Rounds) {
            foreach ($name in $jobs.Keys) {
                # The script by hand takes as long as a hundred of the others.
                foreach ($time in 1..$(if ($name -match '^d') { 1 } else { 5 })) {
                    $run = Measure-Run -Script $jobs[$name]
                    if ($round -gt 0) { $run | Add-Member -NotePropertyMembers @{ Name = $name } -PassThru }
                }
            }
        }

        $best = @{}
        "$Count codes, best of $Rounds rounds of 5 runs each (d: 1 run each)"
        '{0,-30} {1,10} {2,10} {3,16} {4,16} {5,20}' -f '', 'ms', 'CPU ms', 'CPU us per code', 'bytes per code', 'requests of module'
        foreach ($group in $runs | Group-Object -Property Name) {
            $run = [pscustomobject]@{
                Milliseconds = ($group.Group.Milliseconds | Measure-Object -Minimum).Minimum
                Processor    = ($group.Group.Processor | Measure-Object -Minimum).Minimum
                Bytes        = ($group.Group.Bytes | Measure-Object -Minimum).Minimum
                Requests     = $group.Group.Requests | Measure-Object -Minimum -Maximum
            }
            $best[$group.Name[0]] = $run
            $requests = '{0} to {1}' -f $run.Requests.Minimum, $run.Requests.Maximum
            '{0,-30} {1,10:0.0} {2,10:0.0} {3,16:0.0} {4,16:0} {5,20}' -f $group.Name, $run.Milliseconds, $run.Processor,
            (1000 * $run.Processor / $Count), ($run.Bytes / $Count), $requests
        }

        $a, $b, $c, $d, $e = 'a', 'b', 'c', 'd', 'e' | ForEach-Object -Process { $best[[char]$_] }
        ''
        Format-Reach -What 'time: a / (b + c)' -Ratio ($a.Milliseconds / ($b.Milliseconds + $c.Milliseconds)) -AtMost 1.2
        Format-Reach -What 'time: d / a' -Ratio ($d.Milliseconds / $a.Milliseconds) -AtLeast 3
        Format-Reach -What 'time: e / 3a' -Ratio ($e.Milliseconds / (3 * $a.Milliseconds)) -AtMost 1.5
        Format-Reach -What 'CPU: (a - b - c) / b' -Ratio (($a.Processor - $b.Processor - $c.Processor) / $b.Processor) -AtMost 1.5
        Format-Reach -What 'bytes: (a - b - c) / b' -Ratio (($a.Bytes - $b.Bytes - $c.Bytes) / $b.Bytes) -AtMost 1
        Get-Bitrix24Connection | Format-List -Property Requests, Calls, Succeeded, Failed, Retries, Refusals | Out-String
    }
    finally {
        $floor.Dispose()
        Disconnect-Bitrix24
        Close-Portal -Portal $portal
    }
}

# One client of a limited portal: connected first, it begins at once, or at an agreed moment, when the bucket is empty again.
function Measure-Client {
    param([string] $Webhook, [int] $First, [int] $Last, [datetime] $Begin = [datetime]::MinValue)

    Import-Module -Name $manifest
    $env:BITRIX24_WEBHOOK = $Webhook
    $null = Connect-Bitrix24 -EnvironmentVariable
    $rows = @(Get-Row -First $First -Last $Last)
    if ($Begin -eq [datetime]::MinValue) { $Begin = [datetime]::UtcNow }
    Start-Sleep -Duration ([timespan]::FromTicks([Math]::Max(0, ($Begin - [datetime]::UtcNow).Ticks)))
    $results = @($rows | Get-OLChatByUserCode).Count
    $end = [datetime]::UtcNow
    $connection = Get-Bitrix24Connection
    [pscustomobject]@{
        Seconds  = ($end - $Begin).TotalSeconds
        Results  = $results
        Requests = $connection.Requests
        Refusals = $connection.Refusals
    }
}

function Measure-Limited {
    $portal = Open-Portal -ArgumentList '--chats', $Count, '--burst', $Burst, '--drain', $PerSecond
    try {
        $batches = [Math]::Ceiling($Count / 50)
        $floor = [Math]::Max(0, $batches - $Burst) / $PerSecond
        if ($floor -eq 0) { throw "The burst of $Burst takes all $batches batches at once: there is no floor to measure by." }
        $client = Measure-Client -Webhook $portal.Webhook -First 1 -Last $Count -Begin ([datetime]::UtcNow.AddSeconds(5))
        "$Count codes, $PerSecond requests a second, burst ${Burst}: the bucket lets the last of $batches batches in after $floor s"
        $client | Format-List | Out-String
        Format-Reach -What "time / $floor s" -Ratio ($client.Seconds / $floor) -AtMost $(if ($Burst -gt 50) { 1.05 } else { 1.02 })
        Format-Reach -What 'refused, % of the requests' -Ratio (100 * $client.Refusals / $client.Requests) -AtMost 1
        Format-Reach -What 'results / codes' -Ratio ($client.Results / $Count) -AtLeast 1
    }
    finally {
        Close-Portal -Portal $portal
    }
}

# A limit: how many requests it must let in, how long that takes at the least, and the reach, times the floor and refused of a hundred.
function Get-Limit {
    param([string] $Name, [int] $Requests, [double] $Floor, [double] $Ratio, [double] $Refused, [string[]] $Portal)

    [pscustomobject]@{ Name = $Name; Requests = $Requests; Floor = $Floor; Ratio = $Ratio; Refused = $Refused; Portal = $Portal }
}

function Get-LimitFamily {
    $perSecond = '--limit', 'window', '--burst', '10'
    $perTen = '--burst', '100', '--window', '10', '--refusal', 'TooManyRequests'
    Get-Limit '2/s burst 50' 100 25 1.1 3 '--burst', '50', '--drain', '2'
    Get-Limit '2/s burst 50, whole seconds' 100 25 1.1 3 '--limit', 'ticks', '--burst', '50', '--drain', '2'
    Get-Limit '5/s burst 250' 350 20 1.08 2 '--burst', '250', '--drain', '5'
    Get-Limit '5/s burst 250, whole seconds' 350 20 1.12 4 '--limit', 'ticks', '--burst', '250', '--drain', '5'
    Get-Limit '5/s burst 250, answers of 28 s' 350 48 1.1 3 '--burst', '250', '--drain', '5', '--duration', 'imopenlines.session.open=0.56'
    Get-Limit '10/s burst 100' 400 30 1.1 9 '--burst', '100', '--drain', '10'
    Get-Limit '10/s burst 20' 320 30 1.06 9 '--burst', '20', '--drain', '10'
    Get-Limit '1/s burst 20' 70 50 1.06 18 '--burst', '20', '--drain', '1'
    Get-Limit '5/s burst 5' 155 30 1.06 6 '--burst', '5', '--drain', '5'
    Get-Limit '7/s burst 30' 240 30 1.06 9 '--burst', '30', '--drain', '7'
    Get-Limit '10 in each second, 503' 300 29 1.3 9 $perSecond
    Get-Limit '10 in each second, 429 with Retry-After' 300 29 1.4 7 ($perSecond + '--refusal', 'RetryAfterSeconds')
    Get-Limit '10 in any second' 300 29 1.4 7 '--limit', 'sliding', '--burst', '10'
    Get-Limit '100 in each 10 seconds, 429' 400 30 1.65 14 ($perTen + '--limit', 'window')
    Get-Limit '100 in any 10 seconds, 429' 400 30 1.65 14 ($perTen + '--limit', 'sliding')
    Get-Limit '5/s, 50 wait' 200 40 1.02 3 '--limit', 'queue', '--burst', '50', '--drain', '5'
    Get-Limit '5 under way' 300 12 1.4 6 '--limit', 'underway', '--burst', '5', '--duration', 'imopenlines.session.open=0.004'
}

function Measure-LimitFamily {
    'One client alone; a connection''s check counts as a request too. Real time, one run each.'
    '{0,-42} {1,9} {2,9} {3,7} {4,9} {5,9}' -f '', 'floor, s', 'took, s', 'ratio', 'requests', 'refused %'
    foreach ($limit in Get-LimitFamily | Where-Object -Property Name -Like $Like) {
        $count = 50 * ($limit.Requests - 1)
        $portal = Open-Portal -ArgumentList (@('--chats', $count) + $limit.Portal)
        try {
            $client = Measure-Client -Webhook $portal.Webhook -First 1 -Last $count
            $ratio = $client.Seconds / $limit.Floor
            $refused = 100 * $client.Refusals / $client.Requests
            $reach = "($($limit.Ratio), $($limit.Refused) %)"
            $isReached = $ratio -le $limit.Ratio -and $refused -le $limit.Refused -and $client.Results -eq $count
            '{0,-42} {1,9:0.0} {2,9:0.0} {3,7:0.00} {4,9} {5,9:0.0}   {6}' -f $limit.Name, $limit.Floor, $client.Seconds, $ratio,
            $client.Requests, $refused, $(if ($isReached) { "reached $reach" } else { "MISSED $reach" })
        }
        finally {
            Disconnect-Bitrix24
            Close-Portal -Portal $portal
        }
    }
}

function Measure-Stopped {
    $portal = Open-Portal -ArgumentList '--chats', 4000, '--burst', 20, '--drain', 2
    try {
        $shell = [powershell]::Create()
        $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
        $null = $shell.AddScript({
                param([string] $Module, [string] $Webhook, [object[]] $Row)

                Import-Module -Name $Module
                $env:BITRIX24_WEBHOOK = $Webhook
                $null = Connect-Bitrix24 -EnvironmentVariable
                $Row | Get-OLChatByUserCode | Join-OLSession | Start-OLSession
            }).AddArgument($manifest).AddArgument($portal.Webhook).AddArgument(@(Get-Row -Last 4000))
        $run = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
        if ($run.AsyncWaitHandle.WaitOne(25000)) { throw 'It was over before it could be stopped.' }
        $written = $output.Count
        $shell.Stop()
        $shell.Dispose()
        $journal = Invoke-RestMethod -Uri ([uri]::new([uri] $portal.Webhook, '/journal'))
        "4000 codes through Get | Join | Start, 2 requests a second, burst 20, stopped after 25 s: $written written"
        $journal.methods | Format-List | Out-String
        Format-Reach -What 'written' -Ratio $written -AtLeast 500
    }
    finally {
        Close-Portal -Portal $portal
    }
}

function Measure-TwoProcess {
    $portal = Open-Portal -ArgumentList '--chats', 10000, '--burst', 50, '--drain', 2
    try {
        $begin = [datetime]::UtcNow.AddSeconds(20)
        $definitions = 'Get-Row', 'Measure-Client' |
            ForEach-Object -Process { "function $_ { $((Get-Item -LiteralPath "function:$_").Definition) }" }
        $jobs = foreach ($first in 1, 5001) {
            Start-Job -ScriptBlock {
                $manifest = $using:manifest
                $null = $manifest
                foreach ($definition in $using:definitions) { . ([scriptblock]::Create($definition)) }
                Measure-Client -Webhook $using:portal.Webhook -First $using:first -Last ($using:first + 4999) -Begin $using:begin
            }
        }

        $clients = @($jobs | Receive-Job -Wait -AutoRemoveJob)
        'Two processes, 5000 codes each, 2 requests a second, burst 50: the bucket lets the 200th batch in after 75 s'
        $clients | Format-Table -Property Seconds, Results, Requests, Refusals | Out-String
        $ends = $clients.Seconds | Measure-Object -Maximum -Minimum
        Format-Reach -What 'both, seconds' -Ratio $ends.Maximum -AtMost 77
        $refused = 100 * ($clients.Refusals | Measure-Object -Sum).Sum / ($clients.Requests | Measure-Object -Sum).Sum
        Format-Reach -What 'refused, % of the requests' -Ratio $refused -AtMost 3
        Format-Reach -What 'results / codes' -Ratio (($clients.Results | Measure-Object -Sum).Sum / 10000) -AtLeast 1
        # Both have the same work: what the slower one still had to do when the other was ready is what it got less.
        Format-Reach -What 'slower / faster' -Ratio ($ends.Maximum / $ends.Minimum) -AtMost 1.1
    }
    finally {
        Close-Portal -Portal $portal
    }
}

function Measure-Import {
    $folder = Join-Path -Path ([System.IO.Path]::GetTempPath()) -ChildPath ([guid]::NewGuid())
    $empty = Join-Path -Path $folder -ChildPath 'OpenLines/OpenLines.psd1'
    $null = New-Item -Path (Split-Path -Path $empty) -ItemType Directory
    try {
        # The same manifest, format file and exports, and nothing behind them.
        $files = Join-Path -Path (Split-Path -Path $manifest) -ChildPath '*'
        $kept = 'OpenLines.psd1', 'OpenLines.Format.ps1xml', 'OpenLines.psm1'
        Copy-Item -Path $files -Destination (Split-Path -Path $empty) -Include $kept
        $script = Join-Path -Path (Split-Path -Path $empty) -ChildPath OpenLines.psm1
        $line = '& $import -Name "$folder/OpenLines.dll" -ErrorAction Stop'
        $text = Get-Content -LiteralPath $script -Raw
        if (-not $text.Contains($line)) { throw "The module is not loaded by the line $line any more." }
        Set-Content -LiteralPath $script -Value $text.Replace($line, '') -NoNewline
        $own = [System.Environment]::ProcessPath
        # The .NET tool is run by dotnet.
        $first = @(if ([System.IO.Path]::GetFileNameWithoutExtension($own) -eq 'dotnet') { Join-Path -Path $PSHOME -ChildPath 'pwsh.dll' })
        $took = @{ $manifest = @(); $empty = @() }
        foreach ($round in 1..[Math]::Max(25, $Rounds)) {
            foreach ($module in $manifest, $empty) {
                $command = "`$ErrorActionPreference = 'Stop'; `$watch = [System.Diagnostics.Stopwatch]::StartNew(); " +
                    "Import-Module -Name '$module'; " +
                    '$watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)'
                $took[$module] += [double] (& $own @first -NoProfile -NonInteractive -Command $command)
                if ($LASTEXITCODE) { throw "$module could not be imported." }
            }
        }

        $own, $none = $manifest, $empty | ForEach-Object -Process {
            $sorted = @($took[$_] | Sort-Object)
            [pscustomobject]@{ Best = $sorted[0]; Median = $sorted[[int] [Math]::Floor($sorted.Count / 2)] }
        }
        'Import-Module in {0} fresh processes each: best {1:0.0} ms, median {2:0.0} ms; the empty module {3:0.0} and {4:0.0} ms' -f
            $took[$empty].Count, $own.Best, $own.Median, $none.Best, $none.Median
        Format-Reach -What 'difference of the best in ms' -Ratio ($own.Best - $none.Best) -AtMost 40
        Format-Reach -What 'difference of the medians in ms' -Ratio ($own.Median - $none.Median) -AtMost 40
    }
    finally {
        Remove-Item -LiteralPath $folder -Recurse
    }
}

switch ($PSCmdlet.ParameterSetName) {
    'Limited' { Measure-Limited }
    'Limits' { Measure-LimitFamily }
    'Stopped' { Measure-Stopped }
    'TwoProcesses' { Measure-TwoProcess }
    'Import' { Measure-Import }
    default { Measure-Unlimited }
}
