# Processes of one user share the pace of a portal.

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $portal = Open-Portal -ArgumentList '--chats', 4000, '--burst', 20, '--drain', 10

    # Asks for so many chats in a process of its own; gives how many it got, and how many requests were refused.
    function Invoke-Job {
        param([int] $Count, [string] $Each = '$_', [string] $Folder = "$TestDrive/pace")

        $script = @"
`$null = Connect-Bitrix24 -EnvironmentVariable
`$read = 0
`$results = @(1..$Count | ForEach-Object { "livechat|1|`$_|`$_" } | Get-OLChatByUserCode | ForEach-Object { `$read++; $Each })
'{0} {1}' -f `$results.Count, (Get-Bitrix24Connection).Refusals
"@
        Invoke-Child -Script $script -Environment @{ BITRIX24_WEBHOOK = $portal.Webhook; BITRIX24_PACE_FOLDER = $Folder }
    }
}

AfterAll {
    Close-Portal $portal
    Close-Module
}

Describe 'The pace that processes share' {
    It 'is known to the next process, though the one before was killed in mid-run' {
        $killed = Invoke-Job -Count 4000 -Each 'if ($read -eq 2500) { [System.Diagnostics.Process]::GetCurrentProcess().Kill() }'
        $killed.ExitCode | Should -Not -Be 0

        $next = Invoke-Job -Count 1000
        $next.Errors | Should -BeNullOrEmpty

        # Of a process that knows nothing of the full bucket four would be refused at once.
        $results, $refusals = -split $next.Output
        $results | Should -Be 1000
        [int] $refusals | Should -BeLessOrEqual 3
    }

    It 'leaves nothing in the file that tells a secret' {
        $file = Get-ChildItem -Path "$TestDrive/pace"
        @($file).Count | Should -Be 1
        $bytes = [System.IO.File]::ReadAllBytes($file.FullName)
        $code = ([uri] $portal.Webhook).Segments[-1].TrimEnd('/')
        [System.Text.Encoding]::ASCII.GetString($bytes) | Should -Not -Match $code
        $file.Name | Should -Not -Match $code
    }

    It 'works with a file that somebody has written something else into' {
        foreach ($text in 'not a record', '') {
            Get-ChildItem -Path "$TestDrive/pace" | Set-Content -Value $text -NoNewline
            $job = Invoke-Job -Count 100
            $job.Errors | Should -BeNullOrEmpty
            (-split $job.Output)[0] | Should -Be 100
        }
    }

    It 'is given up without a word where there is no folder for it: <Folder>' -ForEach @(
        @{ Folder = 'none' }
        @{ Folder = '/dev/null/pace' }
        @{ Folder = "$PSCommandPath/pace" }
    ) {
        $job = Invoke-Job -Count 100 -Folder $Folder
        $job.Errors | Should -BeNullOrEmpty
        (-split $job.Output)[0] | Should -Be 100
    }
}
