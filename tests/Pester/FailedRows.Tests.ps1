BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:code = 'livechat|22|1761|587'
    # The connected user has no right to this one.
    $script:forbidden = 'livechat|31|2192|623'
    $script:connection = Connect-Bitrix24 -Sandbox
    $script:columns = 'UserCode', 'ChatId', 'ErrorId', 'Message', 'Advice'

    # What fails when these are piped into a command.
    function Get-Failed {
        param([object[]] $Item, [string] $Name = 'Get-OLChatByUserCode')

        $failed = @()
        $null = $Item | & $Name -ErrorVariable +failed -ErrorAction SilentlyContinue
        $failed
    }

    # The list of failures after a way through a file.
    function Export-Failed {
        param([object[]] $Failed)

        $Failed | ConvertFrom-OLError | Export-Csv TestDrive:/failed.csv -NoTypeInformation -Encoding utf8
        Import-Csv TestDrive:/failed.csv -Encoding utf8
    }
}

AfterAll {
    Disconnect-Bitrix24
    Close-Module
}

Describe 'The row of an error' {
    It 'has the reason in columns of our own and then the columns of the record, whatever the code is called there' -ForEach @(
        'UserCode', 'USER_CODE', 'EntityId', 'ENTITY_ID', 'Code', 'usercode'
    ) {
        $rows = "Client,$_,Phone", 'Anna,nobody,1', 'Boris,,2' | ConvertFrom-Csv
        $failed = Get-Failed $rows
        $out = @($failed | ConvertFrom-OLError)
        $out.Count | Should -Be 2
        $out[0].PSObject.Properties.Name | Should -Be ($columns + (@('Client', $_, 'Phone') | Where-Object { $_ -ne 'UserCode' }))
        $out[0].UserCode | Should -BeExactly 'nobody'
        $out[0].ChatId | Should -BeNullOrEmpty
        $out[0].ErrorId | Should -BeExactly 'ACCESS_DENIED'
        $out[0].Message | Should -BeExactly $failed[0].ErrorDetails.Message
        $out[0].Advice | Should -BeExactly $failed[0].ErrorDetails.RecommendedAction
        $out.Client | Should -Be 'Anna', 'Boris'
        $out.Phone | Should -Be '1', '2'
        $out[1].ErrorId | Should -Be 'InvalidUserCode'
    }

    It 'of a later cmdlet of the chain has the first record, the code and the chat' {
        $rows = "Client,USER_CODE,ChatId", "Anna,$code,old" | ConvertFrom-Csv
        $portal = Open-Portal
        try {
            $stranger = Connect-Portal $portal 'sandboxwebhook7' 7
            $chats = $rows | Get-OLChatByUserCode -Connection (Connect-Portal $portal)
            $failed = @()
            $chats | Join-OLSession -Connection $stranger -ErrorVariable +failed -ErrorAction SilentlyContinue
            $failed.Count | Should -Be 1
            $row = $failed | ConvertFrom-OLError
            $row.UserCode | Should -BeExactly $code
            $row.ChatId | Should -Be 1763
            $row.Client | Should -Be 'Anna'
            $row.USER_CODE | Should -BeExactly $code
            $row.ErrorId | Should -Be 'ACCESS_DENIED'
        }
        finally {
            Close-Portal $portal
            $script:connection = Connect-Bitrix24 -Sandbox
        }
    }

    It 'of a value has it in the column that fits' {
        $row = Get-Failed 'nobody' | ConvertFrom-OLError
        $row.UserCode | Should -BeExactly 'nobody'
        $row.PSObject.Properties.Name | Should -Be $columns
        (Get-Failed 999 Join-OLSession | ConvertFrom-OLError).ChatId | Should -Be 999
        (Get-Failed 'chat999' Start-OLSession | ConvertFrom-OLError).ChatId | Should -Be 'chat999'
        (Get-Failed 'chat999' Start-OLSession | ConvertFrom-OLError).UserCode | Should -BeNullOrEmpty
        $row = Get-Failed 999 Get-OLDialog | ConvertFrom-OLError
        $row.ChatId, $row.UserCode | Should -Be 999, $null
    }

    It 'of a dialog has the record that it was asked for, the code and the chat' {
        $rows = 'Client,ChatId', 'Anna,2043' | ConvertFrom-Csv
        $failed = Get-Failed @($rows | Get-OLDialog) Complete-OLSession
        $row = $failed | ConvertFrom-OLError
        $row.PSObject.Properties.Name | Should -Be ($columns + 'Client')
        $row.Client, $row.ChatId | Should -Be 'Anna', 2043
        $row.UserCode | Should -BeExactly (Get-OLDialog 2043).UserCode
    }

    It 'of the id of a session has it as such, and as no chat: <Why>' -ForEach @(
        @{ Why = 'a number'; Item = 5; Id = 5 }
        @{ Why = 'as CRM writes it'; Item = 'imol|5'; Id = 'imol|5' }
        @{ Why = 'a row'; Item = [pscustomobject]@{ SESSION_ID = '5'; ChatId = '' }; Id = '5' }
    ) {
        $failed = Get-Failed $Item Get-OLSessionHistory
        $row = $failed | ConvertFrom-OLError
        $row.SessionId | Should -BeExactly $Id
        $row.ChatId | Should -BeNullOrEmpty
        $row.UserCode | Should -BeNullOrEmpty
        $list = Export-Failed $failed
        $again = Get-Failed $list Get-OLSessionHistory
        $again.ErrorDetails.Message | Should -BeExactly $failed.ErrorDetails.Message
        Export-Failed $again | ConvertTo-Json | Should -BeExactly ($list | ConvertTo-Json)

        $failed | Export-Clixml TestDrive:/session.xml
        (Import-Clixml TestDrive:/session.xml | ConvertFrom-OLError).ChatId | Should -BeNullOrEmpty
    }

    It 'keeps a code character by character' -ForEach 'nobody ', " nobody$([char] 0xa0)", "a$([char] 0x200b)b",
        ([char]::ConvertFromUtf32(0x1f600)), '"quoted"', 'a,b;c' {
        (Get-Failed $_ | ConvertFrom-OLError).UserCode | Should -BeExactly $_
        (Export-Failed (Get-Failed ([pscustomobject]@{ Code = $_ }))).UserCode | Should -BeExactly $_
    }

    It 'of records of other kinds has their columns too' {
        $table = [System.Data.DataTable]::new()
        $null = $table.Columns.Add('Client')
        $null = $table.Columns.Add('USER_CODE')
        $null = $table.Rows.Add([DBNull]::Value, 'nobody')
        $row = Get-Failed $table.Rows[0] | ConvertFrom-OLError
        $row.PSObject.Properties.Name | Should -Be ($columns + 'Client', 'USER_CODE')
        $row.UserCode | Should -BeExactly 'nobody'
        $row.Client | Should -BeNullOrEmpty

        $target = [ordered]@{ Client = 'Anna'; UserCode = 'u' }
        $row = [System.Management.Automation.ErrorRecord]::new([exception]::new('x'), 'Id', 'InvalidData', $target) | ConvertFrom-OLError
        $row.Client | Should -Be 'Anna'
        $row.UserCode | Should -Be 'u'
    }

    It 'is flat' {
        $record = [pscustomobject]@{
            UserCode = 'nobody'; Tags = @('a', 'b'); When = [datetime]'2026-01-02'; Count = 5; More = [pscustomobject]@{ X = 1 }
        }
        $row = Get-Failed $record | ConvertFrom-OLError
        $row.Tags | Should -BeExactly 'a b'
        $row.When | Should -BeOfType datetime
        $row.Count | Should -BeOfType int
        $row.More | Should -BeOfType string
    }

    It 'has no value where a property cannot be read, and keeps the others' {
        $record = [pscustomobject]@{ UserCode = 'nobody'; Client = 'Anna' } |
            Add-Member -MemberType ScriptProperty -Name Broken -Value { throw 'no' } -PassThru
        $row = Get-Failed $record | ConvertFrom-OLError
        $row.Client | Should -Be 'Anna'
        $row.Broken | Should -BeNullOrEmpty
        $row.UserCode | Should -Be 'nobody'
    }

    It 'of another command has what that tells' {
        $failed = $null
        Get-Item TestDrive:/nowhere -ErrorVariable failed -ErrorAction SilentlyContinue
        $row = $failed | ConvertFrom-OLError
        $row.PSObject.Properties.Name | Should -Be $columns
        $row.ErrorId | Should -Be 'PathNotFound'
        $row.Message | Should -BeLike '*nowhere*'
        $row.UserCode | Should -BeNullOrEmpty
        (Get-Failure { throw 'oh, no' } | ConvertFrom-OLError).Message | Should -Be 'oh, no'
        ([InvalidOperationException]::new('plain') | ConvertFrom-OLError).ErrorId | Should -Be 'InvalidOperationException'
    }

    It 'is one row for the error that stops a pipeline' {
        $failed = @()
        $caught = $null
        try { 'nobody' | Get-OLChatByUserCode -ErrorAction Stop -ErrorVariable +failed } catch { $caught = $_ }
        foreach ($one in $failed, $caught, $caught.Exception) {
            $row = @($one | ConvertFrom-OLError)
            $row.Count | Should -Be 1
            $row[0].ErrorId | Should -Be 'ACCESS_DENIED'
        }
        ($failed | ConvertFrom-OLError).UserCode | Should -Be 'nobody'
        ($caught | ConvertFrom-OLError).UserCode | Should -Be 'nobody'
    }

    It 'of an error from a file or a job is the same' {
        $rows = 'Client,USER_CODE', 'Anna,nobody' | ConvertFrom-Csv
        $failed = Get-Failed $rows
        $expected = $failed | ConvertFrom-OLError | ConvertTo-Json
        $failed | Export-Clixml TestDrive:/failed.xml
        Import-Clixml TestDrive:/failed.xml | ConvertFrom-OLError | ConvertTo-Json | Should -BeExactly $expected
        [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($failed[0])) |
            ConvertFrom-OLError | ConvertTo-Json | Should -BeExactly $expected
    }

    It 'of an error from a file is the same where Get-Error has shown the error before' {
        $rows = 'Client,USER_CODE', 'Anna,nobody', 'Boris,nobody' | ConvertFrom-Csv
        $failed = Get-Failed $rows
        $expected = $failed | ConvertFrom-OLError | ConvertTo-Json
        foreach ($one in $failed) {
            # That is what it does to the error.
            $null = $one.PSObject.TypeNames.Remove('System.Management.Automation.ErrorRecord')
            $one.PSObject.TypeNames.Insert(0, 'System.Management.Automation.ErrorRecord#PSExtendedError')
        }

        $failed | Export-Clixml TestDrive:/shown.xml
        Import-Clixml TestDrive:/shown.xml | ConvertFrom-OLError | ConvertTo-Json | Should -BeExactly $expected
    }
}

