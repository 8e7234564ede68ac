BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:portal = Open-Portal '--recorded', '100'
    $script:connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook

    # The last requests, as objects.
    function Get-Sent {
        param([int] $Last = 1)

        Get-Body $Last | ForEach-Object { $_ | ConvertFrom-Json }
    }

    # The last bodies, as text.
    function Get-Body {
        param([int] $Last = 1)

        $bodies = Invoke-RestMethod -Uri "$($portal.Address)/requests"
        $bodies | Select-Object -Last $Last
    }

    # The answers to the next requests.
    function Send-Answer {
        foreach ($body in $args) { Send-PortalAnswer $portal @{ status = 200; body = $body } }
    }

    # A page of so many lines from this one on.
    function New-Page {
        param([int] $From, [int] $Count)

        $rows = if ($Count) { $From..($From + $Count - 1) | ForEach-Object { "{`"ID`":`"$_`",`"LINE_NAME`":`"Line $_`"}" } }
        '[{0}]' -f ($rows -join ',')
    }
}

AfterAll {
    Close-Portal $portal
    Close-Module
}

Describe 'Get-OLLine' {
    It 'lists all lines in the order of their ids' {
        $lines = Get-OLLine
        $lines.LineId | Should -Be 1, 22, 31, 58
        $lines[1].Name | Should -Be 'Support'
        $lines[0] | Should -BeOfType OpenLines.Line
        Get-Body | Should -BeExactly '{"PARAMS":{"order":{"ID":"ASC"},"limit":200,"offset":0}}'
    }

    It 'reads pages until one is not full, and gives each when it comes' {
        Send-Answer "{`"result`":$(New-Page 1 200)}"
        (Get-OLLine | Select-Object -First 1).LineId | Should -Be 1
        Send-Answer "{`"result`":$(New-Page 1 200)}" "{`"result`":$(New-Page 201 200)}" '{"result":[]}'
        (Get-OLLine).LineId | Should -Be (1..400)
        (Get-Sent 3).PARAMS.offset | Should -Be 0, 200, 400
    }

    It 'asks the portal for those that are active, and picks names itself' {
        (Get-OLLine -Name '*S*' -Active).Name | Should -Be 'Website', 'Support', 'Sales'
        Get-Body | Should -BeExactly '{"PARAMS":{"order":{"ID":"ASC"},"filter":{"ACTIVE":"Y"},"limit":200,"offset":0}}'
    }

    It 'reads the queues where they are wanted' {
        $lines = Get-OLLine -WithQueue
        $lines[1].OperatorIds | Should -Be 5, 14
        $lines[3].OperatorIds | Should -Be 1, 14, 16
        $lines[3].DepartmentIds | Should -Be 10
        (Get-Sent).OPTIONS.QUEUE | Should -Be Y
        (Get-Sent).OPTIONS.CONFIG_QUEUE | Should -Be Y
        (Get-OLLine)[1].OperatorIds | Should -BeNullOrEmpty
    }

    It 'finds the last page also where the portal drops lines after it has cut the page' {
        $count = '"c0":{0}' -f (New-Page 1 200)
        $rest = '"c1":{0}' -f (New-Page 7 1)
        $body = '{{"result":{{"result":{{{0},{1}}},"result_error":[]}}}}'
        Send-Answer ($body -f $count, $rest) ($body -f '"c0":[]', '"c1":[]')
        $before = $connection.Requests
        (Get-OLLine -CanModify).LineId | Should -Be 7
        $connection.Requests - $before | Should -Be 2
        $commands = (Get-Sent).cmd
        $commands.c0 | Should -BeExactly ('imopenlines.config.list.get?PARAMS[select][0]=ID&PARAMS[order][ID]=ASC&' +
            'PARAMS[limit]=200&PARAMS[offset]=200')
        $commands.c1 | Should -BeExactly ('imopenlines.config.list.get?PARAMS[order][ID]=ASC&PARAMS[limit]=200&PARAMS[offset]=200&' +
            'OPTIONS[CHECK_PERMISSION]=MODIFY')
    }

    It 'lists what the caller may change' {
        (Get-OLLine -CanModify).LineId | Should -Be 1, 22, 31, 58
    }

    It 'ends with an error where the portal gives the same page for every offset' -ForEach @{}, @{ CanModify = $true } {
        $page = "{`"result`":$(New-Page 1 200)}"
        $both = '{{"result":{{"result":{{"c0":{0},"c1":{0}}},"result_error":[]}}}}' -f (New-Page 1 200)
        if ($_.CanModify) { Send-Answer $both $both } else { Send-Answer $page $page }
        $before = $connection.Requests
        $all = @(Get-OLLine @_ 2>&1)
        $lines, $failures = $all.Where({ $_ -is [OpenLines.Line] }, 'Split')
        $lines.LineId | Should -Be (1..200)
        $failures.FullyQualifiedErrorId | ForEach-Object { $_ | Should -BeLike 'NotPaged,*' }
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-OLLine*'
        $connection.Requests - $before | Should -Be 2
    }

    It 'shows its settings so that no text of the portal can disguise another' {
        Send-Answer '{"result":{"ID":"7","LINE_NAME":"a","WELCOME_MESSAGE_TEXT":"x\u202egnp.exe\u001b[31m\r\nID : 8"}}'
        $line = Get-OLLine 7
        $line.Settings.WELCOME_MESSAGE_TEXT | Should -BeExactly "x$([char] 0x202E)gnp.exe$([char] 0x1B)[31m`r`nID : 8"
        $line.Settings.PSTypeNames | Should -Contain 'System.Management.Automation.PSCustomObject'
        foreach ($shown in ($line.Settings | Out-String), ($line | Format-List | Out-String)) {
            $shown -replace "`r?`n" | Should -Not -Match '[\p{C}]'
        }
        $line.Settings | Out-String | Should -Match '(?m)^WELCOME_MESSAGE_TEXT +: x gnp\.exe \[31m  ID : 8'
        $line | Format-List | Out-String | Should -Match '(?m)^Settings +: 3 by the portal'
    }

    It 'is the error of the portal where that refuses the list' {
        Send-PortalAnswer $portal @{ status = 400; body = '{"error":"INVALID_FORMAT","error_description":"A wrong format"}' }
        $failure = Get-OLLine 2>&1
        $failure.FullyQualifiedErrorId | Should -Be 'INVALID_FORMAT,OpenLines.Commands.GetOLLineCommand'
        $failure.TargetObject | Should -BeNullOrEmpty
    }

    It 'reads a line that is named, with its queue' {
        $line = Get-OLLine 22
        Get-Body | Should -BeExactly '{"CONFIG_ID":22}'
        $line.Name | Should -Be Support
        $line.IsActive | Should -BeTrue
        $line.QueueType | Should -Be Evenly
        $line.OperatorIds | Should -Be 5, 14
        $line.IsOnline | Should -BeTrue
        $line.IsWorkTimeEnabled | Should -BeTrue
        $line.WorkTimeFrom | Should -Be ([timespan] '9:00')
        $line.WorkTimeTo | Should -Be ([timespan] '18:30')
        $line.TimeZone | Should -Be Europe/Berlin
        $line.DaysOff.Count + $line.Holidays.Count | Should -Be 0
        $line.Raw.WORKTIME_FROM | Should -BeExactly '9'
    }

    It 'tells all settings as what they are, and what it does not know as it came' {
        Send-Answer ('{"result":{"ID":"7","ACTIVE":"N","AUTO_CLOSE_TIME":"14400","WORKTIME_DAYOFF":["SA"],"WORKTIME_HOLIDAYS":[""],' +
            '"DATE_CREATE":{},"DEFAULT_OPERATOR_DATA":[],"NEW":{"a":["1"]},"WORKTIME_TO":"odd","QUEUE":[],"QUEUE_FULL":[]}}')
        $settings = (Get-OLLine 7).Settings
        $settings.ACTIVE | Should -BeExactly $false
        $settings.AUTO_CLOSE_TIME | Should -BeOfType long
        $settings.WORKTIME_DAYOFF | Should -Be Saturday
        $settings.WORKTIME_HOLIDAYS.Count | Should -Be 0
        $settings.NEW.a | Should -BeExactly '1'
        $settings.WORKTIME_TO | Should -BeExactly odd
    }

    It 'reads many in batches, of whatever has the id of a line' {
        $before = $connection.Requests
        $inputs = 22, '1', @{ CONFIG_ID = 58 }, [pscustomobject] @{ LINE = '31' }, (Get-OLDialog 1763)
        ($inputs | Get-OLLine).LineId | Should -Be 22, 1, 58, 31, 22
        $connection.Requests - $before | Should -Be 2
    }

    It 'takes an empty pipeline for no lines, and an empty value for an error' {
        @() | Get-OLLine | Should -BeNullOrEmpty
        (Get-OLLine -LineId $null 2>&1).FullyQualifiedErrorId | Should -BeLike 'InvalidLineId,*'
    }

    It 'says so where filters meet lines that are named: <_>' -ForEach 'Active', 'CanModify' {
        $filter = @{ $_ = $true }
        (Get-Failure { 22 | Get-OLLine @filter }).FullyQualifiedErrorId | Should -BeLike 'AmbiguousInput,*'
        (Get-Failure { Get-OLLine 22 -Name x }).FullyQualifiedErrorId | Should -BeLike 'AmbiguousInput,*'
    }

    It 'fits into 80 columns' {
        $text = Get-OLLine -WithQueue | Out-String -Width 80
        $text | Should -BeLike '*58 True   All       1, 14, 16*Sales*'
    }
}

Describe 'Set-OLLine' {
    BeforeEach {
        Close-Portal $portal
        $script:portal = Open-Portal '--recorded', '100'
        $script:connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook
    }

    It 'sends what is given, by the names and types of the portal' {
        $result = Set-OLLine 22 -Name 'Help' -Active $false -QueueType Strictly -QueueSeconds 30 -NoAnswerSeconds 90 -MaxChats 4 `
            -Language de -WorkTimeEnabled $true -WorkTimeFrom 8:05 -WorkTimeTo 20:00 -TimeZone Europe/Paris -DayOff Sunday, Monday `
            -OperatorId 5 -DepartmentId 10 -Property @{ crm_create = 'deal' }
        $sent = '{"CONFIG_ID":22,"PARAMS":{"LINE_NAME":"Help","ACTIVE":"N","LANGUAGE_ID":"de","QUEUE_TYPE":"strictly","QUEUE_TIME":30,' +
            '"NO_ANSWER_TIME":90,"MAX_CHAT":4,"WORKTIME_ENABLE":"Y","WORKTIME_FROM":"08.05","WORKTIME_TO":"20.00",' +
            '"WORKTIME_TIMEZONE":"Europe/Paris","WORKTIME_DAYOFF":["SU","MO"],"QUEUE":[{"ENTITY_TYPE":"user","ENTITY_ID":5},' +
            '{"ENTITY_TYPE":"department","ENTITY_ID":10}],"CRM_CREATE":"deal"}}'
        Get-Body | Should -BeExactly $sent
        $result | Should -BeOfType OpenLines.LineResult
        $result.LineId | Should -Be 22
        "$($result.Action)" | Should -Be SetLine
        $line = Get-OLLine 22
        $line.Name | Should -Be Help
        $line.OperatorIds | Should -Be 5, 14, 16
        $line.DaysOff | Should -Be Sunday, Monday
    }

    It 'sends the same in a batch' {
        $null = 22, 1 | Set-OLLine -Active $true -DayOff @() -Property @{ KPI_FIRST_ANSWER_LIST = 5, 14 }
        (Get-Sent).cmd.c0 | Should -BeExactly ('imopenlines.config.update?CONFIG_ID=22&PARAMS[ACTIVE]=Y&PARAMS[WORKTIME_DAYOFF][0]=&' +
            'PARAMS[KPI_FIRST_ANSWER_LIST][0]=5&PARAMS[KPI_FIRST_ANSWER_LIST][1]=14')
    }

    It 'completes hours with what the line has, read in the same stream' {
        $null = Set-OLLine 22 -WorkTimeTo 20:00
        (Get-Body 2)[0] | Should -BeExactly '{"CONFIG_ID":22}'
        Get-Body | Should -BeExactly '{"CONFIG_ID":22,"PARAMS":{"WORKTIME_TO":"20.00","WORKTIME_FROM":"09.00"}}'
        (Get-OLLine 22).WorkTimeTo | Should -Be ([timespan] '20:00')
    }

    It 'keeps the bot of a line where one of its settings is changed' {
        $bot = @{ WELCOME_BOT_ENABLE = $true; WELCOME_BOT_ID = 20; WELCOME_BOT_TIME = 300; WELCOME_BOT_LEFT = 'close' }
        $null = Set-OLLine 22 -Property $bot
        $null = Set-OLLine 22 -Property @{ WELCOME_BOT_TIME = 120 }
        Get-Body | Should -BeExactly ('{"CONFIG_ID":22,"PARAMS":{"WELCOME_BOT_TIME":120,"WELCOME_BOT_ENABLE":"Y","WELCOME_BOT_ID":"20",' +
            '"WELCOME_BOT_LEFT":"close"}}')
        $settings = (Get-OLLine 22).Settings
        $settings.WELCOME_BOT_ID | Should -Be 20
        $settings.WELCOME_BOT_TIME | Should -Be 120
        $settings.WELCOME_BOT_LEFT | Should -Be close
    }

    It 'changes nothing where the portal would put the setting back' {
        $failure = Set-OLLine 22 -Property @{ CATEGORY_ID = 3 } 2>&1
        $failure.FullyQualifiedErrorId | Should -Be 'InvalidParameters,OpenLines.Commands.SetOLLineCommand'
        "$failure" | Should -BeLike '*CATEGORY_ENABLE*'
        Get-Body | Should -BeExactly '{"CONFIG_ID":22}'
        (Set-OLLine 22 -WorkTimeTo 8:00 2>&1).FullyQualifiedErrorId | Should -BeLike 'InvalidParameters,*'
        (Set-OLLine 999 -WorkTimeTo 8:00 2>&1).FullyQualifiedErrorId | Should -BeLike 'LineNotFound,*'
    }

    It 'ends before it begins where a setting cannot be: <Why>' -ForEach @(
        @{ Why = 'none'; Given = @{} }
        @{ Why = 'nine ticks'; Given = @{ WorkTimeFrom = 9 } }
        @{ Why = 'an end before the beginning'; Given = @{ WorkTimeFrom = '9:00'; WorkTimeTo = '8:00' } }
        @{ Why = 'an empty queue'; Given = @{ OperatorId = @() } }
        @{ Why = 'a user 0'; Given = @{ OperatorId = 0 } }
        @{ Why = 'a number below zero'; Given = @{ MaxChats = -1 } }
        @{ Why = 'no yes and no no'; Given = @{ Property = @{ CRM = 'true' } } }
        @{ Why = 'null'; Given = @{ Property = @{ CLOSE_TEXT = $null } } }
        @{ Why = 'what can only be read'; Given = @{ Property = @{ QUEUE_ONLINE = 'Y' } } }
        @{ Why = 'one twice'; Given = @{ Active = $true; Property = @{ active = 'N' } } }
        @{ Why = 'a name without end'; Given = @{ Name = 'n' * 256 } }
        @{ Why = 'a name of two lines'; Given = @{ Property = @{ line_name = "a`nb" } } }
        @{ Why = 'a blank name'; Given = @{ Name = ' ' } }
        @{ Why = 'no day'; Given = @{ Property = @{ WORKTIME_DAYOFF = 'XX' } } }
        @{ Why = 'no holiday'; Given = @{ Property = @{ WORKTIME_HOLIDAYS = '1 May' } } }
    ) {
        $before = $connection.Calls
        $failure = Get-Failure { Set-OLLine 22 @Given }
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidParameters,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Property*' -Because 'it speaks of settings'
        $connection.Calls | Should -Be $before
    }

    It 'says what false can mean' {
        (Set-OLLine 999 -MaxChats 3 2>&1).FullyQualifiedErrorId | Should -BeLike 'LineNotFound,*'
        $failure = Set-OLLine 22 -DepartmentId 77 2>&1
        $failure.FullyQualifiedErrorId | Should -BeLike 'LineRefused,*'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'reads the line afterwards with -PassThru, not in the same batch' {
        $lines = 22, 1 | Set-OLLine -MaxChats 7 -PassThru
        $lines | Should -BeOfType OpenLines.Line
        $lines.LineId | Should -Be 22, 1
        $lines.MaxChats | Should -Be 7, 7
    }

    It 'finds with -Verify what the portal made of it' {
        (Set-OLLine 22 -MaxChats 7 -WorkTimeFrom 7:00 -WorkTimeTo 19:30 -DayOff Sunday -OperatorId 5 -Verify).LineId | Should -Be 22
        $failure = Set-OLLine 22 -Property @{ QUEUE_TYPE = 'odd' } -Verify 2>&1
        $failure.FullyQualifiedErrorId | Should -BeLike 'NotVerified,*'
        "$failure" | Should -BeLike "*QUEUE_TYPE is 'all', not 'odd'*"
        "$(Set-OLLine 22 -OperatorId 5, 12 -Verify 2>&1)" | Should -BeLike '*user 12 is not in the queue*'
    }

    It 'writes back what it has read' {
        $text = 'a <b> & "c"'
        $null = Set-OLLine 22 -Property @{ KPI_FIRST_ANSWER_TEXT = $text } -Verify
        (Get-OLLine 22).Settings.KPI_FIRST_ANSWER_TEXT | Should -BeExactly $text
        $null = Set-OLLine 22 -Property @{ KPI_FIRST_ANSWER_TEXT = (Get-OLLine 22).Settings.KPI_FIRST_ANSWER_TEXT }
        (Get-OLLine 22).Settings.KPI_FIRST_ANSWER_TEXT | Should -BeExactly $text
    }
}

