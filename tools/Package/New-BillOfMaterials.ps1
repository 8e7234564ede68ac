<#
.SYNOPSIS
Writes the list of all that the module is made of into its folder: _manifest/spdx_2.2.

.DESCRIPTION
Microsoft.Sbom.DotNetTool makes it, in the version of .config/dotnet-tools.json. What it would make anew each time, an order and a
number, is replaced by what is the same for the same commit.

.PARAMETER Module
The module's folder.

.PARAMETER Assets
The project.assets.json that names the packages.

.PARAMETER Commit
The commit that the module was built of.

.PARAMETER UnixTime
The time of the commit, in seconds since 1970.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Assets,
    [Parameter(Mandatory)] [string] $Commit,
    [Parameter(Mandatory)] [long] $UnixTime
)

$ErrorActionPreference = 'Stop'
$manifest = Import-PowerShellDataFile -LiteralPath (Join-Path -Path $Module -ChildPath OpenLines.psd1)

# A folder with nothing else: what earlier builds left beside it would be taken for components too.
$components = "$Module.components"
$null = New-Item -ItemType Directory -Path $components
Copy-Item -LiteralPath $Assets -Destination $components
$said = & dotnet tool exec Microsoft.Sbom.DotNetTool --yes --allow-roll-forward -- generate -b $Module -bc $components `
    -pn OpenLines -pv $manifest.ModuleVersion -ps $manifest.Author -nsb $manifest.PrivateData.PSData.ProjectUri -nsu $Commit `
    -gt ([System.DateTimeOffset]::FromUnixTimeSeconds($UnixTime).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'")) `
    -V Warning -cd '--DetectorCategories NuGet'
if ($LASTEXITCODE -ne 0) { throw "The bill of materials was not made:`n$($said -join "`n")" }
Remove-Item -LiteralPath $components -Recurse

$file = Join-Path -Path $Module -ChildPath _manifest/spdx_2.2/manifest.spdx.json
$bill = [System.IO.File]::ReadAllText($file) | ConvertFrom-Json
if (@($bill.packages).Count -lt 2) { throw "The bill of materials names no package:`n$($said -join "`n")" }
$bill.files = @($bill.files | Sort-Object -Property SPDXID)
$bill.packages = @($bill.packages | Sort-Object -Property SPDXID)
$bill.relationships = @($bill.relationships | Sort-Object -Property spdxElementId, relatedSpdxElement, relationshipType)
$own = $bill.packages | Where-Object -FilterScript { $_.SPDXID -eq 'SPDXRef-RootPackage' }
$own.hasFiles = @($own.hasFiles | Sort-Object)
foreach ($reference in $own.externalRefs) {
    $reference.referenceLocator = $reference.referenceLocator -replace 'tag_id=.*', "tag_id=$([guid]$Commit.Substring(0, 32))"
}

[System.IO.File]::WriteAllText($file, (ConvertTo-Json -InputObject $bill -Depth 10 -Compress))
$hash = (Get-FileHash -LiteralPath $file -Algorithm SHA256).Hash.ToLowerInvariant()
[System.IO.File]::WriteAllText("$file.sha256", $hash)
