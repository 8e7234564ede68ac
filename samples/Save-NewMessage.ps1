<#
.SYNOPSIS
Appends each new message of the open lines to a file of JSON Lines, once, until it is stopped. Made for a service.

.DESCRIPTION
Watches the chats that the connected user is a member of. Each message is a line of the file, written through to it before the portal is
told that it was taken: one that was lost by a kill or a restart of the machine comes again with the next run. What came twice is known
by its Key and written once. A last line that was broken off is cut.

Exit codes:
  0  with -Once: what has come is in the file
  2  nothing was watched: no connection, no place to write, a portal that is too old
  3  the watch ended: the portal was away for too long, or refuses the connection. Start it again, as a service manager does

.PARAMETER Path
The file. One that is there is gone on with.

.PARAMETER Once
Write what has come since the last time, and end: for a scheduler instead of a service.

.PARAMETER EnvironmentVariableName
The environment variable that holds the address of the webhook. It needs the permissions im and imopenlines.

.EXAMPLE
pwsh -NoProfile -NonInteractive -File C:\jobs\Save-NewMessage.ps1 C:\jobs\messages.jsonl

.EXAMPLE
./samples/Save-NewMessage.ps1 messages.jsonl -Once
#>
[CmdletBinding(PositionalBinding = $false)]
param(
    [Parameter(Mandatory = $true, Position = 0)] [string] $Path,
    [switch] $Once,
    [string] $EnvironmentVariableName = 'BITRIX24_WEBHOOK'
)

$ErrorActionPreference = 'Stop'

# So many messages come again at the most: what the portal gives at once is not confirmed before all of it is taken.
$most = 1000
$utf8 = New-Object -TypeName System.Text.UTF8Encoding -ArgumentList $false
$file = $null
$exitCode = 2
try {
    # In a checkout the module that was built there, else the installed one.
    $built = Join-Path -Path $PSScriptRoot -ChildPath '../out/OpenLines/OpenLines.psd1'
    if (-not (Get-Module -Name OpenLines)) {
        Import-Module -Name $(if (Test-Path -LiteralPath $built) { $built } else { 'OpenLines' })
    }

    $name = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)

    # For this run alone: two at once would take each other's messages.
    $file = [System.IO.FileStream]::new($name, 'OpenOrCreate', 'ReadWrite', 'None')
    $seen = New-Object -TypeName 'System.Collections.Generic.HashSet[string]'
    $whole = 0
    if ($file.Length) {
        $bytes = New-Object -TypeName byte[] -ArgumentList ([Math]::Min($file.Length, 4MB))
        $begin = $file.Length - $bytes.Length
        $null = $file.Seek($begin, 'Begin')
        $read = 0
        while ($read -lt $bytes.Length -and ($now = $file.Read($bytes, $read, $bytes.Length - $read))) { $read += $now }
        $end = [array]::LastIndexOf($bytes, [byte] 10) + 1
        $whole = $begin + $end
        foreach ($line in $utf8.GetString($bytes, 0, $end).Split("`n") | Select-Object -Last ($most + 1)) {
            if ($line -match '^\{"Key":"([^"\\]+)"') { $null = $seen.Add($Matches[1]) }
        }
    }

    $file.SetLength($whole)
    $null = $file.Seek($whole, 'Begin')
    $null = Connect-Bitrix24 -EnvironmentVariableName $EnvironmentVariableName
    $exitCode = 3
    Watch-OLMessage -Once:$Once | ForEach-Object -Process {
        if ($seen.Add($_.Key)) {
            $row = $_ | Select-Object -Property Key, Date, ChatId, UserCode, AuthorId, AuthorName, IsClient, IsSystem, Text
            $row.Date = if ($_.Date) { $_.Date.ToString('o', [cultureinfo]::InvariantCulture) }
            $bytes = $utf8.GetBytes((ConvertTo-Json -InputObject $row -Compress) + "`n")
            $file.Write($bytes, 0, $bytes.Length)
            $file.Flush($true)
        }
    }

    $exitCode = 0
}
catch {
    if ("$($_.FullyQualifiedErrorId)" -like 'ERROR_METHOD_NOT_FOUND*') { $exitCode = 2 }
    [Console]::Error.WriteLine("$_")
    if ($_.ErrorDetails.RecommendedAction) { [Console]::Error.WriteLine($_.ErrorDetails.RecommendedAction) }
}
finally {
    if ($file) { $file.Dispose() }
}

exit $exitCode
