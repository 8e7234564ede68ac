BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:portal = Open-Portal '--recorded', '100'
    $script:connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook

    # The last bodies, as text.
    function Get-Body {
        param([int] $Last = 1)

        $bodies = Invoke-RestMethod -Uri "$($portal.Address)/requests"
        $bodies | Select-Object -Last $Last
    }

    function Send-Answer {
        foreach ($body in $args) { Send-PortalAnswer $portal @{ status = 200; body = $body } }
    }
}

AfterAll {
    Close-Portal $portal
    Close-Module
}

Describe 'Get-OLCrmChat' {
    It 'finds the chats of an object, by the names and types of the portal' {
        $chat = Get-OLCrmChat Deal 501
        Get-Body | Should -BeExactly '{"CRM_ENTITY_TYPE":"deal","CRM_ENTITY":501}'
        $chat | Should -BeOfType OpenLines.CrmChat
        $chat.ChatId | Should -Be 2115
        $chat.DialogId | Should -Be chat2115
        $chat.ConnectorId | Should -Not -BeNullOrEmpty
        $chat.ConnectorTitle | Should -Not -BeNullOrEmpty
        $chat.CrmType | Should -BeExactly deal
        $chat.CrmId | Should -Be 501
        $chat.Raw.CHAT_ID | Should -BeExactly '2115'
    }

    It 'finds closed ones too where they are wanted' {
        (Get-OLCrmChat contact 71 -IncludeClosed).Count | Should -Be 2
        Get-Body | Should -BeExactly '{"CRM_ENTITY_TYPE":"contact","CRM_ENTITY":71,"ACTIVE_ONLY":"N"}'
    }

    It 'finds the last one' {
        $chat = Get-OLCrmChat deal 501 -Last
        Get-Body | Should -BeExactly '{"CRM_ENTITY_TYPE":"deal","CRM_ENTITY":501}'
        $chat.ChatId | Should -BeGreaterThan 0
        (Get-OLCrmChat deal 777 -Last 2>&1).FullyQualifiedErrorId |
            Should -Be 'CRM_CHAT_EMPTY_CRM_DATA,OpenLines.Commands.GetOLCrmChatCommand'
    }

    It 'gives nothing for an object without chats, and shows a chat that has no id' {
        Get-OLCrmChat lead 999 2>&1 | Should -BeNullOrEmpty
        Send-Answer '{"result":[{"CHAT_ID":null,"CONNECTOR_ID":"viber","CONNECTOR_TITLE":null}]}'
        $chat = Get-OLCrmChat lead 5 -IncludeClosed
        $chat.ChatId | Should -BeNullOrEmpty
        $chat.ConnectorId | Should -Be viber
    }

    It 'takes what Get-OLDialog tells of a chat' {
        (Get-OLDialog 2115 | Get-OLCrmChat).ChatId | Should -Contain 2115
    }

    It 'refuses what is none of the four types, and goes on' {
        $rows = [pscustomobject] @{ CrmType = 'quote'; CrmId = 1 }, [pscustomobject] @{ CrmId = 1 }, [pscustomobject] @{
            CRM_ENTITY_TYPE = 'DEAL'; CRM_ENTITY = '501'
        }
        $all = @($rows | Get-OLCrmChat 2>&1)
        $all[0].FullyQualifiedErrorId | Should -BeLike 'InvalidCrmId,*'
        $all[1].FullyQualifiedErrorId | Should -BeLike 'InvalidCrmId,*'
        $all[2].ChatId | Should -Be 2115
    }

    It 'is refused where the object may not be read' {
        (Get-OLCrmChat lead 346 2>&1).FullyQualifiedErrorId | Should -BeLike 'ACCESS_DENIED,*'
    }
}

