BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
}

AfterAll {
    Disconnect-Bitrix24
    Close-Module
}

Describe 'Move-OLSession' {
    BeforeEach { $script:connection = Connect-Bitrix24 -Sandbox }

    It 'wants to be told to whom, and one of the two' {
        (Get-Failure { Move-OLSession 2103 }).FullyQualifiedErrorId | Should -BeLike 'MissingInput,*'
        (Get-Failure { Move-OLSession 2103 -OperatorId 5 -LineId 22 }).FullyQualifiedErrorId | Should -BeLike 'AmbiguousParameterSet,*'
    }

    It 'never hands a dialog over to the operator or the line that it has' {
        $dialog = Get-OLDialog 2103
        (Get-Failure { $dialog | Move-OLSession }).FullyQualifiedErrorId | Should -BeLike 'MissingInput,*'
        ($dialog | Move-OLSession -LineId 22 -Verify).ChatId | Should -Be 2103
        (Get-OLDialog 2103).LineId | Should -Be 22
    }

    It 'finds the operator of each record with a script block' {
        $rows = 'ChatId,To', '2103,5', '1763,14', '2115,', '2109,x' | ConvertFrom-Csv
        $all = @($rows | Move-OLSession -OperatorId { $_.To } -Verify 2>&1)
        $all[0, 1].OperatorId | Should -Be 5, 14
        $all[2, 3].FullyQualifiedErrorId | Should -Be (@('InvalidUserId,OpenLines.Commands.MoveOLSessionCommand') * 2)
    }

    It 'refuses what is no id of an operator or a line, and sends nothing' -ForEach 0, -1, 'x', 1.5, $true, $null, 'chat5' {
        $calls = $connection.Calls
        (Move-OLSession 2103 -OperatorId $_ 2>&1).FullyQualifiedErrorId | Should -BeLike 'InvalidUserId,*'
        (Move-OLSession 2103 -LineId $_ 2>&1).FullyQualifiedErrorId | Should -BeLike 'InvalidLineId,*'
        $connection.Calls | Should -Be $calls
    }

    It 'is refused with one code for an operator or a line that is not possible' -ForEach @{ OperatorId = 12 }, @{ OperatorId = 20 },
        @{ OperatorId = 1 }, @{ OperatorId = 777 }, @{ LineId = 777 } {
        (Move-OLSession 2103 @_ 2>&1).FullyQualifiedErrorId | Should -BeLike 'OPERATOR_WRONG,*'
    }

    It 'opens a session only with -Force' {
        $null = Move-OLSession 2043 -LineId 58 2>&1
        (Get-OLDialog 2043).SessionId | Should -BeNullOrEmpty
        (Move-OLSession 2043 -LineId 58 -Force).ChatId | Should -Be 2043
        (Get-OLDialog 2043).SessionId | Should -BeGreaterThan 0
    }
}

Describe 'Receive-OLSession' {
    It 'says why the portal refuses, which does not say it' {
        $null = Connect-Bitrix24 -Sandbox
        $all = @(2103, 1763, 2043 | Receive-OLSession 2>&1)
        $all[0].FullyQualifiedErrorId | Should -BeLike 'AlreadyOperator,*'
        $all[1].ChatId | Should -Be 1763
        $all[2].FullyQualifiedErrorId | Should -BeLike 'NoOpenSession,*'
        $all[2].ErrorDetails.RecommendedAction | Should -BeLike '*Start-OLSession*'
    }
}

Describe 'Skip-OLSession' {
    It 'takes nobody out of a chat without an open session, but with -Force' {
        $connection = Connect-Bitrix24 -Sandbox
        $null = Join-OLSession 2043
        $failed = Skip-OLSession 2043 2>&1
        $failed.ErrorDetails.RecommendedAction | Should -BeLike '*out of the chat*'
        (Get-OLDialog 2043).Role | Should -Not -Be 'guest'
        (Skip-OLSession 2043 -Force 2>&1).FullyQualifiedErrorId | Should -BeLike 'NoOpenSession,*'
        (Get-OLDialog 2043).Role | Should -Be 'guest'
    }
}

Describe 'Complete-OLSession' {
    It 'says that the session is still open where the client is asked for his rating' {
        $webhook = Connect-Bitrix24 -Sandbox
        $null = Invoke-Bitrix24Method imopenlines.config.update @{
            CONFIG_ID = 58; PARAMS = @{ VOTE_MESSAGE = 'Y'; VOTE_CLOSING_DELAY = 'Y' }
        } -Connection $webhook
        $failed = Complete-OLSession 2103 -Verify 2>&1
        $failed.FullyQualifiedErrorId | Should -BeLike 'NotVerified,*'
        "$failed" | Should -BeLike '*the session is still open*'
    }

    It 'closes the spam of a file, and tells which rows had been closed before' {
        $connection = Connect-Bitrix24 -Sandbox
        $rows = 'UserCode', 'livechat|22|1761|587', 'livechat|58|2042|479', 'nobody', 'telegrambot|22|551200341|611' | ConvertFrom-Csv
        $failed = $null
        $done = $rows | Get-OLChatByUserCode -ErrorVariable +failed -ErrorAction SilentlyContinue |
            Complete-OLSession -Spam -Verify -Confirm:$false -ErrorVariable +failed -ErrorAction SilentlyContinue
        $done.ChatId | Should -Be 1763, 2101
        ($failed | ConvertFrom-OLError).UserCode | Sort-Object | Should -Be 'livechat|58|2042|479', 'nobody'
        $failed.FullyQualifiedErrorId -replace ',.*' | Sort-Object | Should -Be 'ACCESS_DENIED', 'NoOpenSession'
    }
}
