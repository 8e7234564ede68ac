BeforeDiscovery {
    # By which property of a result each cmdlet takes it, and what it needs beside that.
    $byChat = @{
        'Add-OLSessionPin' = @{}; 'Complete-OLBotSession' = @{ ClientId = 'bot-0123456789abcdef' }; 'Complete-OLSession' = @{}
        'Disable-OLSilentMode' = @{}; 'Enable-OLSilentMode' = @{}; 'Get-OLDialog' = @{}; 'Get-OLMessage' = @{}
        'Get-OLSessionHistory' = @{}; 'Join-OLSession' = @{}; 'Move-OLBotSession' = @{ ToQueue = $true }
        'Move-OLSession' = @{ LineId = 22 }; 'New-OLLead' = @{}; 'Receive-OLSession' = @{}; 'Remove-OLSessionPin' = @{}
        'Restart-OLSession' = @{ MessageId = 1 }; 'Save-OLQuickAnswer' = @{ MessageId = 1 }; 'Send-OLBotMessage' = @{ Text = 'x' }
        'Send-OLMessage' = @{ Text = 'x' }; 'Skip-OLSession' = @{}; 'Start-OLSession' = @{}; 'Switch-OLSession' = @{}
    }
    $bySession = @{ 'Get-OLDialog' = @{}; 'Get-OLSessionHistory' = @{}; 'Set-OLSessionRating' = @{ Rating = 5 } }
    $byCode = @{ 'Get-OLChatByUserCode' = @{}; 'Get-OLDialog' = @{} }
    $byLine = @{ 'Get-OLLine' = @{}; 'Get-OLOperator' = @{}; 'Remove-OLLine' = @{}; 'Set-OLLine' = @{ Name = 'x' } }
    $byCrm = @{
        'Get-OLCrmChat' = @{}; 'Get-OLSession' = @{}; 'Add-OLCrmChatUser' = @{ UserId = 5 }; 'Remove-OLCrmChatUser' = @{ UserId = 5 }
        'Send-OLCrmMessage' = @{ ChatId = 1763; SenderId = 5; Text = 'x' }
    }
    $takers = [ordered]@{ ChatId = $byChat; SessionId = $bySession; UserCode = $byCode; LineId = $byLine; CrmId = $byCrm }

    # What comes out.
    $samples = [ordered]@{
        Chat           = { Get-OLChatByUserCode 'livechat|22|1761|587' }
        SessionResult  = { Join-OLSession 1763 -Verify }
        Dialog         = { Get-OLDialog 1763 }
        RecentDialog   = { Get-OLRecentDialog | Where-Object SessionId | Select-Object -First 1 }
        Session        = { Get-OLSession -Mine | Select-Object -First 1 }
        SessionHistory = { Get-OLSessionHistory -ChatId 1763 }
        Message        = { Get-OLMessage 1763 | Select-Object -First 1 }
        MessageOfPast  = { (Get-OLSessionHistory -ChatId 1763).Messages[0] }
        WatchedMessage = { $null = Watch-OLMessage -Once; $null = Send-OLMessage 2103 'x'; Watch-OLMessage | Select-Object -First 1 }
        SentMessage    = { Send-OLMessage 1763 'x' }
        SessionRating  = { Set-OLSessionRating (Get-OLDialog 1763).SessionId -Rating 4 }
        Line           = { Get-OLLine -LineId 22 }
        LineResult     = { Set-OLLine 22 -Name 'Documentation' }
        Operator       = { Get-OLOperator 22 | Select-Object -First 1 }
        CrmChat        = { Get-OLCrmChat Deal 501 }
    }
    $pairs = foreach ($from in $samples.Keys) {
        foreach ($property in $takers.Keys) {
            @{ From = $from; Sample = $samples[$from]; Property = $property; Takers = $takers[$property] }
        }
    }
    $properties = foreach ($property in $takers.Keys) {
        @{ Property = $property; Names = @($takers[$property].Keys | Sort-Object) }
    }
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    . $PSScriptRoot/_Secrets.ps1
    Open-Module
    $null = Connect-Bitrix24 -Sandbox
    $script:made = @{}
}

AfterAll {
    Disconnect-Bitrix24
    Close-Module
}

Describe 'A <From> by its <Property>' -ForEach $pairs {
    It 'is taken by every cmdlet that needs one' {
        if (-not $made.ContainsKey($From)) {
            $made[$From] = & $Sample
            $made[$From] | Should -Not -BeNullOrEmpty
        }

        # What it does not have or does not know it promises nothing of.
        $value = $made[$From]
        if (-not $value.PSObject.Properties[$Property] -or -not $value.$Property) {
            return
        }

        foreach ($to in $Takers.Keys) {
            $arguments = $Takers[$to].Clone()
            if ($arguments.ClientId) { $arguments.ClientId = ConvertTo-Secret $arguments.ClientId }
            if ((Get-Command $to).Parameters.ContainsKey('WhatIf')) { $arguments.WhatIf = $true }
            $null = $value | & $to @arguments -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed.FullyQualifiedErrorId | Where-Object { $_ -match '^(Invalid|Missing|Ambiguous)' } |
                Should -BeNullOrEmpty -Because "it goes into $to"
        }
    }
}

Describe 'about_OpenLines on <Property>' -ForEach $properties {
    It 'names every cmdlet that takes a result by it' {
        $topic = Get-Help about_OpenLines | Out-String
        $line = [regex]::Match($topic, "(?ms)^    $Property\b(.*?)(?=^    \S|^\s*$)").Groups[1].Value
        ($line -split '[,\s]+' | Where-Object { $_ -like '*-OL*' } | Sort-Object) | Should -Be $Names
    }
}
