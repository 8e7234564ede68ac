BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:portal = Open-Portal '--recorded', '50'
    $script:connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook

    # The bodies of the last requests, as text.
    function Get-Body {
        param([int] $Last = 1)

        $bodies = Invoke-RestMethod -Uri "$($portal.Address)/requests"
        $bodies | Select-Object -Last $Last
    }

    # The answers to the next requests.
    function Send-Answer {
        foreach ($body in $args) { Send-PortalAnswer $portal @{ status = 200; body = $body } }
    }

    # Activities with these sessions.
    function Get-Row {
        param([int[]] $Id)

        ($Id | ForEach-Object { '{{"ID":"{0}","ASSOCIATED_ENTITY_ID":"{0}","COMPLETED":"N"}}' -f $_ }) -join ','
    }

    $script:fields = '"select":["ID","ASSOCIATED_ENTITY_ID","PROVIDER_PARAMS","RESULT_SOURCE_ID","RESPONSIBLE_ID","CREATED","END_TIME",' +
        '"COMPLETED","OWNER_TYPE_ID","OWNER_ID"],"order":{"ID":"ASC"}}'
}

AfterAll {
    Close-Portal $portal
    Close-Module
}

Describe 'Get-OLSession' {
    It 'gives the sessions of a CRM object, oldest first' {
        $sessions = @(Get-OLSession 501 DEAL)
        Get-Body | Should -BeExactly ('{"filter":{"PROVIDER_ID":"IMOPENLINES_SESSION",' +
            '"BINDINGS":[{"OWNER_TYPE_ID":2,"OWNER_ID":501}]},' + $fields)
        $sessions.Count | Should -Be 4
        $sessions[0] | Should -BeOfType OpenLines.Session
        $sessions[0].UserCode | Should -BeExactly 'telegrambot|58|551200343|625'
        $sessions[0].ConnectorId | Should -BeExactly 'telegrambot'
        $sessions[0].LineId | Should -Be 58
        $sessions[0].OperatorId | Should -Be 14
        "$($sessions[0].State)" | Should -Be 'Closed'
        $sessions[0].Started | Should -BeOfType datetimeoffset
        $sessions[0].Closed | Should -BeGreaterThan $sessions[0].Started
        $sessions[0].ChatId | Should -BeNullOrEmpty
        $sessions[0].InputObject | Should -Be 501
        $sessions.CrmType | Should -Be DEAL, DEAL, DEAL, DEAL
        $sessions.CrmId | Should -Be 501, 501, 501, 501
        $open = $sessions | Where-Object State -EQ Open
        $open.OperatorId | Should -Be 5
        $open.Closed | Should -BeNullOrEmpty
        $sessions[0].Raw.PROVIDER_PARAMS.USER_CODE | Should -BeExactly 'telegrambot|58|551200343|625'
    }

    It 'asks for those of an operator, a state and a time' {
        $after = [datetimeoffset]::new(2026, 3, 1, 10, 0, 0, [timespan]::FromHours(3))
        $null = Get-OLSession -OperatorId 5 -State Open -After $after -Before $after.AddDays(1)
        Get-Body | Should -BeExactly ('{"filter":{"PROVIDER_ID":"IMOPENLINES_SESSION","RESPONSIBLE_ID":5,"COMPLETED":"N",' +
            '"\u003E=CREATED":"2026-03-01T10:00:00\u002B03:00","\u003CCREATED":"2026-03-02T10:00:00\u002B03:00"},' + $fields)
        (Get-OLSession -OperatorId 5 -State Open).OperatorId | Select-Object -Unique | Should -Be 5
        @(Get-OLSession 501 DEAL -State Closed).Count | Should -Be 3
        @(Get-OLSession 501 DEAL -After (Get-Date).AddDays(-4)).Count | Should -Be 3
        @(Get-OLSession 501 DEAL -After (Get-Date).AddDays(-4).ToUniversalTime() -Before (Get-Date).AddDays(-1)).Count | Should -Be 2
    }

    It 'takes a time as text' {
        $null = Get-OLSession -After '2026-03-01T10:00:00+03:00'
        Get-Body | Should -BeLike '*"\u003E=CREATED":"2026-03-01T10:00:00\u002B03:00"*'
    }

    It 'asks for the sessions of many objects in one batch' {
        $rows = [pscustomobject]@{ CRM_ENTITY_TYPE = 'deal'; CRM_ENTITY = '501' }, [pscustomobject]@{ CrmType = 'LEAD'; CrmId = 345 },
            [pscustomobject]@{ CrmType = 'Contact'; CrmId = 71 }
        $before = $connection.Requests
        $sessions = @($rows | Get-OLSession -State Open)
        $connection.Requests - $before | Should -Be 1
        ([uri]::UnescapeDataString((Get-Body | ConvertFrom-Json).cmd.c0)) | Should -BeLike (
            'crm.activity.list?filter`[PROVIDER_ID`]=IMOPENLINES_SESSION&filter`[BINDINGS`]`[0`]`[OWNER_TYPE_ID`]=2&' +
            'filter`[BINDINGS`]`[0`]`[OWNER_ID`]=501&filter`[COMPLETED`]=N&select`[0`]=ID*')
        $sessions[0].InputObject | Should -Be $rows[0]
    }

    It 'reads the pages behind the first together, and goes on where the list has grown' {
        $ends = '"total":{0},"next":{1}}}'
        Send-Answer ('{"result":[' + (Get-Row (1..50)) + '],' + ($ends -f 150, 50))
        Send-Answer ('{"result":{"result":{"c0":[' + (Get-Row (51..100)) + '],"c1":[' + (Get-Row (101..150)) + ']},"result_error":[],' +
            '"result_total":{"c0":160,"c1":160},"result_next":{"c0":100,"c1":150}}}')
        Send-Answer ('{"result":[' + (Get-Row (151..160)) + '],"total":160}')
        $before = $connection.Requests
        (Get-OLSession).SessionId | Should -Be (1..160)
        $connection.Requests - $before | Should -Be 3
        (Get-Body | ConvertFrom-Json).start | Should -Be 150
    }

    It 'reads the pages of several objects, each in its place' {
        Send-Answer ('{"result":{"result":{"c0":[' + (Get-Row 1, 2) + '],"c1":[' + (Get-Row 9) + ']},"result_error":[],' +
            '"result_total":{"c0":3,"c1":1},"result_next":{"c0":2}}}')
        Send-Answer ('{"result":[' + (Get-Row 3) + '],"total":3}')
        (1, 2 | Get-OLSession -CrmType DEAL).SessionId | Should -Be 1, 2, 3, 9
    }

    It 'does not go round in a circle where the portal does' {
        Send-Answer ('{"result":[' + (Get-Row 1) + '],"total":9,"next":0}')
        (Get-OLSession).SessionId | Should -Be 1
    }

    It 'asks for a part of a list at a time, however long it is said to be' {
        Send-Answer ('{"result":[' + (Get-Row 1) + '],"total":9007199254740992,"next":50}')
        $before = $connection.Calls
        @(Get-OLSession)[0].SessionId | Should -Be 1
        $connection.Calls - $before | Should -BeLessOrEqual 501
    }

    It 'refuses what is no CRM object, and sends nothing for it: <Why>' -ForEach @(
        @{ Why = 'no type'; Record = @{ CrmId = 5 } }
        @{ Why = 'another type'; Record = @{ CrmId = 5; CrmType = 'QUOTE' } }
        @{ Why = 'no id'; Record = @{ CrmId = ''; CrmType = 'DEAL' } }
        @{ Why = 'a fraction'; Record = @{ CrmId = 1.5; CrmType = 'DEAL' } }
        @{ Why = 'another property'; Record = @{ Id = 5; CrmType = 'DEAL' } }
    ) {
        $before = $connection.Calls
        $failure = [pscustomobject] $Record | Get-OLSession 2>&1
        $failure.FullyQualifiedErrorId | Should -BeExactly 'InvalidCrmId,OpenLines.Commands.GetOLSessionCommand'
        $connection.Calls | Should -Be $before
    }

    It 'refuses what is no operator' {
        (Get-Failure { Get-OLSession -OperatorId x }).FullyQualifiedErrorId | Should -BeLike 'InvalidUserId,*'
    }

    It 'gives nothing for an object without sessions, and an error where the answer is none' {
        Get-OLSession 99 DEAL -ErrorAction Stop | Should -BeNullOrEmpty
        foreach ($body in '{"result":5}', '{"result":[{"ID":"1"}]}') {
            Send-Answer $body
            (Get-OLSession 5 DEAL 2>&1).FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
        }
    }

    It 'leads to the history and to the dialog, though no chat is known' {
        $sessions = Get-OLSession 501 DEAL
        ($sessions | Get-OLSessionHistory).SessionId | Should -Be $sessions.SessionId
        ($sessions | Get-OLDialog).ChatId | Should -Be 2115, 2115, 2115, 2116
        ($sessions | Get-OLChatByUserCode -ErrorAction SilentlyContinue).ChatId | Should -Contain 2115
    }

    It 'takes the CRM object of a dialog' {
        $null = Join-OLSession 2104
        $dialog = Get-OLDialog 2104
        $sessions = @($dialog | Get-OLSession)
        $sessions.CrmType | Should -Be LEAD
        $sessions[0].InputObject | Should -Be 2104
    }

    It 'is shown in 80 columns' {
        $sessions = @(Get-OLSession 501 DEAL)
        $text = $sessions | Out-String -Width 80
        $text | Should -Match 'SessionId\s+State\s+Started\s+OperatorId\s+UserCode'
        $first = $sessions | Where-Object OperatorId -EQ 14 | Select-Object -First 1
        $text | Should -Match ('Closed\s+{0:yyyy-MM-dd HH:mm}\s+14\s+telegrambot\|58\|551200343\|625' -f $first.Started.LocalDateTime)
    }
}

