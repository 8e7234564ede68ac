BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:portal = Open-Portal
    Send-Portal $portal 'hostile'

    # See tests/Portal/Hostile: as large as is read, and made to cost as much as can be.
    $shapes = 'list', 'empty', 'nesting', 'deep', 'string', 'commas', 'bars', 'field', 'name', 'number', 'zeros', 'escapes', 'keys',
        'escapedkeys', 'longkey', 'duplicates', 'scopes', 'results', 'places', 'errors', 'texts', 'code', 'description', 'times', 'blanks',
        'page', 'garbage', 'packed-list', 'bomb-keys', 'bomb-string'
    $script:list = "'$($shapes -join "', '")'"

    # No more than this may a PowerShell hold, whatever a portal sends; it has half of it before anything is sent.
    $script:most = 256MB

    # Runs a script in a PowerShell of its own; gives what it says but for the last line, which says the most that it ever held.
    function Measure-Child {
        param([string] $Script)

        $peak = 'function Get-Peak { [System.Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 }'
        $child = Invoke-Child "$peak; $Script; Get-Peak" -Environment @{ BITRIX24_WEBHOOK = $portal.Webhook }
        $lines = @($child.Output -split '\r?\n')
        $lines[-1] | Should -Match '^\d+$' -Because $child.Errors
        [long] $lines[-1] | Should -BeLessOrEqual $most -Because $child.Output
        $lines | Select-Object -SkipLast 1
    }
}

AfterAll {
    Close-Portal $portal
    Close-Module
}

Describe 'A portal that sends as much as is read of it' {
    It 'costs no more than its bound and no item, with one answer and with batches at once' {
        $lines = Measure-Child ('$null = Connect-Bitrix24 -EnvironmentVariable -MaximumRetryCount 0; ' +
            "foreach (`$shape in $list) { foreach (`$count in 1, 150) { " +
            '$all = @((, "hostile|$shape" * $count) | Get-OLChatByUserCode 2>&1); ' +
            '$ours = @($all | Where-Object { "$($_.FullyQualifiedErrorId)" -like "UnexpectedFault*" }).Count; ' +
            '"$shape $($all.Count) $ours $(Get-Peak)" } }')
        foreach ($line in $lines) { $line | Should -Match '^[a-z-]+ (1|150) 0 ' }
        $lines.Count | Should -Be 60
    }

    It 'costs no more than its bound where several connections are sent it at once' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
        $lines = Measure-Child ('1..6 | ForEach-Object -ThrottleLimit 6 -Parallel { ' +
            "Import-Module '$ModuleManifest'; `$null = Connect-Bitrix24 -EnvironmentVariable -MaximumRetryCount 0; " +
            '@((, "hostile|list" * 200) | Get-OLChatByUserCode 2>&1).Count }')
        $lines | Should -Be (, '200' * 6)
    }

    It 'costs no more than its bound where a connection is made, and no more is kept of it than a portal has' {
        $lines = Measure-Child ("foreach (`$shape in $list) { " +
            "`$env:BITRIX24_WEBHOOK = '$($portal.Address)/rest/1/hostile-' + `$shape + '/'; " +
            '$c = $null; try { $c = Connect-Bitrix24 -EnvironmentVariable -MaximumRetryCount 0 } catch { }; ' +
            '"$shape $([int] $c.Scopes.Count) $([int] $c.UserName.Length) $(Get-Peak)" }')
        $lines.Count | Should -Be 30
        foreach ($line in $lines) {
            [int] $line.Split(' ')[1] | Should -BeLessOrEqual 500
            [int] $line.Split(' ')[2] | Should -BeLessOrEqual 200
        }

        # Some of them are answers, and are connected by.
        $lines -match '^scopes 500 ' | Should -Not -BeNullOrEmpty
    }
}
