# Read by the Pester files in BeforeAll: . $PSScriptRoot/_Portal.ps1
# The built module, a portal of their own in another process, PowerShell in a process of its own, and ways to wait for events.

[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The files that read this one use them')]
param()

$ModuleFolder = if ($env:OPENLINES_MODULE) { $env:OPENLINES_MODULE }
else { [System.IO.Path]::GetFullPath("$PSScriptRoot/../../out/OpenLines") }
$ModuleManifest = Join-Path -Path $ModuleFolder -ChildPath 'OpenLines.psd1'

function Get-PortalProgram {
    if ($env:OPENLINES_PORTAL) { return $env:OPENLINES_PORTAL }
    $newest = Get-ChildItem -Path "$PSScriptRoot/../Portal/bin/*/net10.0/Portal.dll" | Sort-Object -Property LastWriteTime -Descending |
        Select-Object -First 1
    if (-not $newest) { throw 'tests/Portal is not built: dotnet build OpenLinesPS.sln' }
    $newest.FullName
}

# Tests leave no files at home. What processes share has tests of its own.
$env:BITRIX24_PACE_FOLDER = 'none'

# The tests judge what a user sees, whatever the script that runs them prefers.
$ErrorActionPreference = 'Continue'

# The module imported as if it were installed: other runspaces and child processes find it by its name.
function Open-Module {
    $script:pathBefore = $env:PSModulePath
    $env:PSModulePath = [System.IO.Path]::GetDirectoryName($ModuleFolder) + [System.IO.Path]::PathSeparator + $env:PSModulePath
    Import-Module -Name $ModuleManifest
}

function Close-Module {
    Remove-Module -Name OpenLines -ErrorAction Ignore
    $env:PSModulePath = $script:pathBefore
}

# A portal process, with the chats of the documentation and so many generated
# ones (--chats): number n has the code livechat|1|n|n and the id
# 1000000 + n. It comes with its webhook as text (Webhook) and as the parameter of Connect-Bitrix24 (SecureWebhook).
function Open-Portal {
    param([string[]] $ArgumentList = @())
    $start = [System.Diagnostics.ProcessStartInfo]::new()
    $start.FileName = if ($env:DOTNET_HOST_PATH) { $env:DOTNET_HOST_PATH } else { 'dotnet' }
    $start.Arguments = (@(Get-PortalProgram) + $ArgumentList | ForEach-Object -Process { '"{0}"' -f $_ }) -join ' '
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
    [pscustomobject]@{
        Process = $process
        Webhook = $Matches[1]
        SecureWebhook = $secure
        Address = ([uri] $Matches[1]).GetLeftPart('Authority')
    }
}

function Close-Portal {
    param([psobject] $Portal)
    if (-not $Portal) { return }
    $Portal.Process.StandardInput.Close()
    if (-not $Portal.Process.WaitForExit(10000)) { $Portal.Process.Kill() }
    $Portal.Process.Dispose()
}

# What the portal has executed, as its journal tells.
function Get-PortalJournal {
    param([Parameter(Mandatory)] [psobject] $Portal)
    Invoke-RestMethod -Uri ([uri]::new([uri]$Portal.Webhook, '/journal'))
}

function Get-OwnProgram {
    [System.Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
}

# Runs this very PowerShell anew: with -File and a script, or -Command and a text.
function Invoke-FreshPowerShell {
    $own = Get-OwnProgram
    # The .NET tool is run by dotnet.
    $first = if ([System.IO.Path]::GetFileNameWithoutExtension($own) -eq 'dotnet') { Join-Path -Path $PSHOME -ChildPath 'pwsh.dll' }
    $arguments = @($first | Where-Object -FilterScript { $_ }) + @('-NoProfile', '-NonInteractive') + $args
    & $own @arguments
}

# Makes something befall the portal: see tests/Portal/PortalControl.cs.
function Send-Portal {
    param($Portal, [string] $Line)

    $Portal.Process.StandardInput.WriteLine($Line)
    $Portal.Process.StandardInput.Flush()
    $answer = $Portal.Process.StandardOutput.ReadLine()
    if ($answer -ne 'OK') {
        throw "${Line}: $answer"
    }
}

# The answer to the portal's next request.
function Send-PortalAnswer {
    param($Portal, [hashtable] $Answer)

    Send-Portal $Portal ('answer ' + (ConvertTo-Json $Answer -Compress -Depth 5))
}

# How many chats a method did its work for.
function Get-PortalChatCount {
    param($Portal, [string] $Method)

    $counts = (Get-PortalJournal $Portal).methods.$Method
    if ($counts) { $counts.chats } else { 0 }
}

# A secret of a test is no secret, but the cmdlets take nothing else.
function ConvertTo-Secret {
    param([string] $Text)

    $secret = [securestring]::new()
    foreach ($character in $Text.ToCharArray()) {
        $secret.AppendChar($character)
    }

    $secret
}

function Connect-Portal {
    param($Portal, [string] $Code, [long] $User = 1)

    $webhook = if ($Code) { "$($Portal.Address)/rest/$User/$Code/" } else { $Portal.Webhook }
    Connect-Bitrix24 -Webhook (ConvertTo-Secret $webhook)
}

# Generated user codes.
function Get-Code {
    param([int] $First = 1, [int] $Last)

    foreach ($number in $First..$Last) {
        "livechat|1|$number|$number"
    }
}

# Waits for an event that is sure to come, without taking a guess at how long the machine needs.
function Wait-Until {
    param([scriptblock] $Condition, [string] $What = "$Condition", [int] $Seconds = 120)

    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        # What is waited for may need this very core.
        $null = [System.Threading.Thread]::Yield()
        if ($watch.Elapsed.TotalSeconds -gt $Seconds) {
            throw "It did not come about within $Seconds seconds: $What"
        }
    }
}

# Runs a script in a PowerShell of its own, with standard input redirected; gives its output, all streams as text.
function Invoke-Child {
    param([string] $Script, [string[]] $Switch = @('-NonInteractive'), [hashtable] $Environment = @{})

    $text = "`$ProgressPreference = 'SilentlyContinue'; Import-Module '$ModuleManifest'; $Script"
    $encoded = [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($text))
    $own = Get-OwnProgram
    $first = if ([System.IO.Path]::GetFileNameWithoutExtension($own) -eq 'dotnet') {
        '"{0}" ' -f (Join-Path -Path $PSHOME -ChildPath 'pwsh.dll')
    }
    $start = [System.Diagnostics.ProcessStartInfo]::new(
        $own, "$first-NoProfile -NoLogo $Switch -OutputFormat Text -EncodedCommand $encoded")
    $start.UseShellExecute = $false
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $start.Environment['NO_COLOR'] = '1'
    foreach ($name in $Environment.Keys) {
        $start.Environment[$name] = $Environment[$name]
    }

    $process = [System.Diagnostics.Process]::Start($start)
    $process.StandardInput.Close()
    $errors = $process.StandardError.ReadToEndAsync()
    $output = $process.StandardOutput.ReadToEnd()
    if (-not $process.WaitForExit(60000)) {
        $process.Kill()
        throw 'The script did not end.'
    }

    [pscustomobject]@{ ExitCode = $process.ExitCode; Output = $output.Trim(); Errors = $errors.Result.Trim() }
}

# The error that a script block ends with.
function Get-Failure {
    param([scriptblock] $Script)

    try {
        $null = & $Script
    }
    catch {
        return $_
    }

    throw "It did not fail: $Script"
}
