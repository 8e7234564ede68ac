BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:code = 'livechat|22|1761|587'

    # Reads that many codes, lets something befall the portal when it is sure that they were answered, and reads as many again.
    function Get-HalvedCode {
        param([int] $Half, [scriptblock] $Between)

        Get-Code 1 $Half
        & $Between
        Get-Code ($Half + 1) (2 * $Half)
    }
}

AfterAll {
    Close-Module
}

Describe 'A connection that the portal refuses in mid-run' {
    BeforeEach {
        $script:portal = Open-Portal '--chats', '2000'
        $script:connection = Connect-Portal $portal
        $script:warnings = @()
        $script:failed = @()
    }

    AfterEach {
        Close-Portal $portal
    }

    It 'gives every remaining item an error of its own, with the portal''s code' {
        $all = @(
            Get-HalvedCode 500 { Send-Portal $portal 'revoke sandboxwebhook1' } | Get-OLChatByUserCode -WarningAction SilentlyContinue 2>&1)
        $all.Count | Should -Be 1000
        $chats = @($all | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] })
        $errors = @($all | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
        $errors.Count | Should -BeGreaterOrEqual 500
        $errors.FullyQualifiedErrorId | Select-Object -Unique |
            Should -BeExactly 'INVALID_CREDENTIALS,OpenLines.Commands.GetOLChatByUserCodeCommand'
        $errors.CategoryInfo.Category | Select-Object -Unique | Should -Be 'AuthenticationError'
        @($errors.TargetObject) + @($chats.UserCode) | Sort-Object { [int] ($_ -split '\|')[2] } | Should -Be (Get-Code 1 1000)
        $errors.Exception | ForEach-Object { [System.Runtime.CompilerServices.RuntimeHelpers]::GetHashCode($_) } |
            Select-Object -Unique | Measure-Object |
            ForEach-Object Count | Should -Be $errors.Count
    }

    It 'sends nothing more, and says why' {
        $null = Get-HalvedCode 500 { Send-Portal $portal 'revoke sandboxwebhook1' } |
            Get-OLChatByUserCode -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $connection.State | Should -Be 'Refused'
        $connection.Reason | Should -BeLike 'INVALID_CREDENTIALS*'
        $before = (Get-PortalJournal $portal).requests
        $null = Get-Code 1 200 | Get-OLChatByUserCode -ErrorVariable failed -ErrorAction SilentlyContinue
        $null = 1763 | Join-OLSession -ErrorAction SilentlyContinue
        $failed.Count | Should -Be 200
        (Get-PortalJournal $portal).requests | Should -Be $before
        $connection.Calls | Should -Be ($connection.Succeeded + $connection.Failed + $connection.NotSent)
    }

    It 'gives one warning with the counts of the run: done, failed and not sent' {
        $null = Get-Code 1 100 | Get-OLChatByUserCode
        $quiet = @{
            ErrorVariable = 'failed'; ErrorAction = 'SilentlyContinue'
            WarningVariable = 'warnings'; WarningAction = 'SilentlyContinue'
        }
        $chats = @(Get-HalvedCode 500 { Send-Portal $portal 'revoke sandboxwebhook1' } | Get-OLChatByUserCode @quiet)
        $warnings.Count | Should -Be 1
        "$warnings" | Should -Match 'INVALID_CREDENTIALS.* (\d+) calls done, (\d+) failed, (\d+) not sent'
        $null = "$warnings" -match '(\d+) calls done, (\d+) failed, (\d+) not sent'
        [int] $Matches[1] | Should -Be $chats.Count
        [int] $Matches[2] + [int] $Matches[3] | Should -Be $failed.Count
    }

    It 'gives one warning for the whole chain of three cmdlets' {
        $quiet = @{
            ErrorVariable = '+failed'; ErrorAction = 'SilentlyContinue'
            WarningVariable = '+warnings'; WarningAction = 'SilentlyContinue'
        }
        $results = @(Get-HalvedCode 500 { Send-Portal $portal 'revoke sandboxwebhook1' } |
                Get-OLChatByUserCode @quiet | Join-OLSession @quiet | Start-OLSession @quiet)
        $warnings.Count | Should -Be 1
        $results.Count + $failed.Count | Should -Be 1000
        $connection.Calls | Should -Be ($connection.Succeeded + $connection.Failed + $connection.NotSent)
    }

    It 'warns in a later run, if the run in which it happened was cut short' {
        Send-Portal $portal 'revoke sandboxwebhook1'
        $null = Get-Failure { $code | Get-OLChatByUserCode -ErrorAction Stop }
        $null = $code | Get-OLChatByUserCode -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings.Count | Should -Be 1
        $null = $code | Get-OLChatByUserCode -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings.Count | Should -Be 0
    }

    It 'does not warn of a connection that the script closed itself' {
        Disconnect-Bitrix24
        $null = $code | Get-OLChatByUserCode -Connection $connection -ErrorAction SilentlyContinue -WarningVariable warnings
        $warnings.Count | Should -Be 0
    }

    It 'comes with a missing scope as well' {
        Send-Portal $portal 'dropscope sandboxwebhook1'
        $quiet = @{
            ErrorVariable = 'failed'; ErrorAction = 'SilentlyContinue'
            WarningVariable = 'warnings'; WarningAction = 'SilentlyContinue'
        }
        $null = Get-Code 1 120 | Get-OLChatByUserCode @quiet
        $failed.Count | Should -Be 120
        $failed.FullyQualifiedErrorId | Select-Object -Unique | Should -BeLike 'insufficient_scope,*'
        $warnings.Count | Should -Be 1
        $connection.State | Should -Be 'Refused'
    }

    It 'comes with <Code> as well' -ForEach @(
        @{ Code = 'OVERLOAD_LIMIT'; Status = 401; Category = 'LimitsExceeded' }
        @{ Code = 'PORTAL_DELETED'; Status = 403; Category = 'ResourceUnavailable' }
        @{ Code = 'ACCESS_DENIED'; Status = 401; Category = 'PermissionDenied' }
        @{ Code = 'authorization_error'; Status = 401; Category = 'AuthenticationError' }
        @{ Code = 'expired_token'; Status = 401; Category = 'AuthenticationError' }
    ) {
        Send-PortalAnswer $portal @{ status = $Status; body = "{`"error`":`"$Code`",`"error_description`":`"Told by the test`"}" }
        $null = $code, $code | Get-OLChatByUserCode -ErrorVariable failed -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $failed.Count | Should -Be 2
        $failed[0].FullyQualifiedErrorId | Should -BeExactly "$Code,OpenLines.Commands.GetOLChatByUserCodeCommand"
        $failed[0].CategoryInfo.Category | Should -Be $Category
        $connection.State | Should -Be 'Refused'
    }

    It 'is over with a new connection, and the failures can be fed again' {
        Send-Portal $portal 'webhook secondhook2 1'
        $done = @(
            Get-HalvedCode 200 { Send-Portal $portal 'revoke sandboxwebhook1' } |
                Get-OLChatByUserCode -ErrorVariable failed -ErrorAction SilentlyContinue -WarningAction SilentlyContinue)
        $null = Connect-Portal $portal 'secondhook2'
        $rest = @($failed.TargetObject | Get-OLChatByUserCode)
        @($done.UserCode) + @($rest.UserCode) | Sort-Object { [int] ($_ -split '\|')[2] } | Should -Be (Get-Code 1 400)
    }

    It 'leaves other connections to the same portal alone' {
        Send-Portal $portal 'webhook secondhook2 1'
        $other = Connect-Portal $portal 'secondhook2'
        Send-Portal $portal 'revoke sandboxwebhook1'
        $null = $code | Get-OLChatByUserCode -Connection $connection -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $connection.State | Should -Be 'Refused'
        $other.State | Should -Be 'Open'
        ($code | Get-OLChatByUserCode -Connection $other).ChatId | Should -Be 1763
    }
}
