<#
.SYNOPSIS
Builds, tests, packs, publishes or tries the module, or writes its help anew.

.DESCRIPTION
Build    lays the module out in out/OpenLines.
Test     runs all xUnit and Pester tests.
Help     makes the MAML of the pages in docs/en-US and docs/ru, once a page has changed.
Pack     builds the module anew and makes out/OpenLines.VERSION.nupkg of it, the form that PowerShell repositories take. Of one commit
         it makes the same file each time.
Publish  says what would be published where; with -Push it does so. It takes the file that Pack made and builds nothing.
Try      builds the module and does the main job on the sandbox with the sample CSV.

.PARAMETER Task
What to do; several are done in the given order.

.PARAMETER Configuration
Debug or Release.

.PARAMETER OutputPath
The folder of the package.

.PARAMETER NoBuild
Pack takes out/OpenLines as it lies there.

.PARAMETER Repository
Where Publish publishes, as Register-PSResourceRepository named it.

.PARAMETER Push
Publish does publish. The key of the repository is taken from the environment variable OPENLINES_PUBLISH_KEY and is never shown.

.EXAMPLE
./build.ps1 -Task Build, Test

.EXAMPLE
./build.ps1 -Task Pack, Publish
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Help', 'Pack', 'Publish', 'Try')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    [string] $OutputPath = (Join-Path -Path $PSScriptRoot -ChildPath 'out'),

    [switch] $NoBuild,

    [string] $Repository = 'PSGallery',

    [switch] $Push
)

$ErrorActionPreference = 'Stop'
$project = 'src/OpenLines/OpenLines.csproj'

function Invoke-Program {
    param([string] $Name, [string[]] $ArgumentList)
    & $Name @ArgumentList
    if ($LASTEXITCODE -ne 0) { throw "$Name $($ArgumentList[0]) ended with exit code $LASTEXITCODE." }
}

function Build-Module {
    Invoke-Program -Name dotnet -ArgumentList build, $project, '--configuration', $Configuration
}

function Test-Everything {
    Invoke-Program -Name dotnet -ArgumentList test, OpenLinesPS.sln, '--configuration', $Configuration
}

function Write-Maml {
    Invoke-Program -Name dotnet -ArgumentList run, '--project', tools/HelpPages, '--configuration', $Configuration
}

function New-Package {
    if (-not $NoBuild) {
        # Without what an earlier build left, and without the paths of this machine.
        Invoke-Program -Name dotnet -ArgumentList @(
            'build', $project, '--configuration', $Configuration, '--no-incremental', '-p:ContinuousIntegrationBuild=true'
        )
    }

    $commit = Invoke-Program -Name git -ArgumentList rev-parse, HEAD
    $time = [long](Invoke-Program -Name git -ArgumentList log, '-1', '--format=%ct')
    if (Invoke-Program -Name git -ArgumentList status, '--porcelain') {
        Write-Warning -Message "What lies here is not committed: the package is not that of commit $commit."
    }

    $stage = Join-Path -Path $OutputPath -ChildPath package
    $module = Join-Path -Path $stage -ChildPath OpenLines
    if (Test-Path -LiteralPath $stage) { Remove-Item -LiteralPath $stage -Recurse }
    $null = New-Item -ItemType Directory -Path $stage
    Copy-Item -LiteralPath out/OpenLines -Destination $module -Recurse
    ./tools/Package/New-BillOfMaterials.ps1 -Module $module -Assets src/OpenLines/obj/project.assets.json -Commit $commit -UnixTime $time
    $specification = ./tools/Package/New-Specification.ps1 -Module $module -Changelog CHANGELOG.md -Commit $commit
    Invoke-Program -Name dotnet -ArgumentList @(
        'pack', $project, '--configuration', $Configuration, '--no-build', '--output', $OutputPath
        '-p:IsPackable=true'
        '-p:NoPackageAnalysis=true'
        "-p:NuspecFile=$specification"
        "-p:NuspecBasePath=$module"
        "-p:DeterministicTimestamp=$time"
    )
    Remove-Item -LiteralPath $stage -Recurse
}

function Publish-Package {
    $manifest = Import-PowerShellDataFile -LiteralPath OpenLines.psd1
    $package = Join-Path -Path $OutputPath -ChildPath "OpenLines.$($manifest.ModuleVersion).nupkg"
    if (-not (Test-Path -LiteralPath $package)) { throw "There is no $($package): make it with ./build.ps1 -Task Pack." }
    ./tools/Package/Publish-Package.ps1 -Package $package -Manifest $manifest -Repository $Repository -Push:$Push
}

function Start-Sample {
    Invoke-Program -Name dotnet -ArgumentList run, '--project', samples/CsvJob, '--configuration', $Configuration
}

$OutputPath = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($OutputPath)
Push-Location -LiteralPath $PSScriptRoot
try {
    switch ($Task) {
        'Build' { Build-Module }
        'Test' { Test-Everything }
        'Help' { Write-Maml }
        'Pack' { New-Package }
        'Publish' { Publish-Package }
        'Try' { Start-Sample }
    }
}
finally {
    Pop-Location
}
