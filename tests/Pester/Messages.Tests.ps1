BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:portal = Open-Portal '--recorded', '50', '--chats', '100'
    $script:connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook

    # The bodies of the last requests, as text.
    function Get-Body {
        param([int] $Last = 1)

        $bodies = Invoke-RestMethod -Uri "$($portal.Address)/requests"
        $bodies | Select-Object -Last $Last
    }

    function Get-Calls { (Get-Bitrix24Connection).Calls }
}

AfterAll {
    Close-Portal $portal
    Close-Module
}

Describe 'Send-OLMessage' {
    It 'writes into the chat, and tells the id of the message' {
        $sent = Send-OLMessage 2103 'Good day! [1] & 50 % + more'
        Get-Body | Should -BeExactly '{"DIALOG_ID":"chat2103","MESSAGE":"Good day! [1] \u0026 50 % \u002B more"}'
        $sent | Should -BeOfType OpenLines.SentMessage
        $sent.ChatId | Should -Be 2103
        $sent.DialogId | Should -BeExactly 'chat2103'
        $sent.MessageId | Should -BeOfType long
        $sent.IsInternal | Should -BeFalse
        $message = (Invoke-Bitrix24Method im.dialog.messages.get @{ DIALOG_ID = 'chat2103'; LIMIT = 1 }).messages[0]
        $message.id | Should -Be $sent.MessageId
        $message.text | Should -BeExactly 'Good day! [1] & 50 % + more'
        $message.author_id | Should -Be 1
    }

    It 'sends only what was given' {
        $first = Send-OLMessage chat2103 'one'
        $null = Send-OLMessage 2103 'two' -ReplyTo $first.MessageId -Internal
        Get-Body | Should -BeExactly ('{"DIALOG_ID":"chat2103","MESSAGE":"two","REPLY_ID":' + $first.MessageId + ',"SKIP_CONNECTOR":"Y"}')
    }

    It 'sends the messages of many rows in one batch, each with its own text and answer' {
        $first = Send-OLMessage 2103 'one'
        $rows = [pscustomobject]@{ CHAT_ID = '2103'; Text = 'a&b=c'; ReplyTo = "$($first.MessageId)" },
            [pscustomobject]@{ ChatId = 2103; MESSAGE = 5; ReplyTo = '' }
        $before = $connection.Requests
        $sent = @($rows | Send-OLMessage)
        $connection.Requests - $before | Should -Be 1
        $sent.Count | Should -Be 2
        $sent[0].InputObject | Should -Be $rows[0]
        $commands = (Get-Body | ConvertFrom-Json).cmd
        $commands.c0 | Should -BeExactly "im.message.add?DIALOG_ID=chat2103&MESSAGE=a%26b%3Dc&REPLY_ID=$($first.MessageId)"
        $commands.c1 | Should -BeExactly 'im.message.add?DIALOG_ID=chat2103&MESSAGE=5'
    }

    It 'makes each text of its record' {
        $rows = [pscustomobject]@{ Chat = 2103; Name = 'Eva' }, [pscustomobject]@{ Chat = 2103; Name = 'Ada' }
        $null = $rows | Send-OLMessage -ChatId { $_.Chat } -Text { "Dear $($_.Name)" }
        (Get-Body | ConvertFrom-Json).cmd.c1 | Should -BeExactly 'im.message.add?DIALOG_ID=chat2103&MESSAGE=Dear%20Ada'
    }

    It 'sends alone what a batch would change' {
        $before = $connection.Requests
        $sent = 'a $result[c0] b', 'c' | ForEach-Object { [pscustomobject]@{ ChatId = 2103; Text = $_ } } | Send-OLMessage
        $connection.Requests - $before | Should -Be 2
        $text = (Invoke-Bitrix24Method im.dialog.messages.get @{ DIALOG_ID = 'chat2103'; LIMIT = 2 }).messages.text
        $text | Should -Contain 'a $result[c0] b'
        $sent.Count | Should -Be 2
    }

    It 'keeps a note from the client' {
        $sent = 2103 | Send-OLMessage -Text 'note' -Internal
        $sent.IsInternal | Should -BeTrue
        (Get-Body | ConvertFrom-Json).SKIP_CONNECTOR | Should -BeExactly 'Y'
    }

    It 'refuses what is no text, and sends nothing for it: <Why>' -ForEach @(
        @{ Why = 'none'; Text = $null }
        @{ Why = 'blank'; Text = " `n" }
        @{ Why = 'half a character'; Text = "a$([char] 0xD83D)" }
        @{ Why = 'one that was read wrongly'; Text = "caf$([char] 0xFFFD)" }
        @{ Why = 'a NUL'; Text = "a$([char] 0)b" }
        @{ Why = 'a hashtable'; Text = @{ a = 1 } }
        @{ Why = 'another webhook'; Text = 'see https://example.bitrix24.com/rest/1/abcdefghijklmnop/' }
    ) {
        $before = Get-Calls
        $failure = [pscustomobject]@{ ChatId = 2103; Text = $Text } | Send-OLMessage 2>&1
        $failure.FullyQualifiedErrorId | Should -BeExactly 'InvalidText,OpenLines.Commands.SendOLMessageCommand'
        "$failure" | Should -Not -BeLike '*abcdefghijklmnop*'
        Get-Calls | Should -Be $before
    }

    It 'does not write the connection''s own webhook to anybody' {
        $failure = Send-OLMessage 2103 "call $($portal.Webhook)" 2>&1
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidText,*'
    }

    It 'refuses an answer to what is no message, and no chat' {
        (Send-OLMessage 2103 'a' -ReplyTo x 2>&1).FullyQualifiedErrorId | Should -BeLike 'InvalidMessageId,*'
        (Send-OLMessage 0 'a' 2>&1).FullyQualifiedErrorId | Should -BeLike 'InvalidChatId,*'
        (Get-Failure { Send-OLMessage -Text 'a' }).FullyQualifiedErrorId | Should -BeLike 'MissingInput,*'
    }

    It 'writes one error for a chat that it may not write to, alone and in a batch' {
        (Send-OLMessage 999 'a' 2>&1).FullyQualifiedErrorId | Should -BeLike 'ACCESS_ERROR,*'
        $all = @(999, 2103 | Send-OLMessage -Text 'b' 2>&1)
        $all[0].FullyQualifiedErrorId | Should -BeLike 'ACCESS_ERROR,*'
        $all[1].ChatId | Should -Be 2103
    }

    It 'tells what the portal says of <Code>' -ForEach 'MESSAGE_EMPTY', 'ACCESS_ERROR', 'REPLY_ACCESS_ERROR', 'REPLY_FROM_OTHER_CHAT_ERROR',
        'CANCELED', 'PARAMS_ERROR' {
        Send-PortalAnswer $portal @{ status = 400; body = ('{{"error":"{0}","error_description":"no"}}' -f $_) }
        (Send-OLMessage 2103 'a' 2>&1).FullyQualifiedErrorId | Should -BeExactly "$_,OpenLines.Commands.SendOLMessageCommand"
    }

    It 'asks before, and sends nothing with -WhatIf' {
        $before = Get-Calls
        2103, 1763 | Send-OLMessage -Text 'a' -WhatIf 6> $null | Should -BeNullOrEmpty
        Get-Calls | Should -Be $before
    }

    It 'does not send again what may have been sent' {
        $quick = Connect-Bitrix24 -Webhook $portal.SecureWebhook -RetryIntervalSec 1
        Send-PortalAnswer $portal @{ status = 500; body = '' }
        (Send-OLMessage 2103 'a' -Connection $quick 2>&1).FullyQualifiedErrorId | Should -BeLike 'OutcomeUnknown,*'
    }

    It 'can be answered: its output goes on' {
        $again = Send-OLMessage 2103 'a' | Send-OLMessage -Text 'b'
        $again.ChatId | Should -Be 2103
        ($again | Get-OLDialog).ChatId | Should -Be 2103
    }

    It 'is shown in 80 columns' {
        Send-OLMessage 2103 'a' | Out-String -Width 80 | Should -Match 'ChatId\s+MessageId\s+IsInternal\s+UserCode'
    }
}

