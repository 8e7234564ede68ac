BeforeDiscovery {
    . $PSScriptRoot/_Cmdlets.ps1
    $refused = foreach ($cmdlet in $SessionCmdlets) {
        $refusals = $cmdlet.Refusals + @{ Chat = 'x'; Code = 'InvalidChatId'; Category = 'InvalidData' }
        foreach ($one in $refusals) {
            @{
                Name     = $cmdlet.Name
                Value    = $one.Chat
                Id       = "$($one.Code),$($cmdlet.Class)"
                Category = $one.Category
                Method   = $cmdlet.Method
            }
        }
    }
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:code = 'livechat|22|1761|587'
    $script:other = 'livechat|58|2042|479'
    $script:connection = Connect-Bitrix24 -Sandbox
}

AfterAll {
    Disconnect-Bitrix24
    Close-Module
}

Describe 'The error of an item' {
    It 'of <Name> for <Value> is <Id>' -ForEach (@(
        @{
            Name = 'Get-OLChatByUserCode'
            Value = 'nobody'
            Id = 'ACCESS_DENIED,OpenLines.Commands.GetOLChatByUserCodeCommand'
            Category = 'PermissionDenied'
            Method = 'imopenlines.session.open'
        }
        @{
            Name = 'Get-OLChatByUserCode'
            Value = 'livechat|31|2192|623'
            Id = 'ACCESS_DENIED,OpenLines.Commands.GetOLChatByUserCodeCommand'
            Category = 'PermissionDenied'
            Method = 'imopenlines.session.open'
        }
        @{
            Name = 'Get-OLChatByUserCode'
            Value = ''
            Id = 'InvalidUserCode,OpenLines.Commands.GetOLChatByUserCodeCommand'
            Category = 'InvalidData'
            Method = 'imopenlines.session.open'
        }
    ) + $refused) {
        $failed = $null
        $Value | & $Name -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeExactly $Id
        $failed[0].CategoryInfo.Category | Should -Be $Category
        $failed[0].CategoryInfo.Category | Should -Not -Be 'NotSpecified'
        $failed[0].CategoryInfo.Activity | Should -BeExactly $Name
        $failed[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $failed[0].TargetObject | Should -BeExactly $Value
        $exception = $failed[0].Exception
        $exception | Should -BeOfType Bitrix24.Rest.Bitrix24Exception
        $exception.Method | Should -BeExactly $Method
        $exception.Description | Should -Not -BeNullOrEmpty
        $ownId = $Id.Split(',')[0]
        if ($ownId -cmatch '^[A-Z_]+$') {
            $exception.Code | Should -BeExactly $ownId
            $exception.Message | Should -BeLike "${ownId}: *"
        }
        else {
            $exception.Code | Should -BeNullOrEmpty
        }
    }

    It 'names the item in its message' {
        $failed = $null
        'nobody' | Get-OLChatByUserCode -ErrorVariable failed -ErrorAction SilentlyContinue
        "$failed" | Should -BeLike "*'nobody'*ACCESS_DENIED*"
        999 | Join-OLSession -ErrorVariable failed -ErrorAction SilentlyContinue
        "$failed" | Should -BeLike "*999*CHAT_ID*"
    }

    It 'is shown with what to do' {
        $text = 'nobody' | Get-OLChatByUserCode 2>&1 | Out-String -Width 400
        $text | Should -BeLike "*nobody*ACCESS_DENIED*"
    }

    It 'tells both meanings of ACCESS_DENIED, which the portal does not tell apart in a batch' {
        $failed = $null
        'nobody|1|1|1', 'nobody|1|1|2' | Get-OLChatByUserCode -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*no chat*no right*'
        $failed[0].Exception.HttpStatus | Should -BeNullOrEmpty
    }

    It 'has the status of the answer where it was the only call of its request' {
        $failure = Get-Failure { Get-OLChatByUserCode nobody -ErrorAction Stop }
        $failure.Exception.HttpStatus | Should -BeIn $null, 400
    }

    It 'has the record that was piped into the failing cmdlet as its TargetObject' {
        $failed = @()
        $rows = 'Client,UserCode', "Anna,$code", 'Boris,nobody' | ConvertFrom-Csv
        $null = $rows | Get-OLChatByUserCode -ErrorVariable +failed -ErrorAction SilentlyContinue
        [object]::ReferenceEquals($failed[0].TargetObject, $rows[1]) | Should -BeTrue
        $chat = 'livechat|1|1363|203' | Get-OLChatByUserCode
        $failed = @()
        $null = [pscustomobject]@{ Deal = 5; ChatId = 999 }, $chat | Join-OLSession -ErrorVariable +failed -ErrorAction SilentlyContinue
        $failed[0].TargetObject.Deal | Should -Be 5
    }

    It 'is one that can be fed again: the same items fail in the same way' {
        $rows = 'Client,UserCode', "Anna,$code", 'Boris,nobody', 'Vera,', 'Gleb,livechat|31|2192|623' | ConvertFrom-Csv
        $failed = $null
        $again = $null
        $null = $rows | Get-OLChatByUserCode -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.TargetObject | Get-OLChatByUserCode -ErrorVariable again -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $again.TargetObject.Client | Should -Be $failed.TargetObject.Client
        $again.FullyQualifiedErrorId | Should -Be $failed.FullyQualifiedErrorId
    }

    It 'of a chat in the chain is the chat, which can be fed to the same cmdlet again' {
        $portal = Open-Portal
        try {
            # The operator may read both chats; the administrator may not join the second.
            $operator = Connect-Portal $portal 'sandboxwebhook5' 5
            $administrator = Connect-Portal $portal
            $failed = $null
            $again = $null
            $joined = @($code, 'livechat|31|2192|623' | Get-OLChatByUserCode -Connection $operator |
                    Join-OLSession -Connection $administrator -ErrorVariable failed -ErrorAction SilentlyContinue)
            $joined.ChatId | Should -Be 1763
            $failed[0].TargetObject | Should -BeOfType OpenLines.Chat
            $failed.TargetObject | Join-OLSession -Connection $administrator -ErrorVariable again -ErrorAction SilentlyContinue |
                Should -BeNullOrEmpty
            $again.FullyQualifiedErrorId | Should -BeExactly $failed.FullyQualifiedErrorId
            $again.TargetObject.UserCode | Should -BeExactly 'livechat|31|2192|623'
        }
        finally {
            Close-Portal $portal
            $script:connection = Connect-Bitrix24 -Sandbox
        }
    }
}

Describe 'A bad item' {
    It 'never stops the rest' {
        $all = 'nobody', $code, '', $other, $null, 'livechat|58|2023|471' | Get-OLChatByUserCode -ErrorAction SilentlyContinue
        $all.ChatId | Should -Be 1763, 2043, 2024
        $all = 999, 1763, 'x', 3001, 2043 | Join-OLSession -ErrorAction SilentlyContinue | Start-OLSession
        $all.ChatId | Should -Be 1763, 2043
    }

    It 'counts once on the connection: not sent, no call' {
        $connection = Connect-Bitrix24 -Sandbox
        $null = 'nobody', $code, '', $null | Get-OLChatByUserCode -ErrorAction SilentlyContinue
        $connection.Calls | Should -Be 5
        $connection.Succeeded | Should -Be 4
        $connection.Failed | Should -Be 1
    }
}

Describe 'The screen of failed items' {
    BeforeAll {
        # What a console shows of them, as it would of a line typed in.
        function Get-Screen {
            param([string] $Line, [string] $View = 'ConciseView')

            $ErrorView = $View
            (& ([scriptblock]::Create($Line)) 2>&1 | Out-String -Width 80) -replace '\x1b\[[0-9;]*m'
        }

        $script:unknown = "'nobody|1|1|1', 'nobody|1|1|2', '', 'nobody|1|1|3', 'x' | Get-OLChatByUserCode"
    }

    It 'shows the advice of one code with the first of them' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $screen = Get-Screen $unknown
        $advice = @($screen -split '  Recommendation: ' | Select-Object -Skip 1 | ForEach-Object { $_.Substring(0, 20) })
        $advice | Should -HaveCount 3
        $advice | Select-Object -Unique | Should -HaveCount 3
    }

    It 'shows each of the others in one line with the cmdlet and the item' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $screen = Get-Screen "& { `n$unknown }" | ForEach-Object { $_ -split '\r?\n' }
        foreach ($code in 'nobody|1|1|2', 'nobody|1|1|3') {
            @($screen -like "Get-OLChatByUserCode: User code '$code': ACCESS_DENIED*").Count | Should -Be 1
        }
    }

    It 'begins anew with the next run' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $screen = Get-Screen "Get-OLChatByUserCode 'nobody|1|1|1'; Get-OLChatByUserCode 'nobody|1|1|2'"
        @($screen -split '  Recommendation: ').Count - 1 | Should -Be 2
    }

    It 'is that of the engine in any other view' {
        $screen = Get-Screen $unknown 'NormalView'
        @([regex]::Matches($screen, 'FullyQualifiedErrorId *: *ACCESS_DENIED')).Count | Should -Be 4
        $screen | Should -Not -Match 'Recommendation'
    }

    It 'takes nothing from the errors, which scripts read' {
        $failed = $null
        $codes = 'nobody|1|1|1', 'nobody|1|1|2'
        $null = $codes | Get-OLChatByUserCode -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed | Should -HaveCount 2
        $failed[1] | Should -BeOfType System.Management.Automation.ErrorRecord
        $failed[1].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $failed[1].ErrorDetails.RecommendedAction | Should -BeExactly $failed[0].ErrorDetails.RecommendedAction
        $failed[1].FullyQualifiedErrorId | Should -BeExactly $failed[0].FullyQualifiedErrorId
        $failed[1].TargetObject | Should -BeExactly $codes[1]
        "$($failed[1].CategoryInfo)" | Should -BeExactly ("$($failed[0].CategoryInfo)" -replace [regex]::Escape($codes[0]), $codes[1])
        $failed[1].InvocationInfo.MyCommand.Name | Should -Be 'Get-OLChatByUserCode'
        ($failed | ConvertFrom-OLError).UserCode | Should -Be $codes
    }

    It 'is as short after Import-Clixml' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $failed = $null
        $null = 'nobody|1|1|1', 'nobody|1|1|2' | Get-OLChatByUserCode -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[1] | Export-Clixml TestDrive:/failed.xml
        Import-Clixml TestDrive:/failed.xml | Out-String -Width 200 |
            Should -BeLike "*Get-OLChatByUserCode: User code 'nobody|1|1|2': ACCESS_DENIED*"
    }
}

