<#
.SYNOPSIS
Finds the chat of every user code in a CSV file, joins it and starts a session in it. Made for a scheduler.

.DESCRIPTION
Every row ends in one of two new files: done-DATE.csv, or failed-DATE.csv with the reason, if any failed. Correct the latter and give it as
-Path to do just those rows. Both are opened before the first chat is touched and never replace an older file: a second run within a minute
has -2 behind the date. The columns ChatId and DialogId of done-DATE.csv are what the portal answered; columns of yours by these names are
kept as RecordChatId and RecordDialogId.

Exit codes:
  0  every row is done
  1  rows failed, each with its reason in the file of failures
  2  nothing was done: no rows, no connection, no place to write
  3  the job ended before its end, or rows failed because the portal was not there; what is left is in the file of failures too

.PARAMETER Path
The CSV file, with a column UserCode, USER_CODE, EntityId, ENTITY_ID or Code. A scheduler's current folder is seldom the one you think of:
give the whole path.

.PARAMETER OutputFolder
Where the two files are written; the folder of -Path unless given.

.PARAMETER EnvironmentVariableName
The environment variable that holds the address of the webhook.

.PARAMETER SecretName
The name of a secret that holds the address of the webhook, for Get-Secret of Microsoft.PowerShell.SecretManagement, instead of the
environment variable. Its vault must open without a question. With -TokenStore it is the application, as a PSCredential.

.PARAMETER TokenStore
The file that keeps a sign-in over OAuth, instead of a webhook; several jobs may use it, at once too. Make it once, as the user of the job,
where somebody sits:

  Connect-Bitrix24 -Portal example.bitrix24.com -ClientCredential (Get-Credential) -Browser -TokenStore PATH

The client_id and client_secret of the application come from the environment variables BITRIX24_CLIENT_ID and BITRIX24_CLIENT_SECRET, or
from -SecretName.

.PARAMETER Delimiter
What stands between the columns: ';' in the CSV files that Excel writes in many countries.

.PARAMETER Encoding
The file's encoding as Import-Csv takes it: UTF8 unless given; for a file in the old encoding of Windows the name of its code page, such as
windows-1251, in PowerShell 7, and Default in Windows PowerShell.

.PARAMETER OutageTimeoutSec
How many seconds to wait for a portal that cannot be reached before the job ends; 0 lets each row fail by itself.

.PARAMETER Sandbox
Work on the portal in memory, to try the job without Bitrix24.

.EXAMPLE
./samples/Invoke-CsvJob.ps1 -Sandbox

.EXAMPLE
pwsh -NoProfile -NonInteractive -File C:\jobs\Invoke-CsvJob.ps1 C:\jobs\codes.csv

.EXAMPLE
pwsh -NoProfile -NonInteractive -File C:\jobs\Invoke-CsvJob.ps1 C:\jobs\codes.csv -TokenStore C:\jobs\bitrix24.json
#>
[CmdletBinding(PositionalBinding = $false)]
param(
    [Parameter(Position = 0)] [string] $Path = (Join-Path -Path $PSScriptRoot -ChildPath 'user-codes.csv'),
    [string] $OutputFolder,
    [string] $EnvironmentVariableName = 'BITRIX24_WEBHOOK',
    [string] $SecretName,
    [string] $TokenStore,
    [char] $Delimiter = ',',
    [object] $Encoding = 'UTF8',
    [ValidateRange(0, 86400)] [int] $OutageTimeoutSec = 300,
    [switch] $Sandbox,
    [Parameter(ValueFromRemainingArguments = $true)] [string[]] $Rest
)

# A runner's preference ('stop' on most CI servers) would end the job at its first bad row.
$ErrorActionPreference = 'Continue'

# What went wrong, without the engine's words around what .NET says.
function Get-Reason {
    param([System.Management.Automation.ErrorRecord] $Problem)

    if ($Problem.Exception -is [System.Management.Automation.MethodInvocationException]) { $Problem.Exception.GetBaseException().Message }
    else { "$Problem" }
}

# The headings that a file has more than once: Import-Csv ends there, and says neither where nor what to do.
function Get-RepeatedHeading {
    param([string] $File)

    $first = @(Get-Content -LiteralPath $File -Encoding $Encoding -TotalCount 1)[0]
    "$first".Split($Delimiter) | ForEach-Object -Process { $_.Trim(' "') } | Group-Object |
        Where-Object -FilterScript { $_.Name -and $_.Count -gt 1 } | ForEach-Object -Process { $_.Name }
}

