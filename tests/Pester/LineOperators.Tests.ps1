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
}

AfterAll {
    Close-Portal $portal
    Close-Module
}

Describe 'Get-OLOperator' {
    It 'gives the queue of a line in its order, with names' {
        $operators = @(Get-OLOperator 22)
        $bodies = Get-Body 2
        $bodies[0] | Should -BeExactly '{"CONFIG_ID":22,"WITH_QUEUE":"Y","SHOW_OFFLINE":"Y"}'
        $bodies[1] | Should -BeExactly '{"FILTER":{"ID":[5,14]}}'
        $operators.OperatorId | Should -Be 5, 14
        $operators.Place | Should -Be 1, 2
        $operators.LineId | Should -Be 22, 22
        $operators.Name | Should -BeExactly 'Oleg Operator', 'Clara Colleague'
        $operators[0] | Should -BeOfType OpenLines.Operator
        $operators[0].FirstName | Should -BeExactly 'Oleg'
        $operators[0].LastName | Should -BeExactly 'Operator'
        $operators[0].WorkPosition | Should -BeExactly 'Operator'
        $operators[0].IsActive | Should -BeTrue
        $operators[0].IsOnline | Should -BeTrue
        $operators[1].DepartmentIds | Should -Be 10
        $operators[0].Raw.ID | Should -BeExactly '5'
        $operators[0].InputObject | Should -Be 22
    }

    It 'counts a department as its people, and leaves out who is away where that is wanted' {
        (Get-OLOperator 58).OperatorId | Should -Be 1, 14, 16
        (Get-OLOperator -LineId 58 -Online).OperatorId | Should -Be 1, 14
    }

    It 'asks for the queues of many lines in one batch, and for their people in another' {
        $before = $connection.Requests
        $operators = [pscustomobject]@{ CONFIG_ID = '22' }, [pscustomobject]@{ LineId = 58 }, 1 | Get-OLOperator
        $connection.Requests - $before | Should -Be 2
        $operators.LineId | Should -Be 22, 22, 58, 58, 58, 1, 1
        $commands = (Get-Body | ConvertFrom-Json).cmd
        $commands.c0 | Should -BeExactly 'user.get?FILTER[ID][0]=5&FILTER[ID][1]=14'
    }

    It 'asks for 50 people at once' {
        $ids = 1..120
        Send-Answer ('{{"result":{{"ID":"7","QUEUE":[{0}]}}}}' -f ($ids -join ','))
        $pages = '{"result":[{"ID":"1","NAME":"A"}]}', '{"result":[{"ID":"51","NAME":"B","ACTIVE":true}]}', '{"result":[]}'
        Send-Answer @pages
        $operators = @(Get-OLOperator 7)
        $operators.OperatorId | Should -Be $ids
        $operators[0].Name | Should -BeExactly 'A'
        $operators[50].Name | Should -BeExactly 'B'
        $operators[119].Name | Should -BeNullOrEmpty
        $operators[119].Raw | Should -BeNullOrEmpty
        $bodies = Get-Body 3
        ($bodies[0] | ConvertFrom-Json).FILTER.ID | Should -Be (1..50)
        ($bodies[2] | ConvertFrom-Json).FILTER.ID | Should -Be (101..120)
    }

    It 'reads a queue however the portal writes it: <Queue>' -ForEach @(
        @{ Queue = '["27","103"]'; Ids = 27, 103 }
        @{ Queue = '[27,103]'; Ids = 27, 103 }
        @{ Queue = '{"0":"27"}'; Ids = 27 }
        @{ Queue = '["27","27",null,"x",0]'; Ids = 27 }
        @{ Queue = '[]'; Ids = @() }
    ) {
        $fields = '{"27":{"USER_NAME":"Support"},"103":{"USER_NAME":null}}'
        Send-Answer ('{{"result":{{"ID":"7","QUEUE":{0},"QUEUE_USERS_FIELDS":{1}}}}}' -f $Queue, $(if ($Ids) { $fields } else { '[]' }))
        if ($Ids) { Send-Answer '{"result":[]}' }
        $operators = @(Get-OLOperator 7)
        $operators.OperatorId | Should -Be $Ids
        if ($Ids) { $operators[0].ShownName | Should -BeExactly 'Support' }
    }

    It 'says so where there is no such line, and where it can be none' {
        $before = $connection.Calls
        $all = @(999, 22, 'x' | Get-OLOperator 2>&1)
        $all.Count | Should -Be 4
        $all[0].FullyQualifiedErrorId | Should -BeExactly 'LineNotFound,OpenLines.Commands.GetOLOperatorCommand'
        $all[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $all[1].OperatorId | Should -Be 5
        $all[3].FullyQualifiedErrorId | Should -BeLike 'InvalidLineId,*'
        $connection.Calls - $before | Should -Be 3
    }

    It 'gives the queues of all lines where none is named, in batches' {
        $lines = @(Get-OLLine)
        $before = $connection.Requests
        $operators = @(Get-OLOperator)
        $connection.Requests - $before | Should -Be 3
        $named = @($lines | Get-OLOperator)
        $operators.Count | Should -BeGreaterThan 4
        ($operators | ForEach-Object { "$($_.LineId) $($_.Place) $($_.OperatorId) $($_.Name) $($_.LineName)" }) |
            Should -BeExactly ($named | ForEach-Object { "$($_.LineId) $($_.Place) $($_.OperatorId) $($_.Name) $($_.LineName)" })
        $operators[0].InputObject | Should -BeNullOrEmpty
        $operators[0].LineName | Should -BeExactly ($lines | Where-Object LineId -EQ $operators[0].LineId).Name
        @(Get-OLOperator -Online).Count | Should -BeLessThan $operators.Count
    }

    It 'reads all pages of lines' {
        $made = @(1..210 | ForEach-Object { "Line $_" } | New-OLLine -OperatorId 14)
        $operators = @(Get-OLOperator)
        $made.LineId | ForEach-Object { $_ | Should -BeIn $operators.LineId }
        ($operators | Group-Object { "$($_.LineId) $($_.OperatorId)" } | Where-Object Count -GT 1) | Should -BeNullOrEmpty
        $made | Remove-OLLine -Confirm:$false | Out-Null
    }

    It 'goes on where a line is gone meanwhile' {
        Send-Answer '{"result":[{"ID":"7"},{"ID":8}]}' ('{"result":{"result":{"c0":false,"c1":{"ID":8,"LINE_NAME":"Last","QUEUE":[5]}},' +
            '"result_error":[]}}') '{"result":[{"ID":"5","NAME":"Oleg"}]}'
        $all = @(Get-OLOperator 2>&1)
        $all.Count | Should -Be 2
        $all[0].FullyQualifiedErrorId | Should -BeLike 'LineNotFound,*'
        "$($all[0])" | Should -BeLike "Line '7':*"
        $all[1].LineId | Should -Be 8
        $all[1].LineName | Should -BeExactly 'Last'
    }

    It 'ends with one error where the lines cannot be listed' {
        Send-PortalAnswer $portal @{ status = 400; body = '{"error":"ERROR_CORE","error_description":"no"}' }
        (Get-OLOperator 2>&1).FullyQualifiedErrorId | Should -BeExactly 'ERROR_CORE,OpenLines.Commands.GetOLOperatorCommand'
    }

    It 'is the error of the line where its people cannot be read' {
        Send-Answer '{"result":{"ID":"7","QUEUE":[1]}}'
        Send-PortalAnswer $portal @{ status = 400; body = '{"error":"ERROR_CORE","error_description":"no"}' }
        $failure = Get-OLOperator 7 2>&1
        $failure.FullyQualifiedErrorId | Should -BeLike 'ERROR_CORE,*'
    }

    It 'goes without names where the webhook may not read them' {
        Send-Answer '{"result":{"result":{"c0":["imopenlines"],"c1":{"ID":"1","ADMIN":true},"c2":{"rest":1}},"result_error":[]}}'
        $poor = Connect-Bitrix24 -Webhook $portal.SecureWebhook
        $warnings = $null
        $operators = Get-OLOperator 22 -Connection $poor -WarningVariable warnings -WarningAction SilentlyContinue
        $operators.OperatorId | Should -Be 5, 14
        $operators[0].Name | Should -BeNullOrEmpty
        "$warnings" | Should -BeLike '*user_brief*'
        $poor.Calls | Should -Be 4
        $null = Connect-Bitrix24 -Webhook $portal.SecureWebhook
    }

    It 'takes the line of a dialog' {
        (Get-OLDialog 1763 | Get-OLOperator).OperatorId | Should -Be 5, 14
    }

    It 'is shown in 80 columns' {
        Get-OLOperator 22 | Out-String -Width 80 |
            Should -Match 'LineId\s+Place\s+OperatorId\s+IsActive\s+IsOnline\s+Name[\s-]+22\s+1\s+5\s+True\s+True\s+Oleg Operator'
    }
}

Describe 'The connectors' {
    BeforeAll {
        $script:application = Connect-Bitrix24 -Portal $portal.Address -AccessToken (ConvertTo-Secret 'sandboxtoken1')
    }

    It 'are listed' {
        $connectors = @(Get-OLConnector)
        $connectors[0] | Should -BeOfType OpenLines.Connector
        ($connectors | Where-Object ConnectorId -EQ 'telegrambot').Name | Should -BeExactly 'Telegram'
        $connectors | Out-String -Width 80 | Should -Match 'ConnectorId\s+Name'
    }

    It 'are none where the portal has none' {
        Send-Answer '{"result":[]}'
        Get-OLConnector | Should -BeNullOrEmpty
    }

    It 'tell whether they work at a line' {
        $status = Get-OLConnectorStatus 22 telegrambot
        Get-Body | Should -BeLike '*"CONNECTOR":"telegrambot","LINE":22*'
        $status | Should -BeOfType OpenLines.ConnectorStatus
        $status.LineId | Should -Be 22
        $status.ConnectorId | Should -BeExactly 'telegrambot'
        $status.IsActive | Should -BeTrue
        $status.IsConfigured | Should -BeTrue
        $status.HasError | Should -BeFalse
        (Get-OLConnectorStatus 22 nosuch).IsActive | Should -BeFalse
        $status | Out-String -Width 80 | Should -Match 'LineId\s+ConnectorId\s+IsActive\s+IsConfigured\s+HasError'
    }

    It 'tell it of the line and the channel of dialogs, in one batch' {
        $dialogs = Get-OLDialog 1763, 2103
        $before = $application.Requests
        $states = $dialogs | Get-OLConnectorStatus
        $application.Requests - $before | Should -Be 1
        $states.ConnectorId | Should -BeExactly 'livechat', 'viber'
        $states.LineId | Should -Be 22, 58
        (Get-OLConnector | Get-OLConnectorStatus -LineId { 22 }).Count | Should -Be @(Get-OLConnector).Count
    }

    It 'refuse what can be no connector: <_>' -ForEach '', ' ', 'livechat|22|1|2', "a`nb", 5 {
        $before = $application.Calls
        $failure = [pscustomobject]@{ LineId = 22; ConnectorId = $_ } | Get-OLConnectorStatus 2>&1
        $failure.FullyQualifiedErrorId | Should -BeExactly 'InvalidConnectorId,OpenLines.Commands.GetOLConnectorStatusCommand'
        $application.Calls | Should -Be $before
    }

    It 'tell each code of the portal' -ForEach 'ERROR_ARGUMENT', 'ACCESS_DENIED' {
        Send-PortalAnswer $portal @{ status = 400; body = ('{{"error":"{0}","error_description":"no"}}' -f $_) }
        (Get-OLConnectorStatus 22 telegrambot 2>&1).FullyQualifiedErrorId | Should -BeLike "$_,*"
    }

    It 'are for applications: with a webhook nothing is sent by <Name>' -ForEach @(
        @{ Name = 'Get-OLConnector'; Arguments = @{} }
        @{ Name = 'Get-OLConnectorStatus'; Arguments = @{ LineId = 22; ConnectorId = 'telegrambot' } }
    ) {
        foreach ($one in (Connect-Bitrix24 -Webhook $portal.SecureWebhook), (Connect-Bitrix24 -Sandbox)) {
            $before = $one.Calls
            $failure = Get-Failure { & $Name @Arguments -Connection $one }
            $failure.FullyQualifiedErrorId | Should -BeLike 'ApplicationRequired,*'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-AccessToken*'
            $one.Calls | Should -Be $before
        }
    }
}
