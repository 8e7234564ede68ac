# The job of samples for many portals at once.

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    . $PSScriptRoot/_Job.ps1
    $csvJob = New-JobCheckout -Folder "$TestDrive/checkout"
    $script:job = Join-Path -Path (Split-Path -Path $csvJob) -ChildPath 'Invoke-PortalJobs.ps1'
    $script:variables = 'OL_NORTH', 'OL_SOUTH', 'OL_DEAD', 'OL_REFUSING'

    # A file of portals, each with user codes beside it.
    function Write-Portals {
        param([string] $Folder, [string[]] $Line, [hashtable] $Code)

        $null = New-Item -ItemType Directory -Path $Folder -Force
        Set-Content -LiteralPath "$Folder/portals.csv" -Value (@('Name,EnvironmentVariableName,SecretName') + $Line) -Encoding utf8
        foreach ($name in $Code.Keys) {
            Set-Content -LiteralPath "$Folder/$name.csv" -Value (@('UserCode') + $Code[$name]) -Encoding utf8
        }
    }

    function Get-Table {
        param([string] $Folder)

        Get-ChildItem -Path $Folder -Filter 'portals-*.csv' | Import-Csv -Encoding utf8
    }
}

Describe 'Invoke-PortalJobs.ps1' {
    BeforeAll {
        $script:north = Open-Portal '--chats', '50'
        $script:south = Open-Portal '--chats', '50'
        $dead = Open-Portal
        Close-Portal $dead
        $env:OL_NORTH = $north.Webhook
        $env:OL_SOUTH = $south.Webhook
        $env:OL_DEAD = $dead.Webhook
        $env:OL_REFUSING = $north.Webhook -replace '/rest/1/.*', '/rest/1/nosuchwebhook1/'
    }

    AfterAll {
        Close-Portal $north
        Close-Portal $south
        $variables | ForEach-Object -Process { Remove-Item -Path "env:$_" }
    }

    BeforeEach {
        $script:folder = "$TestDrive/$([guid]::NewGuid())"
    }

    It 'does every portal that can be done, whatever befalls the others, and tells of each in a table' {
        # Two at once, so that one runspace has several portals after each other.
        Write-Portals $folder 'dead,OL_DEAD,', 'refusing,OL_REFUSING,', 'north,OL_NORTH,', 'none,,NoSuchSecret', 'south,OL_SOUTH,' @{
            dead = Get-Code -Last 3
            refusing = Get-Code -Last 3
            north = Get-Code -Last 40
            none = Get-Code -Last 3
            south = @(Get-Code -Last 30) + 'nobody|1'
        }
        $run = Invoke-Job $folder "$folder/portals.csv", '-ThrottleLimit', '2'
        $run.Code | Should -Be 3
        $run.Said | Should -BeLike '*north: Rows: 40. Done: 40, *Portals: 5. To their end: 2, in *'
        $table = @{}
        Get-Table $folder | ForEach-Object -Process { $table[$_.Name] = $_ }
        $table.Count | Should -Be 5
        $table.north.ExitCode, $table.north.Done, $table.north.Failed | Should -Be '0', '40', '0'
        $table.south.ExitCode, $table.south.Done, $table.south.Failed | Should -Be '1', '30', '1'
        $table.dead.ExitCode, $table.refusing.ExitCode, $table.none.ExitCode | Should -Be '2', '2', '2'
        $table.dead.Reason | Should -BeLike '*the connection was refused*'
        $table.refusing.Reason | Should -BeLike 'INVALID_CREDENTIALS: *'
        $table.none.Reason | Should -BeLike 'There is no secret NoSuchSecret: *'
        (Import-Csv -LiteralPath $table.north.DoneFile).UserCode | Should -Be (Get-Code -Last 40)
        (Import-Csv -LiteralPath $table.south.FailedFile).UserCode | Should -Be 'nobody|1'
        $run.Said + (Get-Content -LiteralPath (Get-ChildItem -Path $folder -Filter 'portals-*.csv') -Raw) |
            Should -Not -Match 'nosuchwebhook1|sandboxwebhook'
    }

    It 'goes on where it was killed: portals that have an outcome are left alone, a torn line is cut' {
        Write-Portals $folder 'north,OL_NORTH,', 'south,OL_SOUTH,' @{ north = Get-Code 41 42; south = Get-Code 41 43 }
        $null = Invoke-Job $folder "$folder/portals.csv"
        $complete = Get-ChildItem -Path $folder -Filter 'portals-*.csv'
        $lines = @([System.IO.File]::ReadAllLines($complete.FullName) | Sort-Object -Property { $_ -match '^"south"' })
        $torn = $lines[2].Substring(0, 30)
        [System.IO.File]::WriteAllText("$folder/portals.csv.unfinished", "$($lines[0])`n$($lines[1])`n$torn")
        Remove-Item -LiteralPath $complete
        $before = Get-PortalChatCount $north 'imopenlines.session.open'
        $run = Invoke-Job $folder "$folder/portals.csv"
        $run.Code | Should -Be 0
        $run.Said | Should -BeLike 'Going on. Portals with an outcome: 1. south: *Portals: 2. To their end: 2, in *'
        $run.Said | Should -Not -BeLike '*north: *'
        (Get-Table $folder).Name | Should -Be 'north', 'south'
        (Get-Table $folder).ExitCode | Should -Be '0', '0'
        Get-PortalChatCount $north 'imopenlines.session.open' | Should -Be $before
        "$folder/portals.csv.unfinished" | Should -Not -Exist
    }

    It 'ends with <Code> when <When>' -ForEach @(
        @{ Code = 0; When = 'every row is done'; Line = 'north,OL_NORTH,'; Row = 'livechat|1|44|44' }
        @{ Code = 1; When = 'rows failed'; Line = 'north,OL_NORTH,'; Row = 'nobody|1' }
        @{ Code = 2; When = 'no portal could be worked on'; Line = 'north,OL_DEAD,'; Row = 'livechat|1|44|44' }
    ) {
        Write-Portals $folder $Line @{ north = $Row }
        (Invoke-Job $folder "$folder/portals.csv").Code | Should -Be $Code
    }

    It 'ends with 2 and a word: <Why>' -ForEach @(
        @{ Why = 'no portals'; Line = @(); Says = 'There are no portals in *portals.csv.' }
        @{ Why = 'no name'; Line = ',OL_NORTH,'; Says = 'Row 1 of *portals.csv has no Name.' }
        @{ Why = 'a name that leads elsewhere'; Line = '../north,OL_NORTH,'; Says = 'The Name in row 1 of *cannot be that of a folder.' }
        @{ Why = 'a name twice'; Line = 'north,OL_NORTH,', 'North,OL_SOUTH,'; Says = '* is in *portals.csv more than once.' }
    ) {
        Write-Portals $folder $Line @{}
        $run = Invoke-Job $folder "$folder/portals.csv"
        $run.Code | Should -Be 2
        $run.Said | Should -BeLike $Says
        Get-ChildItem -Path $folder -File | ForEach-Object -MemberName Name | Should -Be 'portals.csv'
    }
}
