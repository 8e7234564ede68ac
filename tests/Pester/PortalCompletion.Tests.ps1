Describe 'Completion of what the portal has' {
    BeforeAll {
        . $PSScriptRoot/_Portal.ps1
        Open-Module
        $script:connection = Connect-Bitrix24 -Sandbox
        $script:portal = Open-Portal
        $script:awkward = "It's [new] " + '$x, `y` & "z"'
        $script:away = Connect-Bitrix24 -Webhook $portal.SecureWebhook -Name 'away'
        $null = New-OLLine -Name $awkward -Connection $away -Confirm:$false
        $script:lines = @(Get-OLLine -Connection $away)
        $script:operators = @(Get-OLOperator -Connection $away | Sort-Object OperatorId -Unique)

        function Get-Match {
            param([string] $Text)

            @((TabExpansion2 $Text $Text.Length).CompletionMatches)
        }

        function Connect-Away {
            Connect-Bitrix24 -Webhook $portal.SecureWebhook -Name 'away'
        }
    }

    AfterAll {
        Disconnect-Bitrix24 $away
        Disconnect-Bitrix24 $connection
        Close-Portal $portal
        Close-Module
    }

    BeforeEach {
        $script:away = Connect-Away
    }

    It 'offers lines by their ids, with their names: <Text>' -ForEach @(
        @{ Text = 'Get-OLLine ' }
        @{ Text = 'Set-OLLine -LineId ' }
        @{ Text = 'Get-OLOperator 1,' }
        @{ Text = 'Move-OLSession 1763 -LineId ' }
        @{ Text = 'Get-OLLine -Connection away -LineId ' }
        @{ Text = 'Get-OLLine -Connection $away -LineId ' }
    ) {
        $offered = Get-Match $Text
        $offered.CompletionText | Should -BeExactly @($lines.LineId | ForEach-Object { "$_" })
        $offered.ToolTip | Should -BeExactly $lines.Name
    }

    It 'offers those of the connection that $PSDefaultParameterValues has: <What>' -ForEach @(
        @{ What = 'a name, for all commands'; Preset = { @{ '*:Connection' = 'away' } } }
        @{ What = 'itself, for one command'; Preset = { @{ 'Get-OLLine:Connection' = $away } } }
        @{ What = 'patterns that say the same'; Preset = { @{ '*:Conn*' = 'away'; '*-OL*:Connection' = 'away'; 'Out-*:Width' = 5 } } }
    ) {
        $null = Select-Bitrix24Connection $connection
        $global:PSDefaultParameterValues = & $Preset
        try {
            (Get-Match 'Get-OLLine ').CompletionText | Should -BeExactly @($lines.LineId | ForEach-Object { "$_" })
            (Get-OLLine).LineId | Should -Be $lines.LineId -Because 'so does the command when it runs'
        }
        finally {
            $global:PSDefaultParameterValues = @{}
        }
    }

    It 'offers those of the default connection where $PSDefaultParameterValues has none: <What>' -ForEach @(
        @{ What = 'it is off'; Preset = { @{ '*:Connection' = 'none'; Disabled = $true } } }
        @{ What = 'for another command'; Preset = { @{ 'Set-OLLine:Connection' = 'none' } } }
        @{ What = 'patterns that say different things'; Preset = { @{ '*:Connection' = 'none'; 'Get-*:Connection' = 'other' } } }
        @{ What = 'a pattern and a name that say different things'; Preset = { @{ 'Get-OLLine:Connection' = 'a'; '*:Connection' = 'b' } } }
    ) {
        $global:PSDefaultParameterValues = & $Preset
        try {
            (Get-Match 'Get-OLLine ').CompletionText | Should -BeExactly @($lines.LineId | ForEach-Object { "$_" })
        }
        finally {
            $global:PSDefaultParameterValues = @{}
        }
    }

    It 'offers nothing, and runs nothing, where $PSDefaultParameterValues has <What>' -ForEach @(
        @{ What = 'a name that there is not'; Preset = { @{ '*:Connection' = 'none' } } }
        @{ What = 'a script block'; Preset = { @{ '*:Connection' = { $script:ran = $true; 'away' } } } }
    ) {
        $script:ran = $false
        $global:PSDefaultParameterValues = & $Preset
        try {
            Get-Match 'Get-OLLine -LineId ' | Should -BeNullOrEmpty
        }
        finally {
            $global:PSDefaultParameterValues = @{}
        }
        $ran | Should -BeFalse
    }

    It 'finds a line by a part of its name' {
        (Get-Match "Get-OLLine 'S [NE").CompletionText | Should -BeExactly "$($lines[-1].LineId)"
    }

    It 'offers names of lines so that they can be given as they are' {
        $offered = Get-Match 'Get-OLLine -Name '
        $offered.Count | Should -Be $lines.Count
        $found = foreach ($text in $offered.CompletionText) {
            Invoke-Expression "Get-OLLine -Name $text"
        }
        $found.LineId | Should -BeExactly $lines.LineId
    }

    It 'offers operators by their ids, with their names: <Text>' -ForEach @(
        @{ Text = 'Move-OLSession 1763 -OperatorId ' }
        @{ Text = 'Get-OLSession -OperatorId ' }
        @{ Text = 'Set-OLLine 1 -OperatorId ' }
        @{ Text = 'Add-OLCrmChatUser deal 1 -UserId ' }
    ) {
        $offered = Get-Match $Text
        $offered.CompletionText | Sort-Object { [long] $_ } | Should -BeExactly @($operators.OperatorId | ForEach-Object { "$_" })
        $named = $operators | Where-Object Name | Select-Object -First 1
        ($offered | Where-Object CompletionText -EQ "$($named.OperatorId)").ToolTip | Should -BeExactly $named.Name
    }

    It 'asks the portal once' {
        $null = Get-Match 'Get-OLLine '
        $before = $away.Requests
        (Get-Match 'Remove-OLLine ').Count | Should -Be $lines.Count
        (Get-Match 'Get-OLLine 2').Count | Should -BeLessThan $lines.Count
        $away.Requests | Should -Be $before
    }

    It 'asks nothing while a command uses the connection' {
        $before = $away.Requests
        $offered = 1763 | Get-OLDialog | ForEach-Object { Get-Match 'Get-OLLine '; 'and on' }
        $offered | Should -BeExactly 'and on'
        $away.Requests | Should -Be ($before + 1)
    }

    It 'offers nothing of one portal for another one, and nothing where only a run could tell which it is' {
        $null = Get-Match 'Get-OLLine '
        (Get-Match 'Get-OLLine -Connection sandbox.bitrix24.example -LineId ').ToolTip | Should -Not -Contain $awkward
        (Get-Match 'Get-OLLine -Connection nobody -LineId ').Count | Should -Be 0
        (Get-Match 'Get-OLLine -Connection (Get-Bitrix24Connection away) -LineId ').Count | Should -Be 0
        $splatted = @{ Connection = $connection }
        (Get-Match 'Get-OLLine @splatted -LineId ').Count | Should -Be 0
    }

    It 'offers nothing on a connection that has ended' {
        $null = Get-Match 'Get-OLLine '
        Disconnect-Bitrix24 $away
        (Get-Match 'Get-OLLine -Connection $away -LineId ').Count | Should -Be 0
    }

    It 'gives up where the portal keeps its answer, and the connection goes on' {
        $errorsBefore = $Error.Count
        Send-Portal $portal 'hold'
        (Get-Match 'Get-OLLine ').Count | Should -Be 0
        $asked = $away.Requests
        (Get-Match 'Get-OLLine ').Count | Should -Be 0
        $away.Requests | Should -Be $asked
        Send-Portal $portal 'release'
        (Get-OLLine $lines[0].LineId).Name | Should -BeExactly $lines[0].Name
        $away.State | Should -Be 'Open'
        $Error.Count | Should -Be $errorsBefore
    }

    It 'offers nothing where the portal refuses, without an error' {
        $errorsBefore = $Error.Count
        Send-PortalAnswer $portal @{ Status = 403; Body = '{"error":"ACCESS_DENIED","error_description":"no"}' }
        (Get-Match 'Get-OLLine ').Count | Should -Be 0
        $Error.Count | Should -Be $errorsBefore
    }

    It 'shows what a portal says without control characters and secrets' {
        $name = "a$([char] 27)[31mb`nc $($portal.Webhook)"
        $body = ConvertTo-Json @{ result = @(@{ ID = '7'; LINE_NAME = $name }) } -Depth 4 -Compress
        Send-PortalAnswer $portal @{ Body = $body }
        $offered = Get-Match 'Get-OLLine '
        $offered.CompletionText | Should -BeExactly '7'
        foreach ($text in $offered.ToolTip, $offered.ListItemText) {
            $text | Should -Not -Match '\p{Cc}'
            $text | Should -Not -Match ([regex]::Escape($portal.Webhook.Split('/')[-2]))
        }
        (Get-Match 'Get-OLLine -Name ').Count | Should -Be 0 -Because 'it could not be given so'
    }
}
