# What somebody sits and waits for, beside a bulk that fills the portal's limit for minutes.

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module

    # It is answered with the next request but one, at two a second; the machine may be busy too.
    $script:soon = [timespan]::FromSeconds(5)

    # What runs in the background is one item after another of this many.
    $script:count = 17500

    function Start-Bulk {
        param($Connection, [string] $Item, [string] $Command)
        $shell = [powershell]::Create()
        $null = $shell.AddScript("param(`$c, `$n) Import-Module '$ModuleManifest'
            1..`$n | ForEach-Object { $Item } | $Command -Connection `$c").AddArgument($Connection)
        $null = $shell.AddArgument($count)
        $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
        $nothing = [System.Management.Automation.PSDataCollection[psobject]]::new()
        $nothing.Complete()
        $handle = $shell.BeginInvoke($nothing, $output)
        $end = [datetime]::UtcNow.AddSeconds(60)
        while (-not $Connection.Refusals -or -not $output.Count) {
            if ([datetime]::UtcNow -gt $end) { throw 'The limit is not reached, or nothing is answered.' }
            Start-Sleep -Milliseconds 50
        }

        [pscustomobject]@{ Shell = $shell; Output = $output; Handle = $handle }
    }

    # Runs a script in a runspace of its own, as a person at another prompt does.
    function Invoke-Prompt {
        param([string] $Script, [object[]] $With)
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$ModuleManifest'").AddStatement().AddScript($Script)
            foreach ($value in $With) { $null = $shell.AddArgument($value) }
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $result = $shell.Invoke()
            $took = $watch.Elapsed
            if ($shell.HadErrors) { throw $shell.Streams.Error[0] }
            [pscustomobject]@{ Result = $result; Took = $took }
        }
        finally {
            $shell.Dispose()
        }
    }
}

AfterAll {
    Close-Module
}

Describe 'A connection that is busy with <Command>' -ForEach @(
    @{ Command = 'Get-OLChatByUserCode'; Item = '"livechat|1|$_|$_"'; Fewest = 400 }
    # Each takes half a second, and a request takes so long as all in it.
    @{ Command = 'Start-OLSession'; Item = '1000000 + $_'; Fewest = 40 }
) {
    BeforeAll {
        $script:portal = Open-Portal '--chats', $count, '--burst', '10', '--drain', '2', '--duration', 'imopenlines.session.start=0.5'
        $script:connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook
        $script:bulk = Start-Bulk $connection $Item $Command
    }

    AfterAll {
        Disconnect-Bitrix24 -Connection $connection
        $bulk.Shell.Dispose()
        Close-Portal $portal
    }

    It 'is found good within seconds from another runspace' {
        foreach ($number in 1..3) {
            $check = Invoke-Prompt 'param($c) Test-Bitrix24Connection -Connection $c' $connection
            $check.Result | Should -BeTrue
            $check.Took | Should -BeLessThan $soon
        }
    }

    It 'answers a lone call of another runspace within seconds' {
        foreach ($number in 1..3) {
            $call = Invoke-Prompt 'param($c, $n) Get-OLChatByUserCode "livechat|1|$n|$n" -Connection $c' $connection, $number
            $call.Result.UserCode | Should -Be "livechat|1|$number|$number"
            $call.Took | Should -BeLessThan $soon
        }
    }

    It 'lets another connection to its portal be made and used within seconds' {
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $other = Connect-Bitrix24 -Webhook $portal.SecureWebhook
        $watch.Elapsed | Should -BeLessThan $soon

        $watch.Restart()
        Test-Bitrix24Connection -Connection $other | Should -BeTrue
        $watch.Elapsed | Should -BeLessThan $soon
        Disconnect-Bitrix24 -Connection $other
    }

    It 'goes on with the bulk beside a script that asks without end' {
        $before = $bulk.Output.Count
        foreach ($asked in 1..10) {
            $null = Get-OLChatByUserCode "livechat|1|$asked|$asked" -Connection $connection
        }

        # Between two of these the bulk has a request: half of what twenty would have brought. Had it had them all, it would have ended.
        $bulk.Output.Count - $before | Should -BeGreaterThan $Fewest
        $bulk.Handle.IsCompleted | Should -BeFalse
        $bulk.Shell.Streams.Error.Count | Should -Be 0
    }
}
