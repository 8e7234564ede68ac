<#
.SYNOPSIS
Finds the chat of every user code in a CSV file, joins it and starts a session in it. Made for a scheduler.

.DESCRIPTION
Every row ends in one of two files, as soon as its outcome is known: done-DATE.csv, or failed-DATE.csv with the reason. Correct the latter
and give it as -Path to do just those rows. Files of another job are never replaced: a second one within a minute has -2 behind the date.
The columns ChatId and DialogId of done-DATE.csv are what the portal answered; columns of yours by these names are kept as RecordChatId and
RecordDialogId.

A job that was cut short, by a kill, a restart of the machine, Ctrl+C or a portal that was gone, goes on when it is run again, in the same
two files: rows that are done are left alone, rows without an outcome are done, and so are those that failed because the portal was not
there or too busy. Until then the two files are the job's: correct a copy. It goes by its ledger, a file beside the two that is named for
the input and the portal; delete that to begin anew. A row is known by what is in it, and equal rows by their order: rows that were added
or corrected meanwhile are done, the others keep their outcomes. A row that was under way may be started once more, which changes nothing.
A job that came to its end is over: the next run of the same file is a new job, with new files.

Exit codes:
  0  every row is done
  1  rows failed, each with its reason in the file of failures
  2  nothing was done: no rows, no connection, no place to write
  3  the job ended before its end, or rows failed because the portal was not there: run it again, and it goes on

.PARAMETER Path
The CSV file, with a column UserCode, USER_CODE, EntityId, ENTITY_ID or Code. A scheduler's current folder is seldom the one you think of:
give the whole path.

.PARAMETER OutputFolder
Where the two files and the ledger are written; the folder of -Path unless given.

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
What stands between the columns. Comma, semicolon (Excel in many countries) and tab need not be given.

.PARAMETER Encoding
The file's encoding as Import-Csv takes it: UTF8 unless given, and UTF-16 where the file begins with its mark; for a file in the old
encoding of Windows the name of its code page, such as windows-1251 or cp1251, in PowerShell 7, and Default in Windows PowerShell.

.PARAMETER OutageTimeoutSec
How many seconds to wait for a portal that cannot be reached before the job ends; 0 lets each row fail by itself.

.PARAMETER RetryFailed
Take up the last job of this file again, also one that came to its end, and try every row that failed, whatever the reason.

.PARAMETER PassThru
Give the counts, the files and the reason of an early end as an object behind the lines, for a script that runs this one.

.PARAMETER Sandbox
Work on the portal in memory, to try the job without Bitrix24.

.EXAMPLE
./samples/Invoke-CsvJob.ps1 -Sandbox

.EXAMPLE
./samples/Invoke-CsvJob.ps1 C:\jobs\codes.csv -WhatIf

Connects, says what would be done to which rows, and changes nothing.

.EXAMPLE
pwsh -NoProfile -NonInteractive -File C:\jobs\Invoke-CsvJob.ps1 C:\jobs\codes.csv

