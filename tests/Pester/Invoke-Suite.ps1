<#
.SYNOPSIS
Runs the Pester files of this folder and writes every test's result to a JSON file.

.PARAMETER ReportPath
The JSON file.

.PARAMETER Pester
The manifest of Pester: the build downloads it, and dotnet test hands it over.

.PARAMETER Path
The folder of the Pester files.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $ReportPath,
    [Parameter(Mandatory)] [string] $Pester,
    [string] $Path = $PSScriptRoot
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

function Write-Report {
    param([string] $Path, [System.Collections.IDictionary] $Report)
    [System.IO.File]::WriteAllText($Path, (ConvertTo-Json -InputObject $Report -Depth 5))
}

function Get-ErrorText {
    param([object[]] $ErrorRecord)
    # Pester's own errors have these two members, the engine's have not.
    $texts = foreach ($one in $ErrorRecord) {
        if ($one.DisplayErrorMessage) { $one.DisplayErrorMessage } else { "$one" }
        if ($one.DisplayStackTrace) { $one.DisplayStackTrace } else { $one.ScriptStackTrace }
    }
    $texts -join "`n"
}

function Get-Entry {
    param([string] $File, [string] $Name, [string] $Result, [timespan] $Duration, [string] $Message)
    [ordered]@{
        File = [System.IO.Path]::GetFileName($File)
        Name = $Name
        Result = $Result
        Seconds = $Duration.TotalSeconds
        Message = $Message
    }
}

$module = Import-Module -Name $Pester -PassThru
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
# Of a suite that hangs the last line tells where.
$configuration.Output.Verbosity = 'Detailed'
$configuration.Output.RenderMode = 'Plaintext'

# The tests would see the preferences of this script, and a user's script has others.
$ErrorActionPreference = 'Continue'
$ProgressPreference = 'Continue'
$run = Invoke-Pester -Configuration $configuration
$ErrorActionPreference = 'Stop'

$entries = @(
    foreach ($test in $run.Tests) {
        # Whatever was neither passed nor failed did not show anything; what should have run and did not is a failure.
        $result = switch ($test.Result) { 'Passed' { 'Passed' } 'Skipped' { 'Skipped' } 'Inconclusive' { 'Skipped' } default { 'Failed' } }
        $message = Get-ErrorText -ErrorRecord $test.ErrorRecord
        if ($result -ne 'Passed' -and -not $message) {
            # What a set-up threw is its block's, and the tests that it was for have none of their own.
            $block = $test.Block
            while ($block -and -not $block.ErrorRecord) { $block = $block.Parent }
            $message = if ($block) { Get-ErrorText -ErrorRecord $block.ErrorRecord } else { "$($test.Result) by Pester" }
        }
        Get-Entry -File $test.ScriptBlock.File -Name $test.ExpandedPath -Result $result -Duration $test.Duration -Message $message
    }

    # A block can fail after its tests have passed.
    foreach ($block in $run.FailedBlocks | Where-Object -FilterScript { $_.ErrorRecord -and $_.FailedCount -eq 0 }) {
        $text = Get-ErrorText -ErrorRecord $block.ErrorRecord
        $name = "$($block.ExpandedPath) (block)"
        Get-Entry -File $block.ScriptBlock.File -Name $name -Result Failed -Duration $block.Duration -Message $text
    }

    foreach ($container in $run.FailedContainers) {
        $text = Get-ErrorText -ErrorRecord $container.ErrorRecord
        Get-Entry -File $container.Item -Name '(file)' -Result Failed -Duration $container.Duration -Message $text
    }

    foreach ($container in $run.Containers | Where-Object -FilterScript { $_.TotalCount -eq 0 -and $_.Result -ne 'Failed' }) {
        Get-Entry -File $container.Item -Name '(file)' -Result Failed -Duration $container.Duration -Message 'No test was found in it.'
    }
)

Write-Report -Path $ReportPath -Report @{ Pester = "$($module.Version)"; Tests = $entries }
