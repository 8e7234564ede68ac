BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    . $PSScriptRoot/_Secrets.ps1
    Open-Module
    $script:portal = Open-SentinelPortal
}

AfterAll {
    Close-Portal $portal
    Close-Module
}

Describe 'The search for secrets' {
    It 'finds one in every form' {
        foreach ($secret in $sentinel, $token) {
            Find-Secret "a $secret b" | Should -Not -BeNullOrEmpty
            Find-Secret $secret.ToUpperInvariant() | Should -Not -BeNullOrEmpty
            foreach ($form in $forms.Keys) {
                Find-Secret (& $forms[$form] $secret) | Should -Not -BeNullOrEmpty -Because $form
            }

            foreach ($prefix in '', 'a', 'ab', 'abc') {
                Find-Secret ([Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes("$prefix$secret/profile.json"))) |
                    Should -Not -BeNullOrEmpty
            }
        }
    }
}

Describe 'No secret shows on a connection with a <_>' -ForEach 'webhook', 'token' {
    BeforeAll {
        $script:kind = $_
    }

    AfterEach {
        Disconnect-Bitrix24
    }

    It 'in what any cmdlet writes to any stream' {
        Find-Secret (Get-ScriptTrace { Connect-Sentinel $kind; Invoke-Everything }) | Should -BeNullOrEmpty
    }

    It 'in the connection, whatever is done to show it' {
        $connection = @(Connect-Sentinel $kind 4>$null 5>$null)[-1]
        Find-Secret (Get-Trace $connection) | Should -BeNullOrEmpty
        Find-Secret ($connection | Get-Member -Force | Out-String -Width 4000) | Should -BeNullOrEmpty
        $connection | Export-Clixml "$TestDrive/connection.xml" -Depth 8
        Find-Secret (Get-Content "$TestDrive/connection.xml" -Raw) | Should -BeNullOrEmpty
    }

    It 'in results and errors that are exported' {
        $null = Connect-Sentinel $kind 4>$null 5>$null
        $all = Invoke-Everything *>&1 | Where-Object { $_ -isnot [System.Management.Automation.InformationalRecord] }
        $all | Export-Clixml "$TestDrive/all.xml"
        $all | ConvertTo-Json -Depth 2 -WarningAction Ignore | Set-Content "$TestDrive/all.json"
        Find-Secret (Get-Content "$TestDrive/all.xml", "$TestDrive/all.json" -Raw) | Should -BeNullOrEmpty
    }

    It 'in a transcript' {
        $child = Invoke-Child -Environment @{ OL_TEST_WEBHOOK = "$($portal.Address)/rest/1/$sentinel/"; OL_TEST_TOKEN = $token } @"
Start-Transcript '$TestDrive/transcript.txt' | Out-Null
`$VerbosePreference = `$DebugPreference = 'Continue'
if ('$kind' -eq 'webhook') { Connect-Bitrix24 -EnvironmentVariable -EnvironmentVariableName OL_TEST_WEBHOOK }
else {
    `$t = [securestring]::new()
    `$env:OL_TEST_TOKEN.ToCharArray() | ForEach-Object { `$t.AppendChar(`$_) }
    Connect-Bitrix24 -Portal '$($portal.Address)' -AccessToken `$t
}
'$code', 'nobody' | Get-OLChatByUserCode | Join-OLSession
Get-Bitrix24Connection | Format-List *
`$Error | Format-List * -Force
Stop-Transcript | Out-Null
"@
        $transcript = Get-Content "$TestDrive/transcript.txt" -Raw
        $transcript | Should -BeLike '*chat1763*'
        $transcript | Should -BeLike '*ACCESS_DENIED*'
        Find-Secret $transcript, $child.Output, $child.Errors | Should -BeNullOrEmpty
    }

    It 'when the portal sends it back: <Why>' -ForEach @(
        @{
            Why = 'in an error'
            Answer = {
                @{
                    status = 400
                    body = (
                        ConvertTo-Json @{
                            error = "X $sentinel $token"
                            error_description = "bad $sentinel, $token, $([uri]::EscapeDataString($token))"
                        })
                }
            }
        }
        @{
            Why = 'in base64'
            Answer = {
                @{
                    status = 400
                    body = (
                        ConvertTo-Json @{
                            error = 'X'
                            error_description = [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes("a/$sentinel/$token/"))
                        })
                }
            }
        }
        @{
            Why = 'as an error code'
            Answer = {
                @{
                    status = 400
                    body = (ConvertTo-Json @{ error = $(if ($kind -eq 'token') { $token } else { $sentinel }); error_description = 'x' })
                }
            }
        }
        @{
            Why = 'in a page of HTML'
            Answer = { @{ status = 502; contentType = 'text/html'; body = "<html>/rest/1/$sentinel/ $token</html>" } }
        }
        @{ Why = 'in a body that is no JSON'; Answer = { @{ status = 200; body = "{ $sentinel $token" } } }
        @{
            Why = 'in a redirect'
            Answer = {
                @{
                    status = 302
                    headers = @{ Location = "https://stranger.test/rest/1/$sentinel/?auth=$([uri]::EscapeDataString($token))" }
                }
            }
        }
        @{ Why = 'as the host of a redirect'; Answer = { @{ status = 302; headers = @{ Location = "https://$sentinel.test/" } } } }
        @{
            Why = 'with 401'
            Answer = {
                @{ status = 401; body = (ConvertTo-Json @{ error = 'INVALID_CREDENTIALS'; error_description = "no $sentinel $token" }) }
            }
        }
        @{
            Why = 'with 500 and no code that is known'
            Answer = { @{ status = 500; body = (ConvertTo-Json @{ error = 'Z'; error_description = "no $sentinel $token" }) } }
        }
    ) {
        $null = Connect-Sentinel $kind 4>$null 5>$null
        Send-PortalAnswer $portal (& $Answer)
        $trace = Get-ScriptTrace {
            $code | Get-OLChatByUserCode -Verbose -Debug -WarningAction Continue
            Get-Bitrix24Connection
            Test-Bitrix24Connection -Verbose
        }
        # A connection knows its own secret and no other.
        $own = if ($kind -eq 'token') { $token } else { $sentinel }
        @(Find-Secret $trace -Secret $own) | Should -BeNullOrEmpty
    }

    It 'when the user passes it as a value by mistake' {
        $null = Connect-Sentinel $kind 4>$null 5>$null
        $own = if ($kind -eq 'token') { $token } else { $sentinel }
        $failed = $null
        $null = "x $own" | Get-OLChatByUserCode -ErrorVariable failed -ErrorAction SilentlyContinue
        # The message and the name are ours; TargetObject is the user's own object.
        "$($failed[0])", $failed[0].Exception.Message, $failed[0].CategoryInfo.ToString() |
            ForEach-Object { $_ | Should -Not -BeLike "*$own*" }
    }

    It 'when it stands in the column of the user code' {
        $null = Connect-Sentinel $kind 4>$null 5>$null
        $own = if ($kind -eq 'token') { $token } else { $sentinel }
        $result = [pscustomobject]@{ ChatId = 1763; UserCode = "livechat|1|$own|2" } | Join-OLSession
        $result.UserCode | Should -Be 'livechat|1|***|2'
        $result | Format-Table | Out-String | Should -Not -BeLike "*$own*"
    }
}

