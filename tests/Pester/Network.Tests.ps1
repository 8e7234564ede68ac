BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:code = 'livechat|22|1761|587'
    $script:other = 'livechat|58|2023|471'

    # Connects in a PowerShell of its own, behind a proxy of its own: a process reads those settings once. Gives the errors as text.
    function Connect-BehindProxy {
        param([string] $Proxy)

        (Invoke-Child -Environment @{ HTTPS_PROXY = $Proxy; BITRIX24_WEBHOOK = 'https://portal.invalid/rest/1/xk7ab9qwerty01zz/' } -Script '
            try { Connect-Bitrix24 -EnvironmentVariable } catch {
                $_.FullyQualifiedErrorId; $_.Exception.Message; $_.ErrorDetails.RecommendedAction
            }').Output
    }

    # The answer of a batch in which every call is refused with a code.
    function New-BatchRefusal {
        param([string] $Code, [int] $Count)

        $errors = @{}
        0..($Count - 1) | ForEach-Object { $errors["c$_"] = @{ error = $Code; error_description = 'Words.' } }
        @{
            status = 200
            body = ConvertTo-Json @{ result = @{ result = @(); result_error = $errors; result_time = @() } } -Compress -Depth 5
        }
    }
}

AfterAll {
    Close-Module
}

Describe 'A proxy' {
    It 'that answers <Status> is named, with its status and without its password, and nothing was executed' -ForEach @{ Status = 407 },
        @{ Status = 403 }, @{ Status = 502 } {
        $proxy = Open-Portal
        try {
            1..3 | ForEach-Object { Send-PortalAnswer $proxy @{ status = $Status } }
            $address = ([uri] $proxy.Address).Authority
            $told = Connect-BehindProxy "http://somebody:pr0xyPassw0rd@$address"
        }
        finally {
            Close-Portal $proxy
        }

        $said = "The proxy $address answered HTTP $Status and let nothing through to portal.invalid."
        $told | Should -BeLike "ConnectionFailed,OpenLines.Commands.ConnectBitrix24Command*$said*"
        $told | Should -BeLike '*proxy*Nothing was executed.*'
        $told | Should -Not -BeLike '*pr0xyPassw0rd*'
    }

    It 'is never told the webhook of a portal on this machine, called <Name>' -ForEach @(
        @{ Name = '127.0.0.1' }, @{ Name = 'localhost' }, @{ Name = '[::ffff:127.0.0.1]' }
    ) {
        $proxy = Open-Portal
        $portal = Open-Portal
        try {
            $settings = @{ BITRIX24_WEBHOOK = $portal.Webhook.Replace('127.0.0.1', $Name) }
            foreach ($variable in 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY') { $settings[$variable] = $proxy.Address }
            $child = Invoke-Child -Environment $settings -Script '(Connect-Bitrix24 -EnvironmentVariable).State'
            $told = (Get-PortalJournal $proxy).requests
        }
        finally {
            Close-Portal $proxy
            Close-Portal $portal
        }

        $told | Should -Be 0
        $child.Output | Should -Be 'Open'
    }

    It 'that is not there is named' {
        $gone = Open-Portal
        Close-Portal $gone
        $address = ([uri] $gone.Address).Authority
        $told = Connect-BehindProxy "http://$address"
        $told |
            Should -BeLike "ConnectionFailed,*Nothing answers at the proxy ${address}: the connection was refused.*Nothing was executed.*"
        $told | Should -Not -BeLike '*at portal.invalid*'
    }
}

Describe 'TLS' {
    It 'is offered from version 1.2 on, whatever the settings of OpenSSL allow' {
        # 1.0 is what these settings allow, and what a program that leaves it to them offers.
        Set-Content -LiteralPath "$TestDrive/openssl.cnf" -Value @'
openssl_conf = init
[init]
ssl_conf = ssl
[ssl]
system_default = defaults
[defaults]
MinProtocol = TLSv1
CipherString = DEFAULT@SECLEVEL=0
'@
        $offered = foreach ($call in 'try { Connect-Bitrix24 -EnvironmentVariable -TimeoutSec 2 -MaximumRetryCount 0 } catch { "$_" }',
            'try { Invoke-WebRequest ([uri] $env:BITRIX24_WEBHOOK) -TimeoutSec 2 } catch { "$_" }') {
            $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
            $listener.Start()
            $null = Invoke-Child -Script $call -Environment @{
                OPENSSL_CONF = "$TestDrive/openssl.cnf"
                BITRIX24_WEBHOOK = "https://127.0.0.1:$($listener.LocalEndpoint.Port)/rest/1/xk7ab9qwerty01zz/"
            }
            # The client has gone, and what it began with is still to be read.
            $socket = $listener.AcceptSocket()
            $bytes = [byte[]]::new(4096)
            $read = $socket.Receive($bytes)
            $socket.Dispose()
            $listener.Stop()
            [System.BitConverter]::ToString($bytes, 0, $read)
        }

        # The extension supported_versions (43): its length, that of the list, the versions.
        # Who speaks no 1.3, as the build for .NET Framework does not here, has no such list and names 1.2 at its beginning.
        $offered[0] | Should -Match '^16-03-01-.{5}-01-.{8}-03-03-'
        [regex]::Match($offered[0], '-00-2B-00-0[3-9]-0[2-8]((-03-0[1-4])+)').Groups[1].Value | Should -BeIn '-03-04-03-03', '-03-03', ''
        if ($IsLinux -and $offered[1] -notmatch '-00-2B-00-09-08-03-04-03-03-03-02-03-01-') {
            Set-ItResult -Inconclusive -Because 'this OpenSSL allows no older version'
        }
    }
}

Describe 'A portal that is odd' {
    BeforeEach {
        $script:portal = Open-Portal '--chats', '1000'
    }

    AfterEach {
        Close-Portal $portal
    }

    It 'is connected to where its list of scopes is <Scopes>' -ForEach @{ Scopes = '[""]' }, @{ Scopes = '[]' }, @{ Scopes = 'null' },
        @{ Scopes = '["crm"]' } {
        Send-PortalAnswer $portal @{
            status = 200
            body = '{"result":{"result":{"c0":' + $Scopes +
                ',"c1":{"ID":"1"},"c2":{"rest":2,"web":1,"mobile":1}},"result_error":[],"result_time":[]}}'
        }
        $connection = Connect-Portal $portal
        @($connection.Scopes | Where-Object { $_ -ne 'crm' }).Count | Should -Be 0
        ($code | Get-OLChatByUserCode).ChatId | Should -Be 1763
        Test-Bitrix24Connection | Should -BeTrue
    }

    It 'that refuses <Refusal> in batches only is served without batches, and one warning says so' -ForEach @(
        @{ Refusal = 'insufficient_scope' }, @{ Refusal = 'ERROR_METHOD_NOT_FOUND' }, @{ Refusal = 'user_access_error' }
    ) {
        $connection = Connect-Portal $portal
        Send-PortalAnswer $portal (New-BatchRefusal $Refusal 2)
        $chats = $code, $other | Get-OLChatByUserCode -WarningVariable warnings -WarningAction SilentlyContinue
        $chats.ChatId | Should -Be 1763, 2024
        $warnings.Count | Should -Be 1
        $warnings[0].Message | Should -BeLike '*accepts alone*'
        $connection.State | Should -Be 'Open'
        $before = $connection.Requests
        (1..10 | ForEach-Object { "livechat|1|$_|$_" } | Get-OLChatByUserCode -WarningVariable warnings).Count | Should -Be 10
        $connection.Requests | Should -Be ($before + 10)
        $warnings.Count | Should -Be 0
    }

    It 'that refuses the call alone likewise ends the connection' {
        $connection = Connect-Portal $portal
        Send-Portal $portal 'dropscope sandboxwebhook1'
        $null = $code, $other | Get-OLChatByUserCode -ErrorVariable failed -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $failed.Count | Should -Be 2
        $failed.FullyQualifiedErrorId | Select-Object -Unique |
            Should -BeExactly 'insufficient_scope,OpenLines.Commands.GetOLChatByUserCodeCommand'
        $connection.State | Should -Be 'Refused'
    }
}

Describe 'A portal that is switched off for this address' {
    BeforeEach {
        $script:portal = Open-Portal '--chats', '1000'
        $script:connection = Connect-Portal $portal
    }

    AfterEach {
        Close-Portal $portal
    }

    It 'with pages of <Status> ends the connection at the second, and every item says so' -ForEach @{ Status = 404 }, @{ Status = 403 },
        @{ Status = 451 } {
        $page = @{ status = $Status; contentType = 'text/html'; body = '<html>This portal is switched off</html>' }
        1..2 | ForEach-Object { Send-PortalAnswer $portal $page }
        $null = 1..40 | ForEach-Object { "livechat|1|$_|$_" } |
            Get-OLChatByUserCode -ErrorVariable failed -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $failed.Count | Should -Be 40
        $failed.FullyQualifiedErrorId | Select-Object -Unique |
            Should -BeExactly 'InvalidResponse,OpenLines.Commands.GetOLChatByUserCodeCommand'
        $failed[0].Exception.Message | Should -BeLike "HTTP $Status with an HTML page from 127.0.0.1. Two requests in a row*"
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*nothing was executed*switched off*browser*'
        $connection.State | Should -Be 'Refused'
        $connection.Requests | Should -Be 3
    }

    It 'with one page only costs nobody anything' {
        Send-PortalAnswer $portal @{ status = 404; contentType = 'text/html'; body = '<html>This portal is switched off</html>' }
        $chats = 1..40 | ForEach-Object { "livechat|1|$_|$_" } | Get-OLChatByUserCode
        $chats.Count | Should -Be 40
        $connection.State | Should -Be 'Open'
    }
}
