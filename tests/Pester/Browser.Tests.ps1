#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# A sign-in that is made in a browser.

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    . $PSScriptRoot/_Secrets.ps1
    . $PSScriptRoot/_SignIn.ps1
    Open-Module
    $portal = Open-SignInPortal
    $displayBefore = $env:DISPLAY, $env:WAYLAND_DISPLAY
    $env:DISPLAY = $env:WAYLAND_DISPLAY = $null
    if (-not ('AnsweringHost' -as [type])) {
        Add-Type -Path "$PSScriptRoot/_AnsweringHost.cs"
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
        $query = "code=browserCODE1&state=$state&domain=127.0.0.1&server_domain=oauth.bitrix.info"
        $answer = Invoke-WebRequest -Uri "$($back)?$query" -UseBasicParsing
        "$($answer.Content)" | Should -BeLike '*close this window*'
        "$($answer.Content)" | Should -Not -BeLike '*browserCODE1*'
        $connection = Receive-SignIn $signIn
        $connection.State | Should -Be 'Open'
        $connection.SignIn | Should -Be 'OAuth'
        (Connect-Store $store).State | Should -Be 'Open'
    }

    It 'shows neither the code nor the state that the browser brings back' {
        $back = "http://localhost:$(Get-FreePort)/"
        $null = Send-TokenServer "code $grant"
        $signIn = Open-SignIn $back @{ Verbose = $true; Debug = $true }
        $state = ((Get-SignInAddress $signIn).Query -split 'state=')[1]
        $page = Invoke-WebRequest -UseBasicParsing -Uri "$($back)?code=$grant&state=$state&domain=127.0.0.1&server_domain=oauth.bitrix.info"
        $streams = $signIn.Shell.Streams
        $connection = Receive-SignIn $signIn
        $connection.State | Should -Be 'Open'
        $said = @($page.RawContent) + @(Get-Trace $connection) +
            @($streams.Verbose) + @($streams.Debug) + @($streams.Warning) + @($streams.Error)
        Find-Secret ($said | Out-String -Width 4000) $grant, $state | Should -BeNullOrEmpty
        $sweep = Get-Sweep -Depth 60 -Engine -Secret $grant, $state
        $sweep.Walk('connection', $connection)
        Get-SweepFinding $sweep | Should -BeNullOrEmpty
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

    It 'comes back to this machine alone: not to <Uri>' -ForEach @(
        @{ Uri = 'https://localhost:8724/' }
        @{ Uri = 'http://example.com/' }
        @{ Uri = 'no address77' }
    ) {
        $failure = (Receive-SignIn (Open-SignIn $Uri))[0]
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidRedirectUri,*'
        "$failure" | Should -Not -BeLike '*address77*'
    }

    It 'is refused at once where nobody can answer' {
        $key = "[pscredential]::new('a', (ConvertTo-SecureString b -AsPlainText -Force))"
        $run = "Connect-Bitrix24 -Portal $($portal.Address) -Browser -ClientCredential ($key)"
        $try = "try { $run } catch { `$_.FullyQualifiedErrorId; `$_.ErrorDetails.RecommendedAction }"
        $said = '' | Invoke-FreshPowerShell -Command "Import-Module '$ModuleManifest'; $try" 2>&1
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
