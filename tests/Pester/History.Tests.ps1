BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:connection = Connect-Bitrix24 -Sandbox
}

AfterAll {
    Close-Module
}

Describe 'Get-OLSessionHistory' {
    It 'tells of a session, its chat and its line' {
        $history = Get-OLSessionHistory 10001
        $history.PSObject.Properties.Name | Should -Be @(
            'SessionId', 'ChatId', 'DialogId', 'UserCode', 'LineId', 'CanJoin', 'CanRate', 'Rating', 'RatingComment', 'Messages', 'Users',
            'Files', 'InputObject', 'Raw')
        $history.SessionId, $history.ChatId, $history.DialogId, $history.LineId | Should -Be 10001, 1763, 'chat1763', 22
        $history.UserCode | Should -BeExactly 'livechat|22|1761|587'
        $history.CanJoin, $history.CanRate | Should -Be $true, $true
        $history.Rating, $history.RatingComment | Should -Be $null, $null
        $history.Raw.canVoteHead | Should -BeExactly 'Y'
    }

    It 'gives the messages oldest first, with their authors' {
        $messages = (Get-OLSessionHistory 10001).Messages
        $messages[0].IsSystem, $messages[0].AuthorId, $messages[0].AuthorName | Should -Be $true, $null, $null
        $messages[1].IsClient, $messages[1].AuthorId, $messages[1].AuthorName | Should -Be $true, 587, 'Guest 587'
        $messages[2].IsClient, $messages[2].AuthorId, $messages[2].AuthorName | Should -Be $false, 5, 'Oleg Operator'
        $messages.Date | Should -Be ($messages.Date | Sort-Object)
        $messages[1].Date | Should -BeOfType DateTimeOffset
        $messages[1].MessageId | Should -BeOfType long
        $messages[1].Text | Should -BeOfType string
        $messages.SessionId | Select-Object -Unique | Should -Be 10001
        $messages.ChatId | Select-Object -Unique | Should -Be 1763
        $messages[1].Params | Should -BeNullOrEmpty
    }

    It 'gives the files, with the message that they came with' {
        $history = Get-OLSessionHistory -ChatId 2115
        $history.Files.Count | Should -Be 1
        $message = $history.Messages | Where-Object { $_.Files }
        $message.Files[0].FileId | Should -Be $history.Files[0].FileId
        $file = $history.Files[0]
        $file.Name, $file.Extension, $file.Type, $file.ChatId | Should -Be $file.Raw.name, 'pdf', 'file', 2115
        $file.Size | Should -BeOfType long
        $message.Params.fileId | Should -Be $file.FileId
        $history.Users.Name | Sort-Object | Should -Be ('Guest 625', 'Oleg Operator' | Sort-Object)
        ($history.Users | Where-Object IsClient).UserId | Should -Be 625
    }

    It 'gives the last session of a chat' {
        $last = Get-OLSessionHistory -ChatId 2115
        $last.SessionId | Should -Be (Get-OLDialog 2115).SessionId
        ('telegrambot|58|551200343|625' | Get-OLChatByUserCode | Get-OLSessionHistory).SessionId | Should -Be $last.SessionId
    }

    It 'takes the session of a record before its chat, and the chat where the session is blank' {
        $rows = 'SessionId,ChatId', '10001,2115', ',2115', '10001,' | ConvertFrom-Csv
        ($rows | Get-OLSessionHistory).ChatId | Should -Be 1763, 2115, 1763
        (Get-OLDialog 1763, 2043 | Get-OLSessionHistory).ChatId | Should -Be 1763, 2043
    }

    It 'takes what it gives: <Why>' -ForEach @(
        @{ Why = 'the history'; Script = { $history } }
        @{ Why = 'a message'; Script = { $history.Messages[0] } }
        @{ Why = 'a file, by its chat'; Script = { (Get-OLSessionHistory -ChatId 2115).Files[0] } }
    ) {
        $history = Get-OLSessionHistory 10001
        $one = & $Script
        ($one | Get-OLSessionHistory).ChatId | Should -Be $one.ChatId
        ($one | Get-OLDialog).ChatId | Should -Be $one.ChatId
        ($one | Join-OLSession).ChatId | Should -Be $one.ChatId
    }

    It 'hands the first record on to each message' {
        $row = [pscustomobject]@{ SessionId = 10001; Client = 'Anna' }
        $history = $row | Get-OLSessionHistory
        $history.InputObject.Client | Should -BeExactly 'Anna'
        $history.Messages[1].InputObject.Client | Should -BeExactly 'Anna'
    }

    It 'shows messages in 80 columns, a line each' {
        $text = (Get-OLSessionHistory 10001).Messages | Out-String -Width 80
        $text | Should -Match 'MessageId\s+Date\s+AuthorName\s+Text'
        ($text.Trim() -split '\r?\n').Count | Should -Be ((Get-OLSessionHistory 10001).Messages.Count + 2)
    }

    It 'is refused as the portal refuses it: <Value>' -ForEach @(
        @{ Value = @{ SessionId = 5 }; Code = 'ACCESS_DENIED' }
        @{ Value = @{ ChatId = 999 }; Code = 'INVALID_SESSION_ID' }
        @{ Value = @{ ChatId = 1364 }; Code = 'INVALID_SESSION_ID' }
    ) {
        $failed = $null
        [pscustomobject]$Value | Get-OLSessionHistory -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeExactly "$Code,OpenLines.Commands.GetOLSessionHistoryCommand"
    }
}

