#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# A sign-in that is kept in a file for later runs and for other processes, and one that is made in a browser.

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    . $PSScriptRoot/_Secrets.ps1
    Open-Module
    $portal = Open-Portal -ArgumentList '--chats', '5000', '--recorded', '50'
    $clientId = 'local.5f0d4a1b2c3d4e.12345678'
    $clientSecret = 'clientSECRETclientSECRETclientSECRETclientSECRET00'
    $application = [pscredential]::new($clientId, (ConvertTo-Secret $clientSecret))
    $script:number = 0
    $displayBefore = $env:DISPLAY, $env:WAYLAND_DISPLAY
    $env:DISPLAY = $env:WAYLAND_DISPLAY = $null
    if (-not ('AnsweringHost' -as [type])) {
        Add-Type -Path "$PSScriptRoot/_AnsweringHost.cs"
    }

    function Send-TokenServer {
        param([string] $Line)
        $portal.Process.StandardInput.WriteLine("oauth $Line")
        $portal.Process.StandardInput.Flush()
        $portal.Process.StandardOutput.ReadLine()
    }

    function Get-Grant {
        $counts = -split (Send-TokenServer 'grants')
        [pscustomobject]@{ All = [int] $counts[0]; Given = [int] $counts[1]; Refused = [int] $counts[2] }
    }

    # A store with a sign-in of its own.
    function New-Store {
        $script:number++
        $path = Join-Path -Path $TestDrive -ChildPath "store $number.json"
        $null = Send-TokenServer "refresh storeREFRESHtoken$number"
        $null = Connect-Bitrix24 -Portal $portal.Address -TokenServer $portal.Address -ClientCredential $application -RefreshToken (
            ConvertTo-Secret "storeREFRESHtoken$number") -TokenStore $path
        $path
    }

    function Connect-Store {
        param([string] $Path)
        Connect-Bitrix24 -TokenServer $portal.Address -ClientCredential $application -TokenStore $Path
    }

    function Get-FreePort {
        $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start()
        $listener.LocalEndpoint.Port
        $listener.Stop()
    }

    # Connect-Bitrix24 -Browser where somebody sits, who is told where to go.
    function Open-SignIn {
        param([string] $RedirectUri, [hashtable] $With = @{})
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule($ModuleManifest)
        $runspace = [runspacefactory]::CreateRunspace([AnsweringHost]::new('Notebook'), $state)
        $runspace.Open()
        $shell = [powershell]::Create().AddScript('param($With) try { Connect-Bitrix24 @With } catch { $_ }').AddArgument(@{
                Portal = $portal.Address; TokenServer = $portal.Address; ClientCredential = $application
                Browser = $true; RedirectUri = $RedirectUri
            } + $With)
        $shell.Runspace = $runspace
        [pscustomobject]@{ Shell = $shell; Handle = $shell.BeginInvoke() }
    }

    # The address that is shown.
    function Get-SignInAddress {
        param($SignIn)
        while ($SignIn.Shell.Streams.Information.Count -eq 0 -and -not $SignIn.Handle.AsyncWaitHandle.WaitOne(50)) { }
        if ("$($SignIn.Shell.Streams.Information)" -match 'http\S+/oauth/authorize/\S+') { [uri] $Matches[0] }
    }

    function Receive-SignIn {
        param($SignIn)
        try { $SignIn.Shell.EndInvoke($SignIn.Handle) }
        finally {
            $SignIn.Shell.Runspace.Dispose()
            $SignIn.Shell.Dispose()
        }
    }
}

AfterAll {
    $env:DISPLAY, $env:WAYLAND_DISPLAY = $displayBefore
    Close-Portal $portal
    Close-Module
}

