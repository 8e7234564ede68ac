<#
.SYNOPSIS
Exports what was said in sessions: of each a file to read, a file to compute with, and a folder with what was sent.

.DESCRIPTION
Each session becomes session-ID.txt, session-ID.jsonl (JSON Lines: a message a line) and, where files came with it, the folder session-ID
with these, under the names that Save-OLFile gives them. A file is there when it is whole and not before, and a session that is there is
not fetched again: after a stop the same command goes on where it was. What the portal has no more is named and has no path. It works with
the default connection or, where there is none, with the webhook in the environment variable BITRIX24_WEBHOOK.

Exit codes:
  0  every session is there
  1  sessions failed, each with its reason in failed-DATE.csv: give that as -Path
  2  nothing was done: no sessions given, no connection, no place to write
  3  it ended before its end, or the portal was not there for some sessions: run the same command again

.PARAMETER InputObject
Session ids, rows with a column SessionId or ChatId (the last session of the chat), results of Get-OLSession or Get-OLDialog.

.PARAMETER Path
A CSV file of such rows, in UTF-8.

.PARAMETER Days
The closed sessions that began in so many days, which the CRM knows. Reach back further than the longest session lasts.

.PARAMETER OutputFolder
Where all this is written; the current folder unless given.

.PARAMETER Format
Jsonl or Text, where not both are wanted.

.PARAMETER SkipFiles
Names the files and fetches none of them.

.PARAMETER Force
Exports again what is there.

.EXAMPLE
Get-OLSession 501 DEAL | ./samples/Export-History.ps1 -OutputFolder deal-501

.EXAMPLE
pwsh -NoProfile -NonInteractive -File C:\jobs\Export-History.ps1 -Days 30 -OutputFolder D:\histories
#>
[CmdletBinding(SupportsShouldProcess = $true, PositionalBinding = $false)]
param(
    [Parameter(ValueFromPipeline = $true)] [object] $InputObject,
    [Parameter(Position = 0)] [string] $Path,
    [ValidateRange(1, 36500)] [int] $Days,
    [string] $OutputFolder = '.',
    [ValidateSet('Jsonl', 'Text')] [string[]] $Format = @('Jsonl', 'Text'),
    [switch] $SkipFiles,
    [switch] $Force
)