Describe 'ErrorVariable' {
    It 'with a plus collects the errors of three cmdlets in one pipeline' {
        $failed = @()
        $rows = $code, 'nobody', $other, ''
        $results = $rows | Get-OLChatByUserCode -ErrorVariable +failed -ErrorAction SilentlyContinue |
            ForEach-Object { if ($_.ChatId -eq 2043) { 3001 } else { $_ } } |
            Join-OLSession -ErrorVariable +failed -ErrorAction SilentlyContinue |
            ForEach-Object { $_; 999 } |
            Start-OLSession -ErrorVariable +failed -ErrorAction SilentlyContinue
        $results.ChatId | Should -Be 1763
        ($failed.FullyQualifiedErrorId | Sort-Object) | Should -Be (@(
                'ACCESS_DENIED,OpenLines.Commands.GetOLChatByUserCodeCommand'
                'InvalidUserCode,OpenLines.Commands.GetOLChatByUserCodeCommand'
                'CHAT_TYPE,OpenLines.Commands.JoinOLSessionCommand'
                'CHAT_ID,OpenLines.Commands.StartOLSessionCommand') | Sort-Object)
    }

    It 'says by the id of an error which cmdlet to feed its item to again' {
        $failed = @()
        $null = $code, 'nobody' | Get-OLChatByUserCode -ErrorVariable +failed -ErrorAction SilentlyContinue | ForEach-Object { 3001 } |
            Join-OLSession -ErrorVariable +failed -ErrorAction SilentlyContinue
        $failed.InvocationInfo.MyCommand.Name | Sort-Object | Should -Be 'Get-OLChatByUserCode', 'Join-OLSession'
    }
}

