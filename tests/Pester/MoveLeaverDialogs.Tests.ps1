BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:sample = "$PSScriptRoot/../../samples/Move-LeaverDialogs.ps1"

    # The sample in this very PowerShell: the rows it gave, what it said, and its exit code.
    function Invoke-Move {
        param([hashtable] $Parameter = @{})

        $output = @(& $sample -OutputFolder $folder @Parameter 2>&1)
        $said = @($output | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
        [pscustomobject]@{ Code = $LASTEXITCODE; Rows = @($output | Where-Object { $_ -notin $said }); Said = $said }
    }

    function Get-FailedList {
        (Get-ChildItem -LiteralPath $folder -Filter failed-*.csv -ErrorAction Ignore).FullName
    }
}

AfterAll {
    Close-Module
}

Describe 'Move-LeaverDialogs.ps1' {
    BeforeEach {
        $script:folder = "$TestDrive/$([guid]::NewGuid())"
        $script:portal = Open-Portal '--chats', '3', '--messages', '2', '--operator', '5', '--deals', 'true'
        $script:connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook
        $script:mine = @(Get-OLSession -OperatorId 5 -State Open | Get-OLDialog | Where-Object OperatorId -EQ 5).ChatId | Sort-Object
    }

    AfterEach {
        $null = Disconnect-Bitrix24
        Close-Portal $portal
    }

    It 'hands over what the CRM knows, and tells what went where' {
        $mine | Should -Contain 2115
        $run = Invoke-Move @{ OperatorId = 5; ToOperatorId = 14; Force = $true }
        $run.Code | Should -Be 0
        $run.Rows.ChatId | Sort-Object | Should -Be $mine
        $run.Rows.Outcome | Select-Object -Unique | Should -Be Moved
        $run.Rows[0].From, $run.Rows[0].To | Should -Be 5, 14
        (Get-OLDialog $mine).OperatorId | Select-Object -Unique | Should -Be 14
        Get-FailedList | Should -BeNullOrEmpty
        $again = Invoke-Move @{ OperatorId = 5; ToOperatorId = 14; Force = $true }
        $again.Code, $again.Rows.Count | Should -Be 0, 0
    }

    It 'puts them back into the queues of their lines' {
        $run = Invoke-Move @{ OperatorId = 5; Force = $true }
        $run.Code | Should -Be 0
        $run.Rows.ChatId | Sort-Object | Should -Be $mine
        (Get-OLDialog $mine).OperatorId | Should -Not -Contain 5
    }

    It 'takes the own dialogs of a leaver who is connected, without the CRM' {
        Send-Portal $portal 'webhook leaverwebhook00 5'
        Send-Portal $portal 'dropscope leaverwebhook00 crm'
        $leaver = Connect-Portal $portal leaverwebhook00 -User 5
        $own = (Get-OLSession -Mine -OperatorId 5).ChatId | Sort-Object
        $own | Should -Not -BeNullOrEmpty
        $run = Invoke-Move @{ OperatorId = 5; ToOperatorId = 14; Force = $true }
        $run.Code | Should -Be 0
        $run.Rows.ChatId | Sort-Object | Should -Be $own
        $null = Disconnect-Bitrix24 $leaver
    }

    It 'changes nothing with -WhatIf, and lists what it found' {
        $run = Invoke-Move @{ OperatorId = 5; ToOperatorId = 14; WhatIf = $true }
        $run.Code | Should -Be 0
        $run.Rows.ChatId | Sort-Object | Should -Be $mine
        $run.Rows.Outcome | Select-Object -Unique | Should -Be Found
        Get-PortalChatCount $portal imopenlines.operator.transfer | Should -Be 0
        (Get-PortalJournal $portal).methods.'imopenlines.operator.transfer' | Should -BeNullOrEmpty
        $folder | Should -Not -Exist
    }

    It 'tells what failed and why, and takes it up from the file of failures' {
        $failing = Invoke-Move @{ OperatorId = 5; ToOperatorId = 77; Force = $true }
        $failing.Code | Should -Be 1
        $failing.Rows.Outcome | Select-Object -Unique | Should -Be Failed
        $failing.Rows[0].Reason | Should -BeLike '*OPERATOR_WRONG*'
        $failing.Said.Count | Should -Be $mine.Count
        $list = Get-FailedList
        (Import-Csv -LiteralPath $list -Encoding UTF8).ChatId | Sort-Object | Should -Be ($mine | ForEach-Object { "$_" } | Sort-Object)
        $run = Invoke-Move @{ OperatorId = 5; ToOperatorId = 14; Force = $true; Path = $list }
        $run.Code | Should -Be 0
        $run.Rows.ChatId | Sort-Object | Should -Be $mine
    }

    It 'leaves a dialog of a file alone that is somebody else''s, and tells of one that it may not see' {
        $null = New-Item -ItemType Directory -Path $folder
        Set-Content -LiteralPath "$folder/chats.csv" -Value 'ChatId,UserCode', '2103,', '999999,', ",telegrambot|58|551200343|625"
        $run = Invoke-Move @{ OperatorId = 5; ToOperatorId = 14; Force = $true; Path = "$folder/chats.csv" }
        $run.Code | Should -Be 1
        ($run.Rows | Where-Object Outcome -EQ Moved).ChatId | Should -Be 2115
        ($run.Rows | Where-Object Outcome -EQ Failed).ChatId | Should -Be 999999
        (Get-OLDialog 2103).OperatorId | Should -Be 1
    }

    It 'moves nothing where the list cannot be read, nobody can be asked, or the leaver would get them: <Why>' -ForEach @(
        @{ Why = 'no permission'; Parameter = @{ Force = $true }; Drop = $true }
        @{ Why = 'the leaver'; Parameter = @{ Force = $true; ToOperatorId = 5 }; Drop = $false }
        @{ Why = 'no such file'; Parameter = @{ Force = $true; Path = 'nowhere.csv' }; Drop = $false }
    ) {
        if ($Drop) {
            Send-Portal $portal 'webhook poorwebhook0000 1'
            Send-Portal $portal 'dropscope poorwebhook0000 crm'
            $null = Connect-Portal $portal poorwebhook0000
        }

        $run = Invoke-Move (@{ OperatorId = 5 } + $Parameter)
        $run.Code | Should -Be 2
        $run.Said | Should -Not -BeNullOrEmpty
        Get-PortalChatCount $portal imopenlines.operator.transfer | Should -Be 0
    }

    It 'asks once, and does nothing where nobody can answer' {
        $line = "& '$sample' 5 -OutputFolder '$folder'; exit `$LASTEXITCODE"
        $run = Invoke-Child $line -Environment @{ BITRIX24_WEBHOOK = $portal.Webhook }
        $run.ExitCode | Should -Be 2
        Get-PortalChatCount $portal imopenlines.operator.transfer | Should -Be 0
    }
}
