# The job of samples that was cut short, and goes on when it is run again.

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    . $PSScriptRoot/_Job.ps1
    $script:job = New-JobCheckout -Folder "$TestDrive/checkout"
    $script:portal = Open-Portal '--chats', '1000'
}

AfterAll {
    Close-Portal $portal
}

Describe 'Invoke-CsvJob.ps1 that was killed' {
    # Slow enough to be killed in the middle.
    BeforeAll {
        $script:folder = New-Item -ItemType Directory -Path "$TestDrive/killed"
        $script:slow = Open-Portal '--chats', '300', '--recorded', '100000', '--burst', '4', '--drain', '4'
        $env:BITRIX24_WEBHOOK = $slow.Webhook
        $random = [random]::new(14)
        $equal = @(1..8 | ForEach-Object -Process { 'livechat|1|7|7' })
        $codes = @(Get-Code -Last 276) + $equal + @(Get-Code -Last 8) + @(1..8 -replace '^', 'nobody|')
        $script:rows = @($codes | Sort-Object -Property { $random.Next() } | ForEach-Object -Process {
                [pscustomobject]@{ Code = $_; Client = "Client of `"$_`"" }
            })
        $rows | Export-Csv -LiteralPath "$folder/codes.csv" -NoTypeInformation -Encoding utf8

        # A list comes out of Invoke-RestMethod as one object.
        function Get-Request { Invoke-RestMethod -Uri "$($slow.Address)/requests" | ForEach-Object -Process { $_ } }

        # The chats that a batch starts sessions in; a call that goes alone has its method in the address, which is not kept.
        function Get-StartedChat {
            param([string] $Request)

            [regex]::Matches([uri]::UnescapeDataString($Request), 'imopenlines\.session\.start\?[^"]*?CHAT_ID=(\d+)') |
                ForEach-Object -Process { $_.Groups[1].Value }
        }

        # How many requests there were at each kill, and which chats were done.
        $script:kills = @(1..6 | ForEach-Object { $random.Next(2, 220) } | Sort-Object | ForEach-Object -Process {
                $lines = @(Stop-JobAt $folder $_)
                $known = if ($lines) { ConvertFrom-Csv -InputObject $lines -Header 'Code', 'Client', 'ChatId', 'DialogId' }
                @{ Done = @($known); Requests = @(Get-Request).Count }
            })
        $script:run = Invoke-Job $folder "$folder/codes.csv"
        $script:done = @(Import-Csv -LiteralPath $run.Done[0] -Encoding utf8)
        $script:failed = @(Import-Csv -LiteralPath $run.Failed[0] -Encoding utf8)
    }

    AfterAll {
        Close-Portal $slow
        $env:BITRIX24_WEBHOOK = $null
    }

    It 'has done some rows before each kill but the first, and goes on in the same two files' {
        $kills[-1].Done.Count | Should -BeIn (2..299)
        $run.Done.Count, $run.Failed.Count | Should -Be 1, 1
        $run.Code | Should -Be 1
        $run.Said | Should -BeLike "*Going on with the job of *Rows: 300. Done: 292, in *Failed: 8, not finished: 0, in *"
    }

    It 'ends every row once, equal rows too' {
        @($done.Client) + @($failed.Client) | Sort-Object | Should -Be ($rows.Client | Sort-Object)
    }

    It 'starts no session for a row that was done' {
        $requests = @(Get-Request)
        @($requests | ForEach-Object -Process { Get-StartedChat $_ } | Sort-Object -Unique).Count | Should -BeIn (260..276)
        $violations = foreach ($kill in $kills) {
            # Of equal rows one may be done and another not.
            $chats = $kill.Done | Where-Object -FilterScript { @($rows.Code -eq $_.Code).Count -eq 1 } | ForEach-Object -MemberName ChatId
            $requests | Select-Object -Skip $kill.Requests | ForEach-Object -Process { Get-StartedChat $_ } |
                Where-Object -FilterScript { $chats -contains $_ }
        }
        $violations | Should -BeNullOrEmpty
    }

    It 'takes its file of failures as input' {
        $failed | ForEach-Object -Process { $_.UserCode = 'livechat|1|1|1' }
        $failed | Export-Csv -LiteralPath "$folder/corrected.csv" -NoTypeInformation -Encoding utf8
        $again = Invoke-Job "$folder/again" "$folder/corrected.csv", '-OutputFolder', "$folder/again"
        $again.Code | Should -Be 0
        (Import-Csv -LiteralPath $again.Done[0]).Client | Should -Be $failed.Client
    }
}

Describe 'Invoke-CsvJob.ps1 that is run again' {
    BeforeEach {
        $script:folder = "$TestDrive/$([guid]::NewGuid())"
        $env:BITRIX24_WEBHOOK = $portal.Webhook
    }

    AfterEach {
        $env:BITRIX24_WEBHOOK = $null
    }

    It 'does the rows whose last line in the ledger was torn or never written, and cuts what the ledger does not know of' {
        $first = Invoke-Job $folder '-Sandbox', '-OutputFolder', $folder
        $whole = [System.IO.File]::ReadAllText($first.Done[0].FullName)
        Remove-JobEnd $first
        $ledger = [System.IO.FileStream]::new($first.Ledger[0].FullName, 'Open')
        $ledger.SetLength($ledger.Length - 9)
        $ledger.Dispose()
        [System.IO.File]::AppendAllText($first.Done[0].FullName, 'my_connector|1|to')

        $shown = Invoke-Job $folder '-Sandbox', '-OutputFolder', $folder, '-WhatIf'
        $shown.Said | Should -BeLike '*Rows with an outcome: 19, to be done: 1.*'
        [regex]::Matches($shown.Said, 'What if').Count | Should -Be 1
        [System.IO.File]::ReadAllText($first.Done[0].FullName) | Should -BeLike '*my_connector|1|to'

        $second = Invoke-Job $folder '-Sandbox', '-OutputFolder', $folder
        $second.Code | Should -Be 1
        $second.Said | Should -BeLike '*Rows with an outcome: 19, to be done: 1.*Done: 16, *Failed: 4, *'
        [System.IO.File]::ReadAllText($second.Done[0].FullName) | Should -BeExactly $whole
        $second.Done.Count, $second.Failed.Count | Should -Be 1, 1
    }

    It 'notices a file that was edited meanwhile: new and corrected rows are done, rows that are gone are forgotten unless done' {
        Write-Codes $folder ((Get-Code 601 604) + 'nobody|1', 'nobody|2', 'nobody|3')
        $first = Invoke-Job $folder "$folder/codes.csv"
        $first.Code | Should -Be 1
        Remove-JobEnd $first
        Write-Codes $folder ('livechat|1|605|605', 'livechat|1|606|606', 'nobody|2' + (Get-Code 602 604))
        $second = Invoke-Job $folder "$folder/codes.csv"
        $second.Code | Should -Be 1
        $second.Said | Should -BeLike '*Rows with an outcome: 4, to be done: 2.*is not what it was*'
        (Import-Csv -LiteralPath $second.Done[0]).UserCode | Sort-Object | Should -Be (Get-Code 601 606)
        (Import-Csv -LiteralPath $second.Failed[0]).UserCode | Should -Be 'nobody|2'
    }

    It 'tries the rows again that failed because the portal was gone, in the same files' {
        Write-Codes $folder (Get-Code 611 612)
        $gone = Open-Portal '--chats', '612'
        try {
            Send-Portal $gone 'pass 3'
            1..100 | ForEach-Object -Process { Send-PortalAnswer $gone @{ Abort = $true } }
            $env:BITRIX24_WEBHOOK = $gone.Webhook
            $first = Invoke-Job $folder "$folder/codes.csv", '-OutageTimeoutSec', '0'
        }
        finally {
            Close-Portal $gone
        }

        $first.Code | Should -Be 3
        $first.Said | Should -BeLike '*The portal was not there for * rows. *Run it again: it goes on.'
        @($first.Done + $first.Failed | Import-Csv | ForEach-Object -MemberName UserCode) | Sort-Object | Should -Be (Get-Code 611 612)
        $back = Open-Portal '--chats', '612', '--port', ([uri] $gone.Webhook).Port
        try {
            $env:BITRIX24_WEBHOOK = $back.Webhook
            $second = Invoke-Job $folder "$folder/codes.csv"
        }
        finally {
            Close-Portal $back
        }

        $second.Code | Should -Be 0
        (Import-Csv -LiteralPath $second.Done[0]).UserCode | Should -Be (Get-Code 611 612)
        $second.Done.Count | Should -Be 1
        $second.Failed | Should -BeNullOrEmpty
    }

    It 'ends with 3 when the webhook is deleted in mid-run, and does the rest with another' {
        Write-Codes $folder (Get-Code -Last 600)
        Send-Portal $portal 'pass 30'
        Send-PortalAnswer $portal @{
            Status = 401
            Body = '{"error":"INVALID_CREDENTIALS","error_description":"Invalid request credentials"}'
        }
        $first = Invoke-Job $folder "$folder/codes.csv"
        $first.Code | Should -Be 3
        $first.Said | Should -BeLike '*The job ended before its end: INVALID_CREDENTIALS*'
        @(Import-Csv -LiteralPath $first.Done[0]).Count | Should -BeIn (1..599)
        $second = Invoke-Job $folder "$folder/codes.csv"
        $second.Code | Should -Be 0
        $second.Done.Count | Should -Be 1
        (Import-Csv -LiteralPath $second.Done[0]).UserCode | Sort-Object | Should -Be (Get-Code -Last 600 | Sort-Object)
        $second.Failed | Should -BeNullOrEmpty
    }

    It 'takes all failures of the last job with -RetryFailed, also after a run that did nothing' {
        Write-Codes $folder (Get-Code 1 4)
        $small = Open-Portal '--chats', '2'
        try {
            $env:BITRIX24_WEBHOOK = $small.Webhook
            (Invoke-Job $folder "$folder/codes.csv").Code | Should -Be 1
            Send-Portal $small 'pass 1'
            Send-PortalAnswer $small @{
                Status = 401
                Body = '{"error":"INVALID_CREDENTIALS","error_description":"Invalid request credentials"}'
            }
            (Invoke-Job $folder "$folder/codes.csv").Code | Should -Be 2
        }
        finally {
            Close-Portal $small
        }

        $larger = Open-Portal '--chats', '4', '--port', ([uri] $small.Webhook).Port
        try {
            $env:BITRIX24_WEBHOOK = $larger.Webhook
            $second = Invoke-Job $folder "$folder/codes.csv", '-RetryFailed'
            Get-PortalChatCount $larger 'imopenlines.session.start' | Should -Be 2
        }
        finally {
            Close-Portal $larger
        }

        $second.Code | Should -Be 0
        $second.Said | Should -BeLike '*Rows with an outcome: 2, to be done: 2.*'
        (Import-Csv -LiteralPath $second.Done[0]).UserCode | Should -Be (Get-Code 1 4)
        $second.Done.Count | Should -Be 1
        $second.Failed | Should -BeNullOrEmpty
    }

    It 'shows with -WhatIf what it would do, and leaves nothing' {
        Write-Codes $folder (Get-Code 621 622)
        $before = Get-PortalChatCount $portal 'imopenlines.session.open'
        $run = Invoke-Job $folder "$folder/codes.csv", '-WhatIf', '-OutputFolder', "$folder/out"
        $run.Code | Should -Be 0
        $run.Said | Should -BeLike '*What if: *"Row 1, livechat|1|621|621"*What if: *"Row 2, livechat|1|622|622"*'
        Get-PortalChatCount $portal 'imopenlines.session.open' | Should -Be $before
        "$folder/out" | Should -Not -Exist
        $run.Ledger | Should -BeNullOrEmpty
    }

    It 'refuses to run twice at once' {
        Write-Codes $folder (Get-Code 631 631)
        $first = Invoke-Job $folder "$folder/codes.csv"
        $held = [System.IO.FileStream]::new($first.Ledger[0].FullName, 'Open', 'ReadWrite', 'None')
        try {
            $second = Invoke-Job $folder "$folder/codes.csv"
        }
        finally {
            $held.Dispose()
        }

        $second.Code | Should -Be 2
        $second.Said | Should -BeLike 'Is this job running already? *.ledger cannot be had: *'
        $second.Done.Count | Should -Be 1
    }
}
