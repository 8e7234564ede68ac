#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    # Ten requests at once, then five a second: fifty codes each.
    $script:portal = Open-Portal '--chats', '1000', '--burst', '10', '--drain', '5'
    $script:shell = [powershell]::Create()
    $script:text = "Import-Module '$ModuleManifest'; `$null = Connect-Bitrix24 -Webhook `$args[0]; " +
        '1..1000 | ForEach-Object { "livechat|1|$_|$_" } | Get-OLChatByUserCode | Join-OLSession | Start-OLSession'
    $script:begin = [datetime]::UtcNow
    $script:told = [System.Collections.Generic.List[object]]::new()
    $run = $shell.AddScript($text).AddArgument($portal.SecureWebhook).BeginInvoke()
    while (-not $run.IsCompleted) {
        foreach ($record in $shell.Streams.Progress.ReadAll()) { $told.Add(@{ At = [datetime]::UtcNow; Record = $record }) }
        $null = $run.AsyncWaitHandle.WaitOne(50)
    }

    $script:results = @($shell.EndInvoke($run))
    $script:end = [datetime]::UtcNow
    foreach ($record in $shell.Streams.Progress.ReadAll()) { $told.Add(@{ At = [datetime]::UtcNow; Record = $record }) }
}

AfterAll {
    $shell.Dispose()
    Close-Portal $portal
    Close-Module
}

Describe 'The progress of a chain on a portal that lets in five requests a second' {
    It 'is that of a job which is done' {
        $results.Count | Should -Be 1000
        ($end - $begin).TotalSeconds | Should -BeGreaterThan 6
    }

    It 'says for <_> the time that the whole job still takes' -ForEach 'Get-OLChatByUserCode', 'Join-OLSession', 'Start-OLSession' {
        $name = $_
        $estimates = @($told | Where-Object -FilterScript { $_.Record.Activity -eq $name -and $_.Record.SecondsRemaining -ge 0 })
        $estimates.Count | Should -BeGreaterThan 0
        # The middle one: the first know little, and the last have little left.
        $one = $estimates[[int][Math]::Floor($estimates.Count / 2)]
        $left = ($end - $one.At).TotalSeconds
        $one.Record.SecondsRemaining | Should -BeGreaterOrEqual ($left / 3 - 2)
        $one.Record.SecondsRemaining | Should -BeLessOrEqual ($left * 3 + 2)
    }

    It 'says first how far it is, and then in few words what is waited for' {
        $waits = @($told.Record | Where-Object -FilterScript { $_.StatusDescription -like '*; rate limit*' })
        $waits.Count | Should -BeGreaterThan 0
        foreach ($wait in $waits) {
            $wait.StatusDescription -replace '[\s,.]' | Should -Match '^\d+(of1000)?done0failed;ratelimit\d+s$'
            # What a console of 80 columns has left beside the longest of the names and the remaining time.
            $wait.StatusDescription.Length | Should -BeLessOrEqual 48
        }
    }

    It 'says of how many once that is known, and then the same for every cmdlet' {
        $totals = @($told.Record.StatusDescription -replace '[\s,.]' | Select-String -Pattern 'of(\d+)done').Matches |
            ForEach-Object { $_.Groups[1].Value } | Select-Object -Unique
        $totals | Should -Be 1000
    }

    It 'counts of the last cmdlet what is still to come from the others' {
        $last = @($told.Record | Where-Object -FilterScript { $_.Activity -eq 'Start-OLSession' -and $_.PercentComplete -ge 0 })
        $last.Count | Should -BeGreaterThan 0
        $last[0].PercentComplete | Should -BeLessThan 80
        $percents = @($last.PercentComplete)
        $percents | Should -Be ($percents | Sort-Object)
    }

    It 'is taken away at the end' {
        foreach ($group in $told.Record | Group-Object -Property Activity) {
            "$($group.Group[-1].RecordType)" | Should -Be 'Completed' -Because $group.Name
        }
    }
}