Describe 'Get-OLSession -Mine' {
    It 'tells times in the zone of this computer, as the CRM does of the same sessions' {
        $times = @(Get-OLSession -Mine) + @(Get-OLSession 501 DEAL) | ForEach-Object { $_.Started; $_.Closed } | Where-Object { $_ }
        $times.Count | Should -BeGreaterThan 3
        $times | ForEach-Object { $_.Offset | Should -Be ([System.TimeZoneInfo]::Local.GetUtcOffset($_)) }
    }

    It 'gives the open sessions of the own dialogs, with their chats' {
        $sessions = @(Get-OLSession -Mine)
        Get-Body | Should -BeExactly '{"ONLY_OPENLINES":"Y"}'
        $mine = $sessions | Where-Object ChatId -EQ 2103
        $mine.SessionId | Should -Be (Get-OLDialog 2103).SessionId
        $mine.DialogId | Should -BeExactly 'chat2103'
        $mine.OperatorId | Should -Be 1
        $mine.LineId | Should -Be 58
        $mine.ConnectorId | Should -BeExactly 'viber'
        "$($mine.State)" | Should -Be 'Open'
        $mine.Started | Should -BeOfType datetimeoffset
        ($mine | Get-OLDialog).ChatId | Should -Be 2103
    }

    It 'leaves out what is not wanted' {
        Get-OLSession -Mine -State Closed | Should -BeNullOrEmpty
        Get-OLSession -Mine -OperatorId 999 | Should -BeNullOrEmpty
        Get-OLSession -Mine -After (Get-Date).AddDays(1) | Should -BeNullOrEmpty
        (Get-OLSession -Mine -OperatorId 1 -Before (Get-Date).AddDays(1)).ChatId | Should -Contain 2103
    }

    It 'takes no objects' {
        (Get-Failure { Get-OLSession 501 DEAL -Mine }).FullyQualifiedErrorId | Should -BeLike 'AmbiguousInput,*'
        (Get-Failure { 501 | Get-OLSession -Mine }).FullyQualifiedErrorId | Should -BeLike 'AmbiguousInput,*'
    }

    It 'needs another permission than the CRM: <Line>' -ForEach @(
        @{ Line = 'Get-OLSession 501 DEAL'; Scope = '*(crm)*' }
        @{ Line = 'Get-OLSession -Mine'; Scope = '*(im)*' }
    ) {
        Send-Answer '{"result":{"result":{"c0":["imopenlines"],"c1":{"ID":"1","ADMIN":true},"c2":{"rest":1}},"result_error":[]}}'
        $poor = Connect-Bitrix24 -Webhook $portal.SecureWebhook
        $before = $poor.Calls
        $failure = Get-Failure ([scriptblock]::Create($Line))
        $failure.FullyQualifiedErrorId | Should -BeLike 'MissingScope,*'
        "$failure" | Should -BeLike $Scope
        $poor.Calls | Should -Be $before
        $script:connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook
    }
}
