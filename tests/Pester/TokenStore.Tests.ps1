#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# A sign-in that is kept in a file for later runs and for other processes.

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    . $PSScriptRoot/_SignIn.ps1
    Open-Module
    $portal = Open-SignInPortal
}

AfterAll {
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

    It 'is a path as PowerShell reads it: <Path>' -ForEach @(
        @{ Path = 'Stores:\one.json' }
        @{ Path = './two.json' }
        @{ Path = 'three [1].json' }
    ) {
        $null = New-PSDrive -Name Stores -PSProvider FileSystem -Root $TestDrive
        Push-Location -LiteralPath $TestDrive
        try {
            $null = Connect-OAuth @{ TokenStore = $Path }
            Test-Path -LiteralPath (Join-Path -Path $TestDrive -ChildPath ($Path -replace '^.*[\\/]')) | Should -BeTrue
            (Connect-Store $Path).State | Should -Be 'Open'
        }
        finally {
            Pop-Location
            Remove-PSDrive -Name Stores
        }
    }

    It 'is refused with what to do: <Name>' -ForEach @(
        @{ Name = 'nothing'; Path = { 'none.json' }; Says = '*none.json'' is not there*'; Id = 'InvalidTokenStore'; Advice = '*-Browser*' }
        @{ Name = 'no folder'; Path = { 'none/none.json' }; Says = '*folder*'; Id = 'TokenStoreUnavailable'; Advice = '*folder*' }
        @{ Name = 'a folder'; Path = { '.' }; Says = '*it is a folder*'; Id = 'InvalidTokenStore'; Advice = '*-TokenStore*' }
        @{ Name = 'something else'; Path = { 'text.json' }; Says = '*no token store*'; Id = 'InvalidTokenStore'; Advice = '*-TokenStore*' }
        @{ Name = 'no file'; Path = { 'Env:\X' }; Says = '*provider Environment*'; Id = 'InvalidTokenStore'; Advice = '*-TokenStore*' }
        @{ Name = 'no drive'; Path = { 'NoDrive77:\X' }; Says = '*leads nowhere*'; Id = 'InvalidTokenStore'; Advice = '*-TokenStore*' }
    ) {
        $folder = New-Item -Path "$TestDrive/$([guid]::NewGuid())/work" -ItemType Directory
        Push-Location -LiteralPath $folder
        try {
            Set-Content -LiteralPath text.json -Value 'dear diary' -Encoding Ascii
            if ($IsLinux -or $IsMacOS) { & /bin/chmod 600 text.json }
            $failure = Get-Failure { Connect-Store (& $Path) }
            $failure.FullyQualifiedErrorId | Should -BeExactly "$Id,OpenLines.Commands.ConnectBitrix24Command"
            "$failure" | Should -BeLike $Says
            $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
            Get-Content -LiteralPath text.json | Should -BeExactly 'dear diary'
            (Get-ChildItem -LiteralPath $folder.Parent.FullName -Recurse).Name | Should -Be 'work', 'text.json' -Because 'no lock is left'
        }
        finally {
            Pop-Location
        }
    }

    It 'is refused where others may read it' {
        if (-not ($IsLinux -or $IsMacOS)) { Set-ItResult -Skipped -Because 'files have no modes here' }
        if ($env:OPENLINES_FRAMEWORK -eq '.NETFramework') {
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
            $other = [pscredential]::new('local.other', (ConvertTo-Secret 'x'))
            Connect-Bitrix24 -TokenServer $portal.Address -ClientCredential $other -TokenStore $store
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
                $given = "`"$ModuleManifest`" $($portal.Address) $clientId `"$store`""
                $start.Arguments = "$first-NoProfile -NonInteractive -File `"$script`" $given"
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

    It 'has the tokens of a sign-in that was stopped while they were under way' {
        $store = Join-Path -Path $TestDrive -ChildPath 'stopped.json'
        $null = Send-TokenServer hold
        $shell = [powershell]::Create().AddScript({
                param($with)
                Connect-Bitrix24 @with
            }).AddArgument(@{
                Portal = $portal.Address; TokenServer = $portal.Address; ClientCredential = $application
                RefreshToken = New-RefreshToken; TokenStore = $store
            })
        try {
            $run = $shell.BeginInvoke()
            Wait-Until { (Send-TokenServer held) -eq 'yes' -or $run.IsCompleted }
            $shell.Stop()
            Test-Path -LiteralPath $store | Should -BeFalse
        }
        finally {
            $null = Send-TokenServer release
            $shell.Dispose()
        }

        Wait-Until { Test-Path -LiteralPath $store }
        (Connect-Store $store).State | Should -Be 'Open'
    }

    It 'that is a pipe is refused at once' {
        if (-not ($IsLinux -or $IsMacOS)) { Set-ItResult -Skipped -Because 'there are no such files here' }
        $pipe = Join-Path -Path $TestDrive -ChildPath 'pipe'
        & mkfifo -m 600 $pipe
        $null = New-Item -ItemType SymbolicLink -Path "$pipe.json" -Target $pipe
        foreach ($path in $pipe, "$pipe.json") {
            $failure = Get-Failure { Connect-Store $path }
            $failure.FullyQualifiedErrorId | Should -Match '^(InvalidTokenStore|TokenStoreUnavailable),'
            "$failure" | Should -Match 'a pipe or a device|It is a link'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-TokenStore*'
        }
    }

    It 'that cannot be written any more costs one warning, and the run goes on' {
        if (-not ($IsLinux -or $IsMacOS)) { Set-ItResult -Skipped -Because 'it is made so by a folder in its place' }
        $store = New-Store
        $connection = Connect-Store $store
        $null = New-Item -ItemType Directory -Path "$store.new-tokens"
        $warnings = @()
        foreach ($run in 1..2) {
            $null = Send-TokenServer 'end'
            $chat = 'livechat|22|1761|587' |
                Get-OLChatByUserCode -Connection $connection -WarningVariable +warnings -WarningAction SilentlyContinue
            $chat.ChatId | Should -Be 1763
        }
        @($warnings).Count | Should -Be 1
        "$warnings" | Should -BeLike '*token store*'
    }
}