Describe 'No secret shows when Connect-Bitrix24 fails' {
    It 'because <Why>' -ForEach @(
        @{ Why = 'the address is malformed'; Text = { "https://example.test/$sentinel/" } }
        @{ Why = 'it is plain http'; Text = { "http://example.test/rest/1/$sentinel/" } }
        @{ Why = 'it has a query'; Text = { "https://example.test/rest/1/$sentinel/?x=$sentinel" } }
        @{ Why = 'it is a password'; Text = { "https://user:$sentinel@example.test/rest/1/$sentinel/" } }
        @{ Why = 'the user is the code'; Text = { "https://example.test/rest/$sentinel/" } }
        @{ Why = 'it is the code alone'; Text = { $sentinel } }
        @{ Why = 'the host has no address'; Text = { "https://nothing.invalid/rest/1/$sentinel/" } }
        @{ Why = 'the server refuses the connection'; Text = { "https://127.0.0.1:9/rest/1/$sentinel/" } }
        @{ Why = 'the server speaks no TLS'; Text = { "https://127.0.0.1:$(([uri] $portal.Address).Port)/rest/1/$sentinel/" } }
        @{ Why = 'the portal knows no such user'; Text = { "$($portal.Address)/rest/77/$sentinel/" } }
    ) {
        $text = & $Text
        $trace = Get-ScriptTrace {
            Connect-Bitrix24 -Webhook (ConvertTo-Secret $text) -MaximumRetryCount 0 -TimeoutSec 5 -Verbose -Debug -WarningAction Continue
        }
        $trace -join '' | Should -Match 'InvalidWebhook|ConnectionFailed|INVALID_CREDENTIALS|InvalidPortal'
        Find-Secret $trace | Should -BeNullOrEmpty
    }

    It 'because the token <Why>' -ForEach @(
        @{ Why = 'has a space'; Address = { $portal.Address }; Text = { "$token $token" } }
        @{ Why = 'goes to a bad address'; Address = { 'http://example.test' }; Text = { $token } }
        @{ Why = 'goes to a host without an address'; Address = { 'https://nothing.invalid' }; Text = { $token } }
        @{ Why = 'is not known'; Address = { $portal.Address }; Text = { "$token-x" } }
    ) {
        $target = & $Address
        $text = & $Text
        $secret = ConvertTo-Secret $text
        $trace = Get-ScriptTrace {
            Connect-Bitrix24 -Portal $target -AccessToken $secret -MaximumRetryCount 0 -TimeoutSec 5 -Verbose -Debug -WarningAction Continue
        }
        $trace -join '' | Should -Match 'InvalidAccessToken|InvalidPortal|ConnectionFailed|invalid_token'
        Find-Secret $trace | Should -BeNullOrEmpty
    }

    It 'because the portal answers with <Why>' -ForEach @(
        @{ Why = 'HTML and the secret'; Answer = { @{ status = 200; contentType = 'text/html'; body = "<html>$sentinel</html>" } } }
        @{
            Why = 'an error and the secret'
            Answer = { @{ status = 401; body = "{`"error`":`"INVALID_CREDENTIALS`",`"error_description`":`"$sentinel`"}" } }
        }
        @{
            Why = 'a redirect and the secret'
            Answer = { @{ status = 301; headers = @{ Location = "https://stranger.test/rest/1/$sentinel/" } } }
        }
        @{ Why = 'a broken connection'; Answer = { @{ abort = $true } } }
    ) {
        Send-PortalAnswer $portal (& $Answer)
        $secret = ConvertTo-Secret "$($portal.Address)/rest/1/$sentinel/"
        $trace = Get-ScriptTrace {
            Connect-Bitrix24 -Webhook $secret -MaximumRetryCount 0 -Verbose -Debug -WarningAction Continue
        }
        $trace -join '' | Should -Match 'FullyQualifiedErrorId'
        Find-Secret $trace | Should -BeNullOrEmpty
    }

    It 'because the portal does not answer in time' {
        Send-Portal $portal hold
        try {
            $secret = ConvertTo-Secret "$($portal.Address)/rest/1/$sentinel/"
            $trace = Get-ScriptTrace {
                Connect-Bitrix24 -Webhook $secret -MaximumRetryCount 0 -TimeoutSec 1 -Verbose -Debug -WarningAction Continue
            }
        }
        finally {
            Send-Portal $portal release
        }

        $trace -join '' | Should -Match 'RequestTimeout'
        Find-Secret $trace | Should -BeNullOrEmpty
    }

    It 'because the environment variable holds something else' {
        $env:OL_TEST_WEBHOOK = "https://example.test/$sentinel"
        try {
            $trace = Get-ScriptTrace {
                Connect-Bitrix24 -EnvironmentVariable -EnvironmentVariableName OL_TEST_WEBHOOK -Verbose -Debug -WarningAction Continue
            }
            Find-Secret $trace | Should -BeNullOrEmpty
        }
        finally {
            $env:OL_TEST_WEBHOOK = $null
        }
    }
}

Describe 'No secret is left' {
    It 'in the variables of the session' {
        $child = Invoke-Child -Environment @{ OL_TEST_WEBHOOK = "$($portal.Address)/rest/1/$sentinel/" } @'
$c = Connect-Bitrix24 -EnvironmentVariable -EnvironmentVariableName OL_TEST_WEBHOOK
Remove-Item Env:OL_TEST_WEBHOOK
'nobody' | Get-OLChatByUserCode -ErrorAction SilentlyContinue
Get-Variable | Format-List * -Force | Out-String -Width 4000
Get-Variable | ConvertTo-Json -Depth 3 -WarningAction Ignore -ErrorAction Ignore
'the end'
'@
        $child.Output | Should -BeLike '*the end'
        Find-Secret $child.Output, $child.Errors | Should -BeNullOrEmpty
    }
}
