BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    . $PSScriptRoot/_Secrets.ps1
    Open-Module

    function Open-TlsFront {
        param([string] $Case = 'Private')

        $script:folder = Join-Path -Path $TestDrive -ChildPath ([guid]::NewGuid())
        $null = New-Item -Path $folder -ItemType Directory
        Send-Portal $portal "front $Case None $folder"
        $script:webhook = ConvertTo-Secret ((Get-Content "$folder/front.txt") + 'rest/1/sandboxwebhook1/')
    }
}

AfterAll {
    Close-Module
}

Describe 'Test-Bitrix24Connection -Detailed' {
    BeforeEach {
        $script:portal = Open-Portal
    }

    AfterEach {
        Disconnect-Bitrix24
        Close-Portal $portal
    }

    It 'tells all of a connection where all is well' {
        Open-TlsFront
        $connection = Connect-Bitrix24 $webhook -CertificateAuthorityPath "$folder/ca.pem"
        $report = Test-Bitrix24Connection -Detailed
        $report | Should -BeOfType OpenLines.ConnectionReport
        $report.IsWorking | Should -BeTrue
        $report.Problems | Should -BeNullOrEmpty
        $report.Portal | Should -Be $connection.Portal
        $report.Addresses | Should -Be '127.0.0.1'
        $report.Proxy | Should -BeNullOrEmpty
        $report.CertificateSubject | Should -Be 'CN=A portal'
        $report.CertificateIssuer | Should -Be 'CN=Private CA'
        $report.CertificateDaysLeft | Should -BeGreaterThan 700
        $report.CertificateNotBefore | Should -BeLessThan (Get-Date)
        $report.UserId | Should -Be $connection.UserId
        $report.HasRest | Should -BeTrue
        $report.GrantedScopes | Should -Contain 'Open Channels (imopenlines)'
        $report.MissingScopes | Should -BeNullOrEmpty
        $report.ClockSkew.TotalMinutes | Should -BeLessThan 1
        Find-Secret ($report | Format-List * | Out-String -Width 4000), ($report | Out-String -Width 4000) -Secret 'sandboxwebhook1' |
            Should -BeNullOrEmpty
    }

    It 'never says that something may have been done where only a read was tried: <Answer>, by <What>' -ForEach @(
        $failed = @{ status = 500; body = '{"error":"INTERNAL_SERVER_ERROR"}' }
        foreach ($answer in @{ abort = $true }, @{ status = 502; body = '' }, $failed) {
            @{ Answer = $answer; What = 'Connect'; Try = { (Get-Failure { Connect-Once }).ErrorDetails.RecommendedAction } }
            @{ Answer = $answer; What = '-Detailed'; Try = { (Test-Bitrix24Connection $connection -Detailed).Problems.Advice } }
            @{ Answer = $answer; What = '-Verbose'; Try = { Test-Bitrix24Connection $connection -Verbose 4>&1 } }
        }
    ) {
        function Connect-Once { Connect-Bitrix24 -Webhook (ConvertTo-Secret $portal.Webhook) -MaximumRetryCount 0 }
        $connection = Connect-Once
        1..9 | ForEach-Object { Send-PortalAnswer $portal $Answer }
        $said = "$(& $Try)"
        $said | Should -Match 'again'
        $said | Should -Not -Match 'may have|was done|been done|carried'
    }

    It 'says of a portal that has gone what a new connection would say' {
        $null = Connect-Portal $portal
        $portal.Process.StandardInput.Close()
        $null = $portal.Process.WaitForExit(10000)
        $report = Test-Bitrix24Connection -Detailed
        $report.IsWorking | Should -BeFalse
        $report.Problems | Should -HaveCount 1
        $report.Problems[0].Message | Should -BeLike 'Nothing answers at 127.0.0.1:*'
        $report.Problems[0].Advice | Should -Not -BeNullOrEmpty
        $report.HasRest | Should -BeNullOrEmpty
        $script:portal = $null
    }

    It 'says of credentials that are gone that they are, and not that the network is at fault' {
        $null = Connect-Portal $portal
        Send-Portal $portal 'revoke sandboxwebhook1'
        $report = Test-Bitrix24Connection -Detailed -WarningAction SilentlyContinue
        $report.IsWorking | Should -BeFalse
        "$($report.Problems)" | Should -BeLike '*INVALID_CREDENTIALS*credentials. The webhook*'
        $report.Addresses | Should -Be '127.0.0.1'
    }

    It 'names the permission that some cmdlets lack' {
        $null = Connect-Portal $portal
        Send-Portal $portal 'dropscope sandboxwebhook1 crm'
        $report = Test-Bitrix24Connection -Detailed
        $report.IsWorking | Should -BeTrue
        $report.MissingScopes | Should -Be 'CRM (crm)'
        "$($report.Problems)" | Should -BeLike '*CRM (crm)*not granted*'
    }

    It 'does not take a list that the portal leaves blank for one without permissions' {
        $blank = @{ body = '{"result":{"result":{"c0":[""],"c1":{"ID":"1"},"c2":{"rest":2}},"result_error":[],"result_time":[]}}' }
        Send-PortalAnswer $portal $blank
        $null = Connect-Portal $portal
        Send-PortalAnswer $portal @{ status = 200 }
        Send-PortalAnswer $portal $blank
        $report = Test-Bitrix24Connection -Detailed
        $report.UnknownScopes | Should -Contain 'CRM (crm)'
        $report.MissingScopes | Should -BeNullOrEmpty
        $report.GrantedScopes | Should -Be 'Open Channels (imopenlines)'
    }

    It 'says of a plan without REST that it has none' {
        $null = Connect-Portal $portal
        Send-PortalAnswer $portal @{ status = 200 }
        Send-PortalAnswer $portal @{
            status = 401; body = '{"error":"ACCESS_DENIED","error_description":"REST is available on commercial plans."}'
        }
        $report = Test-Bitrix24Connection -Detailed -WarningAction SilentlyContinue
        $report.HasRest | Should -BeFalse
        $report.IsWorking | Should -BeFalse
        "$($report.Problems)" | Should -BeLike '*plan*'
    }

    It 'says of clocks that differ by how much' {
        $null = Connect-Portal $portal
        Send-PortalAnswer $portal @{ status = 200; headers = @{ Date = [datetime]::UtcNow.AddHours(2).ToString('R') } }
        $report = Test-Bitrix24Connection -Detailed
        $report.ClockSkew.TotalMinutes | Should -BeGreaterThan 119
        $report.ClockSkew.TotalMinutes | Should -BeLessThan 121
        "$($report.Problems)" | Should -BeLike '*differ by 120 minutes*'
    }

    It 'warns of a connection whose certificate is not checked, and shows it all the same' {
        Open-TlsFront Expired
        $null = Connect-Bitrix24 $webhook -SkipCertificateCheck -WarningAction SilentlyContinue
        $report = Test-Bitrix24Connection -Detailed
        $report.IsWorking | Should -BeTrue
        $report.CertificateDaysLeft | Should -BeLessThan 0
        "$($report.Problems)" | Should -BeLike '*ended*days ago*-SkipCertificateCheck*'
    }

    It 'reports a connection that was closed' {
        $connection = Connect-Portal $portal
        Disconnect-Bitrix24 $connection
        $report = Test-Bitrix24Connection $connection -Detailed
        $report.IsWorking | Should -BeFalse
        $report.State | Should -Be 'Disconnected'
        "$($report.Problems)" | Should -BeLike '*Disconnect-Bitrix24*'
    }

    It 'reports that there is no connection' {
        $report = Test-Bitrix24Connection -Detailed
        $report.IsWorking | Should -BeFalse
        $report.Portal | Should -BeNullOrEmpty
        "$($report.Problems)" | Should -BeLike '*Connect-Bitrix24*'
    }

    It 'reports the sandbox, which no network leads to' {
        $null = Connect-Bitrix24 -Sandbox
        $report = Test-Bitrix24Connection -Detailed
        $report.IsWorking | Should -BeTrue
        $report.Problems | Should -BeNullOrEmpty
        $report.Addresses | Should -BeNullOrEmpty
    }

    It 'waits no longer than it was told to, and says so' {
        $null = Connect-Portal $portal
        Send-Portal $portal holdall
        $report = Test-Bitrix24Connection -Detailed -TimeoutSec 1
        Send-Portal $portal release
        $report.IsWorking | Should -BeFalse
        "$($report.Problems)" | Should -BeLike '*did not answer within 1 seconds*'
    }

    It 'ends at once when it is stopped' {
        $shell = [powershell]::Create()
        try {
            $shell.Runspace.SessionStateProxy.SetVariable('c', (Connect-Portal $portal))
            Send-Portal $portal holdall
            $run = $shell.AddScript('Test-Bitrix24Connection $c -Detailed -TimeoutSec 600').BeginInvoke()
            Wait-Until { $shell.InvocationStateInfo.State -eq 'Running' }
            $shell.Stop()
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $run.IsCompleted | Should -BeTrue
        }
        finally {
            Send-Portal $portal release
            $shell.Dispose()
        }
    }
}
