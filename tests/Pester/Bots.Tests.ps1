BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:portal = Open-Portal
}

AfterAll {
    Disconnect-Bitrix24
    Close-Portal $portal
    Close-Module
}

Describe 'A cmdlet for bots' {
    BeforeEach { $script:connection = Connect-Bitrix24 -Sandbox }

    It 'wants to know what it is to do' {
        (Get-Failure { Move-OLBotSession 2117 }).FullyQualifiedErrorId | Should -BeLike 'MissingInput,*'
        (Get-Failure { Move-OLBotSession 2117 -Leave }).FullyQualifiedErrorId | Should -BeLike 'MissingInput,*'
        (Get-Failure { Send-OLBotMessage 2117 }).FullyQualifiedErrorId | Should -BeLike 'MissingInput,*'
    }

    It 'wants to know the bot of a webhook, and sends nothing without it' -ForEach @{ With = @{} },
        @{ With = @{ ClientId = [securestring]::new() } } {
        $calls = $connection.Calls
        foreach ($script in { Complete-OLBotSession 2117 @With }, { Move-OLBotSession 2117 -OperatorId 5 @With }) {
            (Get-Failure $script).FullyQualifiedErrorId | Should -BeLike 'ClientIdMissing,*'
        }

        $connection.Calls | Should -Be $calls
    }

    It 'is told where there is no such bot' {
        $other = ConvertTo-Secret 'another-client'
        (Complete-OLBotSession 2117 -ClientId $other 2>&1).FullyQualifiedErrorId | Should -BeLike 'BOT_ID_ERROR,*'
        (Move-OLBotSession 2117 -OperatorId 5 -ClientId $other 2>&1).FullyQualifiedErrorId | Should -BeLike 'BOT_ID_ERROR,*'
    }

    It 'lets the bot stay unless it is to leave' {
        $bot = ConvertTo-Secret 'sandboxbotclient'
        $caller = Connect-Portal $portal
        $null = Move-OLBotSession 2117 -OperatorId 5 -ClientId $bot -Connection $caller
        $operator = Connect-Portal $portal 'sandboxwebhook5' 5
        (Invoke-Bitrix24Method im.dialog.users.list @{ DIALOG_ID = 'chat2117' } -Connection $operator).id | Should -Contain 20
        $null = Move-OLBotSession 2117 -OperatorId 14 -Leave -ClientId $bot -Connection $caller
        $operator = Connect-Portal $portal 'sandboxwebhook14' 14
        (Invoke-Bitrix24Method im.dialog.users.list @{ DIALOG_ID = 'chat2117' } -Connection $operator).id | Should -Not -Contain 20
    }

    It 'refuses what is no text, for the portal would answer true and send nothing' -ForEach '', '  ', '0', $null, @(, @('a', 'b')) {
        $calls = $connection.Calls
        (Send-OLBotMessage 2117 -Text $_ 2>&1).FullyQualifiedErrorId | Should -BeLike 'InvalidText,*'
        $connection.Calls | Should -Be $calls
    }

    It 'writes to each row its own text, and never what stands in a record' {
        $rows = 'ChatId,Name,Text', '2117,Anna,hello', '1763,Boris,hi' | ConvertFrom-Csv
        (Get-Failure { $rows | Send-OLBotMessage }).FullyQualifiedErrorId | Should -BeLike 'MissingInput,*'
        ($rows | Send-OLBotMessage -Text { "Dear $($_.Name)" } -Verify).ChatId | Should -Be 2117, 1763
        $history = Invoke-Bitrix24Method imopenlines.session.history.get @{ CHAT_ID = 1763 } -Raw
        $history | Should -BeLike '*Dear Boris*'
    }

    It 'says with -Verify that a line has no greeting' {
        $null = Invoke-Bitrix24Method imopenlines.config.update @{ CONFIG_ID = 22; PARAMS = @{ WELCOME_MESSAGE_TEXT = '' } }
        (Send-OLBotMessage 2117 -Welcome).ChatId | Should -Be 2117
        (Send-OLBotMessage 2117 -Welcome -Verify 2>&1).FullyQualifiedErrorId | Should -BeLike 'NotVerified,*'
    }

    It 'shows the client id of the bot nowhere, whatever the portal says' {
        $null = Connect-Bitrix24 -Webhook $portal.SecureWebhook -MaximumRetryCount 0
        $word = 'client-id-of-a-bot'
        foreach ($answer in "{`"error`":`"$word`",`"error_description`":`"$word`"}", "{`"result`":`"$word`"}", $word) {
            Send-PortalAnswer $portal @{ status = 400; body = $answer }
            $all = Complete-OLBotSession 1000001 -ClientId (ConvertTo-Secret $word) -Verbose *>&1
            $text = $all | ForEach-Object { "$_", ($_ | Format-List * -Force | Out-String -Width 4000), $_.Exception } | Out-String
            $text | Should -Not -Match $word
            $text.Length | Should -BeGreaterThan 100
        }
    }
}
