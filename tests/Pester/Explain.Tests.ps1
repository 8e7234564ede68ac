BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module

    # The one error of a user code, and what was sent for it.
    function Get-Refusal {
        param([string] $Code, [switch] $Explain)

        $before = $connection.Calls
        $null = $Code | Get-OLChatByUserCode -Explain:$Explain -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeExactly 'ACCESS_DENIED,OpenLines.Commands.GetOLChatByUserCodeCommand'
        [pscustomobject]@{ Advice = $failed[0].ErrorDetails.RecommendedAction; Calls = $connection.Calls - $before }
    }
}

AfterAll {
    Close-Module
}

Describe 'Get-OLChatByUserCode -Explain' {
    BeforeAll {
        $script:portal = Open-Portal
        $script:connection = Connect-Portal $portal
    }

    AfterAll {
        Close-Portal $portal
    }

    It 'says that there is no such chat' {
        $refusal = Get-Refusal 'livechat|22|1|1' -Explain
        $refusal.Advice | Should -BeLike 'The portal has no chat with this code*'
        $refusal.Calls | Should -Be 2
    }

    It 'says that there is no right to the chat, and which it is' {
        (Get-Refusal 'livechat|31|2192|623' -Explain).Advice | Should -BeLike 'The chat exists (chat2113)*no right*'
    }

    It 'says what the text looks like that is no code' {
        (Get-Refusal '1763' -Explain).Advice | Should -BeLike '*chat id*The portal has no chat with this code*'
    }

    It 'finds out nothing where it is not asked to' {
        $refusal = Get-Refusal 'livechat|22|1|1'
        $refusal.Advice | Should -BeLike '*no chat*no right*'
        $refusal.Calls | Should -Be 1
    }

    It 'asks for many in batches, and nothing for those that are found' {
        $before = $connection.Requests
        $codes = @('livechat|22|1761|587') * 20 + @('livechat|22|1|1') * 20
        $found = $codes | Get-OLChatByUserCode -Explain -ErrorVariable failed -ErrorAction SilentlyContinue
        $found.Count | Should -Be 20
        $failed.Count | Should -Be 20
        $connection.Requests - $before | Should -BeLessOrEqual 3
    }
}

Describe 'Get-OLChatByUserCode -Explain without the permission im' {
    BeforeEach {
        $script:portal = Open-Portal
    }

    AfterEach {
        Close-Portal $portal
    }

    It 'asks nothing where the connection lacks it, and goes on' {
        Send-Portal $portal 'dropscope sandboxwebhook1 im'
        $script:connection = Connect-Portal $portal
        $refusal = Get-Refusal 'livechat|22|1|1' -Explain
        $refusal.Advice | Should -BeLike '*no chat*no right*'
        $refusal.Calls | Should -Be 1
    }

    It 'goes on where it is taken away meanwhile' {
        $script:connection = Connect-Portal $portal
        Send-Portal $portal 'dropscope sandboxwebhook1 im'
        (Get-Refusal 'livechat|22|1|1' -Explain).Advice | Should -BeLike '*no chat*no right*'
        ('livechat|22|1761|587' | Get-OLChatByUserCode).ChatId | Should -Be 1763
        $connection.State | Should -Be 'Open'
    }
}

Describe 'A method that lacks its own permission' {
    It 'ends no connection: <_>' -ForEach 1, 3 {
        $script:portal = Open-Portal
        try {
            $script:connection = Connect-Portal $portal
            Send-Portal $portal 'dropscope sandboxwebhook1 im'
            $null = @(@{ ENTITY_TYPE = 'LINES'; ENTITY_ID = 'x' }) * $_ |
                Invoke-Bitrix24Method im.chat.get -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed.Count | Should -Be $_
            $failed[-1].FullyQualifiedErrorId | Should -BeLike 'insufficient_scope,*'
            $failed[-1].ErrorDetails.RecommendedAction | Should -BeLike 'The webhook or token lacks the permission im.*'
            ('livechat|22|1761|587', 'livechat|22|1761|587' | Get-OLChatByUserCode).ChatId | Should -Be 1763, 1763
            $connection.State | Should -Be 'Open'
        }
        finally {
            Close-Portal $portal
        }
    }
}
