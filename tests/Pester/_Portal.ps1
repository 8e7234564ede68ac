# Read by the Pester files in BeforeAll: . $PSScriptRoot/_Portal.ps1
# The built module, a portal of their own in another process, PowerShell in a process of its own, and ways to wait for events.

[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'The files that read this one use them')]
param()

$ModuleFolder = if ($env:OPENLINES_MODULE) { $env:OPENLINES_MODULE } else { [System.IO.Path]::GetFullPath("$PSScriptRoot/../../out/OpenLines") }
$ModuleManifest = Join-Path -Path $ModuleFolder -ChildPath 'OpenLines.psd1'

# As if it were installed: other runspaces load it by themselves.
$modules = Split-Path -Path $ModuleFolder -Parent
if ($env:PSModulePath -split [System.IO.Path]::PathSeparator -notcontains $modules) {
    $env:PSModulePath = $modules + [System.IO.Path]::PathSeparator + $env:PSModulePath
}

Import-Module OpenLines -Force

function Get-DotnetHost {
    if ($env:DOTNET_HOST_PATH) { $env:DOTNET_HOST_PATH } else { 'dotnet' }
}

function Get-PortalProgram {
    if ($env:OPENLINES_PORTAL) { return $env:OPENLINES_PORTAL }
    $newest = Get-ChildItem -Path "$PSScriptRoot/../Portal/bin/*/net10.0/Portal.dll" | Sort-Object -Property LastWriteTime -Descending | Select-Object -First 1
    if (-not $newest) { throw 'tests/Portal is not built: dotnet build OpenLinesPS.sln' }
    $newest.FullName
}

# The portal with the documentation's chats, and so many generated ones: number n has the code livechat|1|n|n and the id 1000000 + n.
function Open-Portal {
    param([string[]] $Argument = @())

    $start = [System.Diagnostics.ProcessStartInfo]::new((Get-DotnetHost), ((@("`"$(Get-PortalProgram)`"") + $Argument) -join ' '))
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $greeting = $process.StandardOutput.ReadLine()
    if ($greeting -notlike 'WEBHOOK *') {
        throw "The portal did not start: $greeting"
    }

    $webhook = $greeting.Substring('WEBHOOK '.Length)
    $address = ([uri] $webhook).GetLeftPart('Authority')
    [pscustomobject]@{ Process = $process; Webhook = $webhook; SecureWebhook = ConvertTo-Secret $webhook; Address = $address }
}

function Close-Portal {
    param($Portal)

    if ($Portal) {
        # It ends with its standard input.
        $Portal.Process.StandardInput.Close()
        if (-not $Portal.Process.WaitForExit(10000)) {
            $Portal.Process.Kill()
        }

        $Portal.Process.Dispose()
    }
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

# What reached the portal and what it did.
function Get-PortalJournal {
    param($Portal)

    Invoke-RestMethod "$($Portal.Address)/journal" -Verbose:$false
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
    param([scriptblock] $Condition, [string] $What = "$Condition", [int] $Seconds = 30)

    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($watch.Elapsed.TotalSeconds -gt $Seconds) {
            throw "It did not come about within $Seconds seconds: $What"
        }
    }
}

# Runs a script in a PowerShell of its own, with standard input redirected; gives its output, all streams as text.
function Invoke-Child {
    param([string] $Script, [string[]] $Switch = @('-NonInteractive'), [hashtable] $Environment = @{})

    $text = "`$ProgressPreference = 'SilentlyContinue'; Import-Module OpenLines; $Script"
    $encoded = [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($text))
    $start = [System.Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path, "-NoProfile -NoLogo $Switch -OutputFormat Text -EncodedCommand $encoded")
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

# Runs this very PowerShell anew: with -File and a script, or -Command and a text.
function Invoke-FreshPowerShell {
    $own = [System.Environment]::ProcessPath
    # The .NET tool is run by dotnet.
    $first = if ([System.IO.Path]::GetFileNameWithoutExtension($own) -eq 'dotnet') { Join-Path -Path $PSHOME -ChildPath 'pwsh.dll' }
    $arguments = @($first | Where-Object -FilterScript { $_ }) + @('-NoProfile', '-NonInteractive') + $args
    & $own @arguments
}
