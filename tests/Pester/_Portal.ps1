# Read by the Pester files: . $PSScriptRoot/_Portal.ps1
# The folder of the built module, the sandbox as a loopback server in a process of its own, and PowerShell in a process of its own.

[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'The files that read this one use them')]
param()

$ModuleFolder = if ($env:OPENLINES_MODULE) { $env:OPENLINES_MODULE } else { [System.IO.Path]::GetFullPath("$PSScriptRoot/../../out/OpenLines") }
$ModuleManifest = Join-Path -Path $ModuleFolder -ChildPath 'OpenLines.psd1'

function Get-PortalProgram {
    if ($env:OPENLINES_PORTAL) { return $env:OPENLINES_PORTAL }
    $newest = Get-ChildItem -Path "$PSScriptRoot/../Portal/bin/*/net10.0/Portal.dll" | Sort-Object -Property LastWriteTime -Descending | Select-Object -First 1
    if (-not $newest) { throw 'tests/Portal is not built: dotnet build OpenLinesPS.sln' }
    $newest.FullName
}

# A portal process with its webhook as text (Webhook) and as the parameter of Connect-Bitrix24 (SecureWebhook).
function Open-Portal {
    param([string[]] $ArgumentList = @())
    $start = [System.Diagnostics.ProcessStartInfo]::new()
    $start.FileName = if ($env:DOTNET_HOST_PATH) { $env:DOTNET_HOST_PATH } else { 'dotnet' }
    foreach ($argument in @(Get-PortalProgram) + $ArgumentList) { $start.ArgumentList.Add($argument) }
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.UseShellExecute = $false
    $process = [System.Diagnostics.Process]::Start($start)
    $line = $process.StandardOutput.ReadLine()
    if ($line -notmatch '^WEBHOOK (http://127\.0\.0\.1:\d+/rest/.+)$') {
        $process.Kill()
        throw "The portal did not tell its webhook but: $line"
    }

    $secure = [securestring]::new()
    foreach ($character in $Matches[1].ToCharArray()) { $secure.AppendChar($character) }
    [pscustomobject]@{ Process = $process; Webhook = $Matches[1]; SecureWebhook = $secure }
}

function Close-Portal {
    param([Parameter(Mandatory)] [psobject] $Portal)
    $Portal.Process.StandardInput.Close()
    if (-not $Portal.Process.WaitForExit(10000)) { $Portal.Process.Kill() }
    $Portal.Process.Dispose()
}

# What the portal has executed, as its journal tells.
function Get-PortalJournal {
    param([Parameter(Mandatory)] [psobject] $Portal)
    Invoke-RestMethod -Uri ([uri]::new([uri]$Portal.Webhook, '/journal'))
}

# Runs this very PowerShell anew: with -File and a script, or -Command and a text.
function Invoke-FreshPowerShell {
    $own = [System.Environment]::ProcessPath
    # The .NET tool is run by dotnet.
    $first = if ([System.IO.Path]::GetFileNameWithoutExtension($own) -eq 'dotnet') { Join-Path -Path $PSHOME -ChildPath 'pwsh.dll' }
    $arguments = @($first | Where-Object -FilterScript { $_ }) + @('-NoProfile', '-NonInteractive') + $args
    & $own @arguments
}
