BeforeDiscovery {
    . $PSScriptRoot/_Cmdlets.ps1
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module

    # Every call that was asked for ended in one of four ways.
    function Test-Balance {
        param($Connection)

        $Connection.Calls -eq $Connection.Succeeded + $Connection.Failed + $Connection.NotSent + $Connection.Abandoned
    }

    # Runs a pipeline in a runspace of its own, so that it can be stopped.
    function Open-Run {
        param([string] $Script, $Connection, $Codes)

        $shell = [powershell]::Create().AddScript($Script).AddParameter('c', $Connection).AddParameter('codes', $Codes)
        [pscustomobject]@{ Shell = $shell; Handle = $shell.BeginInvoke() }
    }
}

AfterAll {
    Close-Module
}

Describe 'A CSV file of 1,000 codes' {
    BeforeAll {
        $script:portal = Open-Portal '--chats', '1000'
        $lines = foreach ($number in 1..1000) {
            $code = switch ($number % 100) {
                7 { "nobody|$number" }
                17 { '' }
                27 { '"  "' }
                37 { 'x' * 256 }
                47 { "imol|$number" }
                57 { "imol|livechat|1|$number|$number" }
                default { "livechat|1|$number|$number" }
            }
            # A ragged row lacks the cell altogether.
            if ($number % 100 -eq 67) { "$number" } else { "$number,$code,Client $number" }
        }
        @('Number,UserCode,Client') + $lines | Set-Content TestDrive:/codes.csv -Encoding utf8
    }

    AfterAll {
        Close-Portal $portal
    }

    BeforeEach {
        $script:connection = Connect-Portal $portal
        $script:before = (Get-PortalJournal $portal).requests - 1
    }

    It 'has every row accounted for exactly once, in order' {
        $all = @(Import-Csv TestDrive:/codes.csv | Get-OLChatByUserCode 2>&1)
        $all.Count | Should -Be 1000
        $numbers = foreach ($one in $all) {
            if ($one -is [System.Management.Automation.ErrorRecord]) { $one.TargetObject.Number } else { $one.InputObject.Number }
        }
        $numbers | Should -Be (1..1000)
        @($all | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] }).Count | Should -Be 940
        foreach ($chat in $all | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] }) {
            $chat.ChatId | Should -Be (1000000 + [long] $chat.InputObject.Number)
        }

        (Get-PortalJournal $portal).requests - $before | Should -Be $connection.Requests
        $connection.Calls | Should -Be (3 + 950)
        $connection.Succeeded | Should -Be (3 + 940)
        $connection.Failed | Should -Be 10
        $connection.Waits | Should -Be 0
    }

    It 'takes at most 25 requests, Connect included' {
        # What waits for 100 ms is sent, so a machine that stops the script for longer
        # between two rows makes more: the best of a few runs counts.
        $least = [long]::MaxValue
        for ($run = 0; $run -lt 5 -and $least -gt 25; $run++) {
            $own = Connect-Portal $portal
            $null = Import-Csv TestDrive:/codes.csv | Get-OLChatByUserCode -ErrorAction SilentlyContinue
            $least = [Math]::Min($least, $own.Requests)
        }

        $least | Should -BeLessOrEqual 25
    }

    It 'takes as few requests as <Form>, however long that takes' -ForEach @(
        @{ Form = 'a list that is an argument'; Script = { param([string[]] $List) Get-OLChatByUserCode -UserCode $List } }
        @{ Form = 'a list that is one record'; Script = { param([string[]] $List) , $List | Get-OLChatByUserCode } }
        @{
            Form = 'rows that a slow script reads'
            Script = { param([string[]] $List) $List | Get-OLChatByUserCode | ForEach-Object { $null = 1..50 | ForEach-Object { $_ }; $_ } }
        }
    ) {
        $codes = [string[]] (1..3000 | ForEach-Object { $number = 1 + $_ % 900; "livechat|1|$number|$number" })
        $own = Connect-Portal $portal
        @(& $Script $codes).Count | Should -Be 3000
        $own.Requests | Should -BeLessOrEqual (1 + 60 + 5)
    }

    It 'has failures that can be fed again and fail in the same way' {
        $failed = $null
        $again = $null
        $null = Import-Csv TestDrive:/codes.csv | Get-OLChatByUserCode -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.Count | Should -Be 60
        $failed.TargetObject | Get-OLChatByUserCode -ErrorVariable again -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $again.TargetObject.Number | Should -Be $failed.TargetObject.Number
        $again.FullyQualifiedErrorId | Should -Be $failed.FullyQualifiedErrorId
    }

    It 'goes through the chain of the three cmdlets as it stands' {
        $failed = @()
        $results = Import-Csv TestDrive:/codes.csv | Get-OLChatByUserCode -ErrorVariable +failed -ErrorAction SilentlyContinue |
            Join-OLSession -ErrorVariable +failed | Start-OLSession -ErrorVariable +failed
        $results.Count | Should -Be 940
        $failed.Count | Should -Be 60
        @($results.InputObject.Number) + @($failed.TargetObject.Number) | Sort-Object { [int] $_ } | Should -Be (1..1000)
        $results.InputObject.Number | Should -Be ($results.InputObject.Number | Sort-Object { [int] $_ })
        $methods = (Get-PortalJournal $portal).methods
        foreach ($method in 'imopenlines.session.join', 'imopenlines.session.start') {
            $methods.$method.executions | Should -Be 940
            $methods.$method.chats | Should -Be 940
            $methods.$method.maxPerChat | Should -Be 1
        }

        Test-Balance $connection | Should -BeTrue
    }
}

