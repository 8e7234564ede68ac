BeforeDiscovery {
    $manifest = Import-PowerShellDataFile "$PSScriptRoot/../../OpenLines.psd1"
    $script:users = $manifest.CmdletsToExport |
        Where-Object { $_ -notin 'Connect-Bitrix24', 'Get-Bitrix24Connection', 'ConvertFrom-OLError' }
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    . $PSScriptRoot/_Run.ps1
    Open-Module
    $script:code = 'livechat|22|1761|587'

    # As many letters as the code of a webhook has.
    $script:letters = 'qazwsx', 'edcrfvtgby' -join ''
    $script:one = Open-Portal '--chats', '400'
    $script:two = Open-Portal '--chats', '400'

    function Connect-Named {
        param($Portal, [string] $Name, [switch] $Verbose)

        Connect-Bitrix24 -Webhook $Portal.SecureWebhook -Name $Name -Verbose:$Verbose
    }

    function Get-Default {
        Get-Bitrix24Connection | Where-Object IsDefault
    }

    function Get-JoinCount {
        param($Portal)

        [int] (Get-PortalJournal $Portal).methods.'imopenlines.session.join'.executions
    }

    function Get-NameCompletion {
        param([string] $Line)

        (TabExpansion2 $Line $Line.Length).CompletionMatches
    }
}

AfterAll {
    Close-Portal $one
    Close-Portal $two
    Close-Module
}

Describe 'The name of a connection' {
    AfterEach {
        Get-Bitrix24Connection | Disconnect-Bitrix24
    }

    It 'is what -Name says: <_>' -ForEach 'prod', 'P', '7', 'a.b-c_d:1', (-join [char[]] (0x41F, 0x440)), ('n' * 64) {
        (Connect-Bitrix24 -Sandbox -Name $_).Name | Should -BeExactly $_
        (Get-Bitrix24Connection $_).Name | Should -BeExactly $_
    }

    It 'is else the host of the portal, with its port where that is not the usual one' {
        (Connect-Bitrix24 -Sandbox).Name | Should -BeExactly 'sandbox.bitrix24.example'
        (Connect-Portal $one).Name | Should -BeExactly ([uri] $one.Address).Authority
    }

    It 'is none: <Why>' -ForEach @(
        @{ Why = 'blank'; Value = '' }
        @{ Why = 'a blank inside'; Value = 'prod one' }
        @{ Why = 'a pattern'; Value = 'prod*' }
        @{ Why = 'a parameter'; Value = '-prod' }
        @{ Why = 'an address'; Value = 'https://example.test' }
        @{ Why = 'too long'; Value = 'n' * 65 }
        @{ Why = 'not seen'; Value = "pro$([char] 0x3164)d" }
        @{ Why = 'two lines'; Value = "prod`nother" }
    ) {
        $before = (Get-PortalJournal $one).requests
        $failure = Get-Failure { Connect-Named $one $Value }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'InvalidConnection,OpenLines.Commands.ConnectBitrix24Command'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*letters, digits*64*'
        (Get-PortalJournal $one).requests | Should -Be $before
        Get-Bitrix24Connection | Should -BeNullOrEmpty
    }

    It 'is no secret: <Why>' -ForEach @(
        @{ Why = 'the webhook'; Value = { $one.Webhook } }
        @{ Why = 'its code'; Value = { ([uri] $one.Webhook).Segments[3].Trim('/') } }
        @{
            Why = 'the code of another connection'
            Value = { $null = Connect-Named $two 'two'; ([uri] $two.Webhook).Segments[3].Trim('/') }
        }
    ) {
        $secret = & $Value
        $failure = Get-Failure { Connect-Named $one $secret }
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidConnection,*'
        $failure | Format-List -Force | Out-String -Width 4000 | Should -Not -Match ($secret.TrimEnd('/') -split '/')[-1]
        (Get-Bitrix24Connection).Name | Should -Not -Contain $secret
    }

    It 'is checked before anybody is asked for a webhook' {
        (Get-Failure { Connect-Bitrix24 -Name 'a b' }).FullyQualifiedErrorId | Should -BeLike 'InvalidConnection,*'
    }

    It 'passes to the connection that was made last, and the first is not closed' {
        $first = Connect-Named $one 'prod'
        $said = @(Connect-Named $two 'PROD' -Verbose 4>&1)
        $last = $said[-1]
        "$said" | Should -BeLike '*prod*listed no more*not closed*'
        Get-Bitrix24Connection | Should -Be $last
        $first.State | Should -Be 'Open'
        ($code | Get-OLChatByUserCode -Connection $first).ChatId | Should -Be 1763
        $before = $last.Calls
        $null = $code | Get-OLChatByUserCode -Connection prod
        $last.Calls | Should -Be ($before + 1)
    }
}