.EXAMPLE
pwsh -NoProfile -NonInteractive -File C:\jobs\Invoke-CsvJob.ps1 C:\jobs\codes.csv -TokenStore C:\jobs\bitrix24.json
#>
[CmdletBinding(PositionalBinding = $false, SupportsShouldProcess = $true)]
param(
    [Parameter(Position = 0)] [string] $Path = (Join-Path -Path $PSScriptRoot -ChildPath 'user-codes.csv'),
    [string] $OutputFolder,
    [string] $EnvironmentVariableName = 'BITRIX24_WEBHOOK',
    [string] $SecretName,
    [string] $TokenStore,
    [char] $Delimiter,
    [object] $Encoding = 'UTF8',
    [ValidateRange(0, 86400)] [int] $OutageTimeoutSec = 300,
    [switch] $RetryFailed,
    [switch] $PassThru,
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

# Standard error is one for the whole process: a script that runs many jobs has it from each job's object.
function Write-Problem {
    param([object] $Problem)

    $lines = if ($Problem -is [System.Management.Automation.ErrorRecord]) {
        Get-Reason -Problem $Problem
        if ($Problem.ErrorDetails) { $Problem.ErrorDetails.RecommendedAction }
    }
    else { "$Problem" }
    $lines = @($lines | Where-Object -FilterScript { $_ })
    $run.Problems += $lines
    if (-not $PassThru) { $lines | ForEach-Object -Process { [Console]::Error.WriteLine($_) } }
}

# The secret of a name, from whatever vault has it.
function Get-NamedSecret {
    if ($SecretName -match '://') { throw 'What was given as the name of a secret is an address. It is not repeated here.' }
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

function Connect-Portal {
    if ($Sandbox) { return Connect-Bitrix24 -Sandbox }
    $wait = @{ OutageTimeoutSec = $OutageTimeoutSec }
    if ($TokenStore) { Connect-Bitrix24 -ClientCredential (Get-Application) -TokenStore $TokenStore @wait }
    elseif ($SecretName) { Connect-Bitrix24 -Webhook (Get-NamedSecret) @wait }
    else { Connect-Bitrix24 -EnvironmentVariableName $EnvironmentVariableName @wait }
}

# The rows of the file. Its delimiter is the one that makes a column of user codes.
function Read-Row {
    param([string] $File, [string[]] $CodeName)

    if ("$Encoding" -match '^(?:cp)?(\d{3,5})$') { $Encoding = [int] $Matches[1] }
    try {
        $first = "$(Get-Content -LiteralPath $File -Encoding $Encoding -TotalCount 20 -ErrorAction Stop |
                Where-Object -FilterScript { $_.Trim() -and -not $_.StartsWith('#') } | Select-Object -First 1)"
        $between = if ($Delimiter) { $Delimiter }
        else {
            @([char[]] ",;`t" | Where-Object -FilterScript {
                    $first.Split($_) | Where-Object -FilterScript { $CodeName -contains $_.Trim(' "') }
                }) + [char] ',' | Select-Object -First 1
        }
        Import-Csv -LiteralPath $File -Delimiter $between -Encoding $Encoding -ErrorAction Stop
    }
    catch {
        # Import-Csv ends at a heading that is there twice, and says neither where nor what to do.
        $repeated = @(if ($_.Exception -is [System.Management.Automation.ExtendedTypeSystemException]) {
                $first.Split($between) | ForEach-Object -Process { $_.Trim(' "') } | Group-Object |
                    Where-Object -FilterScript { $_.Name -and $_.Count -gt 1 } | ForEach-Object -Process { $_.Name }
            })
        if ($repeated) { throw "$File has more than one column with the heading $($repeated -join ', '): each needs a heading of its own." }
        throw "$File cannot be read: $(Get-Reason -Problem $_)"
    }
}

function Get-Digest {
    param([string] $Text)

    [System.BitConverter]::ToString($sha.ComputeHash($utf8.GetBytes($Text)), 0, 8).Replace('-', '')
}

# Writes behind what is whole, and out of this process at once. A line that was broken off (Ctrl+C, a full disk) is written over.
function Add-Text {
    param([hashtable] $File, [string] $Text)

    $bytes = $utf8.GetBytes($Text)
    $File.Stream.SetLength($File.End)
    $File.Stream.Position = $File.End
    $File.Stream.Write($bytes, 0, $bytes.Length)
    $File.Stream.Flush()
    $File.End + $bytes.Length
}

# A line of the ledger: what it is of (a row, or 'job', 'heading', 'end'), a word, and a text, which stays on one line.
function Add-Entry {
    param([string] $Of, [string] $Word, [string] $Text)

    $escaped = $Text.Replace('\', '\\').Replace("`r", '\r').Replace("`n", '\n')
    $ledger.End = Add-Text -File $ledger -Text "$Of`t$Word`t$escaped`n"
}

# What the ledger tells. A last line without its end was broken off, and is not there.
function Read-Ledger {
    param([System.IO.Stream] $Stream)

    $found = @{ Stream = $Stream; Text = ''; End = 0; Date = ''; Edition = ''; IsOver = $false; Heading = @{}; Kind = @{}; Line = @{} }
    if (-not $Stream) { return $found }
    $bytes = [System.IO.BinaryReader]::new($Stream).ReadBytes([int] $Stream.Length)
    $found.End = [array]::LastIndexOf($bytes, [byte] 10) + 1
    $found.Text = $utf8.GetString($bytes, 0, $found.End)
    foreach ($entry in $found.Text.Split("`n")) {
        if ($entry -notmatch '^(job|heading|end|[0-9A-F]{16}-\d+)\t([\w-]*)\t(.*)$') { continue }
        $of, $word, $text = $Matches[1], $Matches[2], [regex]::Unescape($Matches[3])
        switch ($of) {
            'job' { $found.Date = $word; $found.Edition = $text; $found.IsOver = $false }
            'heading' { $found.Heading[$word] = $text }
            'end' { $found.IsOver = $true }
            default { $found.Kind[$of] = $word; $found.Line[$of] = $text }
        }
    }

    $found
}

function New-OutputFolder {
    $refusal = "No file can be written in the folder ${folder}:"
    if ([System.IO.File]::Exists($folder)) { throw "$refusal it is a file." }
    try { $null = New-Item -Path $folder -ItemType Directory -Force -Confirm:$false -ErrorAction Stop }
    catch { throw "$refusal $(Get-Reason -Problem $_)" }
}

# For this run alone: two at once would do the rows twice. Where others may read, some systems let them write.
function Open-Ledger {
    param([string] $Name)

    $isThere = [System.IO.File]::Exists($Name)
    if ($WhatIfPreference -and -not $isThere) { return }
    try {
        if ($WhatIfPreference) { [System.IO.FileStream]::new($Name, 'Open', 'Read', 'ReadWrite') }
        else { [System.IO.FileStream]::new($Name, 'OpenOrCreate', 'ReadWrite', 'None', 1) }
    }
    catch {
        if ($isThere) { throw "Is this job running already? $Name cannot be had: $(Get-Reason -Problem $_)" }
        throw "No file can be written in the folder ${folder}: $(Get-Reason -Problem $_)"
    }
}

# A file of results with the lines that the ledger has, and the byte order mark that Excel wants.
function Open-ResultFile {
    param([string] $Kind, [System.IO.FileMode] $Mode)

    $name = Join-Path -Path $folder -ChildPath "$Kind-$($ledger.Date).csv"
    $file = @{ Name = $name; Stream = [System.IO.FileStream]::new($name, $Mode, 'Write', 'Read', 1); End = 0 }
    $lines = @($ledger.Kind.Keys | Where-Object -FilterScript { $ledger.Kind[$_] -eq $Kind } | Sort-Object -Property { $numbers[$_] } |
            ForEach-Object -Process { $ledger.Line[$_] })
    $text = if ($lines) { (@($ledger.Heading[$Kind]) + $lines -join $newLine) + $newLine }
    $file.End = Add-Text -File $file -Text "$byteOrderMark$text"
    $file
}

# Two new files. The names of another job are never taken.
function New-ResultFile {
    $date = [datetime]::Now.ToString('yyyy-MM-dd-HHmm', [cultureinfo]::InvariantCulture)
    for ($number = 1; $true; $number++) {
        $ledger.Date = if ($number -eq 1) { $date } else { "$date-$number" }
        $names = 'done', 'failed' | ForEach-Object -Process { Join-Path -Path $folder -ChildPath "$_-$($ledger.Date).csv" }
        if ($names | Where-Object -FilterScript { [System.IO.File]::Exists($_) }) { continue }

        # First the ledger: who is killed here finds the names again, and leaves no files that nobody knows of.
        Add-Entry -Of job -Word $ledger.Date -Text $edition
        $file = $null
        try {
            $file = Open-ResultFile -Kind done -Mode CreateNew
            return $file, (Open-ResultFile -Kind failed -Mode CreateNew)
        }
        catch {
            $problem = $_
            if ($file) { Close-File -File $file -Remove }
            if (-not [System.IO.File]::Exists($names[[int] [bool] $file])) { throw $problem }
        }
    }
}

function Close-File {
    param([hashtable] $File, [switch] $Remove)

    try { $File.Stream.Dispose() } catch { $Remove = $false; [Console]::Error.WriteLine("$($File.Name): $(Get-Reason -Problem $_)") }
    if ($Remove) { Remove-Item -LiteralPath $File.Name -Confirm:$false }
}

# The row that is written of a session that was started.
filter ConvertTo-DoneRow {
    $row = $_.InputObject | Select-Object -Property * -ExcludeProperty $added
    foreach ($name in $own) { $row | Add-Member -NotePropertyName "Record$name" -NotePropertyValue $_.InputObject.$name }
    $row | Add-Member -NotePropertyName ChatId -NotePropertyValue $_.ChatId
    $row | Add-Member -NotePropertyName DialogId -NotePropertyValue $_.DialogId -PassThru
}

# Whether a failure says nothing of its row: the portal was not there, fell over, had enough, refused everybody or answered nonsense.
function Test-Passing {
    param([System.Management.Automation.ErrorRecord] $Problem)

    $ofPortal = 'ConnectionError', 'OperationTimeout', 'OperationStopped', 'LimitsExceeded', 'ResourceUnavailable'
    $connection.State -ne 'Open' -or $Problem.CategoryInfo.Category -in $ofPortal -or
    $Problem.FullyQualifiedErrorId -match '^(InvalidResponse|OutcomeUnknown),'
}

# Writes what a row ended with: first to its file, then to the ledger. What the ledger does not know of is cut off by the next run.
function Write-Outcome {
    param([object] $Outcome)

    $isError = $Outcome -is [System.Management.Automation.ErrorRecord]
    $item = if ($isError) { $Outcome.TargetObject } else { $Outcome }
    $row = if ($item -is [OpenLines.Chat] -or $item -is [OpenLines.SessionResult]) { $item.InputObject } else { $item }
    $key = $null
    if ($null -eq $row -or -not $keyOf.TryGetValue($row, [ref] $key)) { Write-Problem -Problem $Outcome; return }

    # What was written as the job was stopped may come a second time.
    if ($ledger.Kind.ContainsKey($key)) { return }
    $kind = if (-not $isError) { 'done' } elseif (Test-Passing -Problem $Outcome) { 'lost' } else { 'failed' }
    $name = if ($isError) { 'failed' } else { 'done' }
    $heading, $line = if ($isError) { $Outcome | ConvertFrom-OLError | ConvertTo-Csv -NoTypeInformation }
    else { $Outcome | ConvertTo-DoneRow | ConvertTo-Csv -NoTypeInformation }
    $file = $files[$name]
    $isFirst = $file.End -eq $utf8.GetByteCount($byteOrderMark)
    $end = Add-Text -File $file -Text "$(if ($isFirst) { "$heading$newLine" })$line$newLine"
    if ($isFirst) { Add-Entry -Of heading -Word $name -Text $heading }
    Add-Entry -Of $key -Word $kind -Text $line
    $file.End = $end
    $ledger.Kind[$key] = $kind
    if (-not $isError -or $Outcome.FullyQualifiedErrorId -match ',OpenLines\.Commands\.(Join|Start)') { $run.HasChanged = $true }
    if ($kind -eq 'lost') { $run.Lost = $Outcome.Exception.Message }
    if ($isError) { $run.FailureCount++ }
    if ($isError -and $run.FailureCount -le 20) { $run.Failures += "$Outcome" }
}

$utf8 = New-Object -TypeName System.Text.UTF8Encoding -ArgumentList $false
$sha = [System.Security.Cryptography.SHA256]::Create()
$byteOrderMark = [string] [char] 0xFEFF
$newLine = [Environment]::NewLine
$keyOf = New-Object -TypeName 'System.Runtime.CompilerServices.ConditionalWeakTable[object,object]'
$numbers = @{}
$seen = @{}
$run = @{ HasBegun = $false; HasChanged = $false; FailureCount = 0; Failures = @(); Lost = ''; Problems = @() }
$files = @{}
$connection = $null
$ledger = $null
$goesOn = $false
$done, $failed, $lost, $open = 0, 0, 0, 0
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

    $parameter = (Get-Command -Name Get-OLChatByUserCode).Parameters['UserCode']
    $codeNames = @($parameter.Name) + $parameter.Aliases
    $rows = @(Read-Row -File $file -CodeName $codeNames)
    if (-not $rows) { throw "There are no rows in $file." }
    $columns = @($rows[0].PSObject.Properties.Name)
    $codeName = @($codeNames | Where-Object -FilterScript { $columns -contains $_ })[0]
    if (-not $codeName) { throw "$file has no column $($codeNames -join ', '), but $($columns -join ', '). Is -Delimiter right?" }

    # What this job added to its file of failures is not carried on. What else has the name of one of ours is the user's own.
    $ofFailures = 'ErrorId', 'Message', 'Advice', 'ChatId'
    $isOfFailures = -not ($ofFailures | Where-Object -FilterScript { $columns -notcontains $_ })
    $added = @('ChatId', 'DialogId') + @(if ($isOfFailures) { $ofFailures })
    $own = @('ChatId', 'DialogId' | Where-Object -FilterScript {
            $columns -contains $_ -and $columns -notcontains "Record$_" -and -not ($isOfFailures -and $ofFailures -contains $_)
        })

    # A row is known by what is in it and, among rows that are equal, by its place: other rows may come and go.
    $keys = @(foreach ($row in $rows) {
            $digest = Get-Digest -Text (@($columns) + @($row.PSObject.Properties.Value) -join [char] 0x1F)
            $seen[$digest] = 1 + $seen[$digest]
            $key = "$digest-$($seen[$digest])"
            $numbers[$key] = 1 + $numbers.Count
            $keyOf.Add($row, $key)
            $key
        })
    $edition = Get-Digest -Text "$keys"

    if (-not $WhatIfPreference) { New-OutputFolder }
    $connection = Connect-Portal
    $digest = Get-Digest -Text "$file $($connection.Portal)".ToUpperInvariant()
    $ledgerName = Join-Path -Path $folder -ChildPath "$([System.IO.Path]::GetFileName($file)).$($digest.Substring(0, 8)).ledger"
    $ledger = Read-Ledger -Stream (Open-Ledger -Name $ledgerName)
    $ledger.Name = $ledgerName
    Write-Output "Connected to $connection. Rows: $($rows.Count), from $file."

    # A job that is over, or that has no row in common with this file, is not gone on with.
    $isKnown = $ledger.Kind.Count -eq 0 -or @($keys | Where-Object -FilterScript { $ledger.Kind.ContainsKey($_) }).Count -gt 0
    $goesOn = $ledger.Date -and $isKnown -and ($RetryFailed -or -not $ledger.IsOver)
    $from = $ledger.Date
    if (-not $goesOn) { $ledger.End = 0; $ledger.Kind = @{}; $ledger.Heading = @{} }
    foreach ($key in @($ledger.Kind.Keys)) {
        $isNoMore = -not $numbers.ContainsKey($key) -or $RetryFailed
        if ($ledger.Kind[$key] -eq 'lost' -or ($ledger.Kind[$key] -eq 'failed' -and $isNoMore)) { $ledger.Kind.Remove($key) }
    }

    if ($goesOn) {
        $before = @($keys | Where-Object -FilterScript { $ledger.Kind.ContainsKey($_) })
        Write-Output "Going on with the job of $from. Rows with an outcome: $($before.Count), to be done: $($rows.Count - $before.Count)."
        if ($edition -ne $ledger.Edition) { Write-Output "$file is not what it was: only rows that are as they were keep their outcome." }
    }

    if (-not $WhatIfPreference) {
        try {
            $files['done'], $files['failed'] = if ($goesOn) {
                Add-Entry -Of job -Word $ledger.Date -Text $edition
                (Open-ResultFile -Kind done -Mode Create), (Open-ResultFile -Kind failed -Mode Create)
            }
            else { New-ResultFile }
        }
        catch { throw "No file can be written in the folder ${folder}: $(Get-Reason -Problem $_)" }
    }

    # -WhatIf shows these, -Confirm asks.
    $todo = @($rows | Where-Object -FilterScript {
            $key = $null
            $null = $keyOf.TryGetValue($_, [ref] $key)
            if ($ledger.Kind.ContainsKey($key)) { return }
            $code = "$($_.$codeName)"
            if ($code -match '[\x00-\x1F]|://') { $code = '(no user code)' }
            $PSCmdlet.ShouldProcess("Row $($numbers[$key]), $code", 'Find the chat, join it and start a session')
        })
    if ($WhatIfPreference) { $exitCode = 0 }
    else {
        # Errors come out among the results, so that each is written when it happens.
        $run.HasBegun = $true
        & {
            $todo |
                Get-OLChatByUserCode -ErrorAction Continue |
                Join-OLSession -ErrorAction Continue -Confirm:$false |
                Start-OLSession -ErrorAction Continue -Confirm:$false
        } 2>&1 | ForEach-Object -Process { Write-Outcome -Outcome $_ }

        if ($connection.State -ne 'Open') { throw "The job ended before its end: $($connection.Reason)" }
    }

    $isStopped = $false
}
catch {
    $isStopped = $false
    Write-Problem -Problem $_
}
finally {
    # Also after Ctrl+C: what is known is written in any case.
    $unwritten = @()
    if ($run.HasBegun) {
        # What was sent and could not be told before the pipeline was stopped.
        foreach ($left in @(Receive-OLOutcome -Connection $connection)) {
            $isStarted = $left.Action -eq 'Start' -and $left.Result
            try {
                if ($left.Error) { Write-Outcome -Outcome $left.Error }
                elseif ($isStarted) { Write-Outcome -Outcome $left.Result }
            }
            catch {
                if (-not $unwritten) { Write-Problem -Problem $_ }
                $unwritten += if ($isStarted) { "Done, but not in the file: $($left.UserCode), chat$($left.ChatId)" }
            }
        }

        $kinds = @($keys | ForEach-Object -Process { "$($ledger.Kind[$_])" })
        $done, $failed, $lost, $open = 'done', 'failed', 'lost', '' | ForEach-Object -Process { @($kinds -eq $_).Count }
        $exitCode = if (-not $run.HasChanged -and $connection.State -ne 'Open') { 2 }
        elseif ($lost + $open) { 3 }
        elseif ($failed) { 1 }
        else { 0 }
        if ($lost -and $connection.State -eq 'Open') { Write-Problem -Problem "The portal was not there for $lost rows. $($run.Lost)" }
        try { if ($exitCode -in 0, 1) { Add-Entry -Of end } } catch { Write-Problem -Problem $_ }
    }

    # Nothing is left of a job that did nothing, but of the one before it.
    $isNothing = $exitCode -eq 2 -and -not $goesOn
    foreach ($one in $files.Values) { Close-File -File $one -Remove:($isNothing -or $one.End -eq $utf8.GetByteCount($byteOrderMark)) }
    if ($ledger -and $ledger.Stream) {
        if ($isNothing -and $files.Count) { $ledger.End = 0; $ledger.End = Add-Text -File $ledger -Text $ledger.Text }
        Close-File -File $ledger -Remove:($isNothing -and -not $ledger.Text)
    }

    # After Ctrl+C no statement behind this one runs, and PowerShell would end with 0; a console that the script was typed in stays open.
    if ($isStopped -and @(Get-PSCallStack).Count -eq 1) { $Host.SetShouldExit($exitCode) }

    if ($run.HasBegun) {
        $run.Failures | ForEach-Object -Process { Write-Output "Failed: $_" }
        $more = $run.FailureCount - $run.Failures.Count
        if ($more) { Write-Output "... and $more more." }
        $unwritten | ForEach-Object -Process { Write-Output $_ }
        $doneText = "Done: $done$(if ($done) { ", in $($files['done'].Name)" })."
        $failedText = "Failed: $($failed + $lost), not finished: $open$(if ($failed + $lost) { ", in $($files['failed'].Name)" })."
        Write-Output "Rows: $($rows.Count). $doneText $failedText"
        if ($exitCode -eq 3) { Write-Output 'Run it again: it goes on.' }
    }

    if ($PassThru) {
        [pscustomobject]@{
            ExitCode = $exitCode
            Rows = $done + $failed + $lost + $open
            Done = $done
            Failed = $failed + $lost
            NotFinished = $open
            Reason = $run.Problems -join ' '
            DoneFile = if ($done) { $files['done'].Name }
            FailedFile = if ($failed + $lost) { $files['failed'].Name }
        }
    }
}

exit $exitCode
