<#
.SYNOPSIS
Hands the open dialogs of somebody who leaves over to another operator, or puts them back into the queues of their lines.

.DESCRIPTION
Run it before the leaver is dismissed. What can be found depends on who is connected:
- the leaver: all of the leaver's own dialogs (permission im), without a look at what became of them;
- somebody else: those whose sessions the CRM knows and the connected user may read (permission crm), so none of a line without CRM;
- with -Path it takes those of a file that are the leaver's.
Each dialog is asked whose it is now: what somebody else has taken over stays there. One question is asked for all; -WhatIf lists them.

It works with the default connection or, where there is none, with the webhook in the environment variable BITRIX24_WEBHOOK. A row for each
dialog comes out: Outcome is Moved or Failed, Found with -WhatIf. What failed is also in failed-DATE.csv, for -Path. Exit codes:
  0  every dialog that was found is moved
  1  dialogs failed, each with its reason in that file
  2  nothing was done: no connection, no right to look, no place to write, or the answer was no
  3  it ended before its end, or the portal was not there for some dialogs: run the same command again

.PARAMETER OperatorId
The user who leaves.

.PARAMETER ToOperatorId
The user who gets the dialogs; without it each goes back into the queue of the line that it is in.

.PARAMETER Path
A CSV file with a column ChatId, SessionId or UserCode, in UTF-8.

.PARAMETER OutputFolder
Where the file of failures is written; the current folder unless given.

.PARAMETER Force
Asks nothing, for a scheduler.

.EXAMPLE
./samples/Move-LeaverDialogs.ps1 5 -ToOperatorId 14 -WhatIf

.EXAMPLE
./samples/Move-LeaverDialogs.ps1 5 -Force | Export-Csv moved.csv -NoTypeInformation -Encoding UTF8
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High', PositionalBinding = $false)]
param(
    [Parameter(Mandatory = $true, Position = 0)] [ValidateRange(1, 9007199254740991)] [long] $OperatorId,
    [ValidateRange(1, 9007199254740991)] [long] $ToOperatorId,
    [string] $Path,
    [string] $OutputFolder = '.',
    [switch] $Force
)

# The row of a dialog, of a result or of a failure.
filter ConvertTo-Row {
    param([string] $Outcome)

    [pscustomobject]@{
        ChatId = $_.ChatId; UserCode = $_.UserCode; From = $OperatorId
        To = $(if ($Outcome -eq 'Moved') { if ($ToOperatorId) { $ToOperatorId } else { $_.OperatorId } })
        Outcome = $Outcome; SessionId = $_.SessionId; Reason = $_.Message
    }
}

$failed = [System.Collections.ArrayList]::new()
$exitCode, $isStopped, $hasBegun = 2, $true, $false
try {
    if ($ToOperatorId -eq $OperatorId) { throw 'The dialogs cannot be handed to the user who leaves.' }
    $folder = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($OutputFolder)
    if (-not $WhatIfPreference) { $null = [System.IO.Directory]::CreateDirectory($folder) }
    $built = Join-Path -Path $PSScriptRoot -ChildPath '../out/OpenLines/OpenLines.psd1'
    if (-not (Get-Module -Name OpenLines)) { Import-Module -Name $(if (Test-Path -LiteralPath $built) { $built } else { 'OpenLines' }) }
    $connection = Get-Bitrix24Connection | Where-Object IsDefault
    if (-not $connection) { $connection = Connect-Bitrix24 -EnvironmentVariable }

    # A list that is not whole would leave dialogs behind unseen: where it cannot be read, nothing is moved.
    $found = @(if ($Path) { Import-Csv -LiteralPath $Path -Encoding UTF8 -ErrorAction Stop }
        elseif ($connection.UserId -eq $OperatorId) { Get-OLSession -Mine -OperatorId $OperatorId -ErrorAction Stop }
        else { Get-OLSession -OperatorId $OperatorId -State Open -ErrorAction Stop })
    $dialogs = @($found | Get-OLDialog -ErrorAction Continue -ErrorVariable +failed |
            Where-Object { $_.OperatorId -eq $OperatorId } | Sort-Object -Property ChatId -Unique)

    $target = if ($ToOperatorId) { @{ OperatorId = $ToOperatorId } } else { @{ LineId = { $_.LineId } } }
    $where = if ($ToOperatorId) { "Hand over to user $ToOperatorId" } else { 'Put back into the queues of their lines' }
    if ($Force -and -not $PSBoundParameters.ContainsKey('Confirm')) { $ConfirmPreference = 'None' }
    $isWanted = $dialogs -and $PSCmdlet.ShouldProcess("Open dialogs of user ${OperatorId}: $($dialogs.Count)", $where)
    if ($WhatIfPreference) { $dialogs | ConvertTo-Row -Outcome Found }
    elseif ($isWanted) {
        $hasBegun = $true
        # What leavers have handed over themselves they may not be able to read back.
        $isOther = $connection.UserId -ne $OperatorId
        $dialogs | Move-OLSession @target -Verify:$isOther -Confirm:$false -ErrorAction Continue -ErrorVariable +failed |
            ConvertTo-Row -Outcome Moved
    }

    if ($connection.State -ne 'Open') { throw "It ended before its end: $($connection.Reason)" }
    $isStopped = $false
    if ($isWanted -or -not $dialogs -or $WhatIfPreference) { $exitCode = 0 }
}
catch { $isStopped = $false; Write-Error -ErrorRecord $_ -ErrorAction Continue }
finally {
    # What was sent and could not be told, where it was stopped.
    $left = @(if ($hasBegun) { Receive-OLOutcome -Connection $connection })
    $failed.AddRange(@($left.Error | Where-Object { $_ }))
    $lost = $failed | Where-Object { $_.CategoryInfo.Category -in 'ConnectionError', 'OperationTimeout' }
    $exitCode = if ($lost -or ($exitCode -and $hasBegun)) { 3 } elseif ($failed.Count -and -not $exitCode) { 1 } else { $exitCode }
    $rows = @($failed | ConvertFrom-OLError)
    if ($rows -and -not $WhatIfPreference) {
        $utf8 = if ($PSVersionTable.PSVersion.Major -ge 6) { 'utf8BOM' } else { 'UTF8' }
        $list = "$folder/failed-$([datetime]::Now.ToString('yyyy-MM-dd-HHmmss-fff')).csv"
        $rows | Select-Object -Property ChatId, SessionId, UserCode, ErrorId, Message, Advice |
            Export-Csv -LiteralPath $list -NoTypeInformation -Encoding $utf8
    }

    # After Ctrl+C no statement behind this block runs, and PowerShell would end with 0.
    if ($isStopped -and @(Get-PSCallStack).Count -eq 1) { $Host.SetShouldExit($exitCode) }
    if ($rows -or $left) {
        $left.Result | Where-Object { $_ } | ConvertTo-Row -Outcome Moved
        $rows | ConvertTo-Row -Outcome Failed
    }
}
exit $exitCode
