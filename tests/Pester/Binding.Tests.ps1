BeforeDiscovery {
    . $PSScriptRoot/_Cmdlets.ps1
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:code = 'livechat|22|1761|587'
    $script:other = 'livechat|58|2042|479'
    $script:connection = Connect-Bitrix24 -Sandbox

    # What came out and what failed, and how many calls were made for it.
    function Measure-Run {
        param([scriptblock] $Script)

        $before = $connection.Calls
        $all = @(& $Script 2>&1)
        [pscustomobject]@{
            Output = @($all | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] })
            Errors = @($all | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
            Calls  = $connection.Calls - $before
        }
    }
}

AfterAll {
    Disconnect-Bitrix24
    Close-Module
}

Describe 'Get-OLChatByUserCode' {
    It 'takes strings by value, by position and by name' {
        ($code, $other | Get-OLChatByUserCode).ChatId | Should -Be 1763, 2043
        (Get-OLChatByUserCode $code).ChatId | Should -Be 1763
        (Get-OLChatByUserCode -UserCode $code).ChatId | Should -Be 1763
    }

    It 'takes a list as an argument for as many items' {
        (Get-OLChatByUserCode $code, $other).ChatId | Should -Be 1763, 2043
        (Get-OLChatByUserCode ([System.Collections.Generic.List[string]]@($code, $other))).ChatId | Should -Be 1763, 2043
        (Get-OLChatByUserCode -InputObject $code, $other).ChatId | Should -Be 1763, 2043
    }

    It 'takes an empty list as an argument for no items' {
        Get-OLChatByUserCode @() -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'takes the column <_> of a CSV row' -ForEach 'UserCode', 'USER_CODE', 'EntityId', 'ENTITY_ID', 'Code', 'usercode', 'user_code',
        'CODE' {
        $rows = "Name,$_", "First,$code", "Second,$other" | ConvertFrom-Csv
        ($rows | Get-OLChatByUserCode).ChatId | Should -Be 1763, 2043
    }

    It 'takes the alias <_> as the name of the parameter' -ForEach 'USER_CODE', 'EntityId', 'ENTITY_ID', 'Code' {
        $arguments = @{ $_ = $code }
        (Get-OLChatByUserCode @arguments).ChatId | Should -Be 1763
    }

    It 'prefers UserCode to a column that only an alias names' {
        $row = [pscustomobject]@{ Code = 'C-17'; ENTITY_ID = 'X'; UserCode = $code }
        ($row | Get-OLChatByUserCode).ChatId | Should -Be 1763
    }

    It 'takes its own outputs, and those that Select-Object made of them' {
        $chat = Get-OLChatByUserCode $code
        ($chat | Get-OLChatByUserCode).ChatId | Should -Be 1763
        ($chat | Select-Object UserCode | Get-OLChatByUserCode).ChatId | Should -Be 1763
        ($chat | Select-Object -ExpandProperty UserCode | Get-OLChatByUserCode).ChatId | Should -Be 1763
        ($chat | Join-OLSession | Get-OLChatByUserCode).ChatId | Should -Be 1763
    }

    It 'takes a property that Select-Object computed or renamed' {
        $row = [pscustomobject]@{ Client = $code }
        ($row | Select-Object @{ Name = 'UserCode'; Expression = { $_.Client } } | Get-OLChatByUserCode).ChatId | Should -Be 1763
    }

    It 'takes a string that carries note properties' {
        ($code | Add-Member -NotePropertyName Origin -NotePropertyValue file -PassThru | Get-OLChatByUserCode).ChatId | Should -Be 1763
    }

    It 'takes the lines of a file, which carry note properties' {
        $code, $other | Set-Content TestDrive:/codes.txt
        $run = Measure-Run { Get-Content TestDrive:/codes.txt | Get-OLChatByUserCode }
        $run.Output.ChatId | Should -Be 1763, 2043
    }

    It 'takes a code of JSON' {
        $rows = "[{`"user_code`":`"$code`"},{`"user_code`":null},{`"user_code`":7}]" | ConvertFrom-Json
        $run = Measure-Run { $rows | Get-OLChatByUserCode }
        $run.Output.ChatId | Should -Be 1763
        $run.Errors.FullyQualifiedErrorId | Should -BeLike 'InvalidUserCode,*'
        $run.Errors.Count | Should -Be 2
        $run.Calls | Should -Be 1
    }

    It 'strips the imol| of CRM, as often as it stands there' {
        (Get-OLChatByUserCode "imol|$code").ChatId | Should -Be 1763
        (Get-OLChatByUserCode "imol|$code").UserCode | Should -BeExactly $code
        (Get-OLChatByUserCode "IMOL|imol|$code").UserCode | Should -BeExactly $code
    }

    It 'does not trim, because the portal compares exactly' {
        (Measure-Run { Get-OLChatByUserCode " $code" }).Errors.FullyQualifiedErrorId | Should -BeLike 'ACCESS_DENIED,*'
    }

    It 'sends codes with every kind of character as they are' {
        $codes = ('my_connector|1|' + -join [char[]](0x418, 0x432, 0x430, 0x43D, 0x20, 0x41F, 0x435, 0x442, 0x440, 0x43E, 0x432) + '|615'),
            'my_connector|1|order #17 & co + 5%|616', 'viber|58|+35799000111|613', 'avito|22|u2i-0A1b~C|617',
            'whatsappbyedna|58|35799000112@edna|614'
        ($codes | Get-OLChatByUserCode).ChatId | Should -Be 2105, 2106, 2103, 2107, 2104
    }

    It 'sends 255 characters and refuses 256' {
        $longest = 'x' * 255
        (Measure-Run { $longest | Get-OLChatByUserCode }).Errors.FullyQualifiedErrorId | Should -BeLike 'ACCESS_DENIED,*'
        (Measure-Run { "imol|$longest" | Get-OLChatByUserCode }).Errors.FullyQualifiedErrorId | Should -BeLike 'ACCESS_DENIED,*'
        $run = Measure-Run { "x$longest" | Get-OLChatByUserCode }
        $run.Errors.FullyQualifiedErrorId | Should -BeExactly 'InvalidUserCode,OpenLines.Commands.GetOLChatByUserCodeCommand'
        $run.Errors.Exception.Message | Should -BeLike '*256*255*'
        $run.Calls | Should -Be 0
    }

    It 'refuses <Why> without sending it' -ForEach @(
        @{ Why = 'an empty text'; Value = '' }
        @{ Why = 'blanks'; Value = '   ' }
        @{ Why = 'a tab and a line break'; Value = "`t`r`n" }
        @{ Why = 'imol| alone'; Value = 'imol|' }
        @{ Why = 'imol| and blanks'; Value = 'imol|  ' }
        @{ Why = 'the id of a session'; Value = 'imol|10023' }
        @{ Why = 'a number'; Value = 1763 }
        @{ Why = 'a boolean'; Value = $true }
        @{ Why = 'a date'; Value = [datetime]::new(2026, 3, 16) }
        @{ Why = 'a hashtable'; Value = @{ Name = 'a' } }
        @{ Why = 'an object without a code'; Value = [pscustomobject]@{ Name = 'a' } }
        @{ Why = 'a list inside a list'; Value = , @('livechat|22|1761|587', 'livechat|58|2042|479') }
        @{ Why = 'a script block'; Value = { 'livechat|22|1761|587' } }
    ) {
        $run = Measure-Run { , $Value | Get-OLChatByUserCode }
        $run.Errors.Count | Should -Be 1
        $run.Errors[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidUserCode,OpenLines.Commands.GetOLChatByUserCodeCommand'
        $run.Errors[0].CategoryInfo.Category | Should -Be 'InvalidData'
        $run.Output | Should -BeNullOrEmpty
        $run.Calls | Should -Be 0
    }

    It 'refuses null, piped and given' {
        $scripts = { $null | Get-OLChatByUserCode }, { Get-OLChatByUserCode $null }, { Get-OLChatByUserCode -InputObject $null },
            { Get-OLChatByUserCode $null, $null }
        foreach ($script in $scripts) {
            $run = Measure-Run $script
            $run.Errors.Count | Should -BeGreaterThan 0
            $run.Errors.FullyQualifiedErrorId | Select-Object -Unique | Should -BeLike 'InvalidUserCode,*'
            $run.Calls | Should -Be 0
        }
    }

    It 'refuses a list inside a record' {
        $run = Measure-Run { [pscustomobject]@{ UserCode = @($code, $other) } | Get-OLChatByUserCode }
        $run.Errors.FullyQualifiedErrorId | Should -BeLike 'InvalidUserCode,*'
        $run.Calls | Should -Be 0
    }

    It 'does not take the other name of anything for a code' {
        foreach ($record in [pscustomobject]@{ Id = $code }, [pscustomobject]@{ Name = $code }, [pscustomobject]@{ Value = $code }) {
            (Measure-Run { $record | Get-OLChatByUserCode }).Calls | Should -Be 0
        }
    }
}

Describe 'A CSV file that is not in order' {
    It 'gives an error at the place of a row that is blank, ragged or lacks its cell' {
        $text = "Name,UserCode", "a,$code", 'b,', 'c', 'd,"   "', "e,$other,surplus", '', "f,nobody"
        $run = Measure-Run { $text | ConvertFrom-Csv | Get-OLChatByUserCode }
        $run.Output.ChatId | Should -Be 1763, 2043
        $run.Errors.TargetObject.Name | Should -Be b, c, d, f
        $run.Errors[0..2].FullyQualifiedErrorId | Select-Object -Unique | Should -BeLike 'InvalidUserCode,*'
        $run.Errors[3].FullyQualifiedErrorId | Should -BeLike 'ACCESS_DENIED,*'
        $run.Calls | Should -Be 3
    }

    It 'without the column gives an error for every row and sends nothing' {
        $run = Measure-Run { 'Name,Phone', 'a,1', 'b,2' | ConvertFrom-Csv | Get-OLChatByUserCode }
        $run.Errors.Count | Should -Be 2
        $run.Errors.TargetObject.Name | Should -Be a, b
        $run.Calls | Should -Be 0
    }

    It 'does not lend a row the cell of the row before' {
        $rows = [pscustomobject]@{ UserCode = $code }, [pscustomobject]@{ Name = 'no code' }, [pscustomobject]@{ UserCode = $null },
            [pscustomobject]@{ Code = $other }, [pscustomobject]@{ Name = 'no code' }
        $run = Measure-Run { $rows | Get-OLChatByUserCode }
        $run.Output.ChatId | Should -Be 1763, 2043
        $run.Errors.Count | Should -Be 3
        $run.Calls | Should -Be 2
    }

    It 'can be mixed with anything else' {
        $mixed = $code, [pscustomobject]@{ UserCode = $other }, 17, $null, (Get-OLChatByUserCode $code), @{ a = 1 }, '', "imol|$other"
        $run = Measure-Run { $mixed | Get-OLChatByUserCode }
        $run.Output.ChatId | Should -Be 1763, 2043, 1763, 2043
        $run.Errors.Count | Should -Be 4
        $run.Calls | Should -Be 4
    }

    It 'has its rows named by their number where they have no other name' {
        $run = Measure-Run { 'Name,UserCode', "a,$code", 'b,', 'c,' | ConvertFrom-Csv | Get-OLChatByUserCode }
        $run.Errors[0].ToString() | Should -BeLike '*record 2*'
        $run.Errors[1].ToString() | Should -BeLike '*record 3*'
    }
}

Describe '<Name>' -ForEach $SessionCmdlets {
    It 'takes <Why>' -ForEach @(
        @{ Why = 'an int'; Value = 1763 }
        @{ Why = 'a long'; Value = 1763L }
        @{ Why = 'an unsigned long'; Value = [ulong] 1763 }
        @{ Why = 'a short'; Value = [int16] 1763 }
        @{ Why = 'digits'; Value = '1763' }
        @{ Why = 'digits after zeros'; Value = '001763' }
        @{ Why = 'a dialog id'; Value = 'chat1763' }
        @{ Why = 'a dialog id in capitals'; Value = 'CHAT1763' }
    ) {
        (& $Name $Value).ChatId | Should -Be 1763
        ($Value | & $Name).ChatId | Should -Be 1763
        ([pscustomobject]@{ ChatId = $Value } | & $Name).ChatId | Should -Be 1763
        ([pscustomobject]@{ CHAT_ID = $Value } | & $Name).ChatId | Should -Be 1763
        ([pscustomobject]@{ dialog_id = $Value } | & $Name).ChatId | Should -Be 1763
        (& $Name -CHAT_ID $Value).ChatId | Should -Be 1763
    }

    It 'refuses <Why> without sending it' -ForEach @(
        @{ Why = 'zero'; Value = 0 }
        @{ Why = 'a negative number'; Value = -1763 }
        @{ Why = 'true'; Value = $true }
        @{ Why = 'false'; Value = $false }
        @{ Why = 'a fraction'; Value = 1.5 }
        @{ Why = 'a double too large'; Value = 1e300 }
        @{ Why = 'a decimal with a fraction'; Value = 1763.5d }
        @{ Why = 'a number too large'; Value = [ulong]::MaxValue }
        @{ Why = 'a big integer'; Value = [bigint]::Pow(2, 53) }
        @{ Why = 'a character'; Value = [char] '7' }
        @{ Why = 'an enumeration'; Value = [DayOfWeek]::Monday }
        @{ Why = 'a date'; Value = [datetime]::new(2026, 3, 16) }
        @{ Why = 'an empty text'; Value = '' }
        @{ Why = 'blanks'; Value = '  ' }
        @{ Why = 'the text 0'; Value = '0' }
        @{ Why = 'a negative text'; Value = '-5' }
        @{ Why = 'a text with a plus'; Value = '+5' }
        @{ Why = 'digits with a blank between'; Value = '1 763' }
        @{ Why = 'digits with a separator'; Value = '1,763' }
        @{ Why = 'a fraction as text'; Value = '1763.5' }
        @{ Why = 'an exponent'; Value = '1e3' }
        @{ Why = 'hexadecimal digits'; Value = '0x6E3' }
        @{ Why = 'digits of another script'; Value = [string] [char] 0x0661 }
        @{ Why = 'more digits than fit'; Value = '9223372036854775808' }
        @{ Why = 'chat alone'; Value = 'chat' }
        @{ Why = 'chat twice'; Value = 'chatchat5' }
        @{ Why = 'a negative dialog id'; Value = 'chat-5' }
        @{ Why = 'a user code'; Value = 'livechat|22|1761|587' }
        @{ Why = 'a session of CRM'; Value = 'imol|1763' }
        @{ Why = 'a hashtable'; Value = @{ Name = 'a' } }
        @{ Why = 'a list inside a list'; Value = , @(1763, 2043) }
        @{ Why = 'null'; Value = $null }
    ) {
        $record = [pscustomobject]@{ ChatId = $Value }
        foreach ($script in { , $Value | & $Name }, { $record | & $Name }, { & $Name $Value }, { & $Name -InputObject $Value }) {
            $run = Measure-Run $script
            $run.Errors.Count | Should -Be 1
            $run.Errors[0].FullyQualifiedErrorId | Should -BeExactly "InvalidChatId,$Class"
            $run.Errors[0].CategoryInfo.Category | Should -Be 'InvalidData'
            $run.Output | Should -BeNullOrEmpty
            $run.Calls | Should -Be 0
        }
    }

    It 'never takes the Id of a deal for a chat' {
        foreach ($record in [pscustomobject]@{ Id = 1763 }, [pscustomobject]@{ ID = '1763'; TITLE = 'Deal' }, (Get-Process -Id $PID)) {
            $run = Measure-Run { $record | & $Name }
            $run.Errors.FullyQualifiedErrorId | Should -BeLike 'InvalidChatId,*'
            $run.Calls | Should -Be 0
        }

        { & $Name -Id 1763 } | Should -Throw -ErrorId 'UnexpectedArgument,*'
    }

    It 'takes the chat ids of a CSV file, and its user codes with them' {
        $rows = 'UserCode,ChatId', "$code,1763", "$other,chat2043", ',2101', 'x,' | ConvertFrom-Csv
        $run = Measure-Run { $rows | & $Name }
        $run.Output.ChatId | Should -Be 1763, 2043, 2101
        $run.Output[0].UserCode | Should -BeExactly $code
        $run.Output[1].UserCode | Should -BeExactly $other
        $run.Errors.TargetObject | Should -Be $rows[3]
    }

    It 'knows the user code of a record by the portal''s own name too' {
        $row = 'USER_CODE,CHAT_ID', "$code,1763" | ConvertFrom-Csv
        ($row | & $Name).UserCode | Should -BeExactly $code
    }

    It 'takes our own outputs, and those that Select-Object made of them' {
        $chat = Get-OLChatByUserCode $code
        $chat | & $Name | & $Name | ForEach-Object ChatId | Should -Be 1763
        $chat | Select-Object ChatId | & $Name | ForEach-Object ChatId | Should -Be 1763
        $result = $chat | Select-Object UserCode, ChatId | & $Name
        $result.ChatId | Should -Be 1763
        $result.UserCode | Should -BeExactly $code
        $chat | Select-Object -ExpandProperty DialogId | & $Name | ForEach-Object ChatId | Should -Be 1763
    }

    It 'does not lend a record the id of the record before' {
        $run = Measure-Run {
            [pscustomobject]@{ ChatId = 1763 }, [pscustomobject]@{ Name = 'x' }, 2043, [pscustomobject]@{ Name = 'y' } | & $Name
        }
        $run.Output.ChatId | Should -Be 1763, 2043
        $run.Errors.Count | Should -Be 2
        $run.Calls | Should -Be 2
    }

    It 'takes lists as arguments' {
        (& $Name 1763, 'chat2043').ChatId | Should -Be 1763, 2043
        (& $Name (1763..1763)).ChatId | Should -Be 1763
        & $Name @() -ErrorAction Stop | Should -BeNullOrEmpty
    }
}

Describe 'The input of <Name>' -ForEach $ItemCmdlets {
    It 'is ambiguous when it comes both through the pipeline and as an argument' {
        $argument = @{ $Parameter = $Good }
        $record = [pscustomobject]$argument
        $scripts = { $Good | & $Name $Good }, { $Good | & $Name @argument }, { $record | & $Name -InputObject $Good },
            { & $Name @argument -InputObject $Good }
        foreach ($script in $scripts) {
            $before = $connection.Calls
            $failure = Get-Failure $script
            $failure.FullyQualifiedErrorId | Should -BeLike 'AmbiguousInput,OpenLines.Commands.*'
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
            $connection.Calls | Should -Be $before
        }
    }

    It 'is missing when there is none at all' {
        (Get-Failure { & $Name }).FullyQualifiedErrorId | Should -BeLike 'MissingInput,OpenLines.Commands.*'
    }

    It 'is missing in a function that gets records and passes none on' {
        function Invoke-Forgetful {
            param([Parameter(ValueFromPipeline)] $Item)
            process { $null = $Item; & $Name }
        }

        (Get-Failure { $Good | Invoke-Forgetful }).FullyQualifiedErrorId | Should -BeLike 'MissingInput,*'
    }

    It 'is empty when an empty pipeline is: nothing comes out and nothing is wrong' {
        function Invoke-Passing { $input | & $Name -ErrorAction Stop }

        $before = $connection.Calls
        @() | & $Name -ErrorAction Stop | Should -BeNullOrEmpty
        Get-ChildItem TestDrive:/nothing* | & $Name -ErrorAction Stop | Should -BeNullOrEmpty
        Invoke-Passing | Should -BeNullOrEmpty
        @() | Invoke-Passing | Should -BeNullOrEmpty
        $connection.Calls | Should -Be $before
    }

    It 'passes through a function and through a proxy of the command' {
        function Invoke-Passing { $input | & $Name }
        $metadata = [System.Management.Automation.CommandMetadata]::new((Get-Command $Name))
        Set-Item function:script:Invoke-Proxy ([System.Management.Automation.ProxyCommand]::Create($metadata))

        ($Good | Invoke-Passing).ChatId | Should -Be 1763
        ($Good | Invoke-Proxy).ChatId | Should -Be 1763
        (Invoke-Proxy $Good).ChatId | Should -Be 1763
        (Get-Failure { Invoke-Proxy }).FullyQualifiedErrorId | Should -BeLike 'MissingInput,*'
    }

    It 'can come one by one from a loop' {
        foreach ($one in $Good, $Good) {
            (& $Name $one).ChatId | Should -Be 1763
        }

        $Good, $Good | ForEach-Object { & $Name $_ } | ForEach-Object ChatId | Should -Be 1763, 1763
    }
}