Describe 'A pipeline that ends early' {
    BeforeAll {
        $script:portal = Open-Portal '--chats', '2000'
    }

    AfterAll {
        Close-Portal $portal
    }

    BeforeEach {
        $script:connection = Connect-Portal $portal
    }

    It 'by Select-Object -First 1 after <Name> ends cleanly and leaves the connection usable' -ForEach $ItemCmdlets {
        $errors = $Error.Count
        $first = & $Items 1 600 | & $Name | Select-Object -First 1
        $first.ChatId | Should -Be 1000001
        $Error.Count | Should -Be $errors
        $connection.State | Should -Be 'Open'
        (Get-OLChatByUserCode 'livechat|22|1761|587').ChatId | Should -Be 1763
        Wait-Until { Test-Balance $connection }
        $connection.Failed | Should -Be 0
    }

    It 'by Select-Object -First 1 after the chain ends cleanly' {
        $first = Get-Code 1 600 | Get-OLChatByUserCode | Join-OLSession | Start-OLSession | Select-Object -First 1
        $first.ChatId | Should -Be 1000001
        (Get-OLChatByUserCode 'livechat|22|1761|587').ChatId | Should -Be 1763
        Wait-Until { Test-Balance $connection }
    }

    It 'reads no more items once nobody wants them' {
        $read = [System.Collections.Generic.List[int]]::new()
        $first = 1..2000 | ForEach-Object { $read.Add($_); "livechat|1|$_|$_" } | Get-OLChatByUserCode | Select-Object -First 3
        $first.Count | Should -Be 3
        $read.Count | Should -BeLessThan 2000
    }

    It 'by break ends cleanly' {
        foreach ($ignored in 1) {
            Get-Code 1 600 | Get-OLChatByUserCode | ForEach-Object { break }
        }

        (Get-OLChatByUserCode 'livechat|22|1761|587').ChatId | Should -Be 1763
        Wait-Until { Test-Balance $connection }
    }

    It 'by an exception of the script ends cleanly' {
        $failure = Get-Failure { Get-Code 1 600 | Get-OLChatByUserCode | ForEach-Object { throw 'enough' } }
        $failure.Exception.Message | Should -BeExactly 'enough'
        (Get-OLChatByUserCode 'livechat|22|1761|587').ChatId | Should -Be 1763
        Wait-Until { Test-Balance $connection }
    }

    It 'by ErrorAction Stop ends cleanly' {
        $null = Get-Failure { @('nobody') + (Get-Code 1 600) | Get-OLChatByUserCode -ErrorAction Stop }
        (Get-OLChatByUserCode 'livechat|22|1761|587').ChatId | Should -Be 1763
        Wait-Until { Test-Balance $connection }
    }

    It 'by return from a function ends cleanly' {
        function Find-First {
            foreach ($chat in (Get-Code 1 60 | Get-OLChatByUserCode)) { return $chat }
        }

        (Find-First).ChatId | Should -Be 1000001
    }
}

Describe 'A pipeline that is stopped' {
    BeforeAll {
        $script:portal = Open-Portal '--chats', '2000'
    }

    AfterAll {
        Close-Portal $portal
    }

    BeforeEach {
        $script:connection = Connect-Portal $portal
        $script:arrived = (Get-PortalJournal $portal).requests
    }

    It 'while the portal does not answer <Name> returns at once and leaves behind what is under way' -ForEach $ItemCmdlets {
        Send-Portal $portal 'holdall'
        $run = Open-Run -Script "param(`$c, `$codes) `$codes | $Name -Connection `$c" -Connection $connection -Codes (& $Items 1 120)
        try {
            # All items are read, and some are under way.
            Wait-Until { $connection.Calls -ge 123 -and $connection.Requests -gt 1 }
            $run.Shell.Stop()
            $run.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $run.Shell.Streams.Error.Count | Should -Be 0
            $connection.Abandoned | Should -Be 0
            $connection.Succeeded | Should -Be 3
            $connection.Failed | Should -Be 0
            $connection.State | Should -Be 'Open'
        }
        finally {
            $run.Shell.Dispose()
            Send-Portal $portal 'release'
        }

        (Get-OLChatByUserCode 'livechat|22|1761|587').ChatId | Should -Be 1763
        $outcomes = @(Receive-OLOutcome)
        $outcomes.Count | Should -BeGreaterThan 0
        $outcomes.Count + $connection.NotSent | Should -Be 120
        Test-Balance $connection | Should -BeTrue
    }

    It 'sends nothing more' {
        Send-Portal $portal 'hold'
        $script = 'param($c, $codes) $codes | Join-OLSession -Connection $c -ErrorAction Stop'
        $run = Open-Run -Script $script -Connection $connection -Codes (1001001..1001500)
        Wait-Until { (Get-PortalJournal $portal).requests -eq $arrived + 1 }
        $run.Shell.Stop()
        $run.Shell.Dispose()
        Send-Portal $portal 'release'
        # A round trip of another call: whatever was still to come would have come before.
        $null = Get-OLChatByUserCode 'livechat|22|1761|587'
        (Get-PortalJournal $portal).requests | Should -Be ($arrived + 2)
        @(Receive-OLOutcome).Count + $connection.NotSent + 4 | Should -Be $connection.Calls
    }
}

