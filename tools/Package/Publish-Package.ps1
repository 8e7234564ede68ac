<#
.SYNOPSIS
Publishes a package, or says what would be published.

.DESCRIPTION
PSResourceGet pushes the file as it is, within this process: the key stands on no command line.

.PARAMETER Package
The nupkg.

.PARAMETER Manifest
The module's manifest, as Import-PowerShellDataFile reads it.

.PARAMETER Repository
The name of a registered repository.

.PARAMETER Push
Publish, and do not only say so. The key is in the environment variable OPENLINES_PUBLISH_KEY.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Package,
    [Parameter(Mandatory)] [System.Collections.IDictionary] $Manifest,
    [Parameter(Mandatory)] [string] $Repository,
    [switch] $Push
)

$ErrorActionPreference = 'Stop'
$variable = 'OPENLINES_PUBLISH_KEY'
$key = [System.Environment]::GetEnvironmentVariable($variable)
$target = Get-PSResourceRepository -Name $Repository
$project = [uri]$Manifest.PrivateData.PSData.ProjectUri

"OpenLines $($Manifest.ModuleVersion): $Package"
"SHA-256 $((Get-FileHash -LiteralPath $Package -Algorithm SHA256).Hash.ToLowerInvariant())"
"to $($target.Name), $($target.Uri)"
"with the key of $variable, which is $(if ($key) { 'set' } else { 'not set' })"
$obstacles = @(
    if (-not $key) { "$variable has no key of $Repository." }
    # Names that end so lead nowhere, which is good for a trial and for a folder alone.
    if ($project.Host -like '*.example' -and -not $target.Uri.IsFile) {
        "ProjectUri and IconUri in OpenLines.psd1 still have $($project.Host): write there where the repository is."
    }
)
$obstacles | ForEach-Object -Process { "In the way: $_" }
if (-not $Push) { return 'Nothing was published: that takes -Push.' }
if ($obstacles) { throw "Nothing was published. $obstacles" }

try {
    Publish-PSResource -NupkgPath $Package -Repository $Repository -ApiKey $key
}
catch {
    # What a server says may repeat what it was sent.
    throw "It was not published: $("$_".Replace($key, '***'))"
}

'Published.'