Describe 'Add-OLCrmChatUser and Remove-OLCrmChatUser' {
    It 'change who is in the last chat of an object' {
        $chat = Add-OLCrmChatUser deal 501 14
        Get-Body | Should -BeExactly '{"CRM_ENTITY_TYPE":"deal","CRM_ENTITY":501,"USER_ID":14}'
        $chat | Should -BeOfType OpenLines.CrmChat
        $chat.ChatId | Should -Be 2115
        (Add-OLCrmChatUser deal 501 14).ChatId | Should -Be 2115
        (Remove-OLCrmChatUser deal 501 14).ChatId | Should -Be 2115
        Get-Body | Should -BeExactly '{"CRM_ENTITY_TYPE":"deal","CRM_ENTITY":501,"USER_ID":14}'
        $failure = Remove-OLCrmChatUser deal 501 14 2>&1
        $failure.FullyQualifiedErrorId | Should -Be 'WRONG_REQUEST,OpenLines.Commands.RemoveOLCrmChatUserCommand'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*no member*nothing left to do*or*may not*im.dialog.users.list*'
    }

    It 'take the chat that is piped in' {
        (Get-OLCrmChat deal 501 | Add-OLCrmChatUser -UserId 14).ChatId | Should -Be 2115
        Get-Body | Should -BeExactly '{"CRM_ENTITY_TYPE":"deal","CRM_ENTITY":501,"USER_ID":14,"CHAT_ID":2115}'
        (Add-OLCrmChatUser deal 501 14 -ChatId 1763 2>&1).FullyQualifiedErrorId | Should -BeLike 'CHAT_NOT_IN_CRM,*'
    }

    It 'say so where the object has no chat' {
        foreach ($name in 'Add-OLCrmChatUser', 'Remove-OLCrmChatUser') {
            (& $name deal 777 14 2>&1).FullyQualifiedErrorId | Should -BeLike 'NoCrmChat,*'
        }
    }

    It 'read the members back where that is wanted' {
        $null = Join-OLSession 2115
        (Add-OLCrmChatUser deal 501 14 -Verify).ChatId | Should -Be 2115
        Get-Body | Should -BeExactly '{"DIALOG_ID":"chat2115","LIMIT":200,"OFFSET":0}'
        (Remove-OLCrmChatUser deal 501 14 -ChatId 2115 -Verify).ChatId | Should -Be 2115
        $before = $connection.Requests
        (1..3 | ForEach-Object { [pscustomobject] @{ CrmType = 'deal'; CrmId = 501 } } | Add-OLCrmChatUser -UserId 14 -Verify).Count |
            Should -Be 3
        $connection.Requests - $before | Should -Be 2
    }

    It 'say so where the portal did not do what it answers' {
        foreach ($case in @(
                @{ Name = 'Add-OLCrmChatUser'; Members = '[{"id":5}]'; Why = '*the user is not in the chat*' }
                @{ Name = 'Remove-OLCrmChatUser'; Members = '[{"id":14}]'; Why = '*the user is still in the chat*' }
            )) {
            Send-Answer '{"result":2115}' ('{"result":' + $case.Members + ',"total":1}')
            $failure = & $case.Name deal 501 14 -Verify 2>&1
            $failure.FullyQualifiedErrorId | Should -BeLike 'NotVerified,*'
            "$failure" | Should -BeLike $case.Why
        }
    }

    It 'look through all pages of the members' {
        Send-Answer '{"result":2115}' '{"result":[{"id":5}],"total":2,"next":200}' '{"result":[{"id":"14"}],"total":2}'
        (Add-OLCrmChatUser deal 501 14 -Verify).ChatId | Should -Be 2115
        Get-Body | Should -BeExactly '{"DIALOG_ID":"chat2115","LIMIT":200,"OFFSET":200}'
    }

    It 'tell that it was done where the members may not be read' {
        Send-Answer '{"result":2115}'
        Send-PortalAnswer $portal @{ status = 403; body = '{"error":"ACCESS_ERROR","error_description":"no"}' }
        $failure = Add-OLCrmChatUser deal 501 14 -Verify 2>&1
        $failure.FullyQualifiedErrorId | Should -BeLike 'ACCESS_ERROR,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike 'The portal answered that it was done*'
    }

    It 'send nothing with -Verify where the webhook may not read members' {
        Send-Answer '{"result":{"result":{"c0":["imopenlines"],"c1":{"ID":"1","ADMIN":true},"c2":{"rest":1}},"result_error":[]}}'
        $poor = Connect-Bitrix24 -Webhook $portal.SecureWebhook
        $before = $poor.Calls
        { Add-OLCrmChatUser deal 501 14 -Verify -Connection $poor } | Should -Throw -ErrorId 'MissingScope,*'
        $poor.Calls | Should -Be $before
        $script:connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook
    }

    It 'take the refusal of a user who is a member already for done after a lost answer, and only then' {
        Send-Answer '{"error":"WRONG_REQUEST","error_description":"already"}'
        (Add-OLCrmChatUser deal 501 14 2>&1).FullyQualifiedErrorId | Should -BeLike 'WRONG_REQUEST,*'

        Send-PortalAnswer $portal @{ status = 500; body = '' }
        Send-Answer '{"error":"WRONG_REQUEST","error_description":"already"}'
        (Add-OLCrmChatUser deal 501 14 -ChatId 2115 2>&1).ChatId | Should -Be 2115

        Send-PortalAnswer $portal @{ status = 500; body = '' }
        Send-Answer '{"error":"WRONG_REQUEST","error_description":"already"}' '{"result":2115}' '{"result":[{"id":14}],"total":1}'
        $chat = Add-OLCrmChatUser deal 501 14 -Verify
        $chat.CrmId | Should -Be 501
        $chat.ChatId | Should -BeNullOrEmpty
        Get-Body | Should -BeExactly '{"DIALOG_ID":"chat2115","LIMIT":200,"OFFSET":0}'
    }

    It 'refuse what is no user and no chat before anything is sent' {
        $before = $connection.Calls
        (Add-OLCrmChatUser deal 501 2>&1).FullyQualifiedErrorId | Should -BeLike 'InvalidUserId,*'
        (Remove-OLCrmChatUser deal 501 14 -ChatId x 2>&1).FullyQualifiedErrorId | Should -BeLike 'InvalidChatId,*'
        $connection.Calls | Should -Be $before
    }

    It 'tell the errors of the portal' {
        (Add-OLCrmChatUser deal 501 12 2>&1).FullyQualifiedErrorId | Should -BeLike 'CRM_CHAT_USER_NOT_ACTIVE,*'
        (Add-OLCrmChatUser deal 501 7 2>&1).FullyQualifiedErrorId | Should -BeLike 'ACCESS_DENIED,*'
    }
}

