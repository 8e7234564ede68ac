BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    . $PSScriptRoot/_Secrets.ps1
    Open-Module
    $script:password = $token

    # A portal behind TLS, and a proxy before that: gives their addresses and the files that a user would have.
    function Open-Front {
        param([string] $Case = 'Private', [string] $Demand = 'None', [string] $ProxyUser = '-')

        $folder = Join-Path -Path $TestDrive -ChildPath ([guid]::NewGuid())
        $null = New-Item -Path $folder -ItemType Directory
        $portal = Open-Portal
        Send-Portal $portal "front $Case $Demand $folder"
        Send-Portal $portal "proxy $ProxyUser $folder"
        [pscustomobject]@{
            Portal  = $portal
            Webhook = ConvertTo-Secret ((Get-Content "$folder/front.txt") + 'rest/1/sandboxwebhook1/')
            Named   = ConvertTo-Secret 'https://portal.test/rest/1/sandboxwebhook1/'
            Proxy   = Get-Content "$folder/proxy.txt"
            Ca      = "$folder/ca.pem"
            Server  = "$folder/server.pem"
            Client  = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new("$folder/client.pfx")
        }
    }

    function Get-ProxyCredential {
        param([string] $Password = $script:password)

        [pscredential]::new('clerk', (ConvertTo-Secret $Password))
    }
}

AfterAll {
    Close-Module
}

Describe 'A portal with a certificate of its own authority' {
    BeforeAll {
        $script:front = Open-Front
    }

    AfterAll {
        Close-Portal $front.Portal
    }

    AfterEach {
        Disconnect-Bitrix24
    }

    It 'is refused with one error that names the issuer and the remedy' {
        $failure = Get-Failure { Connect-Bitrix24 -Webhook $front.Webhook -MaximumRetryCount 0 }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'ConnectionFailed,OpenLines.Commands.ConnectBitrix24Command'
        "$failure" | Should -BeLike '*was issued by CN=Private CA, which this machine does not trust.'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-CertificateAuthorityPath*'
    }

    It 'is connected to with the file of <_>' -ForEach 'Ca', 'Server' {
        $connection = Connect-Bitrix24 -Webhook $front.Webhook -CertificateAuthorityPath $front.$_ -WarningVariable warnings
        $connection.State | Should -Be 'Open'
        $warnings | Should -BeNullOrEmpty
        ('livechat|22|1761|587' | Get-OLChatByUserCode).ChatId | Should -Be 1763
    }

    It 'is connected to with a file that is named from where PowerShell is' {
        Push-Location (Split-Path $front.Ca)
        try { (Connect-Bitrix24 -Webhook $front.Webhook -CertificateAuthorityPath ./ca.pem).State | Should -Be 'Open' }
        finally { Pop-Location }
    }

    It 'is connected to through a proxy with a password that could be any word, and what has that word in it is sent' {
        $way = @{ CertificateAuthorityPath = $front.Ca; Proxy = $front.Proxy; ProxyCredential = Get-ProxyCredential -Password 'live' }
        $null = Connect-Bitrix24 -Webhook $front.Named @way
        ('livechat|22|1761|587' | Get-OLChatByUserCode).ChatId | Should -Be 1763
        "$('livechat|22|1|2' | Get-OLChatByUserCode 2>&1)" | Should -BeLike '*livechat|22|1|2*ACCESS_DENIED*'
    }

    It 'is connected to without a check, with a warning, and on that connection only' {
        (Connect-Bitrix24 -Webhook $front.Webhook -SkipCertificateCheck -WarningVariable warnings -WarningAction SilentlyContinue).State |
            Should -Be 'Open'
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike '*not checked*'
        "$(Get-Failure { Connect-Bitrix24 -Webhook $front.Webhook -MaximumRetryCount 0 })" | Should -BeLike '*does not trust*'
    }
}

Describe 'A portal whose certificate is wrong' {
    It 'is refused though its authority is trusted: <Case>' -ForEach @(
        @{ Case = 'Expired'; Say = '*expired on *' }
        @{ Case = 'OtherName'; Say = '*is for another name (other.test).' }
        @{ Case = 'NotYet'; Say = '*is not valid before *' }
    ) {
        $front = Open-Front $Case
        try {
            $failure = Get-Failure { Connect-Bitrix24 $front.Webhook -CertificateAuthorityPath $front.Ca -MaximumRetryCount 0 }
        }
        finally { Close-Portal $front.Portal }

        "$failure" | Should -BeLike $Say
    }
}

Describe 'A portal that asks for a client certificate' {
    It 'is connected to with -Certificate' {
        $front = Open-Front Private Required
        try {
            $trust = @{ CertificateAuthorityPath = $front.Ca; MaximumRetryCount = 0 }
            (Connect-Bitrix24 $front.Webhook @trust -Certificate $front.Client).State | Should -Be 'Open'
            (Get-Failure { Connect-Bitrix24 $front.Webhook @trust }).FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        }
        finally { Close-Portal $front.Portal }
    }
}