Describe '-TokenStore' {
    It 'keeps a sign-in for later runs, which need nothing else' {
        $store = New-Store
        $before = Get-Grant
        $connection = Connect-Store $store
        $connection.SignIn | Should -Be 'OAuth'
        $connection.Portal | Should -Be ([uri] "$($portal.Address)/")
        ((Get-Grant).All - $before.All) | Should -Be 0
        (Get-OLChatByUserCode 'livechat|22|1761|587').ChatId | Should -Be 1763
    }

    It 'has each new pair, so that the next run can go on with it' {
        $store = New-Store
        foreach ($run in 1..3) {
            $connection = Connect-Store $store
            $null = Send-TokenServer 'end'
            (Get-OLChatByUserCode 'livechat|22|1761|587' -Connection $connection).ChatId | Should -Be 1763
            $connection.TokenRefreshes | Should -Be 1
        }
    }

    It 'uses the pair that another one has put there, and asks for none' {
        $store = New-Store
        $one = Connect-Store $store
        $two = Connect-Store $store
        $null = Send-TokenServer 'end'
        $before = Get-Grant
        (Get-OLChatByUserCode 'livechat|22|1761|587' -Connection $one).ChatId | Should -Be 1763
        (Get-OLChatByUserCode 'livechat|22|1761|587' -Connection $two).ChatId | Should -Be 1763
        ((Get-Grant).All - $before.All) | Should -Be 1
        $one.TokenRefreshes + $two.TokenRefreshes | Should -Be 1
    }

    It 'is its user''s alone and has no key of the application' {
        $store = New-Store
        if (-not ($IsLinux -or $IsMacOS)) { Set-ItResult -Skipped -Because 'files have no modes here' }
        (& /bin/ls -l $store).Substring(0, 10) | Should -BeExactly '-rw-------'
        Get-Content -LiteralPath $store -Raw | Should -Not -BeLike "*$clientSecret*"
        Get-Content -LiteralPath $store -Raw | Should -BeLike "*$clientId*"
    }

    It 'is a path as PowerShell reads it: <Path>' -ForEach @{ Path = 'Stores:\one.json' }, @{ Path = './two.json' }, @{ Path = 'three [1].json' } {
        $null = New-PSDrive -Name Stores -PSProvider FileSystem -Root $TestDrive
        Push-Location -LiteralPath $TestDrive
        try {
            $script:number++
            $null = Send-TokenServer "refresh storeREFRESHtoken$number"
            $null = Connect-Bitrix24 -Portal $portal.Address -TokenServer $portal.Address -ClientCredential $application -RefreshToken (
                ConvertTo-Secret "storeREFRESHtoken$number") -TokenStore $Path
            Test-Path -LiteralPath (Join-Path -Path $TestDrive -ChildPath ($Path -replace '^.*[\\/]')) | Should -BeTrue
            (Connect-Store $Path).State | Should -Be 'Open'
        }
        finally {
            Pop-Location
            Remove-PSDrive -Name Stores
        }
    }

    It 'is refused with what to do: <Name>' -ForEach @(
        @{ Name = 'nothing there'; Path = { 'none.json' }; Says = '*not there yet*'; Id = 'InvalidTokenStore'; Advice = '*-Browser*' }
        @{ Name = 'no folder'; Path = { 'none/none.json' }; Says = '*folder*'; Id = 'TokenStoreUnavailable'; Advice = '*folder*' }
        @{ Name = 'a folder'; Path = { '.' }; Says = '*it is a folder*'; Id = 'InvalidTokenStore'; Advice = '*-TokenStore*' }
        @{ Name = 'something else'; Path = { 'text.json' }; Says = '*no token store*'; Id = 'InvalidTokenStore'; Advice = '*-TokenStore*' }
        @{ Name = 'no file'; Path = { 'Env:\X' }; Says = '*provider Environment*'; Id = 'InvalidTokenStore'; Advice = '*-TokenStore*' }
        @{ Name = 'no drive'; Path = { 'NoDrive77:\X' }; Says = '*leads nowhere*'; Id = 'InvalidTokenStore'; Advice = '*-TokenStore*' }
    ) {
        Push-Location -LiteralPath $TestDrive
        try {
            Set-Content -LiteralPath text.json -Value 'dear diary' -Encoding Ascii
            if ($IsLinux -or $IsMacOS) { & /bin/chmod 600 text.json }
            $failure = Get-Failure { Connect-Store (& $Path) }
            $failure.FullyQualifiedErrorId | Should -BeExactly "$Id,OpenLines.Commands.ConnectBitrix24Command"
            "$failure" | Should -BeLike $Says
            $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
            Get-Content -LiteralPath text.json | Should -BeExactly 'dear diary'
        }
        finally {
            Pop-Location
        }
    }

    It 'is refused where others may read it' {
        if (-not ($IsLinux -or $IsMacOS)) { Set-ItResult -Skipped -Because 'files have no modes here' }
        if ($ModuleFolder -like '*net472*' -or $env:OPENLINES_FRAMEWORK -eq 'net472') {
            Set-ItResult -Skipped -Because '.NET Framework knows no modes'
        }

        $store = New-Store
        & /bin/chmod 644 $store
        $failure = Get-Failure { Connect-Store $store }
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidTokenStore,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*chmod 600*'
    }

    It 'of another application is not used' {
        $store = New-Store
        $failure = Get-Failure {
            Connect-Bitrix24 -TokenServer $portal.Address -ClientCredential ([pscredential]::new('local.other', (ConvertTo-Secret 'x'))) -TokenStore $store
        }
        "$failure" | Should -BeLike '*another application*'
    }

    It 'is shared by two processes for many expiries: neither ever fails, and no refresh token is spent twice' {
        $null = Send-TokenServer 'life 0.4'
        $store = New-Store
        $before = Get-Grant
        $script = Join-Path -Path $TestDrive -ChildPath 'job.ps1'
        Set-Content -LiteralPath $script -Encoding Ascii -Value @'
param($Manifest, $Server, $Id, $Store)
$ErrorActionPreference = 'Stop'
Import-Module $Manifest
$application = [pscredential]::new($Id, (ConvertTo-SecureString $env:CLIENT_SECRET -AsPlainText -Force))
$connection = Connect-Bitrix24 -TokenServer $Server -ClientCredential $application -TokenStore $Store
$failed = @()
$got = 0
$rounds = 0
$end = (Get-Date).AddSeconds(12)
while ((Get-Date) -lt $end) {
    $rounds++
    $got += @(1..50 | ForEach-Object { "livechat|1|$_|$_" } |
        Get-OLChatByUserCode -ErrorVariable +failed -ErrorAction SilentlyContinue).Count
}
"$rounds $got $($failed.Count) $($connection.TokenRefreshes) $($connection.State)"
$failed | Select-Object -First 3 | ForEach-Object { "$($_.FullyQualifiedErrorId) $_" }
'@
        $env:CLIENT_SECRET = $clientSecret
        try {
            $own = Get-OwnProgram
            $processes = 1..2 | ForEach-Object {
                $start = [System.Diagnostics.ProcessStartInfo]::new($own)
                $first = if ([System.IO.Path]::GetFileNameWithoutExtension($own) -eq 'dotnet') { "`"$(Join-Path $PSHOME 'pwsh.dll')`" " }
                $start.Arguments = "$first-NoProfile -NonInteractive -File `"$script`" `"$ModuleManifest`" $($portal.Address) $clientId `"$store`""
                $start.RedirectStandardOutput = $true
                $start.RedirectStandardInput = $true
                $start.UseShellExecute = $false
                [System.Diagnostics.Process]::Start($start)
            }
            $said = $processes | ForEach-Object { $_.StandardOutput.ReadToEndAsync() } | ForEach-Object { $_.Result }
        }
        finally {
            $env:CLIENT_SECRET = $null
            $null = Send-TokenServer 'life 3600'
        }

        $refreshes = 0
        foreach ($text in $said) {
            $rounds, $got, $failed, $renewed, $state = -split $text
            "$failed $state" | Should -Be '0 Open' -Because $text
            [int] $got | Should -Be (50 * [int] $rounds)
            $refreshes += [int] $renewed
        }

        $after = Get-Grant
        ($after.Refused - $before.Refused) | Should -Be 0
        ($after.Given - $before.Given) | Should -Be $refreshes
        $refreshes | Should -BeGreaterOrEqual 10
        (Connect-Store $store).State | Should -Be 'Open'
    }

    It 'that cannot be written any more costs one warning, and the run goes on' {
        if (-not ($IsLinux -or $IsMacOS)) { Set-ItResult -Skipped -Because 'it is made so by a folder in its place' }
        $store = New-Store
        $connection = Connect-Store $store
        $null = New-Item -ItemType Directory -Path "$store.new-tokens"
        $warnings = @()
        foreach ($run in 1..2) {
            $null = Send-TokenServer 'end'
            (Get-OLChatByUserCode 'livechat|22|1761|587' -Connection $connection -WarningVariable +warnings -WarningAction SilentlyContinue).ChatId |
                Should -Be 1763
        }
        @($warnings).Count | Should -Be 1
        "$warnings" | Should -BeLike '*token store*'
    }
}

Describe '-Browser' {
    It 'signs in with what the browser brings back, and keeps it' {
        $back = "http://localhost:$(Get-FreePort)/"
        $store = Join-Path -Path $TestDrive -ChildPath 'browser.json'
        $null = Send-TokenServer 'code browserCODE1'
        $signIn = Open-SignIn $back @{ TokenStore = $store }
        $page = Get-SignInAddress $signIn
        "$page" | Should -BeLike "$($portal.Address)/oauth/authorize/?client_id=$clientId&state=*"
        $state = ($page.Query -split 'state=')[1]
        { Invoke-WebRequest -Uri "$($back)?code=browserCODE1&state=wrong" -UseBasicParsing } | Should -Throw
        { Invoke-WebRequest -Uri "$($back)favicon.ico" -UseBasicParsing } | Should -Throw
        $answer = Invoke-WebRequest -Uri "$($back)?code=browserCODE1&state=$state&domain=127.0.0.1&server_domain=oauth.bitrix.info" -UseBasicParsing
        "$($answer.Content)" | Should -BeLike '*close this window*'
        "$($answer.Content)" | Should -Not -BeLike '*browserCODE1*'
        $connection = Receive-SignIn $signIn
        $connection.State | Should -Be 'Open'
        $connection.SignIn | Should -Be 'OAuth'
        (Connect-Store $store).State | Should -Be 'Open'
    }

    It 'opens the browser that the system has' {
        if (-not $IsLinux) { Set-ItResult -Skipped -Because 'the browser of this system cannot be replaced' }
        $port = Get-FreePort
        $null = Send-TokenServer 'code browserCODE2'
        $folder = (New-Item -ItemType Directory -Path (Join-Path -Path $TestDrive -ChildPath 'bin')).FullName
        Set-Content -LiteralPath "$folder/xdg-open" -Encoding Ascii -Value @"
#!/bin/bash
exec 3<>/dev/tcp/127.0.0.1/$port
printf 'GET /?code=browserCODE2&state=%s HTTP/1.1\r\n\r\n' "`${1##*state=}" >&3
cat <&3
"@
        & /bin/chmod +x "$folder/xdg-open"
        $path = $env:PATH
        $env:PATH = "$folder$([System.IO.Path]::PathSeparator)$path"
        $env:DISPLAY = ':77'
        try {
            $connection = Receive-SignIn (Open-SignIn "http://127.0.0.1:$port/")
        }
        finally {
            $env:PATH = $path
            $env:DISPLAY = $null
        }
        $connection.State | Should -Be 'Open'
    }

    It 'ends by itself where nobody comes back, and says what to do' {
        $signIn = Open-SignIn "http://localhost:$(Get-FreePort)/" @{ BrowserTimeoutSec = 1 }
        $failure = (Receive-SignIn $signIn)[0]
        $failure.FullyQualifiedErrorId | Should -BeExactly 'BrowserSignInFailed,OpenLines.Commands.ConnectBitrix24Command'
        "$failure" | Should -BeLike '*Nobody came back*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-RedirectUri*'
    }

    It 'tells what the portal says where it lets nobody in' {
        $back = "http://localhost:$(Get-FreePort)/"
        $signIn = Open-SignIn $back
        $state = ((Get-SignInAddress $signIn).Query -split 'state=')[1]
        $null = Invoke-WebRequest -Uri "$($back)?error=access_denied&state=$state" -UseBasicParsing
        "$(Receive-SignIn $signIn)" | Should -BeLike '*access_denied*'
    }

    It 'ends within a second when it is stopped, and lets the port go' {
        $back = "http://localhost:$(Get-FreePort)/"
        $signIn = Open-SignIn $back
        $null = Get-SignInAddress $signIn
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $signIn.Shell.Stop()
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 1
        { Invoke-WebRequest -Uri $back -UseBasicParsing } | Should -Throw
        $signIn.Shell.Runspace.Dispose()
        $signIn.Shell.Dispose()
    }

    It 'is told at once that the port is taken' {
        $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start()
        try {
            $failure = (Receive-SignIn (Open-SignIn "http://localhost:$($listener.LocalEndpoint.Port)/"))[0]
        }
        finally {
            $listener.Stop()
        }
        $failure.FullyQualifiedErrorId | Should -BeLike 'BrowserSignInUnavailable,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*port*'
    }

    It 'comes back to this machine alone: not to <Uri>' -ForEach @{ Uri = 'https://localhost:8724/' }, @{ Uri = 'http://example.com/' }, @{ Uri = 'no address77' } {
        $failure = (Receive-SignIn (Open-SignIn $Uri))[0]
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidRedirectUri,*'
        "$failure" | Should -Not -BeLike '*address77*'
    }

    It 'is refused at once where nobody can answer' {
        $run = "Connect-Bitrix24 -Portal $($portal.Address) -Browser -ClientCredential ([pscredential]::new('a', (ConvertTo-SecureString b -AsPlainText -Force)))"
        $said = '' | Invoke-FreshPowerShell -Command "Import-Module '$ModuleManifest'; try { $run } catch { `$_.FullyQualifiedErrorId; `$_.ErrorDetails.RecommendedAction }" 2>&1
        "$said" | Should -BeLike 'BrowserSignInUnavailable,*-TokenStore*'
    }

    It 'and a store that is of no use are told before anybody signs in' {
        $store = Join-Path -Path $TestDrive -ChildPath 'foreign.json'
        Set-Content -LiteralPath $store -Value 'x' -Encoding Ascii
        $signIn = Open-SignIn "http://localhost:$(Get-FreePort)/" @{ TokenStore = $store }
        (Receive-SignIn $signIn)[0].FullyQualifiedErrorId | Should -BeLike 'InvalidTokenStore,*'
        $signIn.Shell.Streams.Information.Count | Should -Be 0
    }
}
