<#
.SYNOPSIS
Runs Invoke-CsvJob.ps1, which stands beside this file, for many portals at once, and tells how each ended. Made for a scheduler.

.DESCRIPTION
All jobs run in this one process, each on a connection of its own and so at the pace that its portal allows. A portal that fails, by a
secret that is not there, a webhook that is refused or a host that does not answer, holds up no other. Each portal has a folder of its
own with the files of its job.

The outcome of each portal is a row of portals-DATE.csv, behind the columns that you gave; rows of it, in a file of their own, are an input
again. When this script is killed or stopped, its next run goes on: portals that have an outcome are left alone, the others go on with
their rows. When all have one, the next run is a new one, in which jobs that were cut short go on.

Exit codes:
  0  every row of every portal is done
  1  rows failed, each with its reason in the portal's file of failures
  2  nothing was done: no portals, no place to write, or no portal that could be worked on
  3  some portals were not done or not to the end: the table says why

.PARAMETER Path
The CSV file of portals. It has a column Name, which also names the portal's folder, and for each parameter of Invoke-CsvJob.ps1 that a
portal needs a column by its name: SecretName, EnvironmentVariableName, TokenStore, Delimiter, Encoding, OutageTimeoutSec, and Path for the
portal's file of user codes. Without the latter it is NAME.csv beside the file of portals. The webhooks themselves are no matter of it.

.PARAMETER OutputFolder
Where the table and the folders of the portals are written; the folder of -Path unless given.

.PARAMETER ThrottleLimit
How many portals are worked on at once. Each takes some megabytes, and waits most of its time.

.PARAMETER RetryFailed
For every portal: take up its last job again and try every row that failed.

.PARAMETER Sandbox
Work on a portal in memory for each, to try it without Bitrix24.

.EXAMPLE
pwsh -NoProfile -NonInteractive -File C:\jobs\Invoke-PortalJobs.ps1 C:\jobs\portals.csv

portals.csv, with north.csv and south.csv beside it:

  Name,SecretName
  north,Bitrix24North
  south,Bitrix24South

.EXAMPLE
./samples/Invoke-PortalJobs.ps1 C:\jobs\portals.csv -RetryFailed
#>
[CmdletBinding(PositionalBinding = $false)]
param(
    [Parameter(Mandatory = $true, Position = 0)] [string] $Path,
    [string] $OutputFolder,
    [ValidateRange(1, 1000)] [int] $ThrottleLimit = 32,
    [switch] $RetryFailed,
    [switch] $Sandbox
)

# A runner's preference ('stop' on most CI servers) would end the job at the first portal that fails.
$ErrorActionPreference = 'Continue'

# The portals of the file, each with what its job is to be given.
function Read-Portal {
    param([string] $File)

    try { $rows = @(Import-Csv -LiteralPath $File -Encoding UTF8 -ErrorAction Stop) }
    catch { throw "$File cannot be read: $_" }
    $number = 0
    foreach ($row in $rows) {
        $number++
        if (-not $row.Name) { throw "Row $number of $File has no Name." }
        if ($row.Name -match '[\\/:*?"<>|\x00-\x1F]|^\.+$') { throw "The Name in row $number of $File cannot be that of a folder." }
        if (@($rows | Where-Object -Property Name -EQ -Value $row.Name).Count -gt 1) { throw "$($row.Name) is in $File more than once." }
        $parameters = @{ Path = "$($row.Name).csv"; OutputFolder = Join-Path -Path $folder -ChildPath $row.Name; PassThru = $true }
        foreach ($column in 'Path', 'SecretName', 'EnvironmentVariableName', 'TokenStore', 'Delimiter', 'Encoding', 'OutageTimeoutSec') {
            if ($row.$column) { $parameters[$column] = $row.$column }
        }

        $parameters.Path = [System.IO.Path]::Combine((Split-Path -Path $File), $parameters.Path)
        if ($Sandbox) { $parameters.Sandbox = $true }
        if ($RetryFailed) { $parameters.RetryFailed = $true }
        @{ Name = $row.Name; Row = $row; Parameters = $parameters; Shell = $null; Handle = $null }
    }
}

