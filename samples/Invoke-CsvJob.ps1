<#
.SYNOPSIS
Finds the chat of every user code in a CSV file, joins it and starts a session in it.

.DESCRIPTION
Each row ends in one of two files: results.csv, or failed.csv with the reason. Correct failed.csv and give it as -Path to do just those rows.
The exit code is 0 when every row is in one of them, and 1 when the job could not be done.

.PARAMETER Path
The CSV file, in UTF-8, with a column UserCode, USER_CODE, EntityId, ENTITY_ID or Code.

.PARAMETER OutputFolder
Where results.csv and failed.csv are written.

.PARAMETER Sandbox
Work on the portal in memory. Without it the webhook is taken from the environment variable BITRIX24_WEBHOOK.

.EXAMPLE
./samples/Invoke-CsvJob.ps1 -Sandbox
#>
[CmdletBinding()]
param(
    [string] $Path = (Join-Path -Path $PSScriptRoot -ChildPath 'user-codes.csv'),
    [string] $OutputFolder = (Get-Location -PSProvider FileSystem).ProviderPath,
    [switch] $Sandbox
)

$ErrorActionPreference = 'Stop'
trap {
    [Console]::Error.WriteLine($_)
    exit 1
}

# In a checkout the module that was built there, else the installed one.
$built = Join-Path -Path $PSScriptRoot -ChildPath '../out/OpenLines/OpenLines.psd1'
if (Test-Path -LiteralPath $built) { Import-Module -Name $built } else { Import-Module -Name OpenLines }

$connection = if ($Sandbox) { Connect-Bitrix24 -Sandbox } else { Connect-Bitrix24 -EnvironmentVariable }
Write-Output "Connected to $connection."

$rows = @(Import-Csv -LiteralPath $Path -Encoding UTF8)
$failed = @()
$started = @(
    $rows |
        Get-OLChatByUserCode -ErrorAction SilentlyContinue -ErrorVariable +failed |
        Join-OLSession -ErrorAction SilentlyContinue -ErrorVariable +failed |
        Start-OLSession -ErrorAction SilentlyContinue -ErrorVariable +failed
)

$null = New-Item -Path $OutputFolder -ItemType Directory -Force
$resultFile = Join-Path -Path $OutputFolder -ChildPath 'results.csv'
$failedFile = Join-Path -Path $OutputFolder -ChildPath 'failed.csv'

# InputObject is the row that a chat or a session came from, with the row's other columns.
$started |
    ForEach-Object -Process {
        $result = $_
        $result.InputObject | Select-Object -Property * -ExcludeProperty ChatId, DialogId | Select-Object -Property *, @{ Name = 'ChatId'; Expression = { $result.ChatId } }, @{ Name = 'DialogId'; Expression = { $result.DialogId } }
    } |
    Export-Csv -LiteralPath $resultFile -Encoding UTF8 -NoTypeInformation

$failed |
    ForEach-Object -Process {
        $problem = $_
        $row = $problem.TargetObject
        if ($row -is [OpenLines.Chat] -or $row -is [OpenLines.SessionResult]) { $row = $row.InputObject }
        $row | Select-Object -Property * -ExcludeProperty ErrorId, Error | Select-Object -Property *, @{ Name = 'ErrorId'; Expression = { ($problem.FullyQualifiedErrorId -split ',')[0] } }, @{ Name = 'Error'; Expression = { "$problem" } }
    } |
    Export-Csv -LiteralPath $failedFile -Encoding UTF8 -NoTypeInformation

$started | Format-Table -Property Action, ChatId, DialogId, UserCode
$failed | ForEach-Object -Process { Write-Output "Failed: $_" }
Write-Output "Rows: $($rows.Count). Done: $($started.Count), in $resultFile. Failed: $($failed.Count), in $failedFile."

if ($started.Count + $failed.Count -ne $rows.Count) { exit 1 }
exit 0
