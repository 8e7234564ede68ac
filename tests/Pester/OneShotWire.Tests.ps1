BeforeDiscovery {
    . $PSScriptRoot/_Cmdlets.ps1
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:userPortal = Open-Portal '--recorded', '100', '--chats', '2000', '--operator', '1'
    $script:botPortal = Open-Portal '--recorded', '100', '--chats', '2000', '--operator', '20'
    $script:portal = $userPortal

    # The bodies of the last requests, as text.
    function Get-Body {
        param([int] $Last = 1)

        $bodies = Invoke-RestMethod -Uri "$($portal.Address)/requests"
        $bodies | Select-Object -Last $Last
    }

    # Chats that nobody has worked on, whose operator is user 1 or the bot.
    $script:next = 1000000
    function New-Chat {
        param([int] $Count = 1)

        $first = $script:next + 1
        $script:next += $Count
        $first..$script:next
    }
}

AfterAll {
    Disconnect-Bitrix24
    $userPortal, $botPortal | ForEach-Object { Close-Portal $_ }
    Close-Module
}

Describe '<Line> on the wire' -ForEach $OneShotCmdlets {
    BeforeAll {
        $script:portal = if ($OfBot) { $botPortal } else { $userPortal }
        $script:connection = Connect-Portal $portal "sandboxwebhook$Caller" $Caller
        $Arguments.Confirm = $false
        $script:forced = if ($IsGuarded) { @{ Force = $true } } else { @{} }
    }

    It 'sends the chat, and what else it takes, in a call of its own' {
        $chat = New-Chat
        (& $Name $chat @Arguments).ChatId | Should -Be $chat
        Get-Body | Should -BeExactly "{`"CHAT_ID`":$chat$($Sent.Body)}"
    }

    It 'sends the same in a batch' {
        $chats = New-Chat 3
        ($chats | & $Name @Arguments).ChatId | Should -Be $chats
        $commands = (Get-Body | ConvertFrom-Json).cmd.PSObject.Properties.Value
        $commands | Should -Be ($chats | ForEach-Object { "$Method`?CHAT_ID=$_$($Sent.Command)" })
    }

    It 'looks first in the same stream of batches, and not with -Force' -Skip:(-not $IsGuarded) {
        $requests = $connection.Requests
        $chats = New-Chat 50
        (& $Name $chats @Arguments).ChatId | Should -Be $chats
        # A portal that is not known yet gets several smaller ones.
        $connection.Requests - $requests | Should -BeLessOrEqual 10
        (Get-Body 12) -like '*imopenlines.dialog.get?CHAT_ID=*' | Should -Not -BeNullOrEmpty
        $requests = $connection.Requests
        (& $Name (New-Chat 50) @Arguments -Force).Count | Should -Be 50
        $connection.Requests - $requests | Should -Be 1
    }

    It 'is the error NotVerified where the portal answers true and does nothing' {
        $chat = New-Chat
        # What is looked at before is the chat as it is; then comes the answer to the call.
        if ($IsGuarded -or $Closed.IsVerified) {
            $dialog = Invoke-Bitrix24Method imopenlines.dialog.get @{ CHAT_ID = $chat } -Raw
            Send-PortalAnswer $portal @{ status = 200; body = "{`"result`":$dialog}" }
        }

        Send-PortalAnswer $portal @{ status = 200; body = '{"result":true}' }
        $failed = & $Name $chat @Arguments -Verify 2>&1
        $failed.FullyQualifiedErrorId | Should -BeExactly "NotVerified,$Class"
        "$failed" | Should -BeLike "*answered true, but $Fault.*"
    }

    It 'takes anything but true for an answer that is lost' {
        $chat = New-Chat
        Send-PortalAnswer $portal @{ status = 200; body = '{"result":false}' }
        $failed = & $Name $chat @Arguments @forced 2>&1
        $failed.FullyQualifiedErrorId | Should -BeExactly "OutcomeUnknown,$Class"
    }

    It 'is not sent again where its answer was lost' {
        $chat = New-Chat
        Send-PortalAnswer $portal @{ status = 500; body = '' }
        $requests = $connection.Requests
        $failed = & $Name $chat @Arguments @forced 2>&1
        $failed.FullyQualifiedErrorId | Should -BeExactly "OutcomeUnknown,$Class"
        $connection.Requests - $requests | Should -Be 1
    }
}
