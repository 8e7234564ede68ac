BeforeDiscovery {
    . $PSScriptRoot/_Cmdlets.ps1
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:code = 'livechat|22|1761|587'
    $script:other = 'livechat|58|2042|479'
    $script:connection = Connect-Bitrix24 -Sandbox
    $script:row = [pscustomobject]@{ Client = 'Anna'; UserCode = $code; ChatId = 1763 }
    $script:chat = $row | Get-OLChatByUserCode

    # What came out and what failed, in one list.
    function Get-Outcome {
        param([scriptblock] $Script)

        @(& $Script 2>&1)
    }

    function New-Table {
        $table = [System.Data.DataTable]::new()
        foreach ($name in 'UserCode', 'Client') { $null = $table.Columns.Add($name) }
        $null = $table.Columns.Add('ChatId', [long])
        $null = $table.Rows.Add($code, 'Anna', 1763)
        $null = $table.Rows.Add([DBNull]::Value, 'Boris', [DBNull]::Value)
        $null = $table.Rows.Add($other, 'Clara', 2043)
        $table.AcceptChanges()
        , $table
    }

    function New-Dictionary {
        param([hashtable] $Content)

        $keys = [System.Collections.Generic.Dictionary[string, object]]::new()
        foreach ($key in $Content.Keys) { $keys[$key] = $Content[$key] }
        $keys
    }

    function New-Expando {
        param([hashtable] $Content)

        $keys = [System.Dynamic.ExpandoObject]::new()
        foreach ($key in $Content.Keys) { ([System.Collections.Generic.IDictionary[string, object]] $keys).Add($key, $Content[$key]) }
        , $keys
    }

    function New-ScriptRow {
        param([string] $Property, [scriptblock] $Script, [hashtable] $Content = @{ N = 1 })

        [pscustomobject] $Content | Add-Member -MemberType ScriptProperty -Name $Property -Value $Script -PassThru
    }

    class OLTestRow { [string] $UserCode; [long] $ChatId; [string] $Client }
}

AfterAll {
    Disconnect-Bitrix24
    Close-Module
}

Describe 'A record given to <Name> as an argument' -ForEach $ItemCmdlets {
    It 'is read by its property, like one that is piped in: <Why>' -ForEach @(
        @{ Why = 'an output of ours'; Record = { $chat } }
        @{ Why = 'a row'; Record = { $row } }
        @{ Why = 'a row by the portal''s names'; Record = { [pscustomobject]@{ USER_CODE = $code; CHAT_ID = '1763' } } }
        @{ Why = 'a row by the names that aliases give'; Record = { [pscustomobject]@{ user_code = $code; dialog_id = 'chat1763' } } }
        @{ Why = 'a hashtable'; Record = { @{ usercode = $code; chatid = 1763 } } }
        @{ Why = 'a dictionary that tells capitals from small letters'
            Record = { New-Dictionary @{ user_code = $code; chat_id = 1763 } } }
        @{ Why = 'an object of dynamic members'
            Record = { , (New-Expando @{ UserCode = $code; ChatId = 1763 }) } }
        @{ Why = 'an object of a class'; Record = { [OLTestRow]@{ UserCode = $code; ChatId = 1763 } } }
        @{ Why = 'a row of a data table'; Record = { (New-Table).Rows[0] } }
        @{ Why = 'an element of XML'; Record = { ([xml] "<a UserCode='$code' ChatId='1763'/>").DocumentElement } }
    ) {
        $record = & $Record
        $named = @{ $Parameter = $record }
        (& $Name $record).ChatId | Should -Be 1763
        (& $Name @named).ChatId | Should -Be 1763
        (& $Name -InputObject $record).ChatId | Should -Be 1763
        (, $record | & $Name).ChatId | Should -Be 1763
        (& $Name $record).UserCode | Should -BeExactly $code
    }

    It 'is one of many in a list' {
        $records = $chat, @{ UserCode = $other; ChatId = 2043 }, (New-Table).Rows[0], [pscustomobject]@{ Name = 'nobody' }
        foreach ($script in { & $Name $records }, { & $Name -InputObject $records }, { $records | & $Name }, { , $records | & $Name }) {
            $all = Get-Outcome $script
            $all.Count | Should -Be 4
            $all[0..2].ChatId | Should -Be 1763, 2043, 1763
            $all[3].TargetObject | Should -Be $records[3]
        }
    }

    It 'brings the first record and the user code, as it does from the pipeline' {
        $result = & $Name $chat
        [object]::ReferenceEquals($result.InputObject, $row) | Should -BeTrue
        $result.UserCode | Should -BeExactly $code
    }
}