# The table of the run that goes on, or of a new one. Nobody else can open it: two runs at once would do each portal twice.
function Open-Table {
    try {
        $null = New-Item -Path $folder -ItemType Directory -Force -ErrorAction Stop
        [System.IO.FileStream]::new($unfinished, 'OpenOrCreate', 'ReadWrite', 'None', 1)
    }
    catch { throw "Is this job running already? $unfinished cannot be written: $($_.Exception.GetBaseException().Message)" }
}

# The outcomes in a table. A last line without its end was broken off, and is cut.
function Read-Table {
    $bytes = [System.IO.BinaryReader]::new($table).ReadBytes([int] $table.Length)
    $table.SetLength([array]::LastIndexOf($bytes, [byte] 10) + 1)
    [System.Text.Encoding]::UTF8.GetString($bytes, 0, [int] $table.Length).TrimStart([char] 0xFEFF) | ConvertFrom-Csv
}

function Add-Outcome {
    param([psobject] $Outcome)

    # On one line, so that one can tell whether it is whole.
    $heading, $line = $Outcome | ConvertTo-Csv -NoTypeInformation | ForEach-Object -Process { $_ -replace '\r?\n', ' ' }
    $text = if ($table.Length) { "$line$newLine" } else { "$([char] 0xFEFF)$heading$newLine$line$newLine" }
    $bytes = [System.Text.Encoding]::UTF8.GetBytes($text)
    $null = $table.Seek(0, 'End')
    $table.Write($bytes, 0, $bytes.Length)
    $table.Flush()
}

# Begins a portal's job in a runspace of its own. The engine may lose its way where several runspaces load modules at once, so each has them
# before its job begins.
function Start-Portal {
    param([hashtable] $Portal)

    $Portal.Runspace = [runspacefactory]::CreateRunspace()
    $Portal.Runspace.Open()
    $Portal.Shell = [powershell]::Create()
    $Portal.Shell.Runspace = $Portal.Runspace
    $null = $Portal.Shell.AddScript('param($modules) Import-Module -Name $modules -ErrorAction Ignore').AddArgument($modules).Invoke()
    $Portal.Shell.Commands.Clear()
    $null = $Portal.Shell.AddCommand($job).AddParameters($Portal.Parameters)
    $Portal.Handle = $Portal.Shell.BeginInvoke()
}

# What a portal's job said, and behind it how it ended.
function Receive-Portal {
    param([hashtable] $Portal)

    $counts = @{ ExitCode = 3; Reason = 'The job was stopped.' }
    try {
        foreach ($said in $Portal.Shell.EndInvoke($Portal.Handle)) {
            if ($said -is [string]) { "$($Portal.Name): $said" } else { $counts = $said }
        }
    }
    catch { $counts.Reason = $_.Exception.GetBaseException().Message }
    finally {
        $Portal.Shell.Dispose()
        $Portal.Runspace.Dispose()
    }

    $outcome = $Portal.Row | Select-Object -Property * -ExcludeProperty $columns
    $columns | ForEach-Object -Process { $outcome | Add-Member -NotePropertyName $_ -NotePropertyValue $counts.$_ }
    $outcome
}

# Gives the table of a run that is over its date.
function Complete-Table {
    $date = [datetime]::Now.ToString('yyyy-MM-dd-HHmm', [cultureinfo]::InvariantCulture)
    for ($number = 1; $true; $number++) {
        $complete = Join-Path -Path $folder -ChildPath "portals-$date$(if ($number -gt 1) { "-$number" }).csv"
        if (-not [System.IO.File]::Exists($complete)) { break }
    }

    [System.IO.File]::Move($unfinished, $complete)
    $complete
}