Describe '<Name> under ErrorAction Stop' -ForEach $SessionCmdlets {
    BeforeEach {
        $script:portal = Open-Portal '--chats', '500'
        $script:connection = Connect-Portal $portal
    }

    AfterEach {
        Close-Portal $portal
    }

    It 'executes nothing after the first failure, in <Place>' -ForEach @(
        @{ Place = 'the first place'; Before = 0 }
        @{ Place = 'the first batch'; Before = 7 }
        @{ Place = 'a later batch'; Before = 120 }
    ) {
        $good = if ($Before) { 1000001..(1000000 + $Before) } else { @() }
        $done = [System.Collections.Generic.List[object]]::new()
        $failure = Get-Failure { @($good) + 3001 + (1000301..1000450) | & $Name -ErrorAction Stop | ForEach-Object { $done.Add($_) } }
        $failure.FullyQualifiedErrorId | Should -BeLike "$Refusal,*"
        $failure.TargetObject | Should -Be 3001
        $done.Count | Should -Be $Before
        Get-PortalChatCount $portal $Method | Should -Be $Before
        Wait-Until { Test-Balance $connection }
        # Nothing comes later either.
        (Get-OLChatByUserCode 'livechat|22|1761|587').ChatId | Should -Be 1763
        Get-PortalChatCount $portal $Method | Should -Be $Before
    }

    It 'executes nothing after a bad value' {
        $done = [System.Collections.Generic.List[object]]::new()
        $failure = Get-Failure {
            @(1000001..1000070) + 'x' + (1000301..1000450) | & $Name -ErrorAction Stop | ForEach-Object { $done.Add($_) }
        }
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidChatId,*'
        $done.Count | Should -Be 70
        Get-PortalChatCount $portal $Method | Should -Be 70
    }

    It 'holds through $ErrorActionPreference of a function' {
        function Invoke-Strict {
            $ErrorActionPreference = 'Stop'
            @(1000001..1000003) + 3001 + (1000301..1000450) | & $Name
        }

        (Get-Failure { Invoke-Strict }).FullyQualifiedErrorId | Should -BeLike "$Refusal,*"
        Get-PortalChatCount $portal $Method | Should -Be 3
    }

    It 'holds through $ErrorActionPreference of a module' {
        $module = New-Module {
            $ErrorActionPreference = 'Stop'
            function Invoke-Strict { param($Command) @(1000001..1000003) + 3001 + (1000301..1000450) | & $Command }
        }
        (Get-Failure { & $module { Invoke-Strict $args[0] } $Name }).FullyQualifiedErrorId | Should -BeLike "$Refusal,*"
        Get-PortalChatCount $portal $Method | Should -Be 3
    }

    It 'does all where nothing fails, and in full batches' {
        (1000001..1000200 | & $Name -ErrorAction Stop).Count | Should -Be 200
        Get-PortalChatCount $portal $Method | Should -Be 200
        (Get-PortalJournal $portal).maxConcurrentRequests | Should -Be 1
        (Get-PortalJournal $portal).largestBatch | Should -Be 50
    }

    It 'holds in the chain after Get-OLChatByUserCode' {
        $codes = @(Get-Code 1 30) + 'livechat|40|2191|622' + (Get-Code 31 200)
        $null = $codes | Get-OLChatByUserCode | ForEach-Object { if ($_.ChatId -eq 1000011) { 3001 } else { $_ } } |
            & $Name -ErrorAction SilentlyContinue
        $done = Get-PortalChatCount $portal $Method
        $done | Should -Be 200
        $failure = Get-Failure {
            Get-Code 301 400 | Get-OLChatByUserCode | ForEach-Object { if ($_.ChatId -eq 1000311) { 3001 } else { $_ } } |
                & $Name -ErrorAction Stop
        }
        $failure.FullyQualifiedErrorId | Should -BeLike "$Refusal,*"
        Get-PortalChatCount $portal $Method | Should -Be ($done + 10)
    }
}

Describe '<Name> under ErrorAction Continue' -ForEach $SessionCmdlets {
    It 'executes everything else' {
        $portal = Open-Portal '--chats', '100'
        try {
            $connection = Connect-Portal $portal
            $results = @(1000001..1000007) + 3001 + 'x' + (1000008..1000100) | & $Name -ErrorAction SilentlyContinue
            $results.Count | Should -Be 100
            $connection.Failed | Should -Be 1
        }
        finally {
            Close-Portal $portal
        }
    }
}
