#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# A sign-in over OAuth that lasts, against a portal with a token server.

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    . $PSScriptRoot/_Secrets.ps1
    . $PSScriptRoot/_SignIn.ps1
    Open-Module
    if (-not ('AnsweringHost' -as [type])) {
        Add-Type -Path "$PSScriptRoot/_AnsweringHost.cs"
    }
    $portal = Open-SignInPortal

    function Get-Text {
        param([securestring] $Secret)
        [pscredential]::new('x', $Secret).GetNetworkCredential().Password
    }
}

AfterAll {
    Close-Portal $portal
    Close-Module
}

Describe 'Connect-Bitrix24 over OAuth' {
    It 'signs in with a refresh token and shows when the access token ends' {
        $connection = Connect-OAuth
        $connection.SignIn | Should -Be 'OAuth'
        $connection.State | Should -Be 'Open'
        $connection.TokenExpiresAt | Should -BeGreaterThan (Get-Date).AddMinutes(55)
        $connection.TokenExpiresAt | Should -BeLessThan (Get-Date).AddMinutes(65)
        $connection.TokenRefreshes | Should -Be 0
        Get-OLChatByUserCode 'livechat|22|1761|587' | ForEach-Object ChatId | Should -Be 1763
    }

    It 'signs in with a code, once' {
        $null = Send-TokenServer 'code pastedCODE77'
        $with = @{
            Portal = $portal.Address; TokenServer = $portal.Address; ClientCredential = Get-Application
            AuthorizationCode = ConvertTo-Secret ' "pastedCODE77" '
        }
        (Connect-Bitrix24 @with).SignIn | Should -Be 'OAuth'
        (Get-Failure { Connect-Bitrix24 @with }).FullyQualifiedErrorId |
            Should -BeExactly 'invalid_grant,OpenLines.Commands.ConnectBitrix24Command'
    }

    It 'signs in with the code in what was pasted: <What>' -ForEach @(
        @{ What = 'the whole address'; Pasted = 'https://my.app/?code=pastedCODE78&state=x&domain=portal.test&scope=im,crm' }
        @{ What = 'quoted'; Pasted = ' "https://my.app/path?state=x&code=pastedCODE78" ' }
        @{ What = 'with a fragment'; Pasted = 'http://localhost:8724/?code=pastedCODE78#top' }
        @{ What = 'behind a fragment'; Pasted = 'https://my.app/#/back?code=pastedCODE78&state=x' }
        @{ What = 'escaped'; Pasted = 'https://my.app/?code=pasted%43ODE78&state=x' }
        @{ What = 'escaped as a whole'; Pasted = 'https%3A%2F%2Fmy.app%2F%3Fcode%3DpastedCODE78%26state%3Dx' }
        @{ What = 'without its beginning'; Pasted = 'code=pastedCODE78&state=x' }
    ) {
        $null = Send-TokenServer 'code pastedCODE78'
        $with = @{
            Portal = $portal.Address; TokenServer = $portal.Address; ClientCredential = Get-Application
            AuthorizationCode = ConvertTo-Secret $Pasted
        }
        (Connect-Bitrix24 @with).State | Should -Be 'Open'
    }

    It 'asks the token server that the address tells of, where it is one of Bitrix24: <Asked>' -ForEach @(
        @{ Told = 'oauth.bitrix24.tech'; Asked = 'oauth.bitrix24.tech' }
        @{ Told = 'oauth.elsewhere.test'; Asked = 'oauth.bitrix.info' }
    ) {
        # Nobody listens at the proxy: nothing leaves this machine.
        $with = @{ Portal = 'https://portal.test'; ClientCredential = Get-Application; Proxy = 'http://127.0.0.1:1'; Verbose = $true }
        $pasted = ConvertTo-Secret "https://my.app/?code=pastedCODE80&server_domain=$Told"
        $lines = & { try { Connect-Bitrix24 @with -AuthorizationCode $pasted } catch { $_ } } 4>&1
        "$lines" | Should -BeLike "*The token server $Asked is asked for tokens.*"
    }

    It 'says what to paste where there is no code in the address: <Pasted>' -ForEach @(
        @{ Pasted = 'https://my.app/'; Says = 'The address has no code in it*' }
        @{ Pasted = 'https://my.app/?state=words77&code='; Says = 'The address has no code in it*' }
        @{ Pasted = 'https://portal.test/oauth/authorize/?client_id=words77'; Says = 'The address has no code in it*' }
        @{ Pasted = 'https://my.app/?error=words77&state=x'; Says = '*the portal has not let you in*' }
        @{ Pasted = 'https://my.app/?code=two%20words77'; Says = 'This is not the code of a sign-in*' }
    ) {
        $before = Get-Grant
        $with = @{ Portal = $portal.Address; TokenServer = $portal.Address; ClientCredential = Get-Application }
        $failure = Get-Failure { Connect-Bitrix24 @with -AuthorizationCode (ConvertTo-Secret $Pasted) }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'InvalidAuthorizationCode,OpenLines.Commands.ConnectBitrix24Command'
        "$failure" | Should -BeLike $Says
        "$failure" | Should -Not -BeLike '*words77*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*address that the browser shows*code=*'
        (Get-Grant).All | Should -Be $before.All
    }

    It 'says at the question where a code is had, <How>' -ForEach @(
        @{ How = 'in a host with fields'; Queue = 'Fields' }
        @{ How = 'in one with lines'; Queue = 'SecureLines' }
    ) {
        $null = Send-TokenServer 'code pastedCODE79'
        $answering = [AnsweringHost]::new('Notebook')
        $answering.Answering.$Queue.Enqueue((ConvertTo-Secret 'https://my.app/?code=pastedCODE79&state=x'))
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule($ModuleManifest)
        $runspace = [runspacefactory]::CreateRunspace($answering, $state)
        $runspace.Open()
        $shell = [powershell]::Create().AddCommand('Connect-Bitrix24')
        $shell.Runspace = $runspace
        try {
            $with = @{ Portal = $portal.Address; TokenServer = $portal.Address; ClientCredential = Get-Application }
            $shell.AddParameters($with).Invoke().State | Should -Be 'Open'
        }
        finally {
            $shell.Dispose()
            $runspace.Dispose()
        }
        @($answering.Answering.Lines -split '\n') |
            Should -Contain "$($portal.Address)/oauth/authorize/?client_id=local.5f0d4a1b2c3d4e.12345678"
        "$($answering.Answering.Lines)" | Should -BeLike '*sign in*paste*'
    }

    It 'asks for the code, and says so where nobody can answer' {
        $said = Invoke-FreshPowerShell -Command @"
            Import-Module '$ModuleManifest'
            `$application = [pscredential]::new('a', (ConvertTo-SecureString b -AsPlainText -Force))
            try { Connect-Bitrix24 -Portal $($portal.Address) -ClientCredential `$application } catch { `$_.FullyQualifiedErrorId }
"@
        "$said" | Should -BeLike 'AuthorizationCodeMissing,*'
    }

    It 'goes on when the access token ends, and loses no call' {
        $connection = Connect-OAuth
        $null = Send-TokenServer 'end'
        $before = Get-Grant
        $failed = $null
        $chats = 1..2000 | ForEach-Object { "livechat|1|$_|$_" } | Get-OLChatByUserCode -ErrorVariable failed -ErrorAction SilentlyContinue
        @($chats).Count | Should -Be 2000
        $failed | Should -BeNullOrEmpty
        $connection.TokenRefreshes | Should -Be 1
        $after = Get-Grant
        ($after.All - $before.All), ($after.Given - $before.Given) | Should -Be 1, 1
    }

    It 'refreshes again and again where tokens last for a second' {
        $null = Send-TokenServer 'life 1'
        try {
            $connection = Connect-OAuth
            $end = (Get-Date).AddSeconds(5)
            $failed = @()
            while ((Get-Date) -lt $end) {
                $null = 1..200 | ForEach-Object { "livechat|1|$_|$_" } |
                    Get-OLChatByUserCode -ErrorVariable +failed -ErrorAction SilentlyContinue
            }
            $failed | Should -BeNullOrEmpty
            $connection.TokenRefreshes | Should -BeGreaterOrEqual 3
            $connection.State | Should -Be 'Open'
        }
        finally {
            $null = Send-TokenServer 'life 3600'
        }
    }

    It 'tells <Id> with what to do where the token server answers <Status> <Body>' -ForEach @(
        @{ Id = 'wrong_client'; Status = 200; Body = '{"error":"wrong_client"}'; Advice = '*client_id*' }
        @{ Id = 'invalid_client'; Status = 401; Body = '{"error":"invalid_client","error_description":"x"}'; Advice = '*client_secret*' }
        @{ Id = 'invalid_grant'; Status = 400; Body = '{"error":"invalid_grant"}'; Advice = '*Sign in*' }
        @{ Id = 'TokenServerUnavailable'; Status = 502; Body = '<html>'; Advice = '*the tokens are kept*' }
        @{ Id = 'TokenServerUnavailable'; Status = 200; Body = '<html>'; Advice = '*the tokens are kept*' }
        @{ Id = 'TokenServerUnavailable'; Status = 302; Body = ''; Advice = '*TokenServer*' }
    ) {
        Send-Fault @{ Status = $Status; Body = $Body }
        $failure = Get-Failure { Connect-OAuth }
        $failure.FullyQualifiedErrorId | Should -BeExactly "$Id,OpenLines.Commands.ConnectBitrix24Command"
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
    }

    It 'gives up on a token server that is silent' {
        Send-Fault @{ IsSilent = $true }
        $failure = Get-Failure { Connect-OAuth @{ TimeoutSec = 1 } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'TokenServerUnavailable,*'
        "$failure" | Should -BeLike '*no answer within 1 seconds*'
    }

    It 'ends the run when the token server refuses in the middle of it, with one error for each item' {
        $connection = Connect-OAuth
        $null = Send-TokenServer 'end'
        Send-Fault @{ Status = 400; Body = '{"error":"invalid_grant"}' }
        $failed = $null
        1..120 | ForEach-Object { "livechat|1|$_|$_" } |
            Get-OLChatByUserCode -ErrorVariable failed -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $failed.Count | Should -Be 120
        @($failed.FullyQualifiedErrorId | ForEach-Object { $_.Split(',')[0] } | Select-Object -Unique) | Should -Be 'invalid_grant'
        $connection.State | Should -Be 'Refused'
    }

    It 'refuses <Id> in words that do not repeat what was given' -ForEach @(
        @{ Id = 'InvalidRefreshToken'; Change = { @{ RefreshToken = ConvertTo-Secret 'two words77' } } }
        @{ Id = 'InvalidClientCredential'; Change = { @{ ClientCredential = Get-Application -Id 'two words77' } } }
        @{ Id = 'InvalidClientCredential'; Change = { @{ ClientCredential = Get-Application -Key 'two words77' } } }
        @{
            Id = 'InvalidClientCredential'
            Change = { @{ ClientCredential = Get-Application -Id 'https://portal.test/rest/1/twowords77words77/' } }
        }
        @{ Id = 'InvalidTokenServer'; Change = { @{ TokenServer = 'http://two.words77' } } }
        @{ Id = 'InvalidPortal'; Change = { @{ Portal = 'http://two.words77' } } }
    ) {
        $given = @{ Portal = $portal.Address; ClientCredential = Get-Application; RefreshToken = ConvertTo-Secret 'x' }
        $changed = & $Change
        foreach ($key in $changed.Keys) { $given[$key] = $changed[$key] }
        $failure = Get-Failure { Connect-Bitrix24 @given }
        $failure.FullyQualifiedErrorId | Should -BeExactly "$Id,OpenLines.Commands.ConnectBitrix24Command"
        "$failure" | Should -Not -BeLike '*words77*'
    }
}

Describe '-OnTokenRefreshed' {
    It 'gets every pair before its first use' {
        $script:got = [System.Collections.Generic.List[object]]::new()
        $connection = Connect-OAuth @{ OnTokenRefreshed = { $got.Add($_); 'this goes nowhere' } }
        $connection.GetType().Name | Should -Be 'Bitrix24Connection'
        $got.Count | Should -Be 1
        $null = Send-TokenServer 'end'
        $chats = 'livechat|22|1761|587' | Get-OLChatByUserCode
        $chats.ChatId | Should -Be 1763
        $got.Count | Should -Be 2
        $got[1] | Should -BeOfType OpenLines.Bitrix24Token
        $got[1].RefreshToken | Should -BeOfType securestring
        $got[1].Portal | Should -Be ([uri] "$($portal.Address)/")
        "$($got[1])" | Should -Be '127.0.0.1'
        Get-Text $got[1].RefreshToken | Should -Not -Be (Get-Text $got[0].RefreshToken)

        # What it got is what the next run signs in with.
        $next = @{ Portal = $portal.Address; TokenServer = $portal.Address; ClientCredential = Get-Application }
        (Connect-Bitrix24 @next -RefreshToken $got[1].RefreshToken).State | Should -Be 'Open'
    }

    It 'is warned of when it fails, and the run goes on' {
        $warnings = @()
        $with = @{ OnTokenRefreshed = { throw "no place for $(Get-Text $_.RefreshToken)" } }
        $warnings = @(Connect-OAuth $with 3>&1 | Where-Object { $_ -is [System.Management.Automation.WarningRecord] })
        $warnings.Count | Should -Be 1
        "$warnings" | Should -BeLike '*OnTokenRefreshed failed*is spent*no place for*'
        "$warnings" | Should -Match 'no place for \*\*\*'
        $null = Send-TokenServer 'end'
        $chats = 'livechat|22|1761|587' | Get-OLChatByUserCode -WarningVariable later -WarningAction SilentlyContinue
        $chats.ChatId | Should -Be 1763
        @($later).Count | Should -Be 1
        "$later" | Should -Not -BeLike '*refresh0*'
    }

    It 'may itself use the connection' {
        $script:inner = $null
        $script:connection = $null
        $connection = Connect-OAuth @{
            OnTokenRefreshed = {
                if ($script:connection) { $script:inner = Get-OLChatByUserCode 'livechat|22|1761|587' -Connection $script:connection }
            }
        }
        $script:connection = $connection
        $null = Send-TokenServer 'end'
        (Get-OLChatByUserCode 'livechat|1|7|7').ChatId | Should -Be 1000007
        $script:inner.ChatId | Should -Be 1763
        $script:connection = $null
    }

    It 'holds nobody up where only other runspaces wait' {
        $script:told = 0
        $connection = Connect-OAuth @{ OnTokenRefreshed = { $script:told++ } }
        $null = Send-TokenServer 'end'
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                    param($manifest, $connection)
                    Import-Module $manifest
                    Get-OLChatByUserCode 'livechat|22|1761|587' -Connection $connection
                }).AddArgument($ModuleManifest).AddArgument($connection)
            $shell.Invoke().ChatId | Should -Be 1763
        }
        finally {
            $shell.Dispose()
        }
        $null = Get-OLChatByUserCode 'livechat|22|1761|587' -Connection $connection
        $script:told | Should -Be 2
    }
}

Describe 'Secrets of a sign-in over OAuth' {
    BeforeAll {
        # What people paste too: the address that the portal led to. Its state is nobody else's either, the token server's neither.
        $script:state = 'Sw8s', 'Entinel-', 'state', '_2Rb', 'T6hV' -join ''
        $script:address = "http://localhost:8724/?code=$grant&state=$state&domain=portal.test&server_domain=oauth.bitrix.info"
        $script:with = @{ Portal = $portal.Address; TokenServer = $portal.Address; ClientCredential = $application }
    }

    It 'show nowhere, whatever the token server says of them: <What>' -ForEach @(
        @{ What = 'a code'; Brought = { $grant }; Searched = { $grant } }
        @{ What = 'an address with a code and its state'; Brought = { $address }; Searched = { $grant, $state } }
    ) {
        $brought = & $Brought
        $searched = & $Searched
        $null = Send-TokenServer "code $grant"
        $all = @($forms.Values | ForEach-Object { & $_ $grant })
        $trace = Get-ScriptTrace {
            Connect-Bitrix24 @with -AuthorizationCode (ConvertTo-Secret $brought) -Verbose -Debug

            # Few at a time: what comes behind the end of a text that is cut is not seen anyway.
            for ($first = 0; $first -lt $all.Count; $first += 5) {
                $echo = $all[$first..($first + 4)] -join '. '
                Send-Fault @{ Status = 400; Body = ConvertTo-Json -Compress @{ error = 'invalid_grant'; error_description = "bad: $echo" } }
                try { Connect-Bitrix24 @with -AuthorizationCode (ConvertTo-Secret $brought) -Verbose -Debug } catch { $_ }
            }

            Send-Fault @{ Status = 400; Body = ConvertTo-Json -Compress @{ error = $grant; error_description = $grant } }
            Connect-Bitrix24 @with -AuthorizationCode (ConvertTo-Secret $brought) -Verbose -Debug
        }
        foreach ($sign in 'invalid_grant', 'bad: ***') { "$trace".Contains($sign) | Should -BeTrue -Because "it has $sign in it" }
        Find-Secret $trace $searched | Should -BeNullOrEmpty
    }

    It 'are in no object that comes of it but in their own type, in the cmdlet neither while it runs: <What>' -ForEach @(
        @{ What = 'a code'; Brought = { $grant } }
        @{ What = 'an address with a code and its state'; Brought = { $address } }
    ) {
        $null = Send-TokenServer "code $grant"
        $arrived = [System.Threading.ManualResetEventSlim]::new()
        $release = [System.Threading.ManualResetEventSlim]::new()
        $shell = [powershell]::Create()
        try {
            $variables = @{ with = $with; brought = ConvertTo-Secret (& $Brought); arrived = $arrived; release = $release }
            foreach ($name in $variables.Keys) { $shell.Runspace.SessionStateProxy.SetVariable($name, $variables[$name]) }
            $null = $shell.AddScript({
                    $wait = { process { $_ } end { $arrived.Set(); $release.Wait() } }
                    Connect-Bitrix24 @with -AuthorizationCode $brought -Verbose -Debug | & $wait
                    Get-Variable; Get-Module OpenLines; Get-Bitrix24Connection
                })
            $run = $shell.BeginInvoke()
            $arrived.Wait(30000) | Should -BeTrue
            $sweep = Get-Sweep -Depth 12 -Engine -Secret $grant, $state, $clientSecret
            $sweep.Walk('shell', $shell)
            $release.Set()
            $all = $shell.EndInvoke($run)
            foreach ($one in @($all) + @($shell.Streams.Verbose) + @($shell.Streams.Debug) + @($shell.Streams.Error)) {
                $sweep.Walk("$($one.GetType().Name)", $one)
            }
        }
        finally {
            $release.Set()
            $shell.Dispose()
        }

        'Bitrix24.Rest.Secret' | Should -BeIn $sweep.Types
        Get-SweepFinding $sweep | Should -BeNullOrEmpty
    }

    It 'are in the whole of a connection only in their own type, and in what was last written to the network' {
        $null = Send-TokenServer "code $grant"
        $connection = Connect-Bitrix24 @with -AuthorizationCode (ConvertTo-Secret $grant)
        $sweep = Get-Sweep -Depth 60 -Engine -Secret $grant, $clientSecret
        $sweep.Walk('connection', $connection)
        'Bitrix24.Rest.Secret' | Should -BeIn $sweep.Types
        Get-SweepFinding $sweep | Should -BeNullOrEmpty
    }

    It 'stand in no transcript and in nothing that a script can look back at' {
        $null = Send-TokenServer "code $grant"
        $file = Join-Path -Path $TestDrive -ChildPath 'transcript.txt'
        $child = Invoke-Child -Environment @{
            OL_TEST_PORTAL = $portal.Address; OL_TEST_FILE = $file
            OL_TEST_KEY = $clientSecret; OL_TEST_CODE = $grant; OL_TEST_ADDRESS = $address
        } @'
function Get-Secure { param($Text) [System.Net.NetworkCredential]::new('', $Text).SecurePassword }
$null = Start-Transcript -LiteralPath $env:OL_TEST_FILE
$application = [pscredential]::new('local.5f0d4a1b2c3d4e.12345678', (Get-Secure $env:OL_TEST_KEY))
$with = @{ Portal = $env:OL_TEST_PORTAL; TokenServer = $env:OL_TEST_PORTAL; ClientCredential = $application }
foreach ($brought in $env:OL_TEST_CODE, $env:OL_TEST_CODE, $env:OL_TEST_ADDRESS) {
    $secret = Get-Secure $brought
    $brought = $null
    try { Connect-Bitrix24 @with -AuthorizationCode $secret -Verbose -Debug | Format-List * -Force } catch { $_ | Format-List * -Force }
}
Get-History | Format-List *
Get-Variable | Format-List *
$Error | Format-List * -Force
$null = Stop-Transcript
'@
        $said = $child.Output, $child.Errors, (Get-Content -LiteralPath $file -Raw)
        "$said" | Should -BeLike '*The code comes from -AuthorizationCode*invalid_grant*'
        Find-Secret $said $grant, $state, $clientSecret | Should -BeNullOrEmpty
    }

    It 'show nowhere' {
        $application = Get-Application
        $script:refresh = 'Rf5sEntinel' + 'Refresh8Yv2pQ'
        $null = Send-TokenServer "refresh $script:refresh"
        $trace = Get-ScriptTrace {
            $with = @{ Portal = $portal.Address; TokenServer = $portal.Address; ClientCredential = $application }
            $one = Connect-Bitrix24 @with -RefreshToken (ConvertTo-Secret $script:refresh) -Verbose -Debug
            $one
            $null = Send-TokenServer 'end'
            'livechat|22|1761|587' | Get-OLChatByUserCode -Connection $one -Verbose -Debug
            $null = Send-TokenServer 'end'
            $body = @{ error = 'invalid_grant'; error_description = "bad $script:refresh of $clientSecret" } | ConvertTo-Json -Compress
            Send-Fault @{ Status = 400; Body = $body }
            'livechat|22|1761|587' | Get-OLChatByUserCode -Connection $one -Verbose -Debug -WarningAction Continue
            $one
        }
        "$trace" | Should -BeLike '*invalid_grant*'
        Find-Secret $trace $script:refresh, $clientSecret | Should -BeNullOrEmpty
        # Those of the token server: access and refresh, a number and the rest.
        "$trace" | Should -Not -Match 'aXk29dLq7Zr4Tn81Wb3s|rPm56vGy0Hc8Jf29Ue7k'
    }
}
