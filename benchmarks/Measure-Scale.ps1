<#
.SYNOPSIS
Measures what one process does without a limit: codes a second and memory, from a CSV file to a CSV file.

.DESCRIPTION
Build first: dotnet build OpenLinesPS.sln -c Release. Each row of the table is a fresh PowerShell, which reads so many user codes from a
file, works on them and writes the results to another file, against the portal program on the loopback address. The working set is the
highest that the process had. docs/scale.md explains it.

.PARAMETER Count
How many user codes, one row of the table for each number.

.PARAMETER Chain
Only a chain of so many cmdlets: 1 looks the chats up, 3 joins them and starts sessions too.

.EXAMPLE
pwsh -NoProfile -File benchmarks/Measure-Scale.ps1 -Count 10000, 1000000
#>
[CmdletBinding()]
param(
    [ValidateRange(50, 10000000)]
    [int[]] $Count = @(10000, 100000, 1000000),

    [ValidateSet(1, 3)]
    [int[]] $Chain = @(1, 3)
)

$ErrorActionPreference = 'Stop'
$root = [System.IO.Path]::GetFullPath("$PSScriptRoot/..")
$manifest = Join-Path -Path $root -ChildPath 'out/OpenLines/OpenLines.psd1'
$portalProgram = Join-Path -Path $root -ChildPath 'tests/Portal/bin/Release/net10.0/Portal.dll'
foreach ($needed in $manifest, $portalProgram) {
    if (-not (Test-Path -LiteralPath $needed)) { throw "$needed is missing: dotnet build OpenLinesPS.sln -c Release" }
}

$folder = Join-Path -Path ([System.IO.Path]::GetTempPath()) -ChildPath ([guid]::NewGuid())
$null = New-Item -ItemType Directory -Path $folder
$codes = Join-Path -Path $folder -ChildPath 'codes.csv'
$env:BITRIX24_PACE_FOLDER = $folder

# What each process does; its last line is what it tells.
$job = @'
$ErrorActionPreference = 'Continue'
$ProgressPreference = 'SilentlyContinue'
Import-Module '{0}'
$connection = Connect-Bitrix24 -EnvironmentVariable
$watch = [System.Diagnostics.Stopwatch]::StartNew()
Import-Csv '{1}' | {2} | Select-Object UserCode, ChatId | Export-Csv '{1}.done' -NoTypeInformation
$watch.Stop()
$own = [System.Diagnostics.Process]::GetCurrentProcess()
'{{0}} {{1}} {{2}}' -f $watch.ElapsedMilliseconds, $own.PeakWorkingSet64, $connection.Requests
'@
$chains = @{
    1 = 'Get-OLChatByUserCode'
    3 = 'Get-OLChatByUserCode | Join-OLSession | Start-OLSession'
}

$own = (Get-Process -Id $PID).Path
$first = @(if ([System.IO.Path]::GetFileNameWithoutExtension($own) -eq 'dotnet') { Join-Path -Path $PSHOME -ChildPath 'pwsh.dll' })
$start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
foreach ($argument in $portalProgram, '--chats', ($Count | Measure-Object -Maximum).Maximum) { $start.ArgumentList.Add($argument) }
$start.RedirectStandardInput = $true
$start.RedirectStandardOutput = $true
$portal = [System.Diagnostics.Process]::Start($start)
try {
    $env:BITRIX24_WEBHOOK = $portal.StandardOutput.ReadLine() -replace '^WEBHOOK '
    foreach ($number in $Count) {
        $writer = [System.IO.StreamWriter]::new($codes)
        $writer.WriteLine('UserCode')
        foreach ($row in 1..$number) { $writer.WriteLine("livechat|1|$row|$row") }
        $writer.Dispose()
        foreach ($length in $Chain) {
            $script = $job -f $manifest, $codes, $chains[$length]
            $milliseconds, $bytes, $requests = -split (& $own @first -NoProfile -Command $script | Select-Object -Last 1)
            $done = [System.Linq.Enumerable]::Count([System.IO.File]::ReadLines("$codes.done")) - 1
            if ($done -ne $number) { throw "$done of $number rows were done." }
            [pscustomobject]@{
                Codes          = $number
                Cmdlets        = $length
                Seconds        = [Math]::Round($milliseconds / 1000, 1)
                CodesPerSecond = [Math]::Round($number / $milliseconds * 1000)
                WorkingSetMB   = [Math]::Round($bytes / 1MB)
                Requests       = [int] $requests
            }
        }
    }
}
finally {
    $portal.StandardInput.Close()
    $portal.WaitForExit()
    Remove-Item -LiteralPath $folder -Recurse
}