begin {
    $given, $failed = [System.Collections.ArrayList]::new(), [System.Collections.ArrayList]::new()
    $endings = @{ Jsonl = 'jsonl'; Text = 'txt' }

    # Clients choose names and texts: nothing of them is to change a screen, or to look like a line of somebody else.
    function Get-SafeLine {
        param([string] $Text)

        $Text -split '\r\n?|[\n\u0085\u2028\u2029]' -replace '[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]', [char] 0xFFFD
    }

    filter ConvertTo-Jsonl {
        $files = @($_.Files | ForEach-Object { [ordered]@{ FileId = $_.FileId; Name = $_.Name; Path = $savedAs[$_.FileId] } })
        ConvertTo-Json -Compress -Depth 4 -InputObject ([ordered]@{
                SessionId = $_.SessionId; ChatId = $_.ChatId; UserCode = $session.UserCode; MessageId = $_.MessageId
                Date = $_.Date.ToString('o'); AuthorId = $_.AuthorId; AuthorName = $_.AuthorName; IsClient = $_.IsClient
                IsSystem = $_.IsSystem; Text = $_.Text; Files = $files })
    }

    filter ConvertTo-Text {
        $author = if ($_.IsSystem) { '(portal)' } else { "$(Get-SafeLine $_.AuthorName)$(if ($_.IsClient) { ' (client)' })" }
        "$($_.Date.ToString('yyyy-MM-dd HH:mm:ss zzz'))  $author"
        Get-SafeLine $_.Text | ForEach-Object { "    $_" }
        $_.Files | ForEach-Object { "  > $(Get-SafeLine $_.Name): $(if ($savedAs[$_.FileId]) { $savedAs[$_.FileId] } else { 'not here' })" }
        ''
    }

    # The items to export. Which session the last one of a chat is shows when it is read.
    filter Select-Missing {
        $item = $_
        $ids = @('SessionId', 'SESSION_ID' | ForEach-Object { $item.PSObject.Properties[$_].Value } | Where-Object { $_ }) + $item
        $digits = if ("$($ids[0])" -match '^\s*(imol\|)?0*(\d+)\s*$') { $Matches[2] } else { '?' }
        $missing = $Format | Where-Object { -not [System.IO.File]::Exists("$folder/session-$digits.$($endings[$_])") }
        if (($Force -or $missing) -and $PSCmdlet.ShouldProcess("session $digits", 'Export')) { $item }
    }

    filter Export-Session {
        $session, $name, $savedAs, $lost = $_, "session-$($_.SessionId)", @{}, @()
        if ($session.Files -and -not $SkipFiles) {
            $null = [System.IO.Directory]::CreateDirectory("$folder/$name")
            $session.Files | Select-Object FileId, ChatId, Name, Size, @{ Name = 'SessionId'; Expression = { $session.SessionId } } |
                Save-OLFile -Path "$folder/$name" -Confirm:$false -ErrorAction Continue -ErrorVariable lost |
                ForEach-Object { $savedAs[$_.FileId] = "$name/$([System.IO.Path]::GetFileName($_.Path))" }
            $problem = $lost | Where-Object { $_.FullyQualifiedErrorId -notlike 'FILE_NOT_FOUND,*' } | Select-Object -First 1
            if ($problem) { $null = $failed.Add($problem); return }
        }

        # Under another name until it is whole and on the disk.
        foreach ($form in $Format) {
            $file = "$folder/$name.$($endings[$form])"
            $text = $session.Messages | & "ConvertTo-$form" | ForEach-Object { "$_`n" }
            $bytes = [System.Text.Encoding]::UTF8.GetBytes(-join $text)
            $stream = [System.IO.FileStream]::new("$file.part", 'Create', 'Write', 'None')
            try { $stream.Write($bytes, 0, $bytes.Length); $stream.Flush($true) } finally { $stream.Dispose() }
            [System.IO.File]::Delete($file)
            [System.IO.File]::Move("$file.part", $file)
        }

        $script:hasBegun = $true
        [pscustomobject]@{ SessionId = $session.SessionId; Messages = $session.Messages.Count; Files = $savedAs.Count; Path = $file }
    }
}
process { if ($PSBoundParameters.ContainsKey('InputObject')) { $null = $given.Add($InputObject) } }
end {
    $exitCode, $isStopped, $hasBegun = 2, $true, $false
    try {
        $folder = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($OutputFolder)
        if (-not $WhatIfPreference) { $null = [System.IO.Directory]::CreateDirectory($folder) }
        $built = Join-Path -Path $PSScriptRoot -ChildPath '../out/OpenLines/OpenLines.psd1'
        if (-not (Get-Module -Name OpenLines)) { Import-Module -Name $(if (Test-Path -LiteralPath $built) { $built } else { 'OpenLines' }) }
        $connection = Get-Bitrix24Connection | Where-Object IsDefault
        if (-not $connection) { $connection = Connect-Bitrix24 -EnvironmentVariable }
        $sessions = if ($given.Count) { { $given } } elseif ($Path) { { Import-Csv -LiteralPath $Path -Encoding UTF8 -ErrorAction Stop } }
        elseif ($Days) { { Get-OLSession -State Closed -After ([datetime]::Now.AddDays(-$Days)) -ErrorAction Stop } }
        else { throw 'No sessions are given: pipe them in, or give -Path or -Days.' }

        & $sessions | Select-Missing | Get-OLSessionHistory -ErrorAction Continue -ErrorVariable +failed | Export-Session
        if ($connection.State -ne 'Open') { throw "It ended before its end: $($connection.Reason)" }
        $exitCode, $isStopped = 0, $false
    }
    catch { $isStopped = $false; Write-Error -ErrorRecord $_ -ErrorAction Continue }
    finally {
        $lost = $failed | Where-Object { $_.CategoryInfo.Category -in 'ConnectionError', 'OperationTimeout' }
        $exitCode = if ($lost -or ($exitCode -and $hasBegun)) { 3 } elseif ($failed.Count -and -not $exitCode) { 1 } else { $exitCode }
        if ($failed.Count) {
            $utf8 = if ($PSVersionTable.PSVersion.Major -ge 6) { 'utf8BOM' } else { 'UTF8' }
            $list = "$folder/failed-$([datetime]::Now.ToString('yyyy-MM-dd-HHmmss-fff')).csv"
            $failed | ConvertFrom-OLError | Select-Object -Property * -ExcludeProperty Raw, InputObject |
                Export-Csv -LiteralPath $list -NoTypeInformation -Encoding $utf8
        }

        # After Ctrl+C no statement behind this block runs, and PowerShell would end with 0.
        if ($isStopped -and @(Get-PSCallStack).Count -eq 1) { $Host.SetShouldExit($exitCode) }
    }
    exit $exitCode
}
