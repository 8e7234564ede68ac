<#
.SYNOPSIS
Runs the Pester files of this folder and writes every test's result to a JSON file.

.DESCRIPTION
Pester 5 is taken from where it is installed, else from the PowerShell Gallery if that can be reached; else the report gives the reason.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $ReportPath,
    [string] $Path = $PSScriptRoot,
    [string] $ModuleCache = (Join-Path -Path $PSScriptRoot -ChildPath '../../out/modules'),
    [uri] $Gallery = 'https://www.powershellgallery.com/api/v2/package/'
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

function Write-Report {
    param([string] $Path, [System.Collections.IDictionary] $Report)
    [System.IO.File]::WriteAllText($Path, (ConvertTo-Json -InputObject $Report -Depth 5))
}

function Find-Pester {
    param([string] $Cache)
    @('Pester', (Join-Path -Path $Cache -ChildPath 'Pester')) |
        ForEach-Object -Process { Get-Module -Name $_ -ListAvailable -ErrorAction Ignore } |
        Where-Object -FilterScript { $_.Version -ge '5.5' -and $_.Version.Major -eq 5 } |
        Sort-Object -Property Version -Descending |
        Select-Object -First 1
}

function Save-Pester {
    param([uri] $Source, [string] $Cache, [string] $Version)
    $package = [System.IO.Path]::GetTempFileName()
    try {
        $null = Invoke-WebRequest -Uri ([uri]::new($Source, "Pester/$Version")) -OutFile $package -TimeoutSec 60
        $folder = Join-Path -Path $Cache -ChildPath "Pester/$Version"
        $null = New-Item -Path $folder -ItemType Directory -Force
        [System.IO.Compression.ZipFile]::ExtractToDirectory($package, $folder, $true)
    }
    finally {
        Remove-Item -LiteralPath $package -Force
    }
}

function Get-ErrorText {
    param([object[]] $ErrorRecord)
    ($ErrorRecord | ForEach-Object -Process { "$($_.DisplayErrorMessage ?? $_)`n$($_.DisplayStackTrace ?? $_.ScriptStackTrace)" }) -join "`n"
}

function Get-Entry {
    param([string] $File, [string] $Name, [string] $Result, [timespan] $Duration, [string] $Message)
    [ordered]@{ File = [System.IO.Path]::GetFileName($File); Name = $Name; Result = $Result; Seconds = $Duration.TotalSeconds; Message = $Message }
}

$pester = Find-Pester -Cache $ModuleCache
if (-not $pester) {
    try {
        Save-Pester -Source $Gallery -Cache $ModuleCache -Version '5.9.0'
        $pester = Find-Pester -Cache $ModuleCache
    }
    catch {
        Write-Report -Path $ReportPath -Report @{ Reason = "Pester 5 is not installed, and the PowerShell Gallery could not be reached ($($_.Exception.Message))" }
        return
    }
}

Import-Module -Name $pester.Path
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
        if ($result -ne 'Passed' -and -not $message) { $message = "$($test.Result) by Pester" }
        Get-Entry -File $test.ScriptBlock.File -Name $test.ExpandedPath -Result $result -Duration $test.Duration -Message $message
    }

    # A block can fail after its tests have passed.
    foreach ($block in $run.FailedBlocks | Where-Object -FilterScript { $_.ErrorRecord -and $_.FailedCount -eq 0 }) {
        Get-Entry -File $block.ScriptBlock.File -Name "$($block.ExpandedPath) (block)" -Result Failed -Duration $block.Duration -Message (Get-ErrorText -ErrorRecord $block.ErrorRecord)
    }

    foreach ($container in $run.FailedContainers) {
        Get-Entry -File $container.Item -Name '(file)' -Result Failed -Duration $container.Duration -Message (Get-ErrorText -ErrorRecord $container.ErrorRecord)
    }

    foreach ($container in $run.Containers | Where-Object -FilterScript { $_.TotalCount -eq 0 -and $_.Result -ne 'Failed' }) {
        Get-Entry -File $container.Item -Name '(file)' -Result Failed -Duration $container.Duration -Message 'No test was found in it.'
    }
)

Write-Report -Path $ReportPath -Report @{ Pester = "$($pester.Version)"; Tests = $entries }
