<#
.SYNOPSIS
Does with the package what a user would, and says what came of it: installs an older version from a folder that is a repository,
publishes this one there, and updates.

.DESCRIPTION
What it installs goes to the current user's folder: give it a home of its own, or a machine that is thrown away. The answer is JSON.

.PARAMETER Package
The package.

.PARAMETER Folder
An empty folder to work in.

.PARAMETER Build
The build.ps1 that publishes.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Package,
    [Parameter(Mandatory)] [string] $Folder,
    [Parameter(Mandatory)] [string] $Build
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$older = '0.0.1'
$shelf = 'OpenLinesShelf'
$version = [System.IO.Path]::GetFileNameWithoutExtension($Package).Substring('OpenLines.'.Length)

# The same package with another version in the two places that have it.
function Copy-Older {
    param([string] $Path)

    Copy-Item -LiteralPath $Package -Destination $Path
    $archive = [System.IO.Compression.ZipFile]::Open($Path, 'Update')
    try {
        foreach ($name in 'OpenLines.nuspec', 'OpenLines.psd1') {
            $reader = [System.IO.StreamReader]::new($archive.GetEntry($name).Open())
            $text = $reader.ReadToEnd()
            $reader.Dispose()
            $archive.GetEntry($name).Delete()
            $writer = [System.IO.StreamWriter]::new($archive.CreateEntry($name).Open())
            $text = $text.Replace("<version>$version<", "<version>$older<")
            $writer.Write($text.Replace("ModuleVersion          = '$version'", "ModuleVersion          = '$older'"))
            $writer.Dispose()
        }
    }
    finally {
        $archive.Dispose()
    }
}

function Get-Installed {
    Get-Module -Name OpenLines -ListAvailable | ForEach-Object -Process { "$($_.Version)" } | Sort-Object
}

function Get-Published {
    Get-ChildItem -LiteralPath $place | ForEach-Object -Process { $_.Name } | Sort-Object
}

$place = (New-Item -ItemType Directory -Path (Join-Path -Path $Folder -ChildPath shelf)).FullName
Copy-Older -Path (Join-Path -Path $place -ChildPath "OpenLines.$older.nupkg")
Register-PSResourceRepository -Name $shelf -Uri $place -Trusted
try {
    $answer = [ordered]@{ Before = @(Get-Installed) }
    Install-PSResource -Name OpenLines -Repository $shelf -Scope CurrentUser
    $answer.Installed = @(Get-Installed)

    $publish = @{ Task = 'Publish'; OutputPath = Split-Path -Path $Package; Repository = $shelf }
    $answer.DryRun = @(& $Build @publish)
    $answer.AfterDryRun = @(Get-Published)
    # PSResourceGet 1.0 cannot push a file.
    if ((Get-Command -Name Publish-PSResource).Parameters.ContainsKey('NupkgPath')) { $answer.Push = @(& $Build @publish -Push) }
    else { Copy-Item -LiteralPath $Package -Destination $place }
    $answer.AfterPush = @(Get-Published)

    Update-PSResource -Name OpenLines -Repository $shelf
    $answer.Updated = @(Get-Installed)
    $answer.FoundByTag = @(Find-PSResource -Tag imopenlines -Repository $shelf | ForEach-Object -Process { $_.Name })
    $found = Get-PSResource -Name OpenLines -Version $version
    $answer.ProjectUri = "$($found.ProjectUri)"
    $answer.IconUri = "$($found.IconUri)"
    $answer.Location = (Get-Module -Name OpenLines -ListAvailable | Sort-Object -Property Version)[-1].ModuleBase
}
finally {
    Unregister-PSResourceRepository -Name $shelf
}

ConvertTo-Json -InputObject $answer -Depth 4
