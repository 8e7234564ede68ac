BeforeDiscovery {
    . $PSScriptRoot/_Cmdlets.ps1
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:code = 'livechat|22|1761|587'
    $script:one = Open-Portal
    $script:two = Open-Portal
    $script:a = Connect-Portal $one
    $script:b = Connect-Portal $two
}

AfterAll {
    Close-Portal $one
    Close-Portal $two
    Close-Module
}

Describe 'A result of another portal' {
    It 'is refused by <Name>, and nothing is sent' -ForEach ($ItemCmdlets + $OneShotCmdlets) {
        $chat = Get-OLChatByUserCode $code -Connection $a
        $result = Join-OLSession $chat -Connection $a
        $calls = $b.Calls
        $more = if ($Arguments) { $Arguments } else { @{} }
        $scripts = { $chat | & $Name @more }, { & $Name $chat @more }, { & $Name -InputObject $chat @more },
            { , @($chat) | & $Name @more }, { $result | & $Name -Connection $b @more }
        foreach ($script in $scripts) {
            $all = @(& $script 2>&1)
            $all.Count | Should -Be 1
            $all[0].FullyQualifiedErrorId | Should -BeLike 'OtherPortal,OpenLines.Commands.*'
            $all[0].CategoryInfo.Category | Should -Be InvalidArgument
            $all[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Connection*'
            "$($all[0])" | Should -BeLike "*$(([uri] $one.Address).Authority)*$(([uri] $two.Address).Authority)*"
        }

        $b.Calls | Should -Be $calls
    }

    It 'is an error at its place among the others' {
        $chat = Get-OLChatByUserCode $code -Connection $a
        $all = @(1763, $chat, 2043 | Join-OLSession -Connection $b 2>&1)
        $all[0, 2].ChatId | Should -Be 1763, 2043
        $all[1].TargetObject | Should -Be $chat
    }

    It 'is refused when a script block takes its id' {
        $chat = Get-OLChatByUserCode $code -Connection $a
        @($chat | Join-OLSession -ChatId { $_.ChatId } 2>&1).FullyQualifiedErrorId | Should -BeLike 'OtherPortal,*'
    }

    It 'is refused in a chain that forgets -Connection' {
        $all = @($code | Get-OLChatByUserCode -Connection $a | Join-OLSession 2>&1)
        $all.FullyQualifiedErrorId | Should -BeLike 'OtherPortal,*'
        ($code | Get-OLChatByUserCode -Connection $a | Join-OLSession -Connection $a | Start-OLSession -Connection $a).ChatId |
            Should -Be 1763
    }

    It 'is taken as bare values, and as a copy that remembers no portal' {
        $chat = Get-OLChatByUserCode $code -Connection $a
        ($chat.ChatId | Join-OLSession).ChatId | Should -Be 1763
        ($chat | Select-Object UserCode, ChatId | Join-OLSession).ChatId | Should -Be 1763
        $chat | Export-Clixml TestDrive:/chat.xml
        (Import-Clixml TestDrive:/chat.xml | Join-OLSession).ChatId | Should -Be 1763
    }
}

Describe 'A result of the same portal' {
    It 'is taken on any connection to it' {
        $again = Connect-Portal $one
        (Get-OLChatByUserCode $code -Connection $a | Join-OLSession -Connection $again).ChatId | Should -Be 1763
        $null = Connect-Portal $two
    }

    It 'is taken after its connection was closed' {
        $short = Connect-Portal $one
        $chat = Get-OLChatByUserCode $code -Connection $short
        Disconnect-Bitrix24 -Connection $short
        ($chat | Join-OLSession -Connection $a).ChatId | Should -Be 1763
        $null = Connect-Portal $two
    }

    It 'shows nothing of its portal' {
        $chat = Get-OLChatByUserCode $code -Connection $a
        $chat.PSObject.Properties.Name | Should -Be UserCode, ChatId, DialogId, InputObject
        ($chat | ConvertTo-Json -Depth 5) | Should -Not -BeLike '*127.0.0.1*'
    }
}
