BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:code = 'livechat|22|1761|587'
    $script:other = 'livechat|58|2042|479'
    $script:connection = Connect-Bitrix24 -Sandbox
    $script:column = -join [char[]] (0x41A, 0x43E, 0x434, 0x20, 0x43A, 0x43B, 0x438, 0x435, 0x43D, 0x442, 0x430)
    $script:rows = [pscustomobject]@{ $column = $code; Chat = 'chat1763' }, [pscustomobject]@{ $column = $other; Chat = '2043' }
}

AfterAll {
    Disconnect-Bitrix24
    Close-Module
}

Describe 'A script block as the identity' {
    It 'is run for each record, with the record as $_' {
        $chats = $rows | Get-OLChatByUserCode -UserCode { $_.$column }
        $chats.ChatId | Should -Be 1763, 2043
        [object]::ReferenceEquals($chats[1].InputObject, $rows[1]) | Should -BeTrue
        ($rows | Get-OLChatByUserCode { $PSItem.$column }).ChatId | Should -Be 1763, 2043
        ($rows | Join-OLSession -ChatId { $_.Chat }).ChatId | Should -Be 1763, 2043
        ($rows | Start-OLSession { $_.Chat }).ChatId | Should -Be 1763, 2043
        ($chats | Join-OLSession -ChatId { $_.DialogId }).UserCode | Should -Be $code, $other
        (" $code " | Get-OLChatByUserCode { $_.Trim() }).ChatId | Should -Be 1763
    }

    It 'is run for records that -InputObject gives, and for each of a list' {
        (Get-OLChatByUserCode { $_.$column } -InputObject $rows).ChatId | Should -Be 1763, 2043
        (, $rows | Get-OLChatByUserCode { $_.$column }).ChatId | Should -Be 1763, 2043
    }

    It 'sees the variables and functions where it was written, and changes none of them' {
        function Get-Prefixed { param($Text) "livechat|$Text" }
        $middle = '1761'
        $chats = [pscustomobject]@{ Line = 22; User = 587 } |
            Get-OLChatByUserCode { $mark = 1; Get-Prefixed "$($_.Line)|$middle|$($_.User)" }
        $chats.ChatId | Should -Be 1763
        $mark | Should -BeNullOrEmpty
        $module = New-Module { $hidden = 'livechat|22|1761|587'; function Find-Hidden { 1 | Get-OLChatByUserCode { $hidden } } }
        (& $module { Find-Hidden }).ChatId | Should -Be 1763
        'mine' | ForEach-Object { $null = 1 | Get-OLChatByUserCode { $code }; $_ } | Should -Be mine
    }

    It 'costs its own row only where it <Why>' -ForEach @(
        @{ Why = 'throws'; Bad = { throw 'broken' }; Says = '*broken*' }
        @{ Why = 'calls a method that fails'; Bad = { [int]::Parse('x') }; Says = '*failed*' }
        @{ Why = 'calls a method of nothing'; Bad = { $null.Trim() }; Says = '*failed*' }
        @{ Why = 'calls a command that fails'; Bad = { Get-Item TestDrive:/nothing }; Says = '*nothing*' }
        @{ Why = 'writes an error'; Bad = { Write-Error 'broken'; 'x' }; Says = '*broken*' }
        @{ Why = 'gives nothing'; Bad = { }; Says = '*no value*' }
        @{ Why = 'gives null'; Bad = { $null }; Says = '*no value*' }
        @{ Why = 'gives DBNull'; Bad = { [DBNull]::Value }; Says = '*no value*' }
        @{ Why = 'gives several values'; Bad = { 'a', 'b' }; Says = '*2 values*' }
        @{ Why = 'gives what is no code'; Bad = { [timespan]::Zero }; Says = '*not a text*' }
        @{ Why = 'gives a record without one'; Bad = { [pscustomobject]@{ Name = 'x' } }; Says = '*not a text*' }
        @{ Why = 'leaves a loop with continue'; Bad = { continue }; Says = '*break or continue*' }
        @{ Why = 'leaves a loop with break'; Bad = { break }; Says = '*break or continue*' }
        @{ Why = 'leaves a named loop'; Bad = { break outer }; Says = '*break or continue*' }
    ) {
        $calls = $connection.Calls
        $expression = { if ($_ -eq 2) { & $Bad } else { $code } }
        $all = @(1..3 | Get-OLChatByUserCode -UserCode $expression 2>&1)
        $all.Count | Should -Be 3
        $all[0, 2].ChatId | Should -Be 1763, 1763
        $all[1].FullyQualifiedErrorId | Should -BeExactly 'InvalidUserCode,OpenLines.Commands.GetOLChatByUserCodeCommand'
        $all[1].TargetObject | Should -Be 2
        $all[1].ErrorDetails.RecommendedAction | Should -BeLike '*script block of -UserCode*'
        $all[1].ErrorDetails.RecommendedAction | Should -Not -BeLike '*column*'
        "$($all[1])" | Should -BeLike $Says
        $connection.Calls | Should -Be ($calls + 2)
    }

    It 'keeps the advice that tells more than where the value came from' {
        $all = @(1 | Get-OLChatByUserCode { "livechat|22|1761|$([char] 0xFFFD)" } 2>&1)
        $all[0].ErrorDetails.RecommendedAction | Should -BeLike '*encoding*'
        $all = @(1 | Get-OLChatByUserCode { '+49 151 1234567' } 2>&1)
        $all[0].ErrorDetails.RecommendedAction | Should -BeLike 'It looks like a phone number.*'
        $all = @(1 | Join-OLSession -ChatId { @{ ChatId = $null } } 2>&1)
        $all[0].ErrorDetails.RecommendedAction | Should -BeLike '*script block of -ChatId*'
    }

    It 'may give a record, which is read by its property and tells its user code' {
        $joined = $rows | Join-OLSession -ChatId { $_.$column | Get-OLChatByUserCode }
        $joined.ChatId | Should -Be 1763, 2043
        $joined.UserCode | Should -Be $code, $other
        [object]::ReferenceEquals($joined[0].InputObject, $rows[0]) | Should -BeTrue
        (1 | Get-OLChatByUserCode { @{ Code = $code } }).ChatId | Should -Be 1763
        (1 | Start-OLSession { [pscustomobject]@{ DialogId = 'chat1763' } }).ChatId | Should -Be 1763
    }

    It 'may end the script with exit' {
        $null = Invoke-FreshPowerShell -Command ("Import-Module '$ModuleManifest'; `$null = Connect-Bitrix24 -Sandbox; " +
            '1 | Get-OLChatByUserCode { exit 7 }')
        $LASTEXITCODE | Should -Be 7
    }

    It 'ends nothing under -ErrorAction Continue and the pipeline under Stop, like any bad item' {
        $all = @(1..3 | Join-OLSession -ChatId { if ($_ -eq 1) { throw 'x' } else { 1763 } } 2>&1)
        $all[0].FullyQualifiedErrorId | Should -BeLike 'InvalidChatId,*'
        $all[1, 2].ChatId | Should -Be 1763, 1763
        (Get-Failure { 1..3 | Join-OLSession -ChatId { throw 'x' } -ErrorAction Stop }).FullyQualifiedErrorId |
            Should -BeLike 'InvalidChatId,*'
    }

    It 'is missing its input where there are no records' {
        (Get-Failure { Get-OLChatByUserCode { $code } }).FullyQualifiedErrorId | Should -BeLike 'MissingInput,*'
        (Get-Failure { Join-OLSession -ChatId { 1763 } }).FullyQualifiedErrorId | Should -BeLike 'MissingInput,*'
        @() | Get-OLChatByUserCode { $code } -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'shows no secret that its failure tells' {
        $all = @(1 | Get-OLChatByUserCode { throw 'https://example.bitrix24.com/rest/1/abcdefgh12345678/' } 2>&1)
        "$($all[0])" | Should -Not -BeLike '*abcdefgh12345678*'
    }

    It 'is not run where it is a record or an item of a list: that is data' {
        $runs = [System.Collections.Generic.List[int]]::new()
        $data = { $runs.Add(1) }.GetNewClosure()
        $all = @(& { , $data | Get-OLChatByUserCode; Get-OLChatByUserCode $data, $code } 2>&1)
        $all.Count | Should -Be 3
        $all[2].ChatId | Should -Be 1763
        $runs.Count | Should -Be 0
        $null = 1 | Get-OLChatByUserCode $data -ErrorAction SilentlyContinue
        $runs.Count | Should -Be 1
    }
}

Describe '-PipelineVariable' {
    It 'does not pair a result with its row; InputObject does' {
        $names = 'Anna', 'Boris'
        $people = foreach ($i in 0, 1) { [pscustomobject]@{ Client = $names[$i]; UserCode = ($code, $other)[$i] } }
        $pairs = $people | ForEach-Object { $_ } -PipelineVariable person | Get-OLChatByUserCode |
            ForEach-Object { [pscustomobject]@{ Variable = $person.Client; InputObject = $_.InputObject.Client } }
        $pairs.InputObject | Should -Be $names
        $pairs[0].Variable | Should -Be Boris
    }
}