Describe 'A proxy that is given' {
    BeforeAll {
        $script:front = Open-Front -ProxyUser "clerk:$password"
        $script:way = @{ Webhook = $front.Named; CertificateAuthorityPath = $front.Ca; Proxy = $front.Proxy; MaximumRetryCount = 0 }
    }

    AfterAll {
        Close-Portal $front.Portal
    }

    AfterEach {
        Disconnect-Bitrix24
    }

    It 'is signed in at, and its password is nowhere but in its own type' {
        $trace = Get-ScriptTrace { Connect-Bitrix24 @way -ProxyCredential (Get-ProxyCredential) -Verbose -Debug; Get-Bitrix24Connection }
        (Get-Bitrix24Connection | Where-Object IsDefault).State | Should -Be 'Open'
        Find-Secret $trace | Should -BeNullOrEmpty
    }

    It 'has its password in the whole of a connection only in its own type, and in what was last written to the network' {
        $connection = Connect-Bitrix24 @way -ProxyCredential (Get-ProxyCredential)

        # Not for the webhook of another file: the runtime lends buffers to one connection after the other.
        $sweep = Get-Sweep -Depth 60 -Engine -Secret $password
        $sweep.Walk('connection', $connection)
        'Bitrix24.Rest.ProxyCredentials' | Should -BeIn $sweep.Types
        'Bitrix24.Rest.Secret' | Should -BeIn $sweep.Types
        Get-SweepFinding $sweep | Should -BeNullOrEmpty
    }

    It 'that is not told who asks is named, with the parameter' {
        $failure = Get-Failure { Connect-Bitrix24 @way }
        "$failure" | Should -BeLike 'The proxy 127.0.0.1:* answered HTTP 407*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-ProxyCredential*'
    }

    It 'takes its password out of what a portal says' {
        $null = Connect-Bitrix24 @way -ProxyCredential (Get-ProxyCredential)
        Send-PortalAnswer $front.Portal @{
            status = 400; body = ConvertTo-Json @{ error = 'X'; error_description = "bad: $password." }
        }
        $failed = 'livechat|22|1761|587' | Get-OLChatByUserCode 2>&1
        "$failed" | Should -BeLike '*bad: `*`*`*.'
    }

    It 'is not asked for a portal on this machine: that is refused before anything is sent' {
        $failure = Get-Failure { Connect-Bitrix24 $front.Portal.SecureWebhook -Proxy $front.Proxy }
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidProxy,*'
    }

    It 'of the environment is not used with -NoProxy' {
        $child = Invoke-Child -Environment @{
            HTTPS_PROXY = $front.Proxy; BITRIX24_WEBHOOK = 'https://portal.invalid/rest/1/xk7ab9qwerty01zz/'
        } -Script 'try { Connect-Bitrix24 -EnvironmentVariable -NoProxy -MaximumRetryCount 0 } catch { "$_" }'
        $child.Output | Should -BeLike '*The name portal.invalid could not be resolved.*'
    }
}

Describe 'Parameters of the network that cannot be' {
    BeforeAll {
        $script:webhook = ConvertTo-Secret 'https://portal.invalid/rest/1/xk7ab9qwerty01zz/'
        Set-Content -LiteralPath "$TestDrive/none.pem" -Value 'no certificate'
    }

    It 'are refused in words of our own: <Why>' -ForEach @(
        @{
            Why = '-NoProxy with -Proxy'; Id = 'InvalidProxy'; Say = '*-NoProxy*'
            Given = { @{ NoProxy = $true; Proxy = 'http://p.test' } }
        }
        @{
            Why = '-NoProxy with a credential'; Id = 'InvalidProxy'; Say = '*-NoProxy*'
            Given = { @{ NoProxy = $true; ProxyCredential = Get-ProxyCredential } }
        }
        @{
            Why = 'a credential for no proxy'; Id = 'InvalidProxy'; Say = '*no -Proxy*'
            Given = { @{ ProxyCredential = Get-ProxyCredential } }
        }
        @{ Why = 'a user for no proxy'; Id = 'InvalidProxy'; Say = '*no -Proxy*'; Given = { @{ ProxyUseDefaultCredentials = $true } } }
        @{
            Why = 'two users'; Id = 'InvalidProxy'; Say = '*one of them*'
            Given = { @{ Proxy = 'p.test'; ProxyCredential = Get-ProxyCredential; ProxyUseDefaultCredentials = $true } }
        }
        @{
            Why = 'a password in the address'; Id = 'InvalidProxy'; Say = '*-ProxyCredential*'
            Given = { @{ Proxy = 'http://clerk:pr0xyPassw0rd@p.test:3128' } }
        }
        @{
            Why = 'a file that is not there'; Id = 'InvalidCertificate'; Say = '*not there*'
            Given = { @{ CertificateAuthorityPath = 'none' } }
        }
        @{
            Why = 'a file without a certificate'; Id = 'InvalidCertificate'; Say = '*no certificate*'
            Given = { @{ CertificateAuthorityPath = "$TestDrive/none.pem" } }
        }
        @{ Why = 'a thumbprint of nothing'; Id = 'InvalidCertificate'; Say = '*store My*'; Given = { @{ CertificateThumbprint = 'AB12' } } }
    ) {
        $more = & $Given
        $failure = Get-Failure { Connect-Bitrix24 -Webhook $webhook @more }
        $failure.FullyQualifiedErrorId | Should -BeExactly "$Id,OpenLines.Commands.ConnectBitrix24Command"
        "$failure" | Should -BeLike $Say
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        foreach ($secret in $password, 'pr0xyPassw0rd') {
            Find-Secret $failure.Exception.ToString(), "$($failure.ErrorDetails)" -Secret $secret | Should -BeNullOrEmpty
        }
    }

    It 'of the wrong type are not repeated: <Name>' -ForEach @{ Name = 'ProxyCredential' }, @{ Name = 'Certificate' } {
        $more = @{ $Name = "https://example.test/rest/1/$password/" }
        $failure = Get-Failure { Connect-Bitrix24 -Webhook $webhook @more }
        Find-Secret ($failure | Out-String -Width 4000), $failure.Exception.ToString() -Secret $password | Should -BeNullOrEmpty
    }
}
