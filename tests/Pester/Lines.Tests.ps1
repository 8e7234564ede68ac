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
