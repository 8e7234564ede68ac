<#
.SYNOPSIS
Writes the nuspec of the package beside the module's folder and gives its path.

.DESCRIPTION
All that it says comes from the manifest, and the release notes from that version's part of the changelog. The tags by which
Find-PSResource finds commands are those that Publish-PSResource would make.

.PARAMETER Module
The module's folder.

.PARAMETER Changelog
The changelog, with a heading for each version.

.PARAMETER Commit
The commit that the module was built of.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Changelog,
    [Parameter(Mandatory)] [string] $Commit
)

$ErrorActionPreference = 'Stop'

# What the repositories of PowerShell take; a longer list is refused when it is too late.
$longestTags = 4000

function Get-Tag {
    param([System.Collections.IDictionary] $Manifest)
    'PSModule'
    $Manifest.PrivateData.PSData.Tags
    'PSIncludes_Cmdlet'
    $Manifest.CmdletsToExport | ForEach-Object -Process { "PSCmdlet_$_" }
    $Manifest.CmdletsToExport | ForEach-Object -Process { "PSCommand_$_" }
}

function Get-ReleaseNote {
    param([string] $Text, [string] $Version)
    $heading = '(?ms)^## \[' + [regex]::Escape($Version) + '\][^\n]*\n(?<notes>.*?)(?=^## |\z)'
    $notes = [regex]::Match($Text.Replace("`r", ''), $heading).Groups['notes'].Value.Trim()
    if (-not $notes) { throw "The changelog has nothing under the heading [$Version]." }
    $notes
}

$changes = [System.IO.File]::ReadAllText((Convert-Path -LiteralPath $Changelog))
$manifest = Import-PowerShellDataFile -LiteralPath (Join-Path -Path $Module -ChildPath OpenLines.psd1)
$data = $manifest.PrivateData.PSData
$tags = (Get-Tag -Manifest $manifest) -join ' '
if ($tags.Length -gt $longestTags) { throw "The tags have $($tags.Length) characters, and $longestTags is all that is taken." }
$metadata = [ordered]@{
    id = 'OpenLines'
    version = $manifest.ModuleVersion
    authors = $manifest.Author
    owners = $manifest.CompanyName
    licenseUrl = $data.LicenseUri
    projectUrl = $data.ProjectUri
    icon = 'icon.png'
    iconUrl = $data.IconUri
    description = $manifest.Description
    releaseNotes = Get-ReleaseNote -Text $changes -Version $manifest.ModuleVersion
    copyright = $manifest.Copyright
    tags = $tags
}

$path = "$Module.nuspec"
$writer = [System.Xml.XmlWriter]::Create($path, [System.Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n" })
try {
    $writer.WriteStartElement('package', 'http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd')
    $writer.WriteStartElement('metadata')
    foreach ($name in $metadata.Keys) {
        if (-not $metadata[$name]) { throw "The manifest has no value for $name." }
        $writer.WriteElementString($name, $metadata[$name])
    }

    $writer.WriteStartElement('repository')
    $writer.WriteAttributeString('type', 'git')
    $writer.WriteAttributeString('url', $data.ProjectUri)
    $writer.WriteAttributeString('commit', $Commit)
    $writer.WriteEndElement()
    $writer.WriteEndElement()
    $writer.WriteStartElement('files')
    $writer.WriteStartElement('file')
    $writer.WriteAttributeString('src', '**/*')
    $writer.WriteAttributeString('target', '')
}
finally {
    $writer.Dispose()
}

$path