Describe 'The history that a portal answers' {
    BeforeAll {
        $script:portal = Open-Portal '--recorded', '20', '--chats', '100', '--operator', '5', '--messages', '2'
        $script:connection = Connect-Portal $portal
    }

    AfterAll {
        Close-Portal $portal
    }

    It 'is asked for by the exact names, alone and in a batch' {
        $null = Get-OLSessionHistory 'imol|10001'
        $null = Get-OLSessionHistory -ChatId chat1763
        $null = Get-OLSessionHistory 10001, 10002
        $bodies = Invoke-RestMethod -Uri "$($portal.Address)/requests"
        $bodies[-3, -2] | Should -BeExactly '{"SESSION_ID":10001}', '{"CHAT_ID":1763}'
        ($bodies[-1] | ConvertFrom-Json).cmd.PSObject.Properties.Value | Should -BeExactly @(
            'imopenlines.session.history.get?SESSION_ID=10001', 'imopenlines.session.history.get?SESSION_ID=10002')
    }

    It 'comes in batches' {
        $before = $connection.Requests
        (50000001..50000100 | Get-OLSessionHistory).Count | Should -Be 100
        $connection.Requests - $before | Should -BeLessOrEqual 6
    }

    It 'may have nothing in it: each map is an empty list' {
        Send-PortalAnswer $portal @{
            status = 200
            body = '{"result":{"chatId":1763,"canJoin":"N","canVoteHead":"N","sessionId":321,"sessionVoteHead":0,' +
                '"sessionCommentHead":null,"userId":"chat1763",' +
                '"message":[],"usersMessage":{"chat1763":null},"users":[],"openlines":[],"userInGroup":[],' +
                '"woUserInGroup":[],"chat":[],"userBlockChat":[],"userInChat":[],"files":[]}}'
        }
        $history = Get-OLSessionHistory 321
        $history.Messages.Count, $history.Users.Count, $history.Files.Count | Should -Be 0, 0, 0
        $history.UserCode, $history.LineId, $history.Rating, $history.RatingComment | Should -Be $null, $null, $null, $null
        $history.CanJoin | Should -BeFalse
    }

    It 'keeps what the module does not know, under the portal''s own names' {
        Send-PortalAnswer $portal @{
            status = 200
            body = '{"result":{"chatId":1763,"sessionId":321,"brandNew":{"a":1},"message":{"5":{"id":"5","senderid":"1","date":' +
                '"2026-03-11T13:12:46+01:00","text":"x","reactions":["like"]}}}}'
        }
        $history = Get-OLSessionHistory 321
        $history.Raw.brandNew.a | Should -Be 1
        $history.Messages[0].Raw.reactions | Should -Be 'like'
        $history.Messages[0].ChatId | Should -Be 1763
    }

    It 'shows what clients write without what could change a console' {
        Send-PortalAnswer $portal @{
            status = 200
            body = '{"result":{"chatId":1763,"sessionId":321,"message":{"5":{"id":"5","senderid":"1","date":"2026-03-11T13:12:46+01:00",' +
                '"text":"line one\nline two"}}}}'
        }
        ((Get-OLSessionHistory 321).Messages | Out-String -Width 80) | Should -Match 'line one line two'
    }

    It 'is InvalidResponse where it is none: <_>' -ForEach 'true', '[]', '{}', '{"chatId":1763,"sessionId":0}' {
        Send-PortalAnswer $portal @{ status = 200; body = "{`"result`":$_}" }
        (Get-Failure { Get-OLSessionHistory 321 -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
    }

    It 'has the codes of the portal as they come: <_>' -ForEach 'MISSING_REQUIRED_PARAM', 'INVALID_SESSION_ID', 'ACCESS_DENIED' {
        Send-PortalAnswer $portal @{ status = 400; body = "{`"error`":`"$_`",`"error_description`":`"x`"}" }
        (Get-Failure { Get-OLSessionHistory 321 -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike "$_,*"
    }
}