Describe 'Get-OLMessage' {
    BeforeAll {
        $script:connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook

        # A page of messages with these ids, as the portal writes one.
        function ConvertTo-Page {
            param([long[]] $Id, [long] $Chat = 9)

            $messages = $Id | ForEach-Object {
                '{{"id":{0},"chat_id":{1},"author_id":5,"date":"2026-03-13T16:50:15+01:00","text":"t{0}"}}' -f $_, $Chat
            }
            '{{"result":{{"chat_id":{0},"messages":[{1}],"users":[{{"id":5,"name":"Oleg"}}],"files":[]}}}}' -f $Chat, ($messages -join ',')
        }

        function Send-Answer {
            foreach ($body in $args) { Send-PortalAnswer $portal @{ status = 200; body = $body } }
        }
    }

    It 'gives the newest messages of a chat, newest first, also where more are unread' {
        $sent = 1..3 | ForEach-Object { Send-OLMessage 2103 "text $_" }
        $messages = @(Get-OLMessage 2103)
        Get-Body | Should -BeExactly '{"DIALOG_ID":"chat2103","LAST_ID":9007199254740991,"LIMIT":50}'
        $messages[0..2].MessageId | Should -Be $sent[2].MessageId, $sent[1].MessageId, $sent[0].MessageId
        $messages[0] | Should -BeOfType OpenLines.Message
        $messages[0].ChatId | Should -Be 2103
        $messages[0].Text | Should -BeExactly 'text 3'
        $messages[0].AuthorId | Should -Be 1
        $messages[0].AuthorName | Should -BeExactly 'Anna Admin'
        $messages[-1].IsSystem | Should -BeTrue
        $messages[0].InputObject | Should -Be 2103
    }

    It 'gives those before a message, newest first, and those after one, oldest first' {
        $sent = 1..4 | ForEach-Object { Send-OLMessage 2103 "text $_" }
        (Get-OLMessage 2103 -Before $sent[2].MessageId)[0].MessageId | Should -Be $sent[1].MessageId
        (Get-OLMessage 2103 -After $sent[0].MessageId).MessageId | Should -Be $sent[1..3].MessageId
        Get-Body | Should -BeExactly ('{"DIALOG_ID":"chat2103","FIRST_ID":' + $sent[0].MessageId + ',"LIMIT":50}')
        Get-OLMessage 2103 -After $sent[3].MessageId | Should -BeNullOrEmpty
    }

    It 'reads all pages, and asks for more until there is nothing' {
        Send-Answer (ConvertTo-Page 9, 8, 7) (ConvertTo-Page 6, 5) (ConvertTo-Page 4) '{"result":{"chat_id":9,"messages":[]}}'
        $before = $connection.Requests
        (Get-OLMessage 9 -All).MessageId | Should -Be 9, 8, 7, 6, 5, 4
        $connection.Requests - $before | Should -Be 4
        (Get-Body 3)[0] | Should -BeExactly '{"DIALOG_ID":"chat9","LAST_ID":7,"LIMIT":50}'
        Get-Body | Should -BeExactly '{"DIALOG_ID":"chat9","LAST_ID":4,"LIMIT":50}'
    }

    It 'reads all pages forwards' {
        Send-Answer (ConvertTo-Page 4, 5) (ConvertTo-Page 7, 6) '{"result":{"chat_id":9,"messages":[],"users":[],"files":[]}}'
        (Get-OLMessage 9 -After 3 -All).MessageId | Should -Be 4, 5, 6, 7
        Get-Body | Should -BeExactly '{"DIALOG_ID":"chat9","FIRST_ID":7,"LIMIT":50}'
    }

    It 'does not go round in a circle where the portal does' {
        Send-Answer (ConvertTo-Page 9, 8) (ConvertTo-Page 9, 8)
        (Get-OLMessage 9 -All).MessageId | Should -Be 9, 8, 9, 8
    }

    It 'writes each page before the one after the next is asked for' {
        Send-Answer (ConvertTo-Page 9, 8) (ConvertTo-Page 7)
        $before = $connection.Calls
        $seen = Get-OLMessage 9 -All | ForEach-Object { $connection.Calls - $before } | Select-Object -First 2
        $seen | Should -Be 2, 2
        $null = Receive-OLOutcome
    }

    It 'reads the pages of many chats together, and gives them chat by chat' {
        $chats = 1000001..1000040
        $null = $chats | Join-OLSession
        $null = $chats | Send-OLMessage -Text 'hello'

        # A first run stops to compile, and the pause of the input would send what has come so far.
        $null = $chats | Get-OLMessage -All
        $before = $connection.Requests
        $messages = $chats | Get-OLMessage -All
        # The first pages, then what is behind them, and no more than that.
        $connection.Requests - $before | Should -BeLessOrEqual 4
        @($messages.ChatId | Select-Object -Unique) | Should -Be $chats
        foreach ($one in $messages | Group-Object -Property ChatId | Select-Object -First 3) {
            $one.Group.MessageId | Should -Be ($one.Group.MessageId | Sort-Object -Descending)
        }
    }

    It 'ends a chat with one error where a later page cannot be read, and goes on with the next' {
        Send-Answer (ConvertTo-Page 9, 8)
        Send-PortalAnswer $portal @{ status = 403; body = '{"error":"ACCESS_ERROR","error_description":"no"}' }
        $all = @(Get-OLMessage 9 -All 2>&1)
        $all[0, 1].MessageId | Should -Be 9, 8
        $all[2].FullyQualifiedErrorId | Should -BeExactly 'ACCESS_ERROR,OpenLines.Commands.GetOLMessageCommand'
        $all[2].TargetObject | Should -Be 9
        (999, 2103 | Get-OLMessage -ErrorAction SilentlyContinue)[0].ChatId | Should -Be 2103
    }

    It 'refuses what is no message: <_>' -ForEach 'x', '', '1.5', '0', '-1' {
        $before = $connection.Calls
        (Get-Failure { Get-OLMessage 2103 -Before $_ }).FullyQualifiedErrorId | Should -BeLike 'InvalidMessageId,*'
        $connection.Calls | Should -Be $before
    }

    It 'knows the files of a message' {
        $null = Join-OLSession 2115
        $file = (Get-OLMessage 2115 -All).Files | Select-Object -First 1
        $file | Should -BeOfType OpenLines.MessageFile
        $file.ChatId | Should -Be 2115
        $file.Name | Should -Not -BeNullOrEmpty
    }

    It 'is the error of the chat where the answer is none: <_>' -ForEach @(
        '{"result":[]}', '{"result":{"chat_id":9}}', '{"result":{"messages":[]}}'
    ) {
        Send-Answer $_
        (Get-OLMessage 9 2>&1).FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
    }

    It 'pipes on' {
        $message = Get-OLMessage 2103 | Select-Object -First 1
        (Get-OLDialog $message).ChatId | Should -Be 2103
    }

    It 'is shown in 80 columns' {
        $null = Send-OLMessage 2103 "two`nlines"
        $lines = (Get-OLMessage 2103 | Select-Object -First 2 | Out-String -Width 80) -split '\r?\n'
        $lines | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        "$lines" | Should -Match 'two lines'
    }

    It 'is shown with the time of this computer, whatever the time zone of the portal' {
        $message = Get-OLMessage 2103 | Select-Object -First 1
        $shown = '{0:yyyy-MM-dd HH:mm:ss}' -f $message.Date.LocalDateTime
        $message | Out-String -Width 80 | Should -Match "\b$($message.MessageId)\s+$shown"
    }
}

