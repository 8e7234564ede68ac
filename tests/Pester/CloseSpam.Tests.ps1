BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:sample = "$PSScriptRoot/../../samples/Close-Spam.ps1"

    # The sample in this very PowerShell, on a file of these lines: what it said, its exit code and its two files.
    function Invoke-Spam {
        param([string[]] $Line, [hashtable] $Parameter = @{ Force = $true }, [string] $File = "$folder/spam.csv")

        if ($Line) { Set-Content -LiteralPath $File -Value $Line -Encoding UTF8 }
        Get-ChildItem -LiteralPath $folder -Filter *-20*.csv | Where-Object FullName -NE $File | Remove-Item
        $output = @(& $sample $File @Parameter 2>&1)
        $said = @($output | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
        $code = $LASTEXITCODE
        $done, $failed = 'spam-*.csv', 'failed-*.csv' | ForEach-Object {
            , @(Get-ChildItem -LiteralPath $folder -Filter $_ | Where-Object FullName -NE $File)
        }
        [pscustomobject]@{
            Code = $code
            Said = $said
            Output = @($output | Where-Object { $_ -notin $said })
            Done = @($done | ForEach-Object { Import-Csv -LiteralPath $_.FullName -Encoding UTF8 })
            Failed = @($failed | ForEach-Object { Import-Csv -LiteralPath $_.FullName -Encoding UTF8 })
            FailedFile = $failed.FullName
        }
    }

    function Get-SpamCount {
        Get-PortalChatCount $portal imopenlines.operator.spam
    }
}

AfterAll {
    Close-Module
}

Describe 'Close-Spam.ps1' {
    BeforeEach {
        $script:folder = (New-Item -ItemType Directory -Path "$TestDrive/$([guid]::NewGuid())").FullName
        $script:portal = Open-Portal '--chats', '120', '--messages', '2', '--operator', '5'
        $script:connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook
    }

    AfterEach {
        $null = Disconnect-Bitrix24
        Close-Portal $portal
    }

    It 'closes the sessions of user codes and of chats, each row in one of two files' {
        $run = Invoke-Spam 'Client,UserCode,ChatId', 'Anna,livechat|1|1|1,', 'Boris,,chat1000002', 'Clara,nobody,', 'Dora,,x',
            'Egor,livechat|1|3|3,'
        $run.Code | Should -Be 1
        $run.Done.ChatId | Should -Be '1000001', '1000002', '1000003'
        $run.Failed.Client | Should -Be 'Clara', 'Dora'
        $run.Said.Count | Should -Be 2
        Get-SpamCount | Should -Be 3
        "$($run.Output)" | Should -BeLike 'Rows: 5. Closed: 3. Failed: 2.*'
        (Get-OLDialog 1000001, 1000002, 1000003).SessionId | Should -Be $null, $null, $null
    }

    It 'takes any column of Get-OLDialog: <_>' -ForEach 'USER_CODE', 'ENTITY_ID', 'Code' {
        (Invoke-Spam $_, 'livechat|1|1|1').Done.ChatId | Should -Be '1000001'
    }

    It 'tells of what had been closed, as of a run that is run again' {
        $lines = @('UserCode') + (Get-Code -Last 120)
        $first = Invoke-Spam $lines
        $first.Code | Should -Be 0
        $first.Done.Count | Should -Be 120
        $again = Invoke-Spam $lines
        $again.Code | Should -Be 1
        $again.Failed.ErrorId | Select-Object -Unique | Should -Be NoOpenSession
        Get-SpamCount | Should -Be 120
    }

    It 'takes its file of failures, with all columns' {
        $run = Invoke-Spam 'Client;Code', 'Anna;nobody', 'Boris;livechat|1|5|5' @{ Force = $true; Delimiter = ';' }
        $run.Failed.Client | Should -Be 'Anna'
        (Get-Content -LiteralPath $run.FailedFile -Raw -Encoding UTF8).Replace('"nobody"', '"livechat|1|6|6"') |
            Set-Content -LiteralPath $run.FailedFile -Encoding UTF8
        $again = Invoke-Spam -File $run.FailedFile
        $again.Code | Should -Be 0
        $again.Done.ChatId | Should -Be '1000006'
        $same = Invoke-Spam -File $run.FailedFile
        $same.Code | Should -Be 1
        $same.Failed.ChatId | Should -Be '1000006'
        $same.Failed[0].PSObject.Properties.Name | Should -Be 'UserCode', 'ChatId', 'ErrorId', 'Message', 'Advice', 'Client', 'Code'
    }

    It 'changes nothing with -WhatIf' {
        $run = Invoke-Spam 'UserCode', 'livechat|1|1|1', 'nobody' @{ WhatIf = $true }
        $run.Code | Should -Be 1
        Get-SpamCount | Should -Be 0
        $run.Done + $run.Failed | Should -BeNullOrEmpty
    }

    It 'asks once, and does nothing where nobody can answer' {
        Set-Content -LiteralPath "$folder/spam.csv" -Value 'UserCode', 'livechat|1|1|1'
        $run = Invoke-Child "& '$sample' '$folder/spam.csv'; exit `$LASTEXITCODE" -Environment @{ BITRIX24_WEBHOOK = $portal.Webhook }
        $run.ExitCode | Should -Be 2
        Get-SpamCount | Should -Be 0
    }

    It 'ends with 2 where nothing can be done: <Why>' -ForEach @(
        @{ Why = 'no rows'; Line = , 'UserCode' }
        @{ Why = 'no file'; Line = $null }
    ) {
        (Invoke-Spam $Line).Code | Should -Be 2
    }

    It 'ends with 3 where the portal goes away, and keeps the rest' {
        Send-Portal $portal 'webhook secondwebhook0 1'
        $null = Connect-Portal $portal secondwebhook0
        Send-Portal $portal 'pass 3'
        Send-PortalAnswer $portal @{ status = 401; body = '{"error":"INVALID_CREDENTIALS","error_description":"x"}' }
        $run = Invoke-Spam (@('UserCode') + (Get-Code -Last 120))
        $run.Code | Should -Be 3
        $codes = @($run.Done.UserCode) + @($run.Failed.UserCode)
        $codes | Sort-Object | Should -Be (Get-Code -Last 120 | Sort-Object)
        Get-SpamCount | Should -Be $run.Done.Count
    }
}