Describe 'Send-OLCrmMessage' {
    It 'writes to the client in the name of a member' {
        $sent = Send-OLCrmMessage deal 501 2115 5 'Good day'
        Get-Body | Should -BeExactly '{"CRM_ENTITY_TYPE":"deal","CRM_ENTITY":501,"USER_ID":5,"CHAT_ID":2115,"MESSAGE":"Good day"}'
        $sent | Should -BeOfType OpenLines.SentMessage
        $sent.ChatId | Should -Be 2115
        $sent.MessageId | Should -BeGreaterThan 0
        $sent.IsInternal | Should -BeFalse
    }

    It 'takes chats that are piped in, many in one request' {
        $before = $connection.Requests
        $chats = Get-OLCrmChat deal 501
        $sent = $chats, $chats | Send-OLCrmMessage -SenderId 5 -Text 'a & b'
        $sent.Count | Should -Be 2
        $connection.Requests - $before | Should -Be 2
        (Get-Body | ConvertFrom-Json).cmd.c0 | Should -BeExactly ('imopenlines.crm.message.add?CRM_ENTITY_TYPE=deal&CRM_ENTITY=501&' +
            'USER_ID=5&CHAT_ID=2115&MESSAGE=a%20%26%20b')
    }

    It 'refuses before anything is sent: <Id>' -ForEach @(
        @{ Id = 'InvalidChatId'; Given = @{ SenderId = 5; Text = 'x' } }
        @{ Id = 'InvalidUserId'; Given = @{ ChatId = 2115; Text = 'x' } }
        @{ Id = 'InvalidText'; Given = @{ ChatId = 2115; SenderId = 5 } }
        @{ Id = 'InvalidText'; Given = @{ ChatId = 2115; SenderId = 5; Text = '0' } }
    ) {
        $before = $connection.Calls
        (Send-OLCrmMessage deal 501 @Given 2>&1).FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $connection.Calls | Should -Be $before
    }

    It 'tells the errors of the portal, and does not know a lost one' {
        (Send-OLCrmMessage deal 501 2116 14 x 2>&1).FullyQualifiedErrorId | Should -BeLike 'CHAT_NOT_IN_CRM,*'
        (Send-OLCrmMessage deal 501 2115 18 x 2>&1).FullyQualifiedErrorId | Should -BeLike 'MESSAGE_ADD_ERROR,*'
        Send-PortalAnswer $portal @{ status = 500; body = '' }
        (Send-OLCrmMessage deal 501 2115 5 x 2>&1).FullyQualifiedErrorId | Should -BeLike 'OutcomeUnknown,*'
        Send-OLCrmMessage deal 501 2115 5 x -WhatIf | Should -BeNullOrEmpty
    }
}