$newLine = [Environment]::NewLine
$outcomes = @()
$running = @()
$table = $null
$exitCode = 2
$isStopped = $true
$columns = 'ExitCode', 'Rows', 'Done', 'Failed', 'NotFinished', 'Reason', 'DoneFile', 'FailedFile'

try {
    $paths = $ExecutionContext.SessionState.Path
    $file = $paths.GetUnresolvedProviderPathFromPSPath($Path)
    $folder = if ($OutputFolder) { $paths.GetUnresolvedProviderPathFromPSPath($OutputFolder) } else { Split-Path -Path $file }
    $unfinished = Join-Path -Path $folder -ChildPath "$([System.IO.Path]::GetFileName($file)).unfinished"
    $portals = @(Read-Portal -File $file)
    if (-not $portals) { throw "There are no portals in $file." }

    $table = Open-Table
    $outcomes = @(Read-Table)
    if ($outcomes) { Write-Output "Going on. Portals with an outcome: $($outcomes.Count)." }
    $todo = @($portals | Where-Object -FilterScript { $outcomes.Name -notcontains $_.Name })

    $job = Join-Path -Path $PSScriptRoot -ChildPath 'Invoke-CsvJob.ps1'
    $built = Join-Path -Path $PSScriptRoot -ChildPath '../out/OpenLines/OpenLines.psd1'
    $modules = @(
        'Microsoft.PowerShell.Management', 'Microsoft.PowerShell.Utility'
        if (Test-Path -LiteralPath $built) { $built } else { 'OpenLines' }
        if ($portals | Where-Object -FilterScript { $_.Parameters.SecretName }) { 'Microsoft.PowerShell.SecretManagement' }
    )
    $waiting = New-Object -TypeName System.Collections.Queue -ArgumentList (, $todo)
    while ($running -or $waiting.Count) {
        while ($waiting.Count -and $running.Count -lt $ThrottleLimit) {
            $portal = $waiting.Dequeue()
            Start-Portal -Portal $portal
            $running += $portal
        }

        foreach ($portal in @($running | Where-Object -FilterScript { $_.Handle.IsCompleted })) {
            $running = @($running | Where-Object -FilterScript { $_ -ne $portal })
            $said = @(Receive-Portal -Portal $portal)
            Add-Outcome -Outcome $said[-1]
            $outcomes += $said[-1]
            $said | Select-Object -SkipLast 1
        }

        Start-Sleep -Milliseconds 100
    }

    $table.Dispose()
    $complete = Complete-Table
    $outcomes | Format-Table -Property (@('Name') + $columns[0..5]) | Out-String -Width 200
    $codes = @($outcomes | ForEach-Object -Process { [int] $_.ExitCode })
    $exitCode = if ($codes -notcontains 0 -and $codes -notcontains 1 -and $codes -notcontains 3) { 2 }
    elseif ($codes -contains 2 -or $codes -contains 3) { 3 }
    else { ($codes | Measure-Object -Maximum).Maximum }
    Write-Output "Portals: $($codes.Count). To their end: $(@($codes -lt 2).Count), in $complete."
    $isStopped = $false
}
catch {
    $isStopped = $false
    [Console]::Error.WriteLine("$_")
    if ($outcomes) { $exitCode = 3 }
}
finally {
    # After Ctrl+C: each job writes what it knows before it ends.
    $stopping = @($running | ForEach-Object -Process { $_.Shell.BeginStop($null, $null) })
    $stopping | ForEach-Object -Process { $null = $_.AsyncWaitHandle.WaitOne() }
    if ($table) { $table.Dispose() }

    # Then no statement behind this one runs, and PowerShell would end with 0; a console that the script was typed in stays open.
    if ($isStopped -and @(Get-PSCallStack).Count -eq 1) { $Host.SetShouldExit(3) }
}

exit $exitCode
