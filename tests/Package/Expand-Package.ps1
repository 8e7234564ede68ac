<#
.SYNOPSIS
Puts the module of a package where the tests look for it: out/OpenLines.

.PARAMETER Package
The package; a pattern of which there is one.
#>
[CmdletBinding()]
param([Parameter(Mandatory)] [string] $Package)

$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.IO.Compression.FileSystem
$module = [System.IO.Path]::GetFullPath("$PSScriptRoot/../../out/OpenLines")
$file = Convert-Path -Path $Package
if (@($file).Count -ne 1) { throw "One package is wanted, and $Package stands for $(@($file).Count)." }
if (Test-Path -LiteralPath $module) { Remove-Item -LiteralPath $module -Recurse }
[System.IO.Compression.ZipFile]::ExtractToDirectory($file, $module)

# What belongs to the form of the package and is not installed, and the bill of materials, which a build does not make.
'OpenLines.nuspec', '[Content_Types].xml', '_rels', 'package', '_manifest' |
    ForEach-Object -Process { Remove-Item -LiteralPath (Join-Path -Path $module -ChildPath $_) -Recurse }
"$module is that of $file"
