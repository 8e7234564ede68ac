BeforeDiscovery {
    . $PSScriptRoot/_Cmdlets.ps1
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:portal = Open-Portal
    $script:code = 'livechat|22|1761|587'
}

AfterAll {
    Close-Portal $portal
    Close-Module
}

Describe 'Connect-Bitrix24' {
    AfterEach {
        Disconnect-Bitrix24
        $env:BITRIX24_WEBHOOK = $null
        $env:OL_TEST_WEBHOOK = $null
    }

    It 'signs in with a webhook given as a SecureString, by name and by position' {
        (Connect-Bitrix24 -Webhook (ConvertTo-Secret $portal.Webhook)).SignIn | Should -Be 'Webhook'
        (Connect-Bitrix24 (ConvertTo-Secret $portal.Webhook)).State | Should -Be 'Open'
    }

    It 'signs in with the environment variable BITRIX24_WEBHOOK' {
        $env:BITRIX24_WEBHOOK = $portal.Webhook
        (Connect-Bitrix24 -EnvironmentVariable).SignIn | Should -Be 'Webhook'
    }

    It 'signs in with another environment variable' {
        $env:OL_TEST_WEBHOOK = $portal.Webhook
        (Connect-Bitrix24 -EnvironmentVariable -EnvironmentVariableName OL_TEST_WEBHOOK).SignIn | Should -Be 'Webhook'
    }

    It 'signs in with another environment variable, of which the name is enough' {
        $env:OL_TEST_WEBHOOK = $portal.Webhook
        (Connect-Bitrix24 -EnvironmentVariableName OL_TEST_WEBHOOK).SignIn | Should -Be 'Webhook'
        (Connect-Bitrix24 -EnvironmentVariableName OL_TEST_WEBHOOK -TimeoutSec 30).SignIn | Should -Be 'Webhook'
        (Connect-Bitrix24 -EnvironmentVariable OL_TEST_WEBHOOK).SignIn | Should -Be 'Webhook'
        $env:OL_TEST_WEBHOOK = $null
        (Get-Failure { Connect-Bitrix24 -EnvironmentVariableName OL_TEST_WEBHOOK }).Exception.Message | Should -BeLike '*OL_TEST_WEBHOOK*'
    }

    It 'takes no number with a comma, of which the engine would make another' {
        $failure = Get-Failure { Connect-Bitrix24 -Sandbox -MaximumRequestRate '1,5' }
        "$failure" | Should -BeLike '*behind a point, not a comma*'
        (Connect-Bitrix24 -Sandbox -MaximumRequestRate '1.5').State | Should -Be 'Open'
    }

    It 'takes <What> off an environment variable' -ForEach @(
        @{ What = 'straight quotes'; First = '"'; Last = '"' }
        @{ What = 'single quotes'; First = "'"; Last = "'" }
        @{ What = 'typographic quotes'; First = [char] 0x201C; Last = [char] 0x201D }
        @{ What = 'guillemets'; First = [char] 0xAB; Last = [char] 0xBB }
        @{ What = 'blanks and quotes'; First = ' " '; Last = ' " ' }
        @{ What = 'a byte order mark'; First = [char] 0xFEFF; Last = '' }
    ) {
        $env:OL_TEST_WEBHOOK = "$First$($portal.Webhook)$Last"
        (Connect-Bitrix24 -EnvironmentVariableName OL_TEST_WEBHOOK).State | Should -Be 'Open'
    }

    It 'takes a switch that is not set for one that was not given' {
        $script = 'try { Connect-Bitrix24 -Sandbox:$false } catch { "$_" }; ' +
            'try { Connect-Bitrix24 -EnvironmentVariable:$false } catch { "$_" }'
        $child = Invoke-Child $script -Environment @{ BITRIX24_WEBHOOK = $portal.Webhook }
        @($child.Output -split '\r?\n') | Should -Be (@('No webhook was given, and this host cannot ask for one.') * 2)
    }

    It 'tells each step with -Verbose and no secret: <Name>' -ForEach @(
        @{
            Name = 'an environment variable'
            Source = '*environment variable OL_TEST_WEBHOOK.'
            Connect = { Connect-Bitrix24 -EnvironmentVariableName OL_TEST_WEBHOOK -Verbose 4>&1 }
        }
        @{ Name = 'a webhook'; Source = '*-Webhook.'; Connect = { Connect-Bitrix24 -Webhook $portal.SecureWebhook -Verbose 4>&1 } }
        @{
            Name = 'an access token'
            Source = '*-AccessToken.'
            Connect = { Connect-Bitrix24 -Portal $portal.Address -AccessToken (ConvertTo-Secret 'sandboxtoken1') -Verbose 4>&1 }
        }
    ) {
        $env:OL_TEST_WEBHOOK = $portal.Webhook
        $lines = @(& $Connect | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object { "$_" })
        $lines[0] | Should -BeLike $Source
        foreach ($word in $portal.Address, 'scope, profile', 'seconds', 'Anna Admin', 'imopenlines', 'default connection of the runspace') {
            $lines -join ' ' | Should -BeLike "*$word*"
        }

        $lines -join ' ' | Should -Not -Match 'sandboxwebhook|sandboxtoken'
    }

    It 'tells with -Verbose that the connection before it goes on' {
        $before = Connect-Bitrix24 -Sandbox
        "$(Connect-Bitrix24 -Sandbox -Verbose 4>&1)" |
            Should -BeLike "*The connection $($before.Name) to $before is listed no more; it is not closed.*"
    }

    It 'tells with -Verbose when the check fails' {
        $lines = [System.Collections.Generic.List[string]]::new()
        $webhook = ConvertTo-Secret "$($portal.Address)/rest/1/q1w2e3r4t5y6u7i8/"
        $null = Get-Failure { Connect-Bitrix24 -Webhook $webhook -Verbose 4>&1 | ForEach-Object { $lines.Add("$_") } }
        $lines[-1] | Should -BeLike 'The check failed after * seconds.'
        "$lines" | Should -Not -Match 'q1w2e3r4'
    }

    It 'says which environment variable is missing' {
        $failure = Get-Failure { Connect-Bitrix24 -EnvironmentVariable -EnvironmentVariableName OL_TEST_WEBHOOK }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'WebhookMissing,OpenLines.Commands.ConnectBitrix24Command'
        $failure.Exception.Message | Should -BeLike '*OL_TEST_WEBHOOK*'
    }

    It 'takes a blank environment variable for a missing one' {
        $env:OL_TEST_WEBHOOK = '   '
        (Get-Failure { Connect-Bitrix24 -EnvironmentVariable -EnvironmentVariableName OL_TEST_WEBHOOK }).FullyQualifiedErrorId |
            Should -BeLike 'WebhookMissing,*'
    }

    It 'signs in with an access token' {
        $connection = Connect-Bitrix24 -Portal $portal.Address -AccessToken (ConvertTo-Secret 'sandboxtoken1')
        $connection.SignIn | Should -Be 'AccessToken'
        ($code | Get-OLChatByUserCode).ChatId | Should -Be 1763
    }

    It 'signs in to the sandbox' {
        $connection = Connect-Bitrix24 -Sandbox
        $connection.SignIn | Should -Be 'Sandbox'
        ($code | Get-OLChatByUserCode).ChatId | Should -Be 1763
    }

    It 'gives every sandbox connection a portal of its own' {
        $one = Connect-Bitrix24 -Sandbox
        $other = Connect-Bitrix24 -Sandbox
        $null = Get-OLChatByUserCode $code -Connection $one
        $one.Calls | Should -Be ($other.Calls + 1)
    }

    It 'returns the connection and makes it the default of the runspace' {
        $connection = Connect-Portal $portal
        $connection | Should -BeOfType OpenLines.Bitrix24Connection
        Get-Bitrix24Connection | Should -Be $connection
    }

    It 'tells the portal, the user and the scopes' {
        $connection = Connect-Portal $portal
        $connection.Portal | Should -BeOfType uri
        $connection.Portal.AbsoluteUri | Should -Be "$($portal.Address)/"
        $connection.UserId | Should -BeExactly '1'
        $connection.UserName | Should -BeExactly 'Anna Admin'
        $connection.IsAdministrator | Should -BeTrue
        $connection.Scopes | Should -Contain 'imopenlines'
        "$connection" | Should -BeExactly '127.0.0.1 (Anna Admin)'
    }

    It 'sends one request and no more' {
        $before = (Get-PortalJournal $portal).requests
        $null = Connect-Portal $portal
        (Get-PortalJournal $portal).requests | Should -Be ($before + 1)
    }

    It 'takes the webhook with <Why>' -ForEach @(
        @{ Why = 'no slash at its end'; Text = { $portal.Webhook.TrimEnd('/') } }
        @{ Why = 'a method after it'; Text = { $portal.Webhook + 'profile' } }
        @{ Why = 'a method with .json after it'; Text = { $portal.Webhook + 'profile.json' } }
        @{ Why = 'spaces and a line break around it'; Text = { "  $($portal.Webhook)`r`n" } }
    ) {
        (Connect-Bitrix24 -Webhook (ConvertTo-Secret (& $Text))).State | Should -Be 'Open'
    }

    It 'refuses a webhook that <Why>, says so, and does not repeat it' -ForEach @(
        @{ Why = 'is empty'; Text = ''; Says = 'empty' }
        @{ Why = 'is blank'; Text = '   '; Says = 'empty' }
        @{ Why = 'is cut off in its code'; Text = 'https://example.test/rest/1/q1w'; Says = 'too short' }
        @{ Why = 'is cut off after the user'; Text = 'https://example.test/rest/1'; Says = 'too short' }
        @{ Why = 'is cut off after the host'; Text = 'https://example.test'; Says = 'cut off' }
        @{ Why = 'has lost its beginning'; Text = 'example.test/rest/1/q1w2e3r4t5y6u7i8/'; Says = 'beginning is missing' }
        @{ Why = 'is the key Ctrl+V'; Text = "$([char] 0x16)"; Says = 'right click' }
        @{ Why = 'has the key Ctrl+V inside'; Text = "https://example.test/rest/1/q1w2e3r4$([char] 0x16)t5y6u7i8/"; Says = 'Shift\+Insert' }
        @{ Why = 'is only a code'; Text = 'q1w2e3r4t5y6u7i8'; Says = 'web address' }
        @{ Why = 'is plain http to another machine'; Text = 'http://example.test/rest/1/q1w2e3r4t5y6u7i8/'; Says = 'https://' }
        @{ Why = 'is of another scheme'; Text = 'ftp://example.test/rest/1/q1w2e3r4t5y6u7i8/'; Says = 'https://' }
        @{ Why = 'has no /rest/'; Text = 'https://example.test/1/q1w2e3r4t5y6u7i8/'; Says = '/rest/' }
        @{ Why = 'has no code'; Text = 'https://example.test/rest/1/'; Says = '/rest/USER/CODE/' }
        @{ Why = 'has no user'; Text = 'https://example.test/rest/q1w2e3r4t5y6u7i8/'; Says = '/rest/USER/CODE/' }
        @{ Why = 'is of REST 3.0'; Text = 'https://example.test/rest/api/1/q1w2e3r4t5y6u7i8/'; Says = 'REST 3.0' }
        @{ Why = 'has a query'; Text = 'https://example.test/rest/1/q1w2e3r4t5y6u7i8/?a=1'; Says = '\?' }
        @{ Why = 'has a password'; Text = 'https://user:q1w2e3r4@example.test/rest/1/q1w2e3r4t5y6u7i8/'; Says = 'password' }
        @{ Why = 'has a space inside'; Text = 'https://example.test/rest/1/q1w2e3r4 t5y6u7i8/'; Says = 'space' }
        @{ Why = 'has two methods'; Text = 'https://example.test/rest/1/q1w2e3r4t5y6u7i8/profile/x/'; Says = '/rest/USER/CODE/' }
    ) {
        $failure = Get-Failure { Connect-Bitrix24 -Webhook (ConvertTo-Secret $Text) }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'InvalidWebhook,OpenLines.Commands.ConnectBitrix24Command'
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failure.Exception | Should -BeOfType Bitrix24.Rest.Bitrix24Exception
        $failure.Exception.Message | Should -Match $Says
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        "$($failure | Format-List * -Force | Out-String -Width 4000)" | Should -Not -Match 'q1w2e3r4'
    }

    It 'refuses the portal <Text>' -ForEach @(
        @{ Text = 'http://example.test' }
        @{ Text = 'https://example.test/rest/' }
        @{ Text = 'https://example.test/?a=1' }
        @{ Text = 'https://a b' }
    ) {
        $failure = Get-Failure { Connect-Bitrix24 -Portal $Text -AccessToken (ConvertTo-Secret 'q1w2e3r4') }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'InvalidPortal,OpenLines.Commands.ConnectBitrix24Command'
    }

    It 'refuses an access token that is blank or has a space inside' -ForEach @{ Text = '' }, @{ Text = '  ' }, @{ Text = 'q1w2 e3r4' } {
        $failure = Get-Failure { Connect-Bitrix24 -Portal https://example.test -AccessToken (ConvertTo-Secret $Text) }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'InvalidAccessToken,OpenLines.Commands.ConnectBitrix24Command'
    }

    It 'has no parameter that takes a secret as plain text' {
        foreach ($parameter in 'Webhook', 'AccessToken') {
            (Get-Command Connect-Bitrix24).Parameters[$parameter].ParameterType | Should -Be ([securestring])
        }

        (Get-Failure { Connect-Bitrix24 -Webhook 'https://example.test/rest/1/x/' }).Exception |
            Should -BeOfType System.Management.Automation.ParameterBindingException
    }

    It 'refuses a webhook that the portal does not know' {
        $failure = Get-Failure { Connect-Portal $portal 'q1w2e3r4t5y6u7i8' }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'INVALID_CREDENTIALS,OpenLines.Commands.ConnectBitrix24Command'
        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
        $failure.Exception.Code | Should -BeExactly 'INVALID_CREDENTIALS'
        $failure.Exception.HttpStatus | Should -Be 401
        Get-Bitrix24Connection | Should -BeNullOrEmpty
    }

    It 'says that the code of a refused webhook is shorter than usual, and says nothing of that where it is not' {
        (Get-Failure { Connect-Portal $portal 'q1w2e3r4t5' }).Exception.Message |
            Should -BeLike 'INVALID_CREDENTIALS:*fewer than the usual 16 characters*'
        (Get-Failure { Connect-Portal $portal 'q1w2e3r4t5y6u7i8' }).Exception.Message | Should -Not -BeLike '*usual*'
    }

    It 'says how to paste where an access token is the key Ctrl+V' {
        $failure = Get-Failure { Connect-Bitrix24 -Portal $portal.Address -AccessToken (ConvertTo-Secret "$([char] 0x16)") }
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidAccessToken,*'
        $failure.Exception.Message | Should -BeLike '*right click*'
    }

    It 'refuses a token that <Why>' -ForEach @(
        @{ Why = 'the portal does not know'; Token = 'q1w2e3r4'; Id = 'invalid_token' }
        @{ Why = 'has expired'; Token = 'oldtoken'; Id = 'expired_token' }
    ) {
        Send-Portal $portal 'token oldtoken 1'
        Send-Portal $portal 'expire oldtoken'
        $failure = Get-Failure { Connect-Bitrix24 -Portal $portal.Address -AccessToken (ConvertTo-Secret $Token) }
        $failure.FullyQualifiedErrorId | Should -BeExactly "$Id,OpenLines.Commands.ConnectBitrix24Command"
        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
    }

    It 'says at once that the permission Open Channels is missing' {
        Send-Portal $portal 'webhook noscope001 1'
        Send-Portal $portal 'dropscope noscope001'
        $failure = Get-Failure { Connect-Portal $portal 'noscope001' }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'MissingScope,OpenLines.Commands.ConnectBitrix24Command'
        $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*imopenlines*'
        Get-Bitrix24Connection | Should -BeNullOrEmpty
    }

    It 'says that nothing answers where the server has gone' {
        $gone = Open-Portal
        Close-Portal $gone
        $failure = Get-Failure { Connect-Bitrix24 -Webhook (ConvertTo-Secret $gone.Webhook) -MaximumRetryCount 0 }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'ConnectionFailed,OpenLines.Commands.ConnectBitrix24Command'
        $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
        $address = [regex]::Escape(([uri] $gone.Address).Authority)
        "$failure" | Should -Match "Nothing answers at ${address}: the connection was refused\.|No connection to $address could be made\."
        $failure.Exception.Code | Should -BeNullOrEmpty
        $failure.Exception.HttpStatus | Should -BeNullOrEmpty
    }

    It 'can be stopped while the portal does not answer' {
        $slow = Open-Portal
        try {
            Send-Portal $slow 'hold'
            $shell = [powershell]::Create().AddCommand('Connect-Bitrix24').AddParameter('Webhook', (ConvertTo-Secret $slow.Webhook))
            $run = $shell.BeginInvoke()
            Wait-Until { (Get-PortalJournal $slow).requests -eq 1 }
            $shell.Stop()
            $run.IsCompleted | Should -BeTrue
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            Send-Portal $slow 'release'
        }
        finally {
            $shell.Dispose()
            Close-Portal $slow
        }
    }
}

Describe 'Connect-Bitrix24 without a webhook' {
    BeforeAll {
        if (-not ('AnsweringHost' -as [type])) {
            Add-Type -Path "$PSScriptRoot/_AnsweringHost.cs"
        }

        function Invoke-OnHost {
            param($Answering)

            $state = [initialsessionstate]::CreateDefault2()
            $state.ImportPSModule($ModuleManifest)
            $runspace = if ($Answering) { [runspacefactory]::CreateRunspace($Answering, $state) }
            else { [runspacefactory]::CreateRunspace($state) }
            $runspace.Open()
            $shell = [powershell]::Create().AddScript('try { "$((Connect-Bitrix24).State)" } catch { $_ }; Disconnect-Bitrix24')
            $shell.Runspace = $runspace
            try {
                $shell.Invoke()
            }
            finally {
                $shell.Dispose()
                $runspace.Dispose()
            }
        }
    }

    It 'fails at once and names both ways, with <Switch> and standard input redirected' -ForEach @{ Switch = '-NonInteractive' },
        @{ Switch = '' } {
        $script = 'try { Connect-Bitrix24 } catch { $_.FullyQualifiedErrorId; $_.ErrorDetails.RecommendedAction }'
        $child = Invoke-Child -Switch $Switch $script
        $child.ExitCode | Should -Be 0
        $child.Output | Should -BeLike 'WebhookMissing,OpenLines.Commands.ConnectBitrix24Command*-Webhook*-EnvironmentVariable*'
        $child.Errors | Should -BeNullOrEmpty
    }

    It 'lets the script go on, so that it can handle the error' {
        $child = Invoke-Child -Switch '' 'Connect-Bitrix24 -ErrorAction SilentlyContinue; "went on"; $Error[0].FullyQualifiedErrorId'
        $child.Output | Should -Match 'went on'
        $child.Output | Should -Match 'WebhookMissing'
    }

    It 'asks a host that is not the console for it, whatever standard input is: <Name>' -ForEach @(
        @{ Name = 'Windows PowerShell ISE Host' }
        @{ Name = 'ServerRemoteHost' }
        @{ Name = '.NET Interactive Host' }
    ) {
        $answering = [AnsweringHost]::new($Name)
        $answering.Answering.Fields.Enqueue((ConvertTo-Secret $portal.Webhook))
        Invoke-OnHost -Answering $answering | Should -Be 'Open'
        $answering.Answering.Questions | Should -Be 'Webhook System.Security.SecureString'
        $answering.Answering.Lines | Should -BeNullOrEmpty
    }

    It 'asks for a line where the host has no fields to fill in' {
        $answering = [AnsweringHost]::new('Notebook')
        $answering.Answering.SecureLines.Enqueue((ConvertTo-Secret $portal.Webhook))
        Invoke-OnHost -Answering $answering | Should -Be 'Open'
        $answering.Answering.Lines | Should -Be 'Webhook: '
    }

    It 'fails with WebhookMissing where the host refuses with <Type>' -ForEach @(
        @{ Type = [System.NotSupportedException] }
        @{ Type = [System.NotImplementedException] }
        @{ Type = [System.Management.Automation.PSInvalidOperationException] }
        @{ Type = [System.Management.Automation.Host.HostException] }
    ) {
        $answering = [AnsweringHost]::new('Server')
        $answering.Answering.Refusal = $Type::new()
        $failure = Invoke-OnHost -Answering $answering
        $failure.FullyQualifiedErrorId | Should -BeExactly 'WebhookMissing,OpenLines.Commands.ConnectBitrix24Command'
        $failure.Exception.Message | Should -BeLike '*cannot ask*'
    }

    It 'shows no question where the host refuses every question' {
        $answering = [AnsweringHost]::new('Server')
        $answering.Answering.Refusal = [System.Management.Automation.PSInvalidOperationException]::new()
        $null = Invoke-OnHost -Answering $answering
        $answering.Answering.Lines | Should -BeNullOrEmpty
    }

    It 'fails with WebhookMissing where there is no host that could ask' {
        (Invoke-OnHost).FullyQualifiedErrorId | Should -BeExactly 'WebhookMissing,OpenLines.Commands.ConnectBitrix24Command'
    }

    It 'fails with WebhookMissing where the answer is empty' {
        $answering = [AnsweringHost]::new('Notebook')
        $answering.Answering.Fields.Enqueue([securestring]::new())
        (Invoke-OnHost -Answering $answering).Exception.Message | Should -BeExactly 'No webhook was given.'
    }

    It 'takes no webhook from the pipeline' {
        (Get-Failure { $null | Connect-Bitrix24 }).FullyQualifiedErrorId | Should -BeLike 'UnexpectedArgument,*'
    }
}

Describe 'The default connection' {
    AfterEach {
        Disconnect-Bitrix24
    }

    It 'is what every cmdlet asks for where there is none' -ForEach ($ItemCmdlets + $OneShotCmdlets) {
        $failure = Get-Failure { & $Name $Good }
        $failure.FullyQualifiedErrorId | Should -BeLike 'NotConnected,OpenLines.Commands.*'
        $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Connect-Bitrix24*$using:c*'
        (Get-Failure { $Good | & $Name }).FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
    }

    It 'gives way to -Connection' {
        $one = Connect-Bitrix24 -Sandbox
        $other = Connect-Bitrix24 -Sandbox
        $null = $code | Get-OLChatByUserCode -Connection $one | Join-OLSession -Connection $one | Start-OLSession -Connection $one
        $one.Calls | Should -Be 6
        $other.Calls | Should -Be 3
    }

    It 'is not a stand-in for a -Connection that is null' -ForEach (
        @($ItemCmdlets) + @{ Name = 'Test-Bitrix24Connection' } + @{ Name = 'Disconnect-Bitrix24' }
    ) {
        $connection = Connect-Bitrix24 -Sandbox
        $failure = Get-Failure { & $Name -Connection $null }
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidConnection,*'
        $connection.State | Should -Be 'Open'
        $connection.Calls | Should -Be 3
    }

    It 'is not seen by another runspace' {
        $null = Connect-Bitrix24 -Sandbox
        $shell = [powershell]::Create()
        $output = $shell.AddScript(
            "Get-Bitrix24Connection; try { 'x' | Get-OLChatByUserCode } catch { `$_.FullyQualifiedErrorId }").Invoke()
        $shell.Dispose()
        $output | Should -BeLike 'NotConnected,*'
    }

    It 'is not seen by ForEach-Object -Parallel, where -Connection $using:c works' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $c = Connect-Bitrix24 -Sandbox
        1..4 | ForEach-Object -Parallel { Get-Bitrix24Connection } | Should -BeNullOrEmpty
        $chats = 1..8 | ForEach-Object -Parallel { $using:code | Get-OLChatByUserCode -Connection $using:c } -ThrottleLimit 4
        $chats.Count | Should -Be 8
        $chats.ChatId | Select-Object -Unique | Should -Be 1763
        $c.Succeeded | Should -Be 11
        Get-Bitrix24Connection | Should -Be $c
    }

    It 'is not seen by Start-ThreadJob, where -Connection $using:c works' -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
        $c = Connect-Bitrix24 -Sandbox
        Start-ThreadJob { Get-Bitrix24Connection } | Receive-Job -Wait -AutoRemoveJob | Should -BeNullOrEmpty
        $chat = Start-ThreadJob { $using:code | Get-OLChatByUserCode -Connection $using:c } | Receive-Job -Wait -AutoRemoveJob
        $chat.ChatId | Should -Be 1763
    }

    It 'of a parallel runspace goes to the portal that it chose itself' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $c = Connect-Bitrix24 -Sandbox
        $results = 1..3 | ForEach-Object -Parallel {
            $own = Connect-Bitrix24 -Sandbox
            $null = 1..$_ | ForEach-Object { $using:code } | Get-OLChatByUserCode
            [pscustomobject]@{ Number = $_; Calls = $own.Calls }
        }
        foreach ($result in $results) {
            $result.Calls | Should -Be (3 + $result.Number)
        }

        $c.Calls | Should -Be 3
    }

    It 'cannot be carried through serialization' {
        $c = Connect-Bitrix24 -Sandbox
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($c))
        (Get-Failure { $code | Get-OLChatByUserCode -Connection $copy }).FullyQualifiedErrorId | Should -BeLike 'InvalidConnection,*'
    }
}

