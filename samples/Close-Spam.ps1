<#
.SYNOPSIS
Ends the open sessions of a CSV file of user codes or chats as spam.

.DESCRIPTION
There is no undo: one question is asked for the whole file, and -WhatIf shows each chat. Every row ends in one of two new files:
spam-DATE.csv, or failed-DATE.csv with the reason, which is an input too. A chat without an open session fails with NoOpenSession, so a run
that was stopped can be run again: what it had closed is told as that.

It works with the default connection or, where there is none, with the webhook in the environment variable BITRIX24_WEBHOOK. Exit codes:
  0  every row is closed
  1  rows failed, each with its reason in the file of failures
  2  nothing was done: no rows, no connection, no place to write, or the answer was no
  3  it ended before its end, or the portal was not there for some rows: run the same file again

.PARAMETER Path
The CSV file, in UTF-8. A row names its chat in the column ChatId, or its client in the column UserCode; other names of these columns are
understood as by Get-OLDialog.

.PARAMETER OutputFolder
Where the two files are written; the folder of -Path unless given.

.PARAMETER Delimiter
What stands between the columns of -Path.

.PARAMETER Force
Asks nothing, for a scheduler.

.EXAMPLE
./samples/Close-Spam.ps1 spam.csv -WhatIf

.EXAMPLE
pwsh -NoProfile -NonInteractive -File C:\jobs\Close-Spam.ps1 C:\jobs\spam.csv -Force
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High', PositionalBinding = $false)]
param(
    [Parameter(Mandatory = $true, Position = 0)] [string] $Path,
    [string] $OutputFolder,
    [char] $Delimiter = ',',
    [switch] $Force
)

$failed, $done = [System.Collections.ArrayList]::new(), [System.Collections.ArrayList]::new()
$exitCode, $isStopped, $hasBegun = 2, $true, $false
try {
    $file = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
    $folder = if ($OutputFolder) { $PSCmdlet.GetUnresolvedProviderPathFromPSPath($OutputFolder) } else { Split-Path -Path $file }
    $rows = @(Import-Csv -LiteralPath $file -Delimiter $Delimiter -Encoding UTF8 -ErrorAction Stop)
    if (-not $rows) { throw "There are no rows in $file." }
    if (-not $WhatIfPreference) { $null = [System.IO.Directory]::CreateDirectory($folder) }
    $built = Join-Path -Path $PSScriptRoot -ChildPath '../out/OpenLines/OpenLines.psd1'
    if (-not (Get-Module -Name OpenLines)) { Import-Module -Name $(if (Test-Path -LiteralPath $built) { $built } else { 'OpenLines' }) }
    $connection = Get-Bitrix24Connection | Where-Object IsDefault
    if (-not $connection) { $connection = Connect-Bitrix24 -EnvironmentVariable }

    if ($Force -and -not $PSBoundParameters.ContainsKey('Confirm')) { $ConfirmPreference = 'None' }
    $isWanted = $WhatIfPreference -or $PSCmdlet.ShouldProcess("the open sessions of $($rows.Count) rows of $file", 'End as spam')
    if ($isWanted) {
        $hasBegun = -not $WhatIfPreference
        $rows | Get-OLDialog -ErrorAction Continue -ErrorVariable +failed |
            Complete-OLSession -Spam -Verify -Confirm:$false -ErrorAction Continue -ErrorVariable +failed -OutVariable +done | Out-Null
        if ($connection.State -ne 'Open') { throw "It ended before its end: $($connection.Reason)" }
        $exitCode = 0
    }

    $isStopped = $false
}
catch { $isStopped = $false; Write-Error -ErrorRecord $_ -ErrorAction Continue }
finally {
    # What was sent and could not be told, where it was stopped.
    $left = @(if ($hasBegun) { Receive-OLOutcome -Connection $connection })
    $failed.AddRange(@($left.Error | Where-Object { $_ }))
    $done.AddRange(@($left.Result | Where-Object { $_.Action -eq 'Complete' -and $_.ChatId -notin $done.ChatId }))
    $lost = $failed | Where-Object { $_.CategoryInfo.Category -in 'ConnectionError', 'OperationTimeout' }
    $exitCode = if ($lost -or ($exitCode -and $hasBegun)) { 3 } elseif ($failed.Count -and -not $exitCode) { 1 } else { $exitCode }
    if ($hasBegun) {
        $utf8 = if ($PSVersionTable.PSVersion.Major -ge 6) { 'utf8BOM' } else { 'UTF8' }
        $run = [datetime]::Now.ToString('yyyy-MM-dd-HHmmss-fff')
        if ($done.Count) {
            $done | Select-Object -Property UserCode, ChatId, Action, State |
                Export-Csv -LiteralPath "$folder/spam-$run.csv" -NoTypeInformation -Encoding $utf8
        }

        if ($failed.Count) {
            $failed | ConvertFrom-OLError | Export-Csv -LiteralPath "$folder/failed-$run.csv" -NoTypeInformation -Encoding $utf8
        }
    }

    # After Ctrl+C no statement behind this block runs, and PowerShell would end with 0.
    if ($isStopped -and @(Get-PSCallStack).Count -eq 1) { $Host.SetShouldExit($exitCode) }
    if ($hasBegun) { "Rows: $($rows.Count). Closed: $($done.Count). Failed: $($failed.Count). The lists are in $folder." }
}
exit $exitCode
