#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    . $PSScriptRoot/_Run.ps1
    Open-Module

    # A chat that the connected user is in, and one that he is not in.
    $script:chat = 2103
    $script:foreign = 2101
}

AfterAll {
    Close-Module
}

Describe 'Watch-OLMessage' {
    BeforeEach {
        $script:portal = Open-Portal '--recorded', '10000'
        $script:connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook -RetryIntervalSec 1
        $null = Watch-OLMessage -Once

        # Which events the portal still has, in its own words.
        function Get-Recorded {
            @((Invoke-Bitrix24Method im.v2.Event.get @{ limit = 1000 }).events.eventId)
        }

        function Get-RequestCount {
            param([string] $Like = '*limit*')
            @(Invoke-RestMethod -Uri "$($portal.Address)/requests" | ForEach-Object { $_ } | Where-Object { $_ -like $Like }).Count
        }
    }

    AfterEach {
        Disconnect-Bitrix24
        Close-Portal $portal
    }

    It 'gives each message of the open lines with its chat and its author' {
        Send-Portal $portal "write $chat 2"
        Send-Portal $portal "write $foreign 1"

        $messages = @(Watch-OLMessage -Once)

        $messages.Count | Should -Be 2
        $first = $messages[0]
        $first | Should -BeOfType OpenLines.WatchedMessage
        $first.Text | Should -Be 'Message 1'
        $first.Key | Should -BeExactly "127.0.0.1/$($first.MessageId)"
        $first.ChatId, $first.DialogId | Should -Be $chat, "chat$chat"
        $first.UserCode | Should -Be (Get-OLDialog $chat).UserCode
        $first.IsClient, $first.IsSystem | Should -Be $true, $false
        $first.AuthorId | Should -BeGreaterThan 0
        $first.AuthorName, $first.Title | Should -Not -BeNullOrEmpty
        $first.Date | Should -BeOfType datetimeoffset
        $first.Raw.type | Should -Be 'ONIMV2MESSAGEADD'
        $first.NextOffset | Should -Be ($first.EventId + 1)
        $messages[1].Key | Should -Not -Be $first.Key
    }

    It 'gives what the user himself and the system write, and says so' {
        $null = Send-OLMessage $chat 'Good day!'
        $null = Join-OLSession 1763

        $messages = @(Watch-OLMessage -Once)

        $messages.Text[0] | Should -Be 'Good day!'
        $messages.AuthorId | Should -Be 1, $null
        $messages.IsSystem | Should -Be $false, $true
        $messages.IsClient | Should -Be $false, $false
    }

    It 'goes on until it is stopped, and ends at once then' {
        $run = Open-Run 'Watch-OLMessage -Connection $c' @{ c = $connection }
        try {
            Send-Portal $portal "write $chat 1"
            Wait-Until { $run.Output.Count -eq 1 }
            Send-Portal $portal "write $chat 2"
            Wait-Until { $run.Output.Count -eq 3 }
            $run.Handle.IsCompleted | Should -BeFalse
            (Measure-Command { $run.Shell.Stop() }).TotalSeconds | Should -BeLessThan 5
            $run.Output.Text | Should -Be 'Message 1', 'Message 1', 'Message 2'
        }
        finally {
            Close-Run $run
        }
    }

    It 'is stopped at once while the portal keeps it waiting' {
        Send-Portal $portal 'hold 1'
        $run = Open-Run 'Watch-OLMessage -Connection $c' @{ c = $connection }
        try {
            $before = Get-RequestCount
            Wait-Until { (Get-RequestCount) -gt $before }
            (Measure-Command { $run.Shell.Stop() }).TotalSeconds | Should -BeLessThan 5
        }
        finally {
            Close-Run $run
            Send-Portal $portal 'release'
        }
    }

    It 'ends with Select-Object -First, and what was not taken comes again' {
        Send-Portal $portal "write $chat 3"

        (Watch-OLMessage | Select-Object -First 2).Text | Should -Be 'Message 1', 'Message 2'

        (Watch-OLMessage -Once).Text | Should -Be 'Message 1', 'Message 2', 'Message 3'
        Watch-OLMessage -Once | Should -BeNullOrEmpty
        Receive-OLOutcome | Should -BeNullOrEmpty
    }

    It 'confirms nothing that the next command has not taken' {
        Send-Portal $portal "write $chat 3"
        $taken = [System.Collections.Generic.List[string]]::new()
        {
            Watch-OLMessage | ForEach-Object {
                if ($taken.Count -eq 2) { throw 'The disk is full.' }
                $taken.Add($_.Text)
            }
        } | Should -Throw 'The disk is full.'

        $taken | Should -Be 'Message 1', 'Message 2'
        (Get-Recorded).Count | Should -Be 3
    }

    It 'begins with -From, and what stands before is forgotten' {
        Send-Portal $portal "write $chat 3"
        $second = Watch-OLMessage | Select-Object -First 2 | Select-Object -Last 1

        (Watch-OLMessage -From $second.EventId -Once).Text | Should -Be 'Message 2', 'Message 3'
        Send-Portal $portal "write $chat 2"
        $last = (Watch-OLMessage | Select-Object -First 1)
        (Watch-OLMessage -From $last.NextOffset -Once).Text | Should -Be 'Message 2'
    }

    It 'refuses as an offset what is none: <_>' -ForEach 'x', '0', '-1', '1.5', '' {
        (Get-Failure { Watch-OLMessage -From $_ -Once }).FullyQualifiedErrorId | Should -BeLike 'InvalidOffset,*'
    }

    It 'says at once that a portal has no such methods, with what to do' {
        $missing = '{"error":"ERROR_METHOD_NOT_FOUND","error_description":"Method not found!"}'
        Send-PortalAnswer $portal @{
            body = "{`"result`":{`"result`":[],`"result_error`":{`"c0`":$missing,`"c1`":$missing},`"result_time`":[]}}"
        }
        Send-PortalAnswer $portal @{ status = 404; body = $missing }
        Send-PortalAnswer $portal @{ status = 404; body = $missing }

        $failure = Get-Failure { Watch-OLMessage }

        $failure.FullyQualifiedErrorId | Should -BeLike 'ERROR_METHOD_NOT_FOUND,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Get-OLMessage*'
        (Get-Bitrix24Connection).State | Should -Be 'Open'
    }

    It 'needs the permission im' {
        Send-Portal $portal 'webhook narrowwebhook123 1'
        Send-Portal $portal 'dropscope narrowwebhook123 im'
        $null = Connect-Portal $portal narrowwebhook123
        $failure = Get-Failure { Watch-OLMessage }
        $failure.FullyQualifiedErrorId | Should -BeLike 'MissingScope,*'
        "$failure" | Should -BeLike '*(im)*'
        Disconnect-Bitrix24
    }

    It 'tells of a message that cannot be read, and goes on' {
        Send-PortalAnswer $portal @{
            body = '{"result":{"result":{"c0":true,"c1":{"events":[{"eventId":7,"type":"ONIMV2MESSAGEADD","data":[]},' +
                '{"eventId":8,"type":"ONIMV2MESSAGEADD","data":{"message":{"id":5,"text":"x"},' +
                '"chat":{"id":9,"entityType":"LINES","entityId":"a|1|2|3"},"user":null}},' +
                '{"eventId":9,"type":"ONIMV2MESSAGEADD","data":{"message":{"id":6},"chat":{"id":10,"entityType":""}}},' +
                '{"eventId":10,"type":"ONIMV2FUTURE","data":null}],"nextOffset":11,"hasMore":false}},"result_error":[],"result_time":[]}}'
        }

        $all = @(Watch-OLMessage -Once 2>&1)

        $all.Count | Should -Be 2
        $all[0].FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
        "$($all[0])" | Should -BeLike '*7*'
        $all[1].MessageId, $all[1].ChatId, $all[1].UserCode, $all[1].AuthorName | Should -Be 5, 9, 'a|1|2|3', $null
        Get-RequestCount '*"offset":*11*' | Should -BeLessOrEqual 1
    }

    It 'goes on where every third answer is lost and the portal restarts twice: none is lost, and none is given twice by its key' {
        Send-Portal $portal 'lose 3 100'
        $all = [System.Collections.ArrayList]::Synchronized([System.Collections.ArrayList]::new())
        $run = Open-Run @'
$WarningPreference = 'SilentlyContinue'
$taken = @{}
Watch-OLMessage -Connection $c -MaximumIntervalSec 1 | ForEach-Object { $all.Add($_); $taken[$_.Key]++; $taken[$_.Key] -eq 1 }
'@ @{ c = $connection; all = $all }
        try {
            foreach ($round in 1..6) {
                if ($round -in 2, 5) { Send-Portal $portal 'away' }
                Send-Portal $portal "write $chat 150"
                if ($round -in 2, 5) {
                    Wait-Until { $connection.UnreachableSince -or $connection.Retries -gt 0 }
                    Send-Portal $portal 'release'
                }

                Wait-Until { $all.Count -ge 150 * $round }
            }

            $run.Shell.Stop()
        }
        finally {
            Close-Run $run
        }

        $all.Key | Sort-Object -Unique | Should -HaveCount 900
        $connection.State | Should -Be 'Open'
        $connection.Retries | Should -BeGreaterThan 0
    }

    It 'asks once for each page, and once more to confirm the last' {
        Send-Portal $portal "write $chat 250"
        $before = Get-RequestCount
        @(Watch-OLMessage -Once).Count | Should -Be 250
        (Get-RequestCount) - $before | Should -Be 4
    }

    It 'shows no secret of the connection in what clients write' {
        $code = ([uri] $portal.Webhook).Segments[3].Trim('/')
        Send-PortalAnswer $portal @{
            body = '{"result":{"result":{"c0":true,"c1":{"events":[{"eventId":8,"type":"ONIMV2MESSAGEADD",' +
                '"data":{"message":{"id":5,"text":"SECRET"},"chat":{"id":9,"name":"SECRET","entityType":"LINES","entityId":"SECRET"},' +
                '"user":{"id":3,"name":"SECRET"}}}],"nextOffset":9,"hasMore":false}},"result_error":[],"result_time":[]}}' -replace
                'SECRET', $code
        }

        $message = Watch-OLMessage -Once

        $message.MessageId | Should -Be 5
        $message | Format-List * | Out-String -Width 4000 | Should -Not -BeLike "*$code*"
        ConvertTo-Json $message.Raw -Depth 9 | Should -Not -BeLike "*$code*"
    }
}