# The secret of a name, from whatever vault has it.
function Get-NamedSecret {
    try { Get-Secret -Name $SecretName -ErrorAction Stop }
    catch { throw "There is no secret ${SecretName}: $(Get-Reason -Problem $_)" }
}

# The application that a token store is of.
function Get-Application {
    if ($SecretName) { return Get-NamedSecret }
    $id, $key = $env:BITRIX24_CLIENT_ID, $env:BITRIX24_CLIENT_SECRET
    if (-not ($id -and $key)) { throw 'The environment variables BITRIX24_CLIENT_ID and BITRIX24_CLIENT_SECRET are not both set.' }
    New-Object -TypeName pscredential -ArgumentList $id, ([System.Net.NetworkCredential]::new('', $key).SecurePassword)
}

# Two new files, open for writing, with the byte order mark that Excel wants. The names of an older run are never taken.
function Open-OutputFile {
    param([string] $Folder)

    $refusal = "No file can be written in the folder ${Folder}:"
    if ([System.IO.File]::Exists($Folder)) { throw "$refusal it is a file." }
    try { $null = New-Item -Path $Folder -ItemType Directory -Force -ErrorAction Stop }
    catch { throw "$refusal $(Get-Reason -Problem $_)" }

    $date = [datetime]::Now.ToString('yyyy-MM-dd-HHmm', [cultureinfo]::InvariantCulture)
    for ($number = 1; $true; $number++) {
        $suffix = if ($number -eq 1) { $date } else { "$date-$number" }
        $writers = @()
        try {
            foreach ($kind in 'done', 'failed') {
                $name = Join-Path -Path $Folder -ChildPath "$kind-$suffix.csv"
                $stream = [System.IO.FileStream]::new($name, 'CreateNew', 'Write', 'Read')
                $writers += [System.IO.StreamWriter]::new($stream, [System.Text.UTF8Encoding]::new($true))
            }

            return $writers
        }
        catch {
            $problem = $_
            $isTaken = [System.IO.File]::Exists($name)
            foreach ($writer in $writers) { Close-OutputFile -Writer $writer -Remove }
            if (-not $isTaken) { throw "$refusal $(Get-Reason -Problem $problem)" }
        }
    }
}

function Close-OutputFile {
    param([System.IO.StreamWriter] $Writer, [switch] $Remove)

    $name = $Writer.BaseStream.Name
    try { $Writer.Dispose() } catch { $Remove = $false; [Console]::Error.WriteLine("${name}: $(Get-Reason -Problem $_)") }
    if ($Remove) { Remove-Item -LiteralPath $name }
}

function Write-Problem {
    param([object] $Problem)

    if ($Problem -isnot [System.Management.Automation.ErrorRecord]) { [Console]::Error.WriteLine("$Problem"); return }
    [Console]::Error.WriteLine((Get-Reason -Problem $Problem))
    if ($Problem.ErrorDetails.RecommendedAction) { [Console]::Error.WriteLine($Problem.ErrorDetails.RecommendedAction) }
}

# Notes a session that was started, and gives the row that is written of it.
filter ConvertTo-DoneRow {
    $null = $done.Add($_)
    $row = $_.InputObject | Select-Object -Property * -ExcludeProperty $added
    foreach ($name in $own) { $row | Add-Member -NotePropertyName "Record$name" -NotePropertyValue $_.InputObject.$name }
    $row | Add-Member -NotePropertyName ChatId -NotePropertyValue $_.ChatId
    $row | Add-Member -NotePropertyName DialogId -NotePropertyValue $_.DialogId -PassThru
}

