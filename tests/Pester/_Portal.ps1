# What the scripts of this folder share: the built module, a portal of their own in another process, and ways to wait for events.
# Dot-source it in BeforeAll.

# As if it were installed: other runspaces load it by themselves.
$modules = (Get-Item "$PSScriptRoot/../../out").FullName
if ($env:PSModulePath -split [System.IO.Path]::PathSeparator -notcontains $modules) {
    $env:PSModulePath = $modules + [System.IO.Path]::PathSeparator + $env:PSModulePath
}

Import-Module OpenLines -Force

# The portal with the documentation's chats, and so many generated ones: number n has the code livechat|1|n|n and the id 1000000 + n.
function Open-Portal {
    param([string[]] $Argument = @())

    $configurations = 'Release', 'Debug' | ForEach-Object { "$PSScriptRoot/../Portal/bin/$_/net10.0/Portal.dll" }
    $assembly = Get-Item $configurations -ErrorAction Ignore | Sort-Object LastWriteTime -Descending | Select-Object -First 1
    if (-not $assembly) {
        throw 'The portal is not built: dotnet build tests/Portal -c Release'
    }

    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet', ((@("`"$($assembly.FullName)`"") + $Argument) -join ' '))
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
    [pscustomobject]@{ Process = $process; Webhook = $webhook; Address = $address }
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