Describe 'A list of failures' {
    It 'feeds back, whatever the column was called' -ForEach 'UserCode', 'USER_CODE', 'EntityId', 'ENTITY_ID', 'Code' {
        $connection = Connect-Bitrix24 -Sandbox
        $rows = "Client,$_", "Anna,$code", "Boris,imol|livechat|58|2042|479" | ConvertFrom-Csv
        Disconnect-Bitrix24
        $failed = @()
        $null = $rows | Get-OLChatByUserCode -Connection $connection -ErrorVariable +failed -ErrorAction SilentlyContinue
        $list = Export-Failed $failed
        $list.Client | Should -Be 'Anna', 'Boris'
        $null = Connect-Bitrix24 -Sandbox
        $done = $list | Get-OLChatByUserCode | Join-OLSession
        $done.ChatId | Should -Be 1763, 2043
        $done.InputObject.Client | Should -Be 'Anna', 'Boris'
    }

    It 'of plain codes and of chat ids feeds back too' {
        (Export-Failed (Get-Failed 'nobody', 'noone' )).UserCode | Should -Be 'nobody', 'noone'
        $list = Export-Failed (Get-Failed 999, 'chat998' Join-OLSession)
        (Get-Failed $list Join-OLSession | ConvertFrom-OLError).ChatId | Should -Be '999', 'chat998'
    }

    It 'has the same columns and texts when it has been run again and again' {
        $rows = 'Message,Client,Code,advice', 'hi,Anna,nobody,mine', 'ho,Boris,noone,' | ConvertFrom-Csv
        $once = Export-Failed (Get-Failed $rows)
        $once[0].PSObject.Properties.Name | Should -Be ($columns + 'RecordMessage', 'Client', 'Code', 'RecordAdvice')
        $once.RecordMessage | Should -Be 'hi', 'ho'
        $once[0].Message | Should -BeLike "User code 'nobody': ACCESS_DENIED*"
        $twice = Export-Failed (Get-Failed $once)
        $twice | ConvertTo-Json | Should -BeExactly ($once | ConvertTo-Json)
    }

    It 'loses no column where the records are of several kinds' {
        $failed = @(Get-Failed 'nobody') + @(Get-Failed ([pscustomobject]@{ USER_CODE = 'a'; Client = 'Anna' })) +
            @(Get-Failed ([pscustomobject]@{ Code = 'b'; Phone = 1 }))
        $list = Export-Failed $failed
        $list[0].PSObject.Properties.Name | Should -Be ($columns + 'USER_CODE', 'Client', 'Code', 'Phone')
        $list.UserCode | Should -Be 'nobody', 'a', 'b'
        $list[1].Client | Should -Be 'Anna'
        $list[2].Phone | Should -Be '1'
    }

    It 'shows no webhook, in whatever column it stands' {
        $hook = 'https://example.bitrix24.com/rest/1/abcdefgh12345678/'
        $record = [pscustomobject]@{ UserCode = $hook; Link = "see $hook"; Tags = @($hook) }
        $record | Add-Member -NotePropertyName $hook -NotePropertyValue 1
        $text = @(Get-Failed $record) + @(Get-Failed $hook) + @(Get-Failed $hook Join-OLSession) | ConvertFrom-OLError | ConvertTo-Csv
        "$text" | Should -Not -Match 'abcdefgh12345678'
        "$text" | Should -Match ([regex]::Escape('see https://example.bitrix24.com/rest/1/***'))
    }
}