Describe 'A property of a record' {
    It 'is the first that the record has of: ChatId, CHAT_ID, DialogId, DIALOG_ID' {
        foreach ($properties in
            [ordered]@{ DIALOG_ID = 'chat1'; DialogId = 'chat2'; CHAT_ID = 3; ChatId = 1763 },
            [ordered]@{ DIALOG_ID = 'chat1'; DialogId = 'chat2'; CHAT_ID = 1763 },
            [ordered]@{ DIALOG_ID = 'chat1'; dialogid = 'chat1763' },
            [ordered]@{ Id = 5; dialog_id = 'chat1763' }) {
            ([pscustomobject] $properties | Join-OLSession).ChatId | Should -Be 1763
            ($properties | Join-OLSession).ChatId | Should -Be 1763
        }
    }

    It 'has no value where it is null or DBNull, and the next name is not taken for it' {
        foreach ($nothing in $null, [DBNull]::Value) {
            $record = [pscustomobject]@{ ChatId = $nothing; DialogId = 'chat1763' }
            $all = Get-Outcome { $record | Join-OLSession }
            $all.Count | Should -Be 1
            $all[0].FullyQualifiedErrorId | Should -BeLike 'InvalidChatId,*'
            "$($all[0])" | Should -Not -BeLike '*DBNull*'
        }
    }

    It 'that is DBNull in a data table is an error of its row only' {
        foreach ($name in 'Get-OLChatByUserCode', 'Join-OLSession') {
            $all = Get-Outcome { (New-Table).Rows | & $name }
            $all.Count | Should -Be 3
            $all[0, 2].ChatId | Should -Be 1763, 2043
            $all[0, 2].InputObject.Client | Should -Be Anna, Clara
            $all[1].TargetObject.Client | Should -Be Boris
            "$($all[1])" | Should -Not -BeLike '*DBNull*'
        }
    }

    It 'that fails costs its own item only: <Why>' -ForEach @(
        @{ Why = 'a script property'; Bad = { New-ScriptRow UserCode { throw 'broken' } } }
        @{ Why = 'a deleted row of a data table'; Bad = { $table = New-Table; $table.Rows[2].Delete(); $table.Rows[2] } }
        @{ Why = 'an alias of a script property'
            Bad = { New-ScriptRow Bad { [int]::Parse('x') } | Add-Member -MemberType AliasProperty -Name UserCode -Value Bad -PassThru } }
    ) {
        $bad = & $Bad
        $records = @(1..60 | ForEach-Object { $row }) + $bad + @(1..60 | ForEach-Object { $row })
        @(Get-Outcome { $records | Get-OLChatByUserCode | Join-OLSession }).Count | Should -Be 121
        $all = Get-Outcome { $records | Get-OLChatByUserCode }
        $all.Count | Should -Be 121
        @($all | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }).Count | Should -Be 1
        $all[60].FullyQualifiedErrorId | Should -BeLike 'InvalidUserCode,OpenLines.Commands.*'
        $all[60].CategoryInfo.Category | Should -Be InvalidData
        [object]::ReferenceEquals($all[60].TargetObject, $bad) | Should -BeTrue
        (Get-Outcome { Get-OLChatByUserCode $bad }).FullyQualifiedErrorId | Should -BeLike 'InvalidUserCode,*'
    }

    It 'tells the user code of a chat whatever kind of property it is: <Why>' -ForEach @(
        @{ Why = 'of a class'; Record = { [OLTestRow]@{ UserCode = $code; ChatId = 1763 } } }
        @{ Why = 'of a data row'; Record = { (New-Table).Rows[0] } }
        @{ Why = 'a note'; Record = { $row } }
        @{ Why = 'an alias'
            Record = {
                [pscustomobject]@{ ChatId = 1763; Key = $code } | Add-Member -MemberType AliasProperty -Name UserCode -Value Key -PassThru
            } }
        @{ Why = 'a key'; Record = { @{ CHAT_ID = 1763; USER_CODE = $code } } }
    ) {
        (& $Record | Join-OLSession).UserCode | Should -BeExactly $code
    }

    It 'that is a script is not run for a user code that is only shown' {
        $runs = [System.Collections.Generic.List[int]]::new()
        $record = New-ScriptRow UserCode { $runs.Add(1); 'x' }.GetNewClosure() @{ ChatId = 1763 }
        ($record | Join-OLSession).UserCode | Should -BeNullOrEmpty
        $runs.Count | Should -Be 0
        $record.UserCode | Should -Be x
        $runs.Count | Should -Be 1
    }
}

