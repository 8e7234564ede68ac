<#
.SYNOPSIS
Builds, tests, packs or tries the module.

.DESCRIPTION
Build  lays the module out in out/OpenLines.
Test   runs all xUnit and Pester tests.
Pack   makes out/OpenLines.<version>.nupkg, the form that the PowerShell Gallery and Register-PSResourceRepository take.
Try    builds the module and does the main job on the sandbox with the sample CSV.

.PARAMETER Task
What to do; several are done in the given order.

.PARAMETER Configuration
Debug or Release.

.EXAMPLE
./build.ps1 -Task Build, Test
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Pack', 'Try')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'

function Invoke-Dotnet {
    param([string[]] $ArgumentList)
    & dotnet @ArgumentList
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($ArgumentList[0]) ended with exit code $LASTEXITCODE." }
}

Push-Location -LiteralPath $PSScriptRoot
try {
    $project = 'src/OpenLines/OpenLines.csproj'
    switch ($Task) {
        'Build' { Invoke-Dotnet -ArgumentList 'build', $project, '--configuration', $Configuration }
        'Test' { Invoke-Dotnet -ArgumentList 'test', 'OpenLinesPS.sln', '--configuration', $Configuration }
        'Pack' {
            Invoke-Dotnet -ArgumentList 'build', $project, '--configuration', $Configuration
            $manifest = Import-PowerShellDataFile -Path out/OpenLines/OpenLines.psd1
            # A comma or a semicolon would end a value that is handed to MSBuild.
            $description = $manifest.Description -replace ',', '%2C' -replace ';', '%3B'
            $properties = "version=$($manifest.ModuleVersion);authors=$($manifest.Author);copyright=$($manifest.Copyright);" +
                "description=$description"
            Invoke-Dotnet -ArgumentList @(
                'pack', $project, '--configuration', $Configuration, '--no-build', '--output', 'out'
                '-p:IsPackable=true'
                '-p:NoPackageAnalysis=true'
                '-p:NuspecFile=OpenLines.nuspec'
                "-p:NuspecBasePath=$PSScriptRoot/out/OpenLines"
                "-p:NuspecProperties=`"$properties`""
            )
        }
        'Try' { Invoke-Dotnet -ArgumentList 'run', '--project', 'samples/CsvJob', '--configuration', $Configuration }
    }
}
finally {
    Pop-Location
}