# The rows that are neither done nor failed, each as an error.
function Get-Unfinished {
    param([object[]] $Row, [object[]] $Done, [object[]] $Failed)

    $ended = New-Object -TypeName 'System.Collections.Generic.HashSet[object]'
    foreach ($result in $Done) { $null = $ended.Add($result.InputObject) }
    foreach ($problem in $Failed) {
        $target = $problem.TargetObject
        $isResult = $target -is [OpenLines.Chat] -or $target -is [OpenLines.SessionResult]
        $null = $ended.Add($(if ($isResult) { $target.InputObject } else { $target }))
    }

    # As an error of the first command: by it the row's user code is found, whatever its heading.
    $id = 'NotDone,OpenLines.Commands.GetOLChatByUserCodeCommand'
    $message = 'The job ended before this row did.'
    foreach ($one in $Row) {
        if (-not $ended.Contains($one)) {
            $record = New-Object -TypeName System.Management.Automation.ErrorRecord -ArgumentList $message, $id, 'OperationStopped', $one
            $record.ErrorDetails = New-Object -TypeName System.Management.Automation.ErrorDetails -ArgumentList $message
            $record.ErrorDetails.RecommendedAction = 'Run this file.'
            $record
        }
    }
}

$done = New-Object -TypeName System.Collections.ArrayList
$failed = @()
$connection = $null
$doneFile = $null
$failedFile = $null
$written = 0
$exitCode = 2
$isStopped = $true

