#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# What an administrator reads follows the culture of the session. The words themselves are held by TextTests: here they are told by their
# letters.

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    . $PSScriptRoot/_Secrets.ps1
    Open-Module
    $script:portal = Open-SentinelPortal

    # Errors of each kind on the sandbox and on a network where nobody answers; the id, the message and the advice of each, one a line.
    $script:failing = @'
function Show-Failure { process { '{0}|{1}|{2}' -f $_.FullyQualifiedErrorId, $_.ErrorDetails.Message, $_.ErrorDetails.RecommendedAction } }
function Get-End { param([scriptblock] $Script) try { $null = & $Script 3>$null } catch { $_ } }
Get-End { Join-OLSession 1763 } | Show-Failure
Get-End { Connect-Bitrix24 -Webhook (ConvertTo-SecureString 'x' -AsPlainText -Force) } | Show-Failure
$nobody = ConvertTo-SecureString 'http://127.0.0.1:1/rest/1/abcdefgh12345678/' -AsPlainText -Force
Get-End { Connect-Bitrix24 -Webhook $nobody -MaximumRetryCount 0 } | Show-Failure
Get-End { Connect-Bitrix24 -EnvironmentVariable -EnvironmentVariableName no_such } | Show-Failure
$null = Connect-Bitrix24 -Sandbox
'livechat|22|1|1', '', '1763', [pscustomobject]@{ Client = 'A' } | Get-OLChatByUserCode 2>&1 | Show-Failure
1, 'x', 2.5 | Join-OLSession 2>&1 | Show-Failure
Get-End { Join-OLSession 1763 surplus } | Show-Failure
Get-OLLine x 2>&1 | Show-Failure
Invoke-Bitrix24Method user.get @{ a = {} } 2>&1 | Show-Failure
Set-OLSessionRating 10001 -Rating 9 2>&1 | Show-Failure
Complete-OLSession 999999 -ErrorAction SilentlyContinue -ErrorVariable failed
$failed | Show-Failure
'@

    function Invoke-InCulture {
        param([string] $Culture, [string] $Script, [hashtable] $Environment = @{})

        $set = "[System.Threading.Thread]::CurrentThread.CurrentUICulture = '$Culture'; [Console]::OutputEncoding = [Text.Encoding]::UTF8; "
        $child = Invoke-Child ($set + $Script) -Environment $Environment
        $child.Errors | Should -BeNullOrEmpty
        $child.Output
    }

    function Get-Line {
        param([string] $Text)

        $Text -split '\r?\n' | Where-Object { $_ }
    }
}

AfterAll {
    Close-Portal $portal
    Close-Module
}

Describe 'A session in Russian' {
    BeforeAll {
        $script:english = @(Get-Line (Invoke-InCulture 'en-US' $failing))
        $script:russian = @(Get-Line (Invoke-InCulture 'ru-RU' $failing))
        $script:kazakh = @(Get-Line (Invoke-InCulture 'ru-KZ' $failing))
    }

    It 'has the errors of one in English, with the same ids' {
        $english.Count | Should -BeGreaterThan 12
        $russian | ForEach-Object { $_.Split('|')[0] } | Should -Be ($english | ForEach-Object { $_.Split('|')[0] })
    }

    It 'tells each error and what to do in Russian' {
        foreach ($line in $russian) {
            $line | Should -Match '\p{IsCyrillic}.*\|.*\p{IsCyrillic}'
        }

        # Behind a code the portal speaks, in its own language.
        foreach ($line in $russian -cnotmatch '^[A-Z_]+,') {
            $line | Should -Not -MatchExactly ' (the|is|not|that|names) ' -Because 'no part of it is left in English'
        }
    }

    It 'is one in any Russian culture' {
        $kazakh | Should -Be $russian
    }

    It 'leaves one in English without a word of Russian' {
        $english | Where-Object { $_ -match '\p{IsCyrillic}' } | Should -BeNullOrEmpty
    }

    It 'warns, asks and tells of what would be done in Russian' {
        $text = Invoke-InCulture 'ru-RU' @'
$nobody = ConvertTo-SecureString 'http://127.0.0.1:1/rest/1/abcdefgh12345678/' -AsPlainText -Force
try { $null = Connect-Bitrix24 -Webhook $nobody -MaximumRetryCount 0 -SkipCertificateCheck 3>&1 | ForEach-Object { $warning = $_ } }
catch { }
"warning $warning"
$null = Connect-Bitrix24 -Sandbox
Join-OLSession 1763 -WhatIf
Join-OLSession 1763 -Confirm -ErrorVariable failed -ErrorAction SilentlyContinue
"asked $failed"
'@
        $lines = Get-Line $text
        $lines[0] | Should -Match '^warning .*\p{IsCyrillic}'
        $lines[1] | Should -Match '^What if: \p{IsCyrillic}.*chat1763'
        $lines[2] | Should -Match '^asked .*\p{IsCyrillic}'
    }

    It 'goes back to English with the culture, and each error that was read keeps its words' {
        $text = Invoke-InCulture 'ru-RU' @'
$null = Connect-Bitrix24 -Sandbox
$code = 'livechat|22|1|1'
$first = Get-OLChatByUserCode $code 2>&1
[System.Threading.Thread]::CurrentThread.CurrentUICulture = 'en-US'
$second = Get-OLChatByUserCode $code 2>&1
"$first"; "$second"; $first.ErrorDetails.RecommendedAction; $second.ErrorDetails.RecommendedAction
'@
        $first, $second, $advice, $next = Get-Line $text
        $first, $advice | Should -Match '\p{IsCyrillic}'
        $second, $next | Should -Not -Match '\p{IsCyrillic}'
    }

    It 'names an item that is a number as one types it' {
        Invoke-InCulture 'ru-RU' @'
[System.Threading.Thread]::CurrentThread.CurrentCulture = 'ru-RU'
$null = Connect-Bitrix24 -Sandbox
$failed = Join-OLSession 2.5 2>&1
$failed.CategoryInfo.TargetName
'@ | ForEach-Object -Process { $_.Trim() } | Should -BeExactly '2.5'
    }

    It 'shows no secret either' {
        $text = Invoke-InCulture 'ru-RU' -Environment @{ OL_TEST_WEBHOOK = "$($portal.Address)/rest/1/$sentinel/" } @'
$ErrorActionPreference = 'Continue'
& {
    Get-OLChatByUserCode $env:OL_TEST_WEBHOOK
    $null = Connect-Bitrix24 -EnvironmentVariable -EnvironmentVariableName OL_TEST_WEBHOOK -MaximumRetryCount 0 -Verbose
    $env:OL_TEST_WEBHOOK | Get-OLChatByUserCode -Verbose
    [pscustomobject]@{ $env:OL_TEST_WEBHOOK = 1 } | Get-OLChatByUserCode
    Join-OLSession $env:OL_TEST_WEBHOOK
    Send-OLMessage 1763 $env:OL_TEST_WEBHOOK
    Invoke-Bitrix24Method user.get @{ a = $env:OL_TEST_WEBHOOK }
} *>&1 | ForEach-Object { "$_"; $_.ErrorDetails.RecommendedAction; $_.Exception.Message }
'@
        $text | Should -Match '\p{IsCyrillic}'
        Find-Secret $text | Should -BeNullOrEmpty
    }
}