Describe 'New-OLLine' {
    It 'makes a line of each name' {
        $before = $connection.Requests
        $lines = 'Day', 'Night' | New-OLLine -OperatorId 5 -Language de
        $connection.Requests - $before | Should -Be 1
        (Get-Sent).cmd.c0 | Should -BeExactly ('imopenlines.config.add?PARAMS[LINE_NAME]=Day&PARAMS[LANGUAGE_ID]=de&' +
            'PARAMS[QUEUE][0][ENTITY_TYPE]=user&PARAMS[QUEUE][0][ENTITY_ID]=5')
        ($lines | Get-OLLine).Name | Should -Be Day, Night
        "$($lines[0].Action)" | Should -Be NewLine
    }

    It 'gives the line as it is there with -PassThru' {
        $line = [pscustomobject] @{ LINE_NAME = 'Third'; Note = 'x' } | New-OLLine -MaxChats 2 -PassThru -Verify
        $line.Name | Should -Be Third
        $line.MaxChats | Should -Be 2
        $line.InputObject.Note | Should -Be x
    }

    It 'refuses what is no name, and goes on' {
        $all = @('', 5, 'Fourth' | New-OLLine 2>&1)
        $all[0].FullyQualifiedErrorId | Should -Be 'InvalidLineName,OpenLines.Commands.NewOLLineCommand'
        $all[1].FullyQualifiedErrorId | Should -BeLike 'InvalidLineName,*'
        $all[2].LineId | Should -BeGreaterThan 58
    }

    It 'makes a line of a name as long as the portal keeps, and says which is too long' {
        $line = 'n' * 255 | New-OLLine
        (Get-OLLine $line.LineId).Name.Length | Should -Be 255
        $before = $connection.Calls
        $faces = [char]::ConvertFromUtf32(0x1F600) * 255
        $failures = @(('n' * 256), "two`nlines", "$($faces)n" | New-OLLine 2>&1)
        $failures.Count | Should -Be 3
        $failures.FullyQualifiedErrorId | ForEach-Object { $_ | Should -BeLike 'InvalidLineName,*' }
        "$($failures[0])" | Should -BeLike '*256 characters*255*'
        "$($failures[1])" | Should -BeLike '*line break*'
        $connection.Calls | Should -Be $before
        New-OLLine $faces -WhatIf 2>&1 | Should -BeNullOrEmpty
    }

    It 'sends nothing that the portal would put back: <_.Keys>' -ForEach @(
        @{ CATEGORY_ID = 3 }
        @{ WORKTIME_TO = '9:00' }
        @{ LINE_NAME = 'x' }
    ) {
        $given = $_
        (Get-Failure { New-OLLine x -Property $given }).FullyQualifiedErrorId | Should -BeLike 'InvalidParameters,*'
    }

    It 'says so where the portal answers false, and does not know a lost one' {
        Send-Answer '{"result":false}'
        (New-OLLine x 2>&1).FullyQualifiedErrorId | Should -BeLike 'LineRefused,*'
        Send-PortalAnswer $portal @{ status = 500; body = '' }
        (New-OLLine x 2>&1).FullyQualifiedErrorId | Should -BeLike 'OutcomeUnknown,*'
        New-OLLine x -WhatIf | Should -BeNullOrEmpty
    }
}

