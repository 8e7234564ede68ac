BeforeDiscovery {
    . $PSScriptRoot/_Cmdlets.ps1
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    . $PSScriptRoot/_Secrets.ps1
    Open-Module
    $script:portal = Open-SentinelPortal

    # A runspace that knows the secrets only as a user gives them: $w is a webhook, $t a token, $p the portal's address.
    function Open-Shell {
        $shell = [powershell]::Create()
        $variables = $shell.Runspace.SessionStateProxy
        $variables.SetVariable('w', (ConvertTo-Secret "$($portal.Address)/rest/1/$sentinel/"))
        $variables.SetVariable('t', (ConvertTo-Secret $token))
        $variables.SetVariable('p', $portal.Address)
        $variables.SetVariable('code', $code)
        $variables.SetVariable('arrived', $arrived)
        $variables.SetVariable('release', $release)
        $shell
    }

    # Everything that a script gives: its objects, what is in its streams, and its $Error.
    function Get-Everything {
        param($Shell, $Output)

        $Output
        foreach ($stream in 'Error', 'Warning', 'Verbose', 'Debug', 'Information', 'Progress') { $Shell.Streams.$stream }
        $Shell.Runspace.SessionStateProxy.GetVariable('Error')
    }

    $script:connects = @{
        webhook = 'Connect-Bitrix24 -Webhook $w -MaximumRetryCount 0 -Verbose -Debug'
        token   = 'Connect-Bitrix24 -Portal $p -AccessToken $t -MaximumRetryCount 0 -Verbose -Debug'
    }
    $script:keeper = 'Bitrix24.Rest.Secret'
}

AfterAll {
    Close-Portal $portal
    Close-Module
}

Describe 'The sweep of an object' {
    It 'finds a secret in <Where>' -ForEach @(
        @{ Where = 'a text'; Object = { $sentinel } }
        @{ Where = 'a list in a table'; Object = { @{ a = @(1, [System.Collections.Generic.List[object]]@($sentinel)) } } }
        @{
            Where = 'an inner exception'
            Object = { [System.InvalidOperationException]::new('x', [System.ArgumentException]::new("y $sentinel")) }
        }
        @{ Where = 'the data of an exception'; Object = { $e = [System.Exception]::new('x'); $e.Data['k'] = $sentinel; $e } }
        @{ Where = 'a text that is being built'; Object = { [System.Text.StringBuilder]::new("x$sentinel") } }
        @{ Where = 'characters'; Object = { , "x$sentinel".ToCharArray() } }
        @{ Where = 'bytes'; Object = { , [System.Text.Encoding]::UTF8.GetBytes("x$sentinel") } }
        @{ Where = 'an address'; Object = { [uri] "https://example.test/$sentinel" } }
        @{ Where = 'a request'; Object = { [System.Net.Http.HttpRequestMessage]::new('Post', "https://example.test/$sentinel") } }
        @{ Where = 'a property that a script has added'; Object = { [pscustomobject]@{ x = $sentinel } } }
        @{
            Where = 'an error'
            Object = { [System.Management.Automation.ErrorRecord]::new([System.Exception]::new('x'), 'x', 'NotSpecified', $sentinel) }
        }
    ) {
        Find-SecretMember (& $Object) | Should -Not -BeNullOrEmpty
    }
}