Describe 'A connection by its name' {
    AfterEach {
        Get-Bitrix24Connection | Disconnect-Bitrix24
    }

    It 'is the one that <_> uses' -ForEach $users {
        $null = Connect-Bitrix24 -Sandbox -Name other
        $given = Connect-Bitrix24 -Sandbox -Name given
        $null = Connect-Bitrix24 -Sandbox -Name last
        $type = (Get-Command $_).Parameters['Connection']
        $several = if ($_ -eq 'Disconnect-Bitrix24') { '[]' } else { '' }
        $type.ParameterType.FullName | Should -BeExactly "OpenLines.Bitrix24Connection$several"
        $transformation = $type.Attributes | Where-Object { $_ -is [System.Management.Automation.ArgumentTransformationAttribute] }
        @($transformation).Count | Should -Be 1
        foreach ($name in 'given', 'GIVEN', $given) {
            [object]::ReferenceEquals(@($transformation.Transform($ExecutionContext, $name))[0], $given) | Should -BeTrue
        }
    }

    It 'goes to its portal' {
        $a = Connect-Named $one 'a'
        $b = Connect-Named $two 'b'
        $before = $a.Calls, $b.Calls
        $results = $code | Get-OLChatByUserCode -Connection a | Join-OLSession -Connection A | Start-OLSession -Connection a
        $results.ChatId | Should -Be 1763
        $a.Calls, $b.Calls | Should -Be ($before[0] + 3), $before[1]
        'a', 'b' | Test-Bitrix24Connection | Should -Be $true, $true
        @(Receive-OLOutcome b).Count | Should -Be 0
    }

    It 'is unknown to <_>: the error lists the known ones and does not repeat it' -ForEach $users {
        $null = Connect-Bitrix24 -Sandbox -Name known
        $name = $_
        $webhook = "https://example.test/rest/1/$letters/"
        $several = @(if ($name -eq 'Disconnect-Bitrix24') { 'un' } else { 'known', 'known' })
        foreach ($value in 'un', 'kno*', $webhook, $letters, 5, $several, @{ Name = 'known' }) {
            $failure = Get-Failure { & $name -Connection $value }
            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidConnection,OpenLines.Commands.*'
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
            "$failure" | Should -BeExactly 'This is neither a connection nor the name of one. This runspace has known.'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*output of Connect-Bitrix24*'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Get-Bitrix24Connection*'
            $failure.Exception.ToString(), "$($failure.CategoryInfo)", "$($failure.TargetObject)" | Should -Not -Match $letters
        }
    }

    It 'is unknown where there is none' {
        "$(Get-Failure { 5 | Join-OLSession -Connection prod })" | Should -BeLike '*none in this runspace*'
    }

    It 'is unknown among many, of which only the first are listed' {
        1..12 | ForEach-Object { $null = Connect-Bitrix24 -Sandbox -Name "n$_" }
        "$(Get-Failure { 5 | Join-OLSession -Connection n13 })" | Should -BeLike '* n1, *n10 and 2 more.'
    }

    It 'is completed, with portal, user and state' {
        $null = Connect-Bitrix24 -Sandbox -Name prod1
        $null = Connect-Bitrix24 -Sandbox -Name prod2
        $null = Connect-Bitrix24 -Sandbox -Name test
        $lines = 'Join-OLSession 5 -Connection ', 'Get-OLChatByUserCode x -Connection ', 'Disconnect-Bitrix24 ',
            'Test-Bitrix24Connection ', 'Select-Bitrix24Connection ', 'Get-Bitrix24Connection ',
            'Invoke-Bitrix24Method profile -Connection '
        foreach ($line in $lines) {
            $found = Get-NameCompletion ($line + 'PR')
            $found.CompletionText | Should -Be 'prod1', 'prod2'
            $found.ToolTip[0] | Should -BeExactly 'sandbox.bitrix24.example, Anna Admin, Open'
            (Get-NameCompletion ($line + 't')).ToolTip | Should -BeExactly 'sandbox.bitrix24.example, Anna Admin, Open, default'
        }
    }
}