Describe 'A permission that the webhook lacks' {
    It 'is told before anything is sent, and the connection goes on: <Line>' -ForEach @(
        @{ Line = "Send-OLMessage 2103 'a'"; Scope = '*(im)*' }
        @{ Line = 'Get-OLRecentDialog'; Scope = '*(im)*' }
        @{ Line = 'Get-OLMessage 2103'; Scope = '*(im)*' }
    ) {
        $bodies = '{"result":{"result":{"c0":["imopenlines"],"c1":{"ID":"1","ADMIN":true},"c2":{"rest":1}},"result_error":[]}}'
        Send-PortalAnswer $portal @{ status = 200; body = $bodies }
        $poor = Connect-Bitrix24 -Webhook $portal.SecureWebhook
        $poor.Scopes | Should -Be 'imopenlines'
        $before = $poor.Calls
        $failure = Get-Failure ([scriptblock]::Create($Line))
        $failure.FullyQualifiedErrorId | Should -BeLike 'MissingScope,*'
        "$failure" | Should -BeLike $Scope
        $poor.Calls | Should -Be $before
        "$($poor.State)" | Should -Be 'Open'
        $script:connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook
    }
}

Describe 'Get-OLRecentDialog' {
    It 'gives the dialogs of the connected user, and no other chats' {
        $dialogs = @(Get-OLRecentDialog)
        Get-Body | Should -BeExactly '{"ONLY_OPENLINES":"Y"}'
        $dialogs.ChatId | Should -Contain 2103
        $dialogs.ChatId | Should -Not -Contain 3001
        $dialogs[0] | Should -BeOfType OpenLines.RecentDialog
    }

    It 'tells all that is known of a dialog' {
        $session = (Get-OLDialog 2103).SessionId
        $sent = Send-OLMessage 2103 'the newest'
        $dialog = Get-OLRecentDialog | Where-Object ChatId -EQ 2103
        $dialog.DialogId | Should -BeExactly 'chat2103'
        $dialog.UserCode | Should -BeExactly 'viber|58|+35799000111|613'
        $dialog.SessionId | Should -Be $session
        $dialog.SessionStarted | Should -BeOfType datetimeoffset
        "$($dialog.State)" | Should -Be 'Open'
        $dialog.OperatorId | Should -Be 1
        $dialog.Status | Should -Be 40
        $dialog.LastMessage | Should -BeExactly 'the newest'
        $dialog.LastMessageId | Should -Be $sent.MessageId
        $dialog.LastMessageDate | Should -BeOfType datetimeoffset
        $dialog.Raw.chat.entity_type | Should -BeExactly 'LINES'
        ($dialog | Get-OLDialog).ChatId | Should -Be 2103
    }

    It 'reads what portals write otherwise' {
        $one = '{"chat_id":9,"chat":{"id":"9","entity_type":"LINES","entity_id":"viber|1|2|3","owner":"0","role":"MEMBER",' +
            '"entity_data_1":"N|NONE|0|N|N|77|1773682918|0|0|0","entity_data_3":"N","mute_list":[]},"message":[],"lines":[]}'
        $others = '{"chat":{"entity_type":"CHAT"}},{"user":{"id":1}}'
        Send-PortalAnswer $portal @{ status = 200; body = "{`"result`":[$one,$others]}" }
        $dialog = @(Get-OLRecentDialog)
        $dialog.Count | Should -Be 1
        $dialog.ChatId | Should -Be 9
        "$($dialog.State)" | Should -Be 'Waiting'
        $dialog.LastMessageId | Should -BeNullOrEmpty
        $dialog.Status | Should -BeNullOrEmpty
    }

    It 'gives nothing where there is none, and an error where the answer is none' {
        Send-PortalAnswer $portal @{ status = 200; body = '{"result":[]}' }
        Get-OLRecentDialog | Should -BeNullOrEmpty
        Send-PortalAnswer $portal @{ status = 200; body = '{"result":5}' }
        (Get-OLRecentDialog 2>&1).FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
    }

    It 'is shown in 80 columns' {
        $null = Send-OLMessage 2103 "two`nlines"
        $text = Get-OLRecentDialog | Out-String -Width 80
        $text | Should -Match 'ChatId\s+State\s+SessionId\s+OperatorId\s+Unread\s+LastMessage'
        $text | Should -Match 'two lines'
    }
}