Describe 'Remove-OLLine' {
    It 'deletes lines, and says where there is none' {
        $line = New-OLLine Gone
        $results = @($line, 999 | Remove-OLLine -Confirm:$false -Verify 2>&1)
        $results[0].LineId | Should -Be $line.LineId
        "$($results[0].Action)" | Should -Be RemoveLine
        $results[1].FullyQualifiedErrorId | Should -Be 'LineNotFound,OpenLines.Commands.RemoveOLLineCommand'
        (Get-OLLine).LineId | Should -Not -Contain $line.LineId
        (Remove-OLLine $line -Confirm:$false 2>&1).FullyQualifiedErrorId | Should -BeLike 'LineNotFound,*'
    }

    It 'finds a line that is still there' {
        Send-Answer '{"result":true}'
        (Remove-OLLine 1 -Confirm:$false -Verify 2>&1).FullyQualifiedErrorId | Should -BeLike 'NotVerified,*'
    }

    It 'asks without being told to, and sends nothing with -WhatIf' {
        [OpenLines.Commands.RemoveOLLineCommand].GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false).ConfirmImpact |
            Should -Be High
        Remove-OLLine 1 -WhatIf | Should -BeNullOrEmpty
        (Get-OLLine 1).LineId | Should -Be 1
    }

    It 'is not for everybody' {
        $body = '{"error":"CONFIG_WRONG_USER_PERMISSION","error_description":"Permission denied"}'
        Send-PortalAnswer $portal @{ status = 403; body = $body }
        (Remove-OLLine 1 -Confirm:$false 2>&1).FullyQualifiedErrorId | Should -BeLike 'CONFIG_WRONG_USER_PERMISSION,*'
    }
}