try {
    if ($Rest) { throw "Not understood: $($Rest -join ' ')" }
    $paths = $ExecutionContext.SessionState.Path
    $file = $paths.GetUnresolvedProviderPathFromPSPath($Path)
    if (-not (Test-Path -LiteralPath $file -PathType Leaf)) {
        throw "There is no file $file.$(if ($file -ne $Path) { " $Path was looked for in the current folder: give the whole path." })"
    }

    $folder = if ($OutputFolder) { $paths.GetUnresolvedProviderPathFromPSPath($OutputFolder) } else { Split-Path -Path $file }

    # In a checkout the module that was built there, else the installed one.
    $built = Join-Path -Path $PSScriptRoot -ChildPath '../out/OpenLines/OpenLines.psd1'
    Import-Module -Name $(if (Test-Path -LiteralPath $built) { $built } else { 'OpenLines' }) -ErrorAction Stop

    try { $rows = @(Import-Csv -LiteralPath $file -Delimiter $Delimiter -Encoding $Encoding -ErrorAction Stop) }
    catch {
        $repeated = @(if ($_.Exception -is [System.Management.Automation.ExtendedTypeSystemException]) { Get-RepeatedHeading -File $file })
        if ($repeated) { throw "$file has more than one column with the heading $($repeated -join ', '): each needs a heading of its own." }
        throw "$file cannot be read: $(Get-Reason -Problem $_)"
    }

    if (-not $rows) { throw "There are no rows in $file." }

    $doneFile, $failedFile = Open-OutputFile -Folder $folder
    $doneName = $doneFile.BaseStream.Name
    $failedName = $failedFile.BaseStream.Name
    $connection = if ($Sandbox) { Connect-Bitrix24 -Sandbox }
    elseif ($TokenStore) {
        Connect-Bitrix24 -ClientCredential (Get-Application) -TokenStore $TokenStore -OutageTimeoutSec $OutageTimeoutSec
    }
    elseif ($SecretName) { Connect-Bitrix24 -Webhook (Get-NamedSecret) -OutageTimeoutSec $OutageTimeoutSec }
    else { Connect-Bitrix24 -EnvironmentVariableName $EnvironmentVariableName -OutageTimeoutSec $OutageTimeoutSec }
    Write-Output "Connected to $connection. Rows: $($rows.Count), from $file."

    # What this job added to its file of failures is not carried on. What else has the name of one of ours is the user's own.
    $columns = $rows[0].PSObject.Properties.Name
    $ofFailures = 'ErrorId', 'Message', 'Advice', 'ChatId'
    $isOfFailures = -not ($ofFailures | Where-Object -FilterScript { $columns -notcontains $_ })
    $added = @('ChatId', 'DialogId') + @(if ($isOfFailures) { $ofFailures })
    $own = @('ChatId', 'DialogId' | Where-Object -FilterScript {
            $columns -contains $_ -and $columns -notcontains "Record$_" -and -not ($isOfFailures -and $ofFailures -contains $_)
        })

    $rows |
        Get-OLChatByUserCode -ErrorAction SilentlyContinue -ErrorVariable +failed |
        Join-OLSession -ErrorAction SilentlyContinue -ErrorVariable +failed |
        Start-OLSession -ErrorAction SilentlyContinue -ErrorVariable +failed |
        ConvertTo-DoneRow |
        ConvertTo-Csv -NoTypeInformation |
        ForEach-Object -Process {
            $doneFile.WriteLine($_)
            $doneFile.Flush()
            $written++
        }

    if ($connection.State -ne 'Open') { throw "The job ended before its end: $($connection.Reason)" }
    $exitCode = 0
    $isStopped = $false
}
catch {
    $isStopped = $false
    Write-Problem -Problem $_
}
finally {
    # Also after Ctrl+C: what is known is written in any case.
    if ($connection) {
        # What was sent and could not be told before the pipeline was stopped.
        $left = @(Receive-OLOutcome -Connection $connection)
        $failed = @($failed) + @($left | Where-Object -FilterScript { $_.Error } | ForEach-Object -MemberName Error)
        $started = @($left | Where-Object -FilterScript { $_.Action -eq 'Start' -and $_.Result } | ForEach-Object -MemberName Result)

        # The row that this script was stopped at is among them once more, and may be in the file or not.
        if ($done.Count -and $started -and [object]::ReferenceEquals($done[-1].InputObject, $started[0].InputObject)) {
            if ($written -gt $done.Count) { $started = @($started | Select-Object -Skip 1) } else { $done.RemoveAt($done.Count - 1) }
        }

        try {
            $started |
                ConvertTo-DoneRow | ConvertTo-Csv -NoTypeInformation | Select-Object -Skip ([int]($written -gt 0)) |
                ForEach-Object -Process { $doneFile.WriteLine($_); $doneFile.Flush(); $written++ }
        }
        catch { Write-Problem -Problem "${doneName}: $(Get-Reason -Problem $_)" }

        $failed = @($failed | Where-Object -FilterScript { $_.FullyQualifiedErrorId -like '*,OpenLines.Commands.*' })
        $hasChanged = $done.Count -gt 0 -or $connection.State -eq 'Open' -or ($failed.FullyQualifiedErrorId -match 'Join|Start')
        $unfinished = @(Get-Unfinished -Row $rows -Done $done -Failed $failed)

        # These say nothing of their rows: the portal was not there for them.
        $lost = @($failed | Where-Object -FilterScript { $_.CategoryInfo.Category -in 'ConnectionError', 'OperationTimeout' })
        $exitCode = if ($exitCode -eq 2) { if ($hasChanged) { 3 } else { 2 } } elseif ($lost) { 3 } elseif ($failed) { 1 } else { 0 }
        if ($lost -and $connection.State -eq 'Open') {
            Write-Problem -Problem "The portal was not there for $($lost.Count) rows. $($lost[-1].Exception.Message)"
        }

        try {
            $failed + $unfinished | ConvertFrom-OLError | ConvertTo-Csv -NoTypeInformation |
                ForEach-Object -Process { $failedFile.WriteLine($_) }
            $failedFile.Flush()
        }
        catch {
            $exitCode = 3
            Write-Problem -Problem "${failedName}: $(Get-Reason -Problem $_)"
        }
    }

    if ($doneFile) {
        Close-OutputFile -Writer $doneFile -Remove:($written -eq 0)
        Close-OutputFile -Writer $failedFile -Remove:($exitCode -in 0, 2)
    }

    # After Ctrl+C no statement behind this one runs, and PowerShell would end with 0; a console that the script was typed in stays open.
    if ($isStopped -and @(Get-PSCallStack).Count -eq 1) { $Host.SetShouldExit($exitCode) }

    if ($connection) {
        $failed | Select-Object -First 20 | ForEach-Object -Process { Write-Output "Failed: $_" }
        if ($failed.Count -gt 20) { Write-Output "... and $($failed.Count - 20) more." }

        # The first line has the names of the columns.
        $unwritten = $done | Select-Object -Skip ([Math]::Max(0, $written - 1))
        $unwritten | ForEach-Object -Process { Write-Output "Done, but not in the file: $($_.UserCode), $($_.DialogId)" }
        $doneText = "Done: $($done.Count)$(if ($written) { ", in $doneName" })."
        $failedText = "Failed: $($failed.Count), not finished: $($unfinished.Count)$(if ($exitCode -in 1, 3) { ", in $failedName" })."
        Write-Output "Rows: $($rows.Count). $doneText $failedText"
    }
}

exit $exitCode
