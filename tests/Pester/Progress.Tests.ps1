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

    It 'says in 40 characters what is waited for and until when, and then how far it is' {
        $waits = @($told.Record | Where-Object -FilterScript { $_.StatusDescription -like 'Request rate used up until *' })
        $waits.Count | Should -BeGreaterThan 0
        foreach ($wait in $waits) {
            $wait.StatusDescription.IndexOf(';') | Should -BeLessOrEqual 40
            $wait.StatusDescription | Should -Match '; \d+ of \d+ done, 0 failed$'
        }
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
