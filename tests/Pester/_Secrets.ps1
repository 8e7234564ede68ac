# Read by the Pester files on secrets, after _Portal.ps1: secrets that nothing else
# looks like, the search for them, and jobs in which they could show.

[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The files that read this one use them')]
param()

if (-not ('ObjectSweep' -as [type])) {
    Add-Type -Path "$PSScriptRoot/_ObjectSweep.cs"
}

$code = 'livechat|22|1761|587'

# Put together only here: an error holds the text of the script that it comes from.
$sentinel = 'Zq7s', 'Entinel-', 'webh', 'ook_', '4Xw9' -join ''
$token = 'Tk5+s', 'Entinel/', 'toke', 'n=8Y', 'v2pQ' -join ''
$grant = 'Gc3s', 'Entinel-', 'grant', '_7Kq', 'X1mZ' -join ''

function ConvertTo-Base64 {
    param([string] $Text, [int] $Offset)

    # A character of base64 has six bits: those are left out that would also depend on what stands beside the secret.
    $first = [Math]::Ceiling(8 * $Offset / 6)
    $bytes = [System.Text.Encoding]::UTF8.GetBytes(('x' * $Offset) + $Text)
    [Convert]::ToBase64String($bytes).Substring($first, [Math]::Floor(8 * $bytes.Length / 6) - $first)
}

function Format-Character {
    param([string] $Text, [string] $Format)

    -join ($Text.ToCharArray() | ForEach-Object { $Format -f [int] $_ })
}

# The forms in which a portal, or software on the way to it, could give a secret back.
$forms = [ordered]@{
    'as it is'                     = { param($s) $s }
    'in capital letters'           = { param($s) $s.ToUpperInvariant() }
    'percent-encoded'              = { param($s) [uri]::EscapeDataString($s) }
    'percent-encoded twice'        = { param($s) [uri]::EscapeDataString([uri]::EscapeDataString($s)) }
    'percent-encoded all over'     = { param($s) Format-Character $s '%{0:x2}' }
    'escaped for JSON'             = { param($s) Format-Character $s '\u{0:x4}' }
    'with slashes escaped'         = { param($s) $s.Replace('/', '\/') }
    'escaped for HTML'             = { param($s) Format-Character $s '&#{0};' }
    'in base64'                    = { param($s) ConvertTo-Base64 $s 0 }
    'in base64, one further'       = { param($s) ConvertTo-Base64 $s 1 }
    'in base64, two further'       = { param($s) ConvertTo-Base64 $s 2 }
    'in base64 for URLs'           = { param($s) (ConvertTo-Base64 $s 0).Replace('+', '-').Replace('/', '_') }
    'in base64, cut off'           = { param($s) (ConvertTo-Base64 $s 1).Substring(0, 16) }
    'in hexadecimal'               = { param($s) [Convert]::ToHexString([System.Text.Encoding]::UTF8.GetBytes($s)) }
    'in hexadecimal, small'        = { param($s) [Convert]::ToHexString([System.Text.Encoding]::UTF8.GetBytes($s)).ToLowerInvariant() }
    'in hexadecimal, apart'        = { param($s) [System.BitConverter]::ToString([System.Text.Encoding]::UTF8.GetBytes($s)) }
    'quoted-printable'             = { param($s) Format-Character $s '={0:X2}' }
    'in octal'                     = {
        param($s)
        -join ($s.ToCharArray() | ForEach-Object { '\' + [Convert]::ToString([int] $_, 8).PadLeft(3, '0') })
    }
    'in base64 of UTF-16'          = { param($s) [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($s)) }
    'split by what is not seen'    = { param($s) $s.ToCharArray() -join [char] 0x200B }
    'split by a blank letter'      = { param($s) $s.ToCharArray() -join [char] 0x3164 }
    'split by tags'                = { param($s) $s.ToCharArray() -join [char]::ConvertFromUtf32(0xE0020) }
    'split by selectors'           = { param($s) $s.ToCharArray() -join [char]::ConvertFromUtf32(0xE0100) }
    'split by private characters'  = { param($s) $s.ToCharArray() -join [char]::ConvertFromUtf32(0xF0000) }
    'struck through'               = { param($s) $s.ToCharArray() -join [char] 0x0336 }
    'split by hyphens'             = { param($s) $s.ToCharArray() -join '-' }
    'split by line breaks'         = { param($s) $s.Insert(9, "`r`n").Insert(4, "`n") }
    'its first half'               = { param($s) $s.Substring(0, [Math]::Floor($s.Length / 2)) }
    'its second half'              = { param($s) $s.Substring([Math]::Floor($s.Length / 2)) }
}

# What to look for: of each form what is sure to be in a text where nothing of it was taken out.
function Get-Appearance {
    param([string] $Secret)

    foreach ($form in $forms.Keys) { (& $forms[$form] $Secret) -replace '[\s\p{C}]' }
    $Secret.Replace('+', '\u002B').Replace('/', '\/')
    [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($Secret)).Substring(0, 32)
}

# The places in a text where a secret shows. What is not seen between its characters does not hide it.
function Find-Secret {
    param([string[]] $Text, [string[]] $Secret = @($sentinel, $token))

    $whole = ($Text -join "`n") -replace '[\s\p{C}\uFFFD]'
    foreach ($appearance in $Secret | ForEach-Object { Get-Appearance $_ }) {
        $at = $whole.IndexOf($appearance, [System.StringComparison]::OrdinalIgnoreCase)
        if ($at -ge 0) {
            $whole.Substring([Math]::Max(0, $at - 80), [Math]::Min(160, $whole.Length - [Math]::Max(0, $at - 80)))
        }
    }
}

# The sweep of all members, of any visibility, that finds a secret outside its own type.
function Get-Sweep {
    param([int] $Depth = 8, [switch] $Engine, [string[]] $Secret = @($sentinel, $token))

    [ObjectSweep]::new(@($Secret | ForEach-Object { Get-Appearance $_ }), $Depth, $Engine)
}

# What was found elsewhere than in the request that the runtime is sending, or the buffer with the last one that it sent.
function Get-SweepFinding {
    param($Sweep)

    $Sweep.Found | Where-Object { $_ -notlike '*._writeBuffer.*' -and $_ -notlike '*._currentRequest.*' }
}

function Find-SecretMember {
    param($Object)

    $sweep = Get-Sweep
    $sweep.Walk('object', $Object)
    $sweep.Found
}

# Everything that can be seen of an object by the means that scripts, users and debuggers have.
function Get-Trace {
    param($Object)

    if ($null -eq $Object) {
        return
    }

    "$Object"
    Find-SecretMember $Object
    $Object | Format-List * -Force | Out-String -Width 4000
    $Object | ConvertTo-Csv
    $Object | Get-Member -Force | Out-String -Width 4000
    foreach ($property in $Object.psobject.Properties) { "$($property.Name)=$(try { $property.Value } catch { $_ })" }
    if ($Object -is [System.Management.Automation.ErrorRecord]) {
        # Deeper than that are the engine's own commands and modules, without end.
        $Object | Out-String -Width 4000
        # The engine leaves keys in Exception.Data that its own ConvertTo-Json cannot write.
        try { $Object | ConvertTo-Json -Depth 2 -WarningAction Ignore } catch { $null = $_ }
        [System.Management.Automation.PSSerializer]::Serialize($Object, 2)
        Get-ErrorTrace $Object
    }
    elseif ($Object -is [System.Management.Automation.InformationalRecord]) {
        $Object.Message
    }
    else {
        $Object | Out-String -Width 4000
        $Object | ConvertTo-Json -Depth 8 -WarningAction Ignore
        [System.Management.Automation.PSSerializer]::Serialize($Object, 8)
        $Object | Format-Custom * -Depth 3 | Out-String -Width 4000
    }
}

function Get-ErrorTrace {
    param($Record)

    $Record.InvocationInfo | Format-List * -Force | Out-String -Width 4000
    $Record.ErrorDetails | Format-List * -Force | Out-String -Width 4000
    $Record.CategoryInfo | Format-List * -Force | Out-String -Width 4000
    $Record.TargetObject | Out-String -Width 4000
    $Record.ScriptStackTrace
    for ($exception = $Record.Exception; $exception; $exception = $exception.InnerException) {
        $exception.ToString()
        $exception.Message
        $exception.StackTrace
        $exception.Source
        $exception.HelpLink
        "$($exception.TargetSite)"
        foreach ($key in $exception.Data.Keys) { "$key=$($exception.Data[$key])" }
        $exception | Format-List * -Force | Out-String -Width 4000
        $exception | Select-Object * -ExcludeProperty TargetSite, ErrorRecord, CommandInvocation, Data |
            ConvertTo-Json -Depth 8 -WarningAction Ignore
    }
}

# Runs a script with every stream captured and gives all that can be seen of what came.
function Get-ScriptTrace {
    param([scriptblock] $Script)

    $global:Error.Clear()
    $all = try { & $Script *>&1 } catch { $_ }
    foreach ($one in $all) { Get-Trace $one }
    foreach ($one in @($global:Error)) { Get-Trace $one }
}

function Open-SentinelPortal {
    $opened = Open-Portal
    Send-Portal $opened "webhook $sentinel 1"
    Send-Portal $opened "token $token 1"
    $opened
}

function Connect-Sentinel {
    param([string] $Kind = 'webhook')

    if ($Kind -eq 'token') {
        $secret = ConvertTo-Secret $token
        Connect-Bitrix24 -Portal $portal.Address -AccessToken $secret -MaximumRetryCount 0 -Verbose -Debug -WarningAction Continue
    }
    else {
        $secret = ConvertTo-Secret "$($portal.Address)/rest/1/$sentinel/"
        Connect-Bitrix24 -Webhook $secret -MaximumRetryCount 0 -Verbose -Debug -WarningAction Continue
    }
}

function Invoke-Everything {
    Get-Bitrix24Connection -Verbose -Debug -WarningAction Continue
    Test-Bitrix24Connection -Verbose -Debug -WarningAction Continue
    $code, 'nobody', '', $null | Get-OLChatByUserCode -Verbose -Debug -WarningAction Continue
    1763, 999, 'x' | Join-OLSession -Verify -Verbose -Debug -WarningAction Continue
    1763, 999, 'x' | Start-OLSession -Verbose -Debug -WarningAction Continue
    $code | Get-OLChatByUserCode | Join-OLSession | Start-OLSession
}