Describe 'Get-Bitrix24Connection' {
    AfterEach {
        Get-Bitrix24Connection | Disconnect-Bitrix24
    }

    BeforeEach {
        $script:made = 'prod', 'prod-2', 'test' | ForEach-Object { Connect-Bitrix24 -Sandbox -Name $_ }
    }

    It 'lists all of the runspace, in their order' {
        Get-Bitrix24Connection | Should -Be $made
        (Get-Bitrix24Connection).Name | Should -Be 'prod', 'prod-2', 'test'
        (Get-Bitrix24Connection).IsDefault | Should -Be $false, $false, $true
    }

    It 'takes names and patterns' {
        (Get-Bitrix24Connection prod).Name | Should -Be 'prod'
        (Get-Bitrix24Connection PROD*).Name | Should -Be 'prod', 'prod-2'
        (Get-Bitrix24Connection -Name t*, prod).Name | Should -Be 'prod', 'test'
        Get-Bitrix24Connection x* -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'says which name there is none of, and gives the others' {
        $found = @(Get-Bitrix24Connection nobody, test -ErrorVariable failed -ErrorAction SilentlyContinue)
        $found.Name | Should -Be 'test'
        $failed.FullyQualifiedErrorId | Should -BeExactly 'InvalidConnection,OpenLines.Commands.GetBitrix24ConnectionCommand'
    }

    It 'shows the default one in its table' {
        $lines = Get-Bitrix24Connection | Format-Table | Out-String -Width 80
        $lines | Should -Match '(?m)^\* test +Open'
        $lines | Should -Match '(?m)^  prod +Open'
    }

    It 'lists none of another runspace' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        1..2 | ForEach-Object -Parallel { Get-Bitrix24Connection } | Should -BeNullOrEmpty
    }
}

Describe 'The default connection' {
    AfterEach {
        Get-Bitrix24Connection | Disconnect-Bitrix24
    }

    It 'is the last one made, then the one that is chosen by <How>' -ForEach @(
        @{ How = 'name'; Choose = { Select-Bitrix24Connection a } }
        @{ How = 'object'; Choose = { Select-Bitrix24Connection $a } }
        @{ How = 'a pipeline'; Choose = { Get-Bitrix24Connection a | Select-Bitrix24Connection } }
    ) {
        $script:a = Connect-Named $one 'a'
        $b = Connect-Named $two 'b'
        $b.IsDefault | Should -BeTrue
        & $Choose | Should -Be $a
        $a.IsDefault, $b.IsDefault | Should -Be $true, $false
        $before = $a.Calls
        $null = $code | Get-OLChatByUserCode
        $a.Calls | Should -Be ($before + 1)
        (Get-Bitrix24Connection).Name | Should -Be 'a', 'b'
    }

    It 'is gone when it is closed: nothing goes on at another portal' {
        $a = Connect-Named $one 'a'
        $null = Connect-Named $two 'b'
        Disconnect-Bitrix24
        $before = $a.Calls
        $failure = Get-Failure { $code | Get-OLChatByUserCode }
        $failure.FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
        "$failure" | Should -BeLike '*This runspace has a.'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Connection*Select-Bitrix24Connection*'
        $a.Calls | Should -Be $before
        $null = Select-Bitrix24Connection a
        ($code | Get-OLChatByUserCode).ChatId | Should -Be 1763
    }

    It 'is not what was closed' {
        $c = Connect-Bitrix24 -Sandbox
        $c | Disconnect-Bitrix24
        $c | Select-Bitrix24Connection -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -BeExactly 'Disconnected,OpenLines.Commands.SelectBitrix24ConnectionCommand'
    }

    It 'can be one of another runspace, which its module leaves open' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $c = Connect-Named $one 'mine'
        $seen = 1..2 | ForEach-Object -Parallel {
            $null = Select-Bitrix24Connection $using:c
            ($using:code | Get-OLChatByUserCode -Connection mine | Join-OLSession).ChatId
            (Get-Bitrix24Connection).IsDefault
            Remove-Module OpenLines
        }
        $seen | Should -Be 1763, $true, 1763, $true
        $c.State | Should -Be 'Open'
        $c.IsDefault | Should -BeTrue
    }
}