Describe 'A record that is a list' {
    It 'is many items: <Why>' -ForEach @(
        @{ Why = 'JSON that is not enumerated'; Record = { , (ConvertFrom-Json "[{`"UserCode`":`"$code`"},{`"UserCode`":`"$other`"}]") } }
        @{ Why = 'an array of codes'; Record = { , @($code, $other) } }
        @{ Why = 'a list of rows'; Record = { , [System.Collections.Generic.List[object]] @($row, [pscustomobject]@{ Code = $other }) } }
        @{ Why = 'a queue'; Record = { , [System.Collections.Queue] @($code, $other) } }
        @{ Why = 'a set'; Record = { , [System.Collections.Generic.SortedSet[string]] @($code, $other) } }
        @{ Why = 'an array of hashtables'; Record = { , @(@{ UserCode = $code }, @{ UserCode = $other }) } }
    ) {
        $record = & $Record
        (, $record | Get-OLChatByUserCode).ChatId | Should -Be 1763, 2043
        (Get-OLChatByUserCode -InputObject $record).ChatId | Should -Be 1763, 2043
        (, $record | Get-OLChatByUserCode | Join-OLSession).ChatId | Should -Be 1763, 2043
    }

    It 'is a whole data table' {
        $all = Get-Outcome { , (New-Table) | Join-OLSession }
        $all.Count | Should -Be 3
        $all[0, 2].ChatId | Should -Be 1763, 2043
    }

    It 'has no items where it is empty' {
        $calls = $connection.Calls
        Get-Outcome { , @() | Get-OLChatByUserCode } | Should -BeNullOrEmpty
        Get-Outcome { , (New-Object System.Collections.ArrayList) | Join-OLSession } | Should -BeNullOrEmpty
        (Get-Outcome { , @(), $code | Get-OLChatByUserCode }).ChatId | Should -Be 1763
        $connection.Calls | Should -Be ($calls + 1)
    }

    It 'accounts for each of mixed things, and a list inside it is one error' {
        $list = $code, $null, @($code, $other), $row, 17, @{ a = 1 }, '', $other
        $all = Get-Outcome { , $list | Get-OLChatByUserCode }
        $all.Count | Should -Be 8
        $all[0, 3, 7].ChatId | Should -Be 1763, 1763, 2043
        $all[1, 2, 4, 5, 6] | ForEach-Object { $_.FullyQualifiedErrorId | Should -BeLike 'InvalidUserCode,*' }
        $all[2].TargetObject | Should -Be @($code, $other)
    }

    It 'may stand among other records, whose order is kept' {
        (@($code, @($other, $code), $other) | Get-OLChatByUserCode).ChatId | Should -Be 1763, 2043, 1763, 2043
    }

    It 'that breaks off is one more error' {
        Add-Type -TypeDefinition @'
            public static class OLBroken
            {
                public static System.Collections.IEnumerable Make(string code)
                {
                    yield return code;
                    throw new System.IO.IOException("the disk is gone");
                }
            }
'@
        $all = Get-Outcome { , [OLBroken]::Make($code) | Get-OLChatByUserCode }
        $all.Count | Should -Be 2
        $all[0].ChatId | Should -Be 1763
        $all[1].FullyQualifiedErrorId | Should -BeLike 'InvalidUserCode,*'
        "$($all[1])" | Should -BeLike '*the disk is gone*'
    }

    It 'inside a property is one error' {
        foreach ($value in @($code, $other), @($code), [System.Collections.ArrayList] @($code)) {
            $all = Get-Outcome { [pscustomobject]@{ UserCode = $value } | Get-OLChatByUserCode }
            $all.Count | Should -Be 1
            $all[0].FullyQualifiedErrorId | Should -BeLike 'InvalidUserCode,*'
        }
    }
}

Describe 'A result that comes back from <Way>' -ForEach @(
    @{ Way = 'a file'; Carry = { param($Result) $Result | Export-Clixml TestDrive:/result.xml; Import-Clixml TestDrive:/result.xml } }
    @{ Way = 'a serializer'
        Carry = {
            param($Result)
            $text = [System.Management.Automation.PSSerializer]::Serialize($Result)
            [System.Management.Automation.PSSerializer]::Deserialize($text)
        }
    }
    @{ Way = 'a job'; Carry = { param($Result) Start-Job { $using:Result } | Receive-Job -Wait -AutoRemoveJob } }
) {
    It 'goes on like a live one' {
        $copy = & $Carry $chat
        $copy.PSObject.TypeNames[0] | Should -BeExactly 'Deserialized.OpenLines.Chat'
        $joined = $copy | Join-OLSession
        $joined.ChatId | Should -Be 1763
        $joined.UserCode | Should -BeExactly $code
        $joined.InputObject.Client | Should -Be Anna
        (Join-OLSession $copy).InputObject.Client | Should -Be Anna
        ($copy | Get-OLChatByUserCode).InputObject.Client | Should -Be Anna
    }

    It 'goes on like a live one when it was joined already' {
        $started = & $Carry ($chat | Join-OLSession) | Start-OLSession
        $started.UserCode | Should -BeExactly $code
        $started.InputObject.Client | Should -Be Anna
    }

    It 'goes on where it came of a bare value' {
        (& $Carry (Get-OLChatByUserCode $code) | Join-OLSession).InputObject | Should -BeExactly $code
        (& $Carry (Join-OLSession 1763) | Start-OLSession).InputObject | Should -Be 1763
    }
}