Describe 'ErrorAction <_>' -ForEach 'SilentlyContinue', 'Ignore' {
    It 'shows nothing and goes on' {
        $before = $Error.Count
        $all = 'nobody', $code | Get-OLChatByUserCode -ErrorAction $_ 2>&1
        $all.ChatId | Should -Be 1763
        if ($_ -eq 'Ignore') { $Error.Count | Should -Be $before } else { $Error[0].TargetObject | Should -BeExactly 'nobody' }
    }
}

Describe 'ErrorAction Stop' {
    It 'ends <Name> with the first failure, as an exception of Bitrix24' -ForEach $ItemCmdlets {
        $got = [System.Collections.Generic.List[object]]::new()
        $caught = $null
        try {
            $Good, $Bad, $Good | & $Name -ErrorAction Stop | ForEach-Object { $got.Add($_) }
        }
        catch [Bitrix24.Rest.Bitrix24Exception] {
            $caught = $_
        }

        $caught.Exception.Code | Should -BeExactly $Refusal
        $caught.TargetObject | Should -BeExactly $Bad
        $got.Count | Should -Be 1
    }

    It 'holds for a bad value that is never sent' -ForEach $ItemCmdlets {
        $caught = try { '' | & $Name -ErrorAction Stop } catch [Bitrix24.Rest.Bitrix24Exception] { $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike 'Invalid*,*'
    }

    It 'holds through the preference variable, of the script, a calling function and a module' {
        function Invoke-Strict {
            $ErrorActionPreference = 'Stop'
            'nobody' | Get-OLChatByUserCode
            'went on'
        }

        $module = New-Module {
            $ErrorActionPreference = 'Stop'
            function Invoke-StrictModule { 'nobody' | Get-OLChatByUserCode; 'went on' }
        }
        (Get-Failure { Invoke-Strict }).FullyQualifiedErrorId | Should -BeLike 'ACCESS_DENIED,*'
        (Get-Failure { & $module { Invoke-StrictModule } }).FullyQualifiedErrorId | Should -BeLike 'ACCESS_DENIED,*'
        $ErrorActionPreference = 'Continue'
        'nobody', $code | Get-OLChatByUserCode 2>$null | ForEach-Object ChatId | Should -Be 1763
    }

    It 'leaves the connection usable' {
        $null = Get-Failure { 'nobody', $code | Get-OLChatByUserCode -ErrorAction Stop }
        ($code | Get-OLChatByUserCode).ChatId | Should -Be 1763
    }
}

Describe 'What the portal answers' {
    BeforeAll {
        $script:portal = Open-Portal
        # Each answer is judged by itself: after a front server's page the portal would be asked whether it is there.
        $script:connection =
            Connect-Bitrix24 -Webhook (ConvertTo-Secret $portal.Webhook) -MaximumRetryCount 0 -OutageTimeoutSec 0
        $script:escape = [char] 27

        function Get-Refusal {
            param([hashtable] $Answer)

            Send-PortalAnswer $portal $Answer
            $failed = $null
            $code | Get-OLChatByUserCode -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed.Count | Should -Be 1
            $failed[0]
        }

        # The message and the id as they come out on a console.
        function Get-Shown {
            param($Record)

            "$Record", $Record.FullyQualifiedErrorId, $Record.Exception.Message, $Record.Exception.Code, $Record.Exception.Description,
            $Record.CategoryInfo.ToString(), $Record.ErrorDetails.Message, $Record.ErrorDetails.RecommendedAction -join '|'
        }
    }

    AfterAll {
        Close-Portal $portal
    }

    It 'cannot move the cursor, colour the text, break the line or turn its direction' {
        $nasty = "$escape[31mred$escape]0;title$([char]7)$([char]0x9B)2J`r`nnext`tend$([char]0x202E)$([char]0)"
        $body = ConvertTo-Json @{ error = "X$nasty"; error_description = "Y$nasty" } -Compress
        $failure = Get-Refusal @{ status = 400; body = $body }
        Get-Shown $failure | Should -Not -Match '[\x00-\x1F\x7F-\x9F\u202A-\u202E\u2066-\u2069]'
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidErrorCode,*'
        $failure.Exception.Code | Should -BeLike 'X*red*'
        $failure.Exception.Description | Should -BeLike 'Y*red*'
    }

    It 'cannot do so in the user code or chat id that a script passes either' {
        $failed = $null
        "x$escape[31m`r`ny" | Get-OLChatByUserCode -ErrorVariable failed -ErrorAction SilentlyContinue
        Get-Shown $failed[0] | Should -Not -Match '[\x00-\x1F\x7F-\x9F]'
        "x$escape[31m`r`ny" | Join-OLSession -ErrorVariable failed -ErrorAction SilentlyContinue
        Get-Shown $failed[0] | Should -Not -Match '[\x00-\x1F\x7F-\x9F]'
    }

    It 'with a code that nobody knows keeps that code as the id' {
        $failure = Get-Refusal @{ status = 400; body = '{"error":"SOME_NEW-CODE.7:x","error_description":"Something new"}' }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'SOME_NEW-CODE.7:x,OpenLines.Commands.GetOLChatByUserCodeCommand'
        $failure.CategoryInfo.Category | Should -Not -Be 'NotSpecified'
        $failure.Exception.Description | Should -BeExactly 'Something new'
        $failure.Exception.HttpStatus | Should -Be 400
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'with a blank code is EmptyErrorCode' {
        $failure = Get-Refusal @{ status = 400; body = '{"error":"","error_description":""}' }
        $failure.FullyQualifiedErrorId | Should -BeLike 'EmptyErrorCode,*'
        $failure.Exception.Code | Should -BeExactly ''
        $failure.Exception.Description | Should -Not -BeNullOrEmpty
    }

    It 'with a code of 65 characters is InvalidErrorCode' {
        $failure = Get-Refusal @{ status = 400; body = "{`"error`":`"$('A' * 65)`",`"error_description`":`"x`"}" }
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidErrorCode,*'
        $failure.Exception.Code | Should -BeLike 'AAAA*'
    }

    It 'with <Why> is InvalidResponse' -ForEach @(
        @{
            Why = 'an HTML page and 502'
            Answer = @{ status = 502; contentType = 'text/html'; body = '<html><body>Bad Gateway</body></html>' }
            Status = 502
        }
        @{ Why = 'an HTML page and 200'; Answer = @{ status = 200; contentType = 'text/html'; body = '<html></html>' }; Status = 200 }
        @{ Why = 'an empty body'; Answer = @{ status = 200; body = '' }; Status = 200 }
        @{ Why = 'half of a JSON text'; Answer = @{ status = 200; body = '{"result":{' }; Status = 200 }
    ) {
        $failure = Get-Refusal $Answer
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
        $failure.CategoryInfo.Category | Should -Be 'InvalidResult'
        $failure.Exception.HttpStatus | Should -Be $Status
        $failure.Exception.Code | Should -BeNullOrEmpty
    }

    It 'in a result of another form is InvalidResponse' -ForEach '{"result":true}', '{"result":{"chatId":"x"}}', '{"result":{"chatId":0}}',
        '{"result":[]}', '{"result":null}' {
        (Get-Refusal @{ status = 200; body = $_ }).FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
    }

    It 'to a join with anything but true is InvalidResponse' -ForEach '{"result":false}', '{"result":1}', '{"result":"true"}' {
        Send-PortalAnswer $portal @{ status = 200; body = $_ }
        (Get-Failure { Join-OLSession 1763 -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
    }

    It 'with a chat id as a number or as digits is read' -ForEach '{"result":{"chatId":77}}', '{"result":{"chatId":"77"}}' {
        Send-PortalAnswer $portal @{ status = 200; body = $_ }
        (Get-OLChatByUserCode $code).ChatId | Should -Be 77
    }

    It 'by breaking the connection is ConnectionFailed' {
        $failure = Get-Refusal @{ abort = $true }
        $failure.FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
        $failure.Exception.HttpStatus | Should -BeNullOrEmpty
    }

    It 'with a redirect to a stranger is PortalMoved, and ends the connection' {
        $connection = Connect-Bitrix24 -Webhook (ConvertTo-Secret $portal.Webhook) -MaximumRetryCount 0
        Send-PortalAnswer $portal @{
            status = 302
            headers = @{ Location = 'https://stranger.test/rest/1/sandboxwebhook1/imopenlines.session.open.json' }
        }
        $failure = Get-Failure { Get-OLChatByUserCode $code -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -BeLike 'PortalMoved,*'
        $failure.Exception.Message | Should -BeLike '*stranger.test*'
        $connection.State | Should -Be 'Refused'
        $null = Connect-Bitrix24 -Webhook (ConvertTo-Secret $portal.Webhook) -MaximumRetryCount 0
    }

    It 'with a redirect to another port of this machine is PortalMoved, and nothing is sent there: anybody may listen at it' {
        $moved = Open-Portal
        try {
            $connection = Connect-Portal $moved
            Send-PortalAnswer $moved @{
                status = 302
                headers = @{ Location = "$($portal.Address)/rest/1/sandboxwebhook1/imopenlines.session.open.json" }
            }
            $before = (Get-PortalJournal $portal).requests
            $failure = Get-Failure { Get-OLChatByUserCode $code -Connection $connection -ErrorAction Stop }
            $failure.FullyQualifiedErrorId | Should -BeLike 'PortalMoved,*'
            $failure.Exception.Message | Should -BeLike "*sends its callers to $(([uri] $portal.Address).Authority).*"
            (Get-PortalJournal $portal).requests | Should -Be $before
        }
        finally {
            Close-Portal $moved
        }
    }

    It 'with 500 and a lost answer is tried again, as a read may be' {
        $connection = Connect-Bitrix24 -Webhook (ConvertTo-Secret $portal.Webhook) -MaximumRetryCount 1 -RetryIntervalSec 1
        Send-PortalAnswer $portal @{ status = 500; contentType = 'text/html'; body = '<html></html>' }
        (Get-OLChatByUserCode $code).ChatId | Should -Be 1763
        $connection.Retries | Should -Be 1
    }
}

Describe 'A value that looks like another' {
    BeforeAll {
        $script:connection = Connect-Bitrix24 -Sandbox
        function Get-ItemError {
            param([object] $Item, [string] $Name = 'Get-OLChatByUserCode')

            $failed = $null
            $result = $Item | & $Name -ErrorVariable failed -ErrorAction SilentlyContinue
            $result | Should -BeNullOrEmpty
            @($failed).Count | Should -Be 1
            $failed[0]
        }

        $script:nbsp = [string] [char] 0xa0
    }

    It 'is sent, and where the portal refuses it the advice says what <Code> looks like' -ForEach @(
        @{ Code = '+7 (912) 345-67-89'; Like = '*phone number*' }
        @{ Code = '79123456789'; Like = '*phone number*' }
        @{ Code = 'CONTACT|123'; Like = '*item of CRM*' }
        @{ Code = 'LEAD|5'; Like = '*item of CRM*' }
        @{ Code = 'chat1763'; Like = '*id of a chat*Join-OLSession*' }
        @{ Code = '1763'; Like = '*number*' }
        @{ Code = 'livechat%7C22%7C1761%7C587'; Like = '*percent-encoded*' }
        @{ Code = 'livechat&#124;22&#124;1761&#124;587'; Like = '*HTML*' }
        @{ Code = '"livechat|22|1761|587"'; Like = '*quotation mark*' }
        @{ Code = 'livechat/22/1761/587'; Like = '*do not stand between |*' }
        @{ Code = 'livechat|22|1761'; Like = '*3 parts*' }
        @{ Code = 'anna@example.com'; Like = '*e-mail address*' }
    ) {
        $before = $connection.Succeeded + $connection.Failed
        $failure = Get-ItemError $Code
        $connection.Succeeded + $connection.Failed | Should -Be ($before + 1)
        $failure.FullyQualifiedErrorId | Should -BeLike 'ACCESS_DENIED,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Like
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*A user code looks like livechat|22|1761|587*'
    }

    It 'is not guessed at where the code has the right form' {
        (Get-ItemError 'livechat|31|2192|623').ErrorDetails.RecommendedAction | Should -BeLike 'Either there is no chat*'
    }

    It 'has what cannot be seen said: <Unseen>' -ForEach @(
        @{ Code = 'livechat|22|1761|587 '; Unseen = 'ends with a blank' }
        @{ Code = "livechat|22|1761|587$([char] 0xa0)"; Unseen = 'ends with a no-break space (U+00A0)' }
        @{ Code = "$([char] 0xfeff)livechat|22|1761|587"; Unseen = 'begins with a byte order mark (U+FEFF)' }
        @{ Code = "livechat|22|$([char] 0x200b)1761|587"; Unseen = 'has a zero-width space (U+200B) inside' }
    ) {
        $failure = Get-ItemError $Code
        $failure.FullyQualifiedErrorId | Should -BeLike 'ACCESS_DENIED,*'
        $failure.ErrorDetails.Message | Should -BeLike "User code '*livechat*' (it $Unseen): ACCESS_DENIED*"
        $failure.ErrorDetails.RecommendedAction | Should -BeLike 'It has a character that is not seen*'
    }

    It 'is InvalidUserCode with advice on the encoding where characters could not be read, and nothing is sent' -ForEach @(
        "my|1|$([char] 0xfffd)$([char] 0xfffd)|5", "$([char] 0xfffd)"
    ) {
        $before = $connection.Requests
        $failure = Get-ItemError $_
        $connection.Requests | Should -Be $before
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidUserCode,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Encoding Default*-Encoding 1251*'
    }

    It 'is found with imol| in any case and as often as it stands there' -ForEach 'imol|imol|', 'IMOL|', 'Imol|imol|IMOL|' {
        ("$_$code" | Get-OLChatByUserCode).UserCode | Should -BeExactly $code
    }

    It 'is a chat id as spreadsheets and databases write it' {
        $given = [double] 1763, [decimal] 1763, [single] 1763, [bigint] 1763, '1763 ', ' 1763', "$nbsp`1763$nbsp", '1763.0', '1763,00',
            " chat1763$nbsp"
        $results = $given | Join-OLSession
        $results.ChatId | Should -Be (@(1763) * 10)
        $rows = 'CHAT_ID', '"1763.0"', '" 1763"' | ConvertFrom-Csv
        ($rows | Start-OLSession).ChatId | Should -Be 1763, 1763
    }

    It 'is no chat id where it may mean something else: <Value>' -ForEach @(
        @{ Value = '1,763'; Why = 'separator of groups' }
        @{ Value = '1763.5'; Why = 'fraction' }
        @{ Value = 1763.5; Why = 'fraction' }
        @{ Value = '1.763E+03'; Why = 'exponent' }
        @{ Value = '0x6E3'; Why = 'hexadecimal' }
        @{ Value = '-1763'; Why = 'sign' }
        @{ Value = 'livechat|22|1761|587'; Why = 'Get-OLChatByUserCode' }
    ) {
        $failure = Get-ItemError $Value 'Join-OLSession'
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidChatId,*'
        $failure.ErrorDetails.Message | Should -BeLike "*$Why*"
    }
}

Describe 'A record without the value' {
    BeforeAll {
        $script:connection = Connect-Bitrix24 -Sandbox
        function Get-RowError {
            param([object[]] $Line, [hashtable] $Import = @{}, [string] $Name = 'Get-OLChatByUserCode')

            $failed = $null
            $Line | ConvertFrom-Csv @Import | & $Name -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            @($failed).Count | Should -Be ($Line.Count - 1)
            $failed[0].ErrorDetails
        }
    }

    It 'shows the headings in quotes, and says what cannot be seen in them' {
        $details = Get-RowError "Client,`"UserCode `"", "Anna,$code"
        $details.Message | Should -BeLike "*It has: 'Client', 'UserCode ' (ends with a blank).*"
        $details.RecommendedAction | Should -BeLike "The heading 'UserCode '*correct it*"
        (Get-RowError "`"UserCode$([char] 0xa0)`"", $code).Message | Should -BeLike '*(ends with a no-break space (U+00A0))*'
        (Get-RowError 'User Code,x', "$code,1").RecommendedAction | Should -BeLike "The heading 'User Code'*"
        (Get-RowError 'chat id,x', '1763,1' -Name 'Join-OLSession').RecommendedAction |
            Should -BeLike "The heading 'chat id' is not ChatId*"
    }

    It 'is told of -Delimiter where the file has other separators: <Heading>' -ForEach @(
        @{ Heading = 'Client;UserCode'; Advice = "*-Delimiter ';'*" }
        @{ Heading = "Client`tUserCode"; Advice = '*-Delimiter "?t"*' }
        @{ Heading = 'Client|UserCode'; Advice = "*-Delimiter '|'*" }
        @{ Heading = '"Client; first, last";UserCode,x'; Advice = "*-Delimiter ';'*" }
        @{ Heading = 'a;b'; Advice = "*-Delimiter ';'*" }
    ) {
        (Get-RowError $Heading, 'Anna;x').RecommendedAction | Should -BeLike $Advice
    }

    It 'is told of a byte order mark that sticks to the heading' -ForEach "$([char] 0xfeff)UserCode",
        "$([char] 0xef)$([char] 0xbb)$([char] 0xbf)UserCode", "$([char] 0x43f)$([char] 0xbb)$([char] 0x457)UserCode" {
        $failed = $null
        [pscustomobject]@{ $_ = $code; Client = 'Anna' } | Get-OLChatByUserCode -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*byte order mark*-Encoding utf8*'
    }

    It 'is told of the encoding where the headings could not be read' {
        (Get-RowError "$([char] 0xfffd)$([char] 0xfffd),Client", "$code,Anna").RecommendedAction | Should -BeLike '*-Encoding 1251*'
    }

    It 'is told of -Header where the first line is no heading' {
        (Get-RowError $code, 'livechat|58|2042|479').RecommendedAction | Should -BeLike '*-Header UserCode*'
    }

    It 'is told how to name a column of another heading' {
        (Get-RowError 'Client,Channel', 'Anna,x').RecommendedAction | Should -BeLike '*-UserCode { $_.*'
    }
}