Describe 'Disconnect-Bitrix24' {
    AfterEach {
        Get-Bitrix24Connection | Disconnect-Bitrix24
    }

    It 'closes one by its name, and takes it from the list' {
        $a, $b = (Connect-Named $one 'a'), (Connect-Named $two 'b')
        Disconnect-Bitrix24 A
        "$($a.State) $($b.State)" | Should -Be 'Disconnected Open'
        Get-Bitrix24Connection | Should -Be $b
        $b.IsDefault | Should -BeTrue
    }

    It 'closes several, named or given themselves' {
        $all = 'a', 'b', 'c', 'd' | ForEach-Object { Connect-Bitrix24 -Sandbox -Name $_ }
        Disconnect-Bitrix24 a, $all[1]
        Disconnect-Bitrix24 -Connection ([System.Collections.Generic.List[object]] @($all[2]))
        $all.State | Should -Be 'Disconnected', 'Disconnected', 'Disconnected', 'Open'
    }

    It 'has an error of its own for each of several that is none, and closes the others' {
        $all = 'a', 'b' | ForEach-Object { Connect-Bitrix24 -Sandbox -Name $_ }
        Disconnect-Bitrix24 a, words77, b, $null -ErrorVariable failed -ErrorAction SilentlyContinue
        $all.State | Should -Be 'Disconnected', 'Disconnected'
        $failed.FullyQualifiedErrorId | Should -Be (@('InvalidConnection,OpenLines.Commands.DisconnectBitrix24Command') * 2)
        "$($failed[0])" | Should -BeLike 'Number 2 of 4 is neither a connection nor the name of one. *'
        "$($failed[1])" | Should -BeLike 'Number 4 of 4 *'
        "$failed" | Should -Not -BeLike '*words77*'
    }

    It 'closes nothing for <What>' -ForEach @(
        @{ What = 'a name that there is not'; Do = { Disconnect-Bitrix24 other } }
        @{ What = 'nothing where something was meant'; Do = { Disconnect-Bitrix24 $null } }
        @{ What = 'an empty list'; Do = { Disconnect-Bitrix24 @() } }
        @{ What = 'nothing that is piped in'; Do = { $null | Disconnect-Bitrix24 -ErrorAction Stop } }
    ) {
        $a = Connect-Bitrix24 -Sandbox -Name a
        (Get-Failure $Do).FullyQualifiedErrorId | Should -BeExactly 'InvalidConnection,OpenLines.Commands.DisconnectBitrix24Command'
        $a.State | Should -Be 'Open'
    }

    It 'closes all that are piped in' {
        $all = 'a', 'b', 'c' | ForEach-Object { Connect-Bitrix24 -Sandbox -Name $_ }
        Get-Bitrix24Connection | Disconnect-Bitrix24
        $all.State | Should -Be 'Disconnected', 'Disconnected', 'Disconnected'
        Get-Bitrix24Connection | Should -BeNullOrEmpty
    }

    It 'leaves the connection that took the name of the one that is closed' {
        $first = Connect-Named $one 'prod'
        $last = Connect-Named $two 'prod'
        $first | Disconnect-Bitrix24
        Get-Bitrix24Connection | Should -Be $last
        $last.State | Should -Be 'Open'
    }
}

Describe 'The list of a runspace' {
    AfterEach {
        Get-Bitrix24Connection | Disconnect-Bitrix24
    }

    It 'is closed with the module, the default one and the others' {
        $all = 'a', 'b' | ForEach-Object { Connect-Bitrix24 -Sandbox -Name $_ }
        Remove-Module OpenLines
        try {
            $all.State | Should -Be 'Disconnected', 'Disconnected'
        }
        finally {
            Import-Module -Name $ModuleManifest
        }

        Get-Bitrix24Connection | Should -BeNullOrEmpty
    }

    It 'goes with its runspace' {
        $memory = & {
            $run = Open-Run '1..3 | ForEach-Object { [System.WeakReference]::new((Connect-Bitrix24 -Sandbox -Name "n$_")) }' @{}
            Wait-Run $run
            $run.Output | ForEach-Object { $_.psobject.BaseObject }
            Close-Run $run
        }
        $memory.Count | Should -Be 3
        Wait-Until { [GC]::Collect(); [GC]::WaitForPendingFinalizers(); -not ($memory.IsAlive -contains $true) } 'all are forgotten'
    }
}

Describe 'Two portals in one runspace' {
    AfterEach {
        Get-Bitrix24Connection | Disconnect-Bitrix24
    }

    It 'are worked on by pipelines that take turns, and nothing strays' {
        $a, $b = (Connect-Named $one 'a'), (Connect-Named $two 'b')
        $before = $a.Calls, $b.Calls
        $joined = (Get-JoinCount $one), (Get-JoinCount $two)
        $number = 0
        $done = @(Get-Code 1 120 | Get-OLChatByUserCode -Connection a | ForEach-Object {
                $_ | Join-OLSession -Connection a
                if (++$number % 10 -eq 0) { Get-Code $number $number | Get-OLChatByUserCode -Connection b | Join-OLSession -Connection b }
            })
        $done.Count | Should -Be 132
        $a.Calls, $b.Calls | Should -Be ($before[0] + 240), ($before[1] + 24)
        (Get-JoinCount $one) - $joined[0] | Should -Be 120
        (Get-JoinCount $two) - $joined[1] | Should -Be 12
    }

    It 'refuse each other''s results, by name as well' {
        $null = Connect-Named $one 'a'
        $null = Connect-Named $two 'b'
        $all = @(Get-Code 1 3 | Get-OLChatByUserCode -Connection a | Join-OLSession -Connection b 2>&1)
        $all.FullyQualifiedErrorId | Should -BeLike 'OtherPortal,*'
        $all.Count | Should -Be 3
        @(Get-Code 1 3 | Get-OLChatByUserCode -Connection a | Join-OLSession 2>&1).Count | Should -Be 3
    }

    It 'keep counters of their own' {
        $a, $b = (Connect-Named $one 'a'), (Connect-Named $two 'b')
        $before = $b.Calls
        $null = Get-Code 1 50 | Get-OLChatByUserCode -Connection a
        $a.Succeeded | Should -Be 53
        $b.Calls | Should -Be $before
    }
}