Describe 'On a connection with a <_>' -ForEach 'webhook', 'token' {
    BeforeAll {
        $script:kind = $_
        $script:connect = $connects[$_]
    }

    BeforeEach {
        $script:arrived = [System.Threading.ManualResetEventSlim]::new()
        $script:release = [System.Threading.ManualResetEventSlim]::new()
        $script:shell = Open-Shell
    }

    AfterEach {
        Disconnect-Bitrix24
        $release.Set()
        $shell.Dispose()
    }

    It 'nothing that a cmdlet gives has a secret outside its own type' {
        $null = $shell.AddScript(@"
$connect
Get-Bitrix24Connection; Select-Bitrix24Connection -Verbose; Test-Bitrix24Connection -Verbose -Debug
`$code, 'nobody', '', `$null, 7 | Get-OLChatByUserCode -Verbose -Debug
1763, 999, 'x' | Join-OLSession -Verify -Verbose -Debug
1763, 999, 'x' | Start-OLSession -Verbose -Debug
`$code | Get-OLChatByUserCode | Join-OLSession | Start-OLSession
`$PSBoundParameters; `$MyInvocation; Get-Variable; Get-Module OpenLines; Get-Command -Module OpenLines
"@)
        $all = Get-Everything $shell $shell.Invoke()
        $sweep = Get-Sweep -Depth 8 -Engine
        foreach ($one in $all) { $sweep.Walk("$($one.GetType().Name)", $one) }
        $sweep.Found | Should -BeNullOrEmpty
        'OpenLines.Bitrix24Connection', 'OpenLines.Chat', 'OpenLines.SessionResult', 'Bitrix24.Rest.Bitrix24Exception', $keeper |
            ForEach-Object { $_ | Should -BeIn $sweep.Types }
    }

    It 'the whole of a connection has it only in its own type, and in what was last written to the network' {
        $null = $shell.AddScript("$connect; `$code | Get-OLChatByUserCode")
        $connection = $shell.Invoke()[0]
        $sweep = Get-Sweep -Depth 60 -Engine
        $sweep.Walk('connection', $connection)
        $keeper | Should -BeIn $sweep.Types
        $sweep.Found | Should -BeLike '*._writeBuffer.*'
        Get-SweepFinding $sweep | Should -BeNullOrEmpty
    }

    It '<Name> has none in itself while it runs' -ForEach (@(
        @{ Name = 'Connect-Bitrix24'; Type = 'ConnectBitrix24Command'; Line = '' }
        @{ Name = 'Get-Bitrix24Connection'; Type = 'GetBitrix24ConnectionCommand'; Line = 'Get-Bitrix24Connection' }
        @{ Name = 'Select-Bitrix24Connection'; Type = 'SelectBitrix24ConnectionCommand'; Line = 'Select-Bitrix24Connection' }
        @{ Name = 'Test-Bitrix24Connection'; Type = 'TestBitrix24ConnectionCommand'; Line = 'Test-Bitrix24Connection' }
        @{ Name = 'Disconnect-Bitrix24'; Type = 'DisconnectBitrix24Command'; Line = 'Disconnect-Bitrix24' }
        @{
            Name = 'Get-OLChatByUserCode'
            Type = 'GetOLChatByUserCodeCommand'
            Line = '$code, "nobody" | Get-OLChatByUserCode -Connection $c'
        }
    ) + ($SessionCmdlets | ForEach-Object {
            @{ Name = $_.Name; Type = $_.Class -replace '.*\.'; Line = "1763, 999 | $($_.Name) -Connection `$c -Verify" }
        })) {
        $wait = '& { end { $arrived.Set(); $release.Wait() } }'
        $null = $shell.AddScript($(if ($Line) { "`$c = $connect; $Line | $wait" } else { "$connect | $wait" }))
        $run = $shell.BeginInvoke()
        $arrived.Wait(30000) | Should -BeTrue
        $sweep = Get-Sweep -Depth 12 -Engine
        $sweep.Walk('shell', $shell)
        $release.Set()
        $null = $shell.EndInvoke($run)
        "OpenLines.Commands.$Type" | Should -BeIn $sweep.Types
        $sweep.Found | Should -BeNullOrEmpty
    }

    It 'a cmdlet has none in itself while the portal keeps it waiting, nor in its progress' {
        $null = $shell.AddScript("`$c = $connect; `$code | Get-OLChatByUserCode")
        $null = $shell.Invoke()
        $shell.Commands.Clear()
        Send-Portal $portal hold
        $run = $shell.AddScript('$code | Get-OLChatByUserCode -Verbose -Debug').BeginInvoke()
        Wait-Until { $shell.Streams.Progress.Count -gt 0 }
        $sweep = Get-Sweep -Depth 12 -Engine
        $sweep.Walk('shell', $shell)
        foreach ($one in $shell.Streams.Progress.ReadAll()) { $sweep.Walk('progress', $one) }
        Send-Portal $portal release
        $null = $shell.EndInvoke($run)
        'OpenLines.Commands.GetOLChatByUserCodeCommand' | Should -BeIn $sweep.Types
        Get-SweepFinding $sweep | Should -BeNullOrEmpty
    }

    It 'the engine traces none of it' {
        $null = $shell.AddScript(@"
`$names = 'ParameterBinding', 'TypeConversion', 'CommandDiscovery', 'PathResolution', 'MemberResolution'
Trace-Command -Name `$names -FilePath '$TestDrive/trace.txt' -Option All -Expression {
    `$c = $connect
    Test-Bitrix24Connection -Connection `$c
    `$code, 'nobody' | Get-OLChatByUserCode -Connection `$c | Join-OLSession | Start-OLSession
    Disconnect-Bitrix24 `$c
}
"@)
        $null = $shell.Invoke()
        $trace = Get-Content "$TestDrive/trace.txt" -Raw
        $trace | Should -BeLike '*BIND arg*'
        Find-Secret $trace | Should -BeNullOrEmpty
    }

    It 'none comes back in any form in the errors of a batch' {
        $null = Connect-Sentinel $kind *>&1
        $own = if ($kind -eq 'token') { $token } else { $sentinel }
        $errors = @{}
        foreach ($form in $forms.Keys) {
            $echo = & $forms[$form] $own
            $errors["c$($errors.Count)"] = @{ error = "X $echo"; error_description = "bad: $echo." }
        }

        Send-PortalAnswer $portal @{
            body = ConvertTo-Json -Depth 5 @{ result = @{ result = @(); result_error = $errors; result_time = @() } }
        }
        $all = 1..$forms.Count | ForEach-Object { "livechat|1|$_|$_" } | Get-OLChatByUserCode -Verbose *>&1
        $failed = @($all | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
        $failed.Exception.Description | Should -Be (@('bad: ***.') * $forms.Count)
        Find-Secret (Get-ScriptTrace { $all }) | Should -BeNullOrEmpty
    }

    It 'none comes back in <Where>' -ForEach @(
        @{
            Where = 'a description'
            Answer = { @{ status = 400; body = ConvertTo-Json @{ error = 'X'; error_description = "bad: $echo." } } }
        }
        @{ Where = 'a code'; Answer = { @{ status = 400; body = ConvertTo-Json @{ error = $echo; error_description = 'x' } } } }
        @{
            Where = 'a refusal of the credentials'
            Answer = { @{ status = 401; body = ConvertTo-Json @{ error = 'INVALID_CREDENTIALS'; error_description = "no ($echo)" } } }
        }
        @{
            Where = 'a nested error'
            Answer = {
                @{ status = 500; body = ConvertTo-Json @{ error = @{ code = $echo; message = "https://x/rest/1/$echo/profile.json" } } }
            }
        }
        @{ Where = 'HTML'; Answer = { @{ status = 502; contentType = 'text/html'; body = "<html>$echo</html>" } } }
        @{ Where = 'broken JSON'; Answer = { @{ status = 200; body = "{ $echo" } } }
        @{ Where = 'a result'; Answer = { @{ status = 200; body = ConvertTo-Json @{ result = $echo } } } }
        @{ Where = 'names and times'; Answer = { @{ status = 200; body = ConvertTo-Json @{ result = @{ $echo = $echo }; time = $echo } } } }
        @{
            Where = 'a redirect'
            Answer = { @{ status = 302; headers = @{ Location = "https://stranger.test/rest/1/$inUrl/?auth=$inUrl" } } }
        }
        @{ Where = 'a redirect without a host'; Answer = { @{ status = 302; headers = @{ Location = $inUrl } } } }
        @{
            Where = 'the host of a redirect'
            Answer = { @{ status = 302; headers = @{ Location = "https://$($echo -replace '[^\w.%&-]').test/" } } }
        }
        @{
            Where = 'a plain text'
            Answer = { @{ status = 403; headers = @{ 'Retry-After' = $inUrl }; contentType = 'text/plain'; body = $echo } }
        }
    ) {
        $own = if ($kind -eq 'token') { $token } else { $sentinel }
        $all = @($forms.Values | ForEach-Object { & $_ $own })
        # Few at a time: what comes behind the end of a text that is cut is not seen anyway.
        for ($first = 0; $first -lt $all.Count; $first += 5) {
            $echo = $all[$first..($first + 4)] -join '. '
            $inUrl = [uri]::EscapeDataString($echo)
            if ((Get-Bitrix24Connection).State -ne 'Open') { $null = Connect-Sentinel $kind *>&1 }
            Send-PortalAnswer $portal (& $Answer)
            $trace = Get-ScriptTrace { $code | Get-OLChatByUserCode -Verbose -Debug -WarningAction Continue; Get-Bitrix24Connection }
            Find-Secret $trace -Secret $own | Should -BeNullOrEmpty
        }
    }

    It 'none comes back in what the portal tells of its user and rights, <_>' -ForEach 'as it is', 'in base64', 'percent-encoded twice',
        'its first half' {
        $echo = & $forms[$_] $(if ($kind -eq 'token') { $token } else { $sentinel })
        Send-PortalAnswer $portal @{
            body = ConvertTo-Json -Depth 5 @{
                result = @{
                    result = @{
                        c0 = @('imopenlines', "a $echo")
                        c1 = @{ ID = "1 $echo"; NAME = $echo; LAST_NAME = "b:$echo"; ADMIN = $true }
                    }
                    result_error = @()
                    result_time = @{}
                }
            }
        }
        $trace = Get-ScriptTrace { Connect-Sentinel $kind; Get-Bitrix24Connection }
        $trace -join '' | Should -BeLike '*imopenlines*'
        $trace -join '' | Should -BeLike '*b:*`*`*`**'
        Disconnect-Bitrix24
        Find-Secret $trace | Should -BeNullOrEmpty
    }
}

Describe 'A webhook that is given in the wrong way' {
    BeforeAll {
        $script:plain = "https://example.test/rest/1/$sentinel/"
    }

    It 'is not repeated: <Why>' -ForEach @(
        @{ Why = 'plain text as the webhook'; Script = { Connect-Bitrix24 $plain } }
        @{ Why = 'plain text as -Webhook'; Script = { Connect-Bitrix24 -Webhook $plain } }
        @{ Why = 'plain text as the token'; Script = { Connect-Bitrix24 -Portal https://example.test -AccessToken $sentinel } }
        @{ Why = 'the webhook as the portal'; Script = { Connect-Bitrix24 -Portal $plain -AccessToken (ConvertTo-Secret $token) } }
        @{ Why = 'the webhook behind the switch for a variable'; Script = { Connect-Bitrix24 -EnvironmentVariable $plain } }
        @{
            Why = 'the webhook as the name of a variable'
            Script = { Connect-Bitrix24 -EnvironmentVariable -EnvironmentVariableName $plain }
        }
        @{
            Why = 'the code as the name of a variable'
            Script = { Connect-Bitrix24 -EnvironmentVariable -EnvironmentVariableName $sentinel }
        }
        @{ Why = 'the webhook as a connection to test'; Script = { Test-Bitrix24Connection $plain } }
        @{ Why = 'the webhook as a connection to close'; Script = { Disconnect-Bitrix24 $plain } }
    ) {
        $failure = try { & $Script *>&1 } catch { $_ }
        $failure | Should -BeOfType System.Management.Automation.ErrorRecord
        $trace = "$failure", ($failure | Out-String -Width 4000), $failure.Exception.ToString(), "$($failure.CategoryInfo)",
            "$($failure.TargetObject)", $failure.ErrorDetails
        Find-Secret $trace | Should -BeNullOrEmpty
        Find-SecretMember $failure.Exception | Should -BeNullOrEmpty
    }

    It 'is not repeated as the connection to use: <Name>' -ForEach ($ItemCmdlets + $OneShotCmdlets) {
        $failure = try { $Good | & $Name -Connection $plain *>&1 } catch { $_ }
        $failure | Should -BeOfType System.Management.Automation.ErrorRecord
        $trace = "$failure", ($failure | Out-String -Width 4000), $failure.Exception.ToString(), "$($failure.CategoryInfo)",
            "$($failure.TargetObject)", $failure.ErrorDetails
        Find-Secret $trace | Should -BeNullOrEmpty
        Find-SecretMember $failure.Exception | Should -BeNullOrEmpty
    }

    It 'is not repeated as an item: <Name>' -ForEach $ItemCmdlets {
        $null = Connect-Bitrix24 -Sandbox
        # A line break makes it no user code.
        $failure = & $Name "$plain/`n" 2>&1
        Disconnect-Bitrix24
        $failure.FullyQualifiedErrorId | Should -Match '^Invalid(UserCode|ChatId),'
        Find-Secret "$failure", $failure.ErrorDetails, "$($failure.CategoryInfo)", ($failure | Out-String -Width 4000) |
            Should -BeNullOrEmpty
    }

    It 'is refused with the way that is right: <Why>' -ForEach @(
        @{ Why = 'a webhook'; Script = { Connect-Bitrix24 $plain }; Say = '*SecureString*' }
        @{ Why = 'a connection'; Script = { Test-Bitrix24Connection $plain }; Say = '*neither a connection nor*' }
    ) {
        "$(Get-Failure $Script)" | Should -BeLike $Say
    }
}

Describe 'A secret in a record' {
    It 'is not shown by -WhatIf on the connection that it belongs to' {
        $child = Invoke-Child -Environment @{ OL_TEST_WEBHOOK = "$($portal.Address)/rest/1/$sentinel/"; OL_TEST_CODE = "x $sentinel" } @'
$null = Connect-Bitrix24 -EnvironmentVariable -EnvironmentVariableName OL_TEST_WEBHOOK
[pscustomobject]@{ ChatId = 1763; UserCode = $env:OL_TEST_CODE } | Start-OLSession -WhatIf
'@
        $child.Output | Should -BeLike '*chat1763 (x `*`*`*)*'
        Find-Secret $child.Output, $child.Errors | Should -BeNullOrEmpty
    }
}