Describe 'ConvertFrom-OLError' {
    It 'needs no connection' {
        $failed = Get-Failed 'nobody'
        Disconnect-Bitrix24
        ($failed | ConvertFrom-OLError).UserCode | Should -Be 'nobody'
        $script:connection = Connect-Bitrix24 -Sandbox
    }

    It 'takes a list as an argument' {
        $failed = Get-Failed 'nobody', 'noone'
        (ConvertFrom-OLError $failed).UserCode | Should -Be 'nobody', 'noone'
        (ConvertFrom-OLError -InputObject $failed[0]).UserCode | Should -Be 'nobody'
        (, $failed | ConvertFrom-OLError).UserCode | Should -Be 'nobody', 'noone'
    }

    It 'gives no row where there is no error' {
        $null | ConvertFrom-OLError | Should -BeNullOrEmpty
        @() | ConvertFrom-OLError | Should -BeNullOrEmpty
        ConvertFrom-OLError @() | Should -BeNullOrEmpty
    }

    It 'refuses what is no error, and takes the rest' -ForEach 5, 'text', ([pscustomobject]@{ UserCode = 'x' }) {
        $problem = $null
        $rows = @($_) + @(Get-Failed 'nobody') | ConvertFrom-OLError -ErrorVariable problem -ErrorAction SilentlyContinue
        @($rows).UserCode | Should -Be 'nobody'
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidErrorRecord,OpenLines.Commands.ConvertFromOLErrorCommand'
        $problem[0].TargetObject | Should -Be $_
    }

    It 'is MissingInput without any' {
        (Get-Failure { ConvertFrom-OLError }).FullyQualifiedErrorId | Should -BeLike 'MissingInput,*'
    }
}
