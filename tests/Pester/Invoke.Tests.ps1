BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:portal = Open-Portal '--recorded', '100', '--chats', '100'
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

Describe 'Invoke-Bitrix24Method' {
    It 'gives the result of a method without parameters' {
        $user = Invoke-Bitrix24Method profile
        $user.ID | Should -Be 1
        $user | Should -BeOfType System.Management.Automation.PSCustomObject
        Get-Body | Should -BeExactly '{}'
    }

    It 'gives a list entry by entry' {
        $scopes = Invoke-Bitrix24Method scope
        $scopes | Should -Contain 'imopenlines'
        $scopes.Count | Should -BeGreaterThan 1
    }

    It 'gives what is null as null' {
        Send-Answer '{"result":null}'
        $result = @(Invoke-Bitrix24Method im.chat.get @{ ENTITY_TYPE = 'LINES' })
        $result.Count | Should -Be 1
        $result[0] | Should -BeNullOrEmpty
    }

    It 'gives every value as what it is' {
        Send-Answer ('{"result":{"Text":"a\u0000b","whole":12345678901234567,"part":0.1,"yes":true,"no":null,' +
            '"list":[1,[2]],"map":{"":1,"a":2,"A":3}}}')
        $result = Invoke-Bitrix24Method test.values
        $result.Text | Should -BeExactly "a$([char] 0)b"
        $result.whole | Should -Be 12345678901234567
        $result.part | Should -Be 0.1
        $result.yes | Should -BeTrue
        $result.no | Should -BeNullOrEmpty
        $result.list[1][0] | Should -Be 2
        $result.map['A'] | Should -Be 3
        $result.map[''] | Should -Be 1
    }

    It 'gives JSON as it stands with -Raw' {
        Send-Answer '{"result":{"b":1.50,"a":[]},"time":{}}'
        Invoke-Bitrix24Method test.raw -Raw | Should -BeExactly '{"b":1.50,"a":[]}'
    }

    It 'sends parameters as JSON does where it goes alone' {
        Send-Answer '{"result":true}'
        $null = Invoke-Bitrix24Method test.types ([ordered] @{
                text = 'ab'; number = 5; part = 1.5; yes = $true; none = $null; empty = @(); list = 1, 'b'
                map = [ordered] @{ '=ID' = 7; inner = [pscustomobject] @{ x = 'y' } }
                day = [datetimeoffset]::new(2026, 3, 1, 10, 0, 0, [timespan]::FromHours(3))
            })
        Get-Body | Should -BeExactly ('{"text":"ab","number":5,"part":1.5,"yes":true,"none":null,"empty":[],"list":[1,"b"],' +
            '"map":{"=ID":7,"inner":{"x":"y"}},"day":"2026-03-01T10:00:00\u002B03:00"}')
    }

    It 'packs the sets that are piped in into batches' {
        $before = $connection.Requests
        $results = 1..100 | ForEach-Object { @{ USER_CODE = "livechat|1|$_|$_" } } | Invoke-Bitrix24Method imopenlines.session.open
        $results.chatId | Should -Be (1..100 | ForEach-Object { "$(1000000 + $_)" })
        $connection.Requests - $before | Should -Be 2
    }

    It 'sends alone what no batch carries unchanged' {
        $before = $connection.Requests
        $sets = @{ a = $true }, @{ a = @() }, @{ a = @{ b = $null } }, @{ 'a.b' = 1 }
        Send-Answer '{"result":1}' '{"result":2}' '{"result":3}' '{"result":4}'
        # They are under way at once, and each takes the next of these answers.
        $sets | Invoke-Bitrix24Method test.alone -Safety Read | Sort-Object | Should -Be 1, 2, 3, 4
        $connection.Requests - $before | Should -Be 4
    }

    It 'writes one error for a set that is none, and goes on' {
        $failed = $null
        $hidden = ConvertTo-Secret 'secret-x'
        $endless = @{}
        $endless.self = $endless
        $good = @{ USER_CODE = 'livechat|1|1|1' }
        $sets = 5, 'text', @{ a = $hidden }, $endless, @{ a = [double]::NaN }, @{ auth = 'x' }, @{ a = { 1 } }, $good
        $results = @($sets | Invoke-Bitrix24Method imopenlines.session.open -ErrorVariable failed -ErrorAction SilentlyContinue)
        $results.Count | Should -Be 1
        $failed.Count | Should -Be 7
        "$failed" | Should -Not -BeLike '*secret-x*'
        $failed.FullyQualifiedErrorId | Should -Be (@('InvalidParameters,OpenLines.Commands.InvokeBitrix24MethodCommand') * 7)
    }

    It 'ends with an error where the name is that of no method: <_>' -ForEach '', ' ', 'crm item', '../x', '.x', 'https://x.y/rest/1/abc/',
    'batch', 'api/tasks.task.get', "crm.item.list`n" {
        $failure = Get-Failure { Invoke-Bitrix24Method $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidMethod,*'
        "$failure" | Should -Not -BeLike '*abc*'
    }

    It 'asks before it changes something, and not before it reads' {
        $before = $connection.Requests
        Invoke-Bitrix24Method test.change -WhatIf | Should -BeNullOrEmpty
        $connection.Requests | Should -Be $before
        (Invoke-Bitrix24Method profile -WhatIf).ID | Should -Be 1
    }

    It 'tries a lost call again only where that is safe' {
        $quick = Connect-Bitrix24 -Webhook $portal.SecureWebhook -RetryIntervalSec 1
        Send-PortalAnswer $portal @{ status = 500; body = '' }
        $failure = Get-Failure { Invoke-Bitrix24Method test.change -Connection $quick -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -BeLike 'OutcomeUnknown,*'
        Send-PortalAnswer $portal @{ status = 500; body = '' }
        Send-Answer '{"result":7}'
        Invoke-Bitrix24Method test.change -Safety Read -Connection $quick | Should -Be 7
    }
}

Describe 'Invoke-Bitrix24Method -All' {
    BeforeAll { $script:connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook }

    It 'reads a list of one page' {
        Send-Answer '{"result":[{"ID":1},{"ID":2}],"total":2}'
        (Invoke-Bitrix24Method test.list -All -Safety Read).ID | Should -Be 1, 2
    }

    It 'reads the pages after the first in one batch' {
        $pages = 1..3 | ForEach-Object { '"c{0}":[{1}]' -f ($_ - 1), ((50 * $_ + 1)..(50 * $_ + 50) -join ',') }
        $first = '{{"result":[{0}],"total":200,"next":50}}' -f (1..50 -join ',')
        Send-Answer $first ('{{"result":{{"result":{{{0}}},"result_error":[]}}}}' -f ($pages -join ','))
        $before = $connection.Requests
        Invoke-Bitrix24Method test.list @{ filter = @{ A = 1 } } -All -Safety Read | Should -Be (1..200)
        $connection.Requests - $before | Should -Be 2
        $commands = (Get-Body | ConvertFrom-Json).cmd
        $commands.c2 | Should -BeExactly 'test.list?filter[A]=1&start=150'
    }

    It 'follows a list that grows, and one that does not tell its length' {
        Send-Answer '{"result":{"items":[1]},"next":1}' '{"result":{"items":[2]},"next":2}' '{"result":{"items":[3]}}'
        Invoke-Bitrix24Method test.list -All -Safety Read | Should -Be 1, 2, 3
        Send-Answer '{"result":[1],"next":1,"total":2}' '{"result":[2],"next":2,"total":3}' '{"result":[3],"total":3}'
        Invoke-Bitrix24Method test.list -All -Safety Read | Should -Be 1, 2, 3
    }

    It 'does not go round in a circle where the portal does' {
        Send-Answer '{"result":[1],"next":0}'
        Invoke-Bitrix24Method test.list -All -Safety Read | Should -Be 1
        Send-Answer '{"result":[1],"next":1}' '{"result":[2],"next":1}'
        Invoke-Bitrix24Method test.list -All -Safety Read | Should -Be 1, 2
    }

    It 'goes on behind a page that fails' {
        Send-Answer '{"result":[1],"next":1,"total":4}' ('{"result":{"result":{"c0":[2],"c2":[4]},' +
            '"result_error":{"c1":{"error":"ERROR_CORE","error_description":"no"}}}}')
        $all = @(Invoke-Bitrix24Method test.list -All -Safety Read 2>&1)
        $all[0, 1, 3] | Should -Be 1, 2, 4
        $all[2].FullyQualifiedErrorId | Should -BeLike 'ERROR_CORE,*'
        $all[2].TargetObject | Should -Be 2
    }

    It 'says so where the method answers no list' -ForEach '{"result":5}', '{"result":{"a":[],"b":[]}}', '{"result":{"a":1}}' {
        Send-Answer $_
        $failure = Get-Failure { Invoke-Bitrix24Method test.list -All -Safety Read -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -BeLike 'NotPaged,*'
    }
}