Describe 'Get-Bitrix24Connection' {
    AfterEach {
        Disconnect-Bitrix24
    }

    It 'gives nothing and no error where there is none' {
        Get-Bitrix24Connection -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'gives the connection that was made last' {
        $null = Connect-Bitrix24 -Sandbox
        $last = Connect-Bitrix24 -Sandbox
        Get-Bitrix24Connection | Should -Be $last
    }

    It 'shows counters that live' {
        $connection = Connect-Bitrix24 -Sandbox
        $shown = Get-Bitrix24Connection
        $null = $code, 'nobody' | Get-OLChatByUserCode -ErrorAction SilentlyContinue
        $connection.Calls | Should -Be 5
        $shown.Succeeded | Should -Be 4
        $shown.Failed | Should -Be 1
    }

    It 'shows a table that fits a console of 80 columns' {
        $text = Connect-Bitrix24 -Sandbox | Out-String -Width 80
        foreach ($word in 'sandbox.bitrix24.example', 'Anna Admin (1)', 'Open', '`*') {
            $text | Should -BeLike "*$word*"
        }

        $text | Should -Not -Match '\u2026|\.\.\.' -Because 'nothing is cut'
    }
}

Describe 'Test-Bitrix24Connection' {
    AfterEach {
        Disconnect-Bitrix24
    }

    It 'is false without a connection, and -Verbose says why' {
        $all = @(Test-Bitrix24Connection -Verbose 4>&1)
        $all[-1] | Should -BeFalse
        "$($all[0])" | Should -BeLike '*Connect-Bitrix24*'
    }

    It 'is true on one that works: the default, the given and the piped' {
        $connection = Connect-Portal $portal
        Test-Bitrix24Connection | Should -BeTrue
        Test-Bitrix24Connection $connection | Should -BeTrue
        $connection | Test-Bitrix24Connection | Should -BeTrue
        Test-Bitrix24Connection | Should -BeOfType bool
    }

    It 'is false once the webhook is deleted, and writes no error' {
        Send-Portal $portal 'webhook shortlived1 1'
        $connection = Connect-Portal $portal 'shortlived1'
        Send-Portal $portal 'revoke shortlived1'
        $errors = $Error.Count
        Test-Bitrix24Connection -ErrorAction Stop | Should -BeFalse
        $Error.Count | Should -Be $errors
        $connection.State | Should -Be 'Refused'
        $connection.Reason | Should -BeLike 'INVALID_CREDENTIALS*'
    }

    It 'sends nothing on a connection that has ended' {
        Send-Portal $portal 'webhook shortlived2 1'
        $connection = Connect-Portal $portal 'shortlived2'
        Send-Portal $portal 'revoke shortlived2'
        $null = Test-Bitrix24Connection
        $before = (Get-PortalJournal $portal).requests
        Test-Bitrix24Connection | Should -BeFalse
        (Get-PortalJournal $portal).requests | Should -Be $before
        $closed = Connect-Portal $portal
        Disconnect-Bitrix24
        $before = (Get-PortalJournal $portal).requests
        Test-Bitrix24Connection $closed | Should -BeFalse
        $connection | Test-Bitrix24Connection | Should -BeFalse
        (Get-PortalJournal $portal).requests | Should -Be $before
    }
}

Describe 'Disconnect-Bitrix24' {
    AfterEach {
        Disconnect-Bitrix24
    }

    It 'does nothing where there is no connection' {
        Disconnect-Bitrix24 -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'closes the default connection' {
        $connection = Connect-Bitrix24 -Sandbox
        Disconnect-Bitrix24 | Should -BeNullOrEmpty
        $connection.State | Should -Be 'Disconnected'
        Get-Bitrix24Connection | Should -BeNullOrEmpty
    }

    It 'closes the given one and leaves the default' {
        $one = Connect-Bitrix24 -Sandbox
        $other = Connect-Bitrix24 -Sandbox
        $one | Disconnect-Bitrix24
        $one.State | Should -Be 'Disconnected'
        $other.State | Should -Be 'Open'
        Get-Bitrix24Connection | Should -Be $other
    }

    It 'can be done twice' {
        $connection = Connect-Bitrix24 -Sandbox
        Disconnect-Bitrix24 $connection
        Disconnect-Bitrix24 $connection -ErrorAction Stop
        $connection.State | Should -Be 'Disconnected'
    }

    It 'makes every later item end with an error of its own' {
        $connection = Connect-Bitrix24 -Sandbox
        Disconnect-Bitrix24
        $null = $code, $code | Get-OLChatByUserCode -Connection $connection -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.Count | Should -Be 2
        $failed.FullyQualifiedErrorId | Select-Object -Unique |
            Should -BeExactly 'Disconnected,OpenLines.Commands.GetOLChatByUserCodeCommand'
        $connection.NotSent | Should -Be 2
    }

    It 'leaves the counters to be read' {
        $connection = Connect-Bitrix24 -Sandbox
        $null = $code | Get-OLChatByUserCode
        Disconnect-Bitrix24
        $connection.Succeeded | Should -Be 4
    }

    It 'comes with Remove-Module' {
        $connection = Connect-Bitrix24 -Sandbox
        Remove-Module OpenLines
        try {
            $connection.State | Should -Be 'Disconnected'
        }
        finally {
            Import-Module -Name $ModuleManifest
        }

        Get-Bitrix24Connection | Should -BeNullOrEmpty
    }

    It 'does not come with Import-Module in another runspace' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $c = Connect-Bitrix24 -Sandbox
        1..2 | ForEach-Object -Parallel { Import-Module OpenLines; Remove-Module OpenLines }
        $c.State | Should -Be 'Open'
        ($code | Get-OLChatByUserCode).ChatId | Should -Be 1763
    }
}
