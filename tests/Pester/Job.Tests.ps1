BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Import-Module -Name $ModuleManifest
}

AfterAll {
    Remove-Module -Name OpenLines
}

Describe 'The main job' {
    BeforeAll {
        $portal = Open-Portal
        $null = Connect-Bitrix24 -Webhook $portal.SecureWebhook
        $rows = @(Import-Csv -Path "$PSScriptRoot/../../samples/user-codes.csv" -Encoding utf8)
    }

    AfterAll {
        Disconnect-Bitrix24
        Close-Portal -Portal $portal
    }

    It 'ends every row of the sample as one result or one error, over HTTP' {
        $failed = @()
        $started = @($rows |
                Get-OLChatByUserCode -ErrorAction SilentlyContinue -ErrorVariable +failed |
                Join-OLSession -ErrorAction SilentlyContinue -ErrorVariable +failed |
                Start-OLSession -ErrorAction SilentlyContinue -ErrorVariable +failed)
        $started.InputObject.Client + $failed.TargetObject.Client | Sort-Object | Should -Be ($rows.Client | Sort-Object)
        $failed.Count | Should -Be 4
    }
}

Describe 'Invoke-CsvJob.ps1' {
    BeforeAll {
        . $PSScriptRoot/_Job.ps1
        $script:job = New-JobCheckout -Folder "$TestDrive/checkout"
        $script:portal = Open-Portal '--chats', '1000'
    }

    AfterAll {
        Close-Portal $portal
    }

    BeforeEach {
        $script:folder = "$TestDrive/$([guid]::NewGuid())"
        $env:BITRIX24_WEBHOOK = $portal.Webhook
    }

    AfterEach {
        $env:BITRIX24_WEBHOOK = $null
    }

    It 'writes every row of the sample to one of its two files, and ends with 1 because some failed' {
        $run = Invoke-Job $folder '-Sandbox', '-OutputFolder', $folder
        $run.Code | Should -Be 1
        $run.Said | Should -BeLike '*Rows: 20. Done: 16, in *Failed: 4, not finished: 0, in *'
        @(Import-Csv -LiteralPath $run.Done[0]).Count | Should -Be 16
        (Import-Csv -LiteralPath $run.Failed[0]).ErrorId | Sort-Object |
            Should -Be 'ACCESS_DENIED', 'ACCESS_DENIED', 'InvalidUserCode', 'InvalidUserCode'
        $ivan = Import-Csv -LiteralPath $run.Done[0] | Where-Object -Property Client -EQ -Value 'Ivan Petrov'
        $name = -join [char[]] (0x418, 0x432, 0x430, 0x43D, 0x20, 0x41F, 0x435, 0x442, 0x440, 0x43E, 0x432)
        $ivan.UserCode | Should -BeExactly "my_connector|1|$name|615"
    }

    It 'names its files by date, begins them with a byte order mark, and keeps those of an earlier run of the same minute' {
        $null = Invoke-Job $folder '-Sandbox', '-OutputFolder', $folder
        $run = Invoke-Job $folder '-Sandbox', '-OutputFolder', $folder
        $run.Done.Count | Should -Be 2
        $run.Failed.Count | Should -Be 2
        foreach ($file in $run.Done + $run.Failed) {
            $file.Name | Should -Match '^(done|failed)-\d{4}-\d\d-\d\d-\d{4}(-\d+)?\.csv$'
            [System.IO.File]::ReadAllBytes($file.FullName)[0..2] | Should -Be 0xEF, 0xBB, 0xBF
        }
    }

    It 'takes its own file of failures as input, and leaves it as it is' {
        $first = Invoke-Job $folder '-Sandbox', '-OutputFolder', $folder
        $before = Get-Content -LiteralPath $first.Failed[0] -Raw
        $run = Invoke-Job $folder '-Sandbox', $first.Failed[0].FullName
        $run.Code | Should -Be 1
        Get-Content -LiteralPath $first.Failed[0] -Raw | Should -BeExactly $before
        $run.Failed.Count | Should -Be 2
        @(Import-Csv -LiteralPath $run.Failed[-1]).Count | Should -Be 4
        $first, $second = $run.Failed | ForEach-Object { , @(Import-Csv -LiteralPath $_) }
        Compare-Object $first $second -Property UserCode, ErrorId, Client | Should -BeNullOrEmpty
        $run.Done.Count | Should -Be 1
    }

    It 'does the corrected rows of a file of failures, and carries no old reason on' {
        $first = Invoke-Job $folder '-Sandbox', '-OutputFolder', $folder
        $rows = Import-Csv -LiteralPath $first.Failed[0]
        $rows | ForEach-Object -Process { $_.UserCode = 'livechat|22|1761|587' }
        $rows | Export-Csv -LiteralPath "$folder/corrected.csv" -NoTypeInformation -Encoding utf8
        $run = Invoke-Job "$folder/again" '-Sandbox', "$folder/corrected.csv", '-OutputFolder', "$folder/again"
        $run.Code | Should -Be 0
        (Import-Csv -LiteralPath $run.Done[0])[0].PSObject.Properties.Name |
            Should -Be 'UserCode', 'Client', 'Manager', 'ChatId', 'DialogId'
        $run.Failed | Should -BeNullOrEmpty
    }

    It 'ends with 0 when every row is done, and leaves no file of failures' {
        Write-Codes $folder 'livechat|22|1761|587'
        $run = Invoke-Job $folder "$folder/codes.csv"
        $run.Code | Should -Be 0
        $run.Said | Should -BeLike '*Rows: 1. Done: 1, in *done-*.csv. Failed: 0, not finished: 0.'
        $run.Done.Count | Should -Be 1
        $run.Failed | Should -BeNullOrEmpty
    }

    It 'ends with 2 and a word, and leaves no files: <Why>' -ForEach @(
        @{ Why = 'no such file'; Content = $null; Says = 'There is no file *codes.csv*' }
        @{ Why = 'an empty file'; Content = ''; Says = 'There are no rows in *codes.csv.' }
        @{ Why = 'a heading and nothing else'; Content = "UserCode,Name`n"; Says = 'There are no rows in *codes.csv.' }
        @{ Why = 'blank lines'; Content = "`r`n`r`n"; Says = 'There are no rows in *codes.csv.' }
        @{ Why = 'two columns of one name'; Content = "UserCode,Name,name`na,b,c`n"
            Says = '*codes.csv has more than one column with the heading Name: each needs a heading of its own.' }
        @{ Why = 'two columns of one name in quotes'
            Content = "`"UserCode`";`"A`";`"B`";`"A`";`"B`"`na;b;c;d;e`n"
            More = '-Delimiter', ';'
            Says = '*codes.csv has more than one column with the heading A, B: *' }
        @{ Why = 'no column of user codes'; Content = "Client;Manager`na;b`n"
            Says = '*codes.csv has no column UserCode, *, but Client;Manager. Is -Delimiter right?' }
        @{ Why = 'a parameter that there is not'; Content = "UserCode`na`n"; More = '-Foo'; Says = 'Not understood: -Foo' }
        @{
            Why = 'a variable that is not set'
            Content = "UserCode`na`n"
            More = '-EnvironmentVariableName', 'OL_TEST_NONE'
            Says = '*OL_TEST_NONE is not set*'
        }
        @{ Why = 'an output folder that is a file'; Content = "UserCode`na`n"; More = '-OutputFolder', 'codes.csv'
            Says = 'No file can be written in the folder *codes.csv: it is a file.' }
    ) {
        $null = New-Item -Path $folder -ItemType Directory
        if ($null -ne $Content) { [System.IO.File]::WriteAllText("$folder/codes.csv", $Content) }
        $run = Invoke-Job $folder (@("$folder/codes.csv") + $More | Where-Object -FilterScript { $_ })
        $run.Code | Should -Be 2
        $run.Said | Should -BeLike $Says
        $run.Done + $run.Failed | Should -BeNullOrEmpty
    }

    It 'says of a folder where nothing can be written which it is and why, and leaves no files' {
        # A name of this length cannot be had on any system, nor by any user.
        Write-Codes $folder 'livechat|22|1761|587'
        $run = Invoke-Job $folder "$folder/codes.csv", '-OutputFolder', "$folder/$('m' * 300)"
        $run.Code | Should -Be 2
        $run.Said | Should -BeLike 'No file can be written in the folder *mmm: *'
        $run.Said | Should -Not -BeLike '*argument(s)*'
    }

    It 'keeps columns of the user by the names of its own under other names' {
        $null = New-Item -Path $folder -ItemType Directory
        $lines = 'UserCode,ChatId,dialogid,Client', 'livechat|22|1761|587,5,x,Anna'
        Set-Content -LiteralPath "$folder/codes.csv" -Encoding utf8 -Value $lines
        $run = Invoke-Job $folder "$folder/codes.csv"
        $run.Code | Should -Be 0
        $row = Import-Csv -LiteralPath $run.Done[0]
        $row.PSObject.Properties.Name | Should -Be 'UserCode', 'Client', 'RecordChatId', 'RecordDialogId', 'ChatId', 'DialogId'
        $row.RecordChatId, $row.RecordDialogId, $row.ChatId, $row.DialogId | Should -Be '5', 'x', '1763', 'chat1763'
        $again = Invoke-Job "$folder/again" $run.Done[0].FullName, '-OutputFolder', "$folder/again"
        $row = Import-Csv -LiteralPath $again.Done[0]
        $row.RecordChatId, $row.RecordDialogId, $row.ChatId, $row.DialogId | Should -Be '5', 'x', '1763', 'chat1763'
    }

    It 'ends with 2 when the portal refuses the webhook: <When>' -ForEach @{ When = 'at once'; Pass = 0 },
        @{ When = 'before the first row'; Pass = 1 } {
        Write-Codes $folder (Get-Code -Last 10)
        if ($Pass) { Send-Portal $portal "pass $Pass" }
        Send-PortalAnswer $portal @{
            Status = 401
            Body = '{"error":"INVALID_CREDENTIALS","error_description":"Invalid request credentials"}'
        }
        $run = Invoke-Job $folder "$folder/codes.csv"
        $run.Code | Should -Be 2
        $run.Said | Should -BeLike '*INVALID_CREDENTIALS*'
        $run.Done + $run.Failed | Should -BeNullOrEmpty
    }

    It 'says what to do when nobody answers: the advice of the error' {
        $gone = Open-Portal
        Close-Portal $gone
        $env:BITRIX24_WEBHOOK = $gone.Webhook
        Write-Codes $folder 'livechat|22|1761|587'
        $run = Invoke-Job $folder "$folder/codes.csv"
        $run.Code | Should -Be 2
        $run.Said | Should -BeLike '*Check the address*'
        $run.Done + $run.Failed | Should -BeNullOrEmpty
    }

    It 'says where it looked for a file that is not there' {
        $run = Invoke-Job $folder 'codes.csv'
        $run.Code | Should -Be 2
        $run.Said | Should -BeLike "There is no file *$(Split-Path -Path $folder -Leaf)*codes.csv*give the whole path*"
    }

    It 'writes beside the input wherever it is started from' {
        Write-Codes $folder 'livechat|22|1761|587'
        $elsewhere = Invoke-Job "$folder/elsewhere" "$folder/codes.csv"
        $elsewhere.Done | Should -BeNullOrEmpty
        @(Get-ChildItem -Path $folder -Filter 'done-*.csv').Count | Should -Be 1
        (Invoke-Job $folder 'codes.csv').Done.Count | Should -Be 2
    }

    It 'goes on behind a bad row whatever the runner prefers: <Preamble>' -ForEach @(
        @{ Preamble = "`$ErrorActionPreference = 'stop'" }
        @{ Preamble = "`$ErrorActionPreference = 'Stop'; Set-StrictMode -Version Latest" }
        @{ Preamble = "`$PSDefaultParameterValues['*:ErrorAction'] = 'Continue'; `$ErrorActionPreference = 'Inquire'" }
    ) {
        $run = Invoke-Job $folder -Command "$Preamble; . '$job' -Sandbox -OutputFolder '$folder'"
        $run.Code | Should -Be 1
        @(Import-Csv -LiteralPath $run.Done[0]).Count | Should -Be 16
        @(Import-Csv -LiteralPath $run.Failed[0]).Count | Should -Be 4
    }

    It 'reads what Excel writes: <What>' -ForEach @(
        @{ What = 'commas'; Heading = 'HEADING,ENTITY_ID'; Page = 'utf-8' }
        @{ What = 'semicolons and quotes, without a byte order mark'; Heading = '"HEADING";"EntityId"'; Page = '' }
        @{ What = 'Unicode text'; Heading = "HEADING`tUSER_CODE"; Page = 'utf-16' }
        @{ What = 'the old encoding of Windows'; Heading = 'HEADING;Code'; Page = 'windows-1251'; More = '-Encoding', 'cp1251' }
        @{ What = 'another delimiter, when told'; Heading = 'HEADING^Code'; Page = 'utf-8'; More = '-Delimiter', '^' }
        @{ What = 'the delimiter that is told, not another'; Heading = 'Code,HEADING;UserCode'; Page = 'utf-8'; More = '-Delimiter', ';' }
    ) {
        $null = New-Item -Path $folder -ItemType Directory
        $name = $Heading.Replace('HEADING', (-join [char[]] (0x418, 0x43C, 0x44F)))
        $ivan = -join [char[]] (0x418, 0x432, 0x430, 0x43D)
        $between = [regex]::Match($name, '[;\t^]|,(?!.*;)').Value
        $encoding = if ($Page) { [System.Text.Encoding]::GetEncoding($Page) } else { [System.Text.UTF8Encoding]::new($false) }
        [System.IO.File]::WriteAllText("$folder/codes.csv", "$name`r`n$ivan${between}livechat|22|1761|587`r`n", $encoding)
        $run = Invoke-Job $folder (@("$folder/codes.csv", '-Sandbox') + $More | Where-Object -FilterScript { $_ })
        $run.Code | Should -Be 0
        (Import-Csv -LiteralPath $run.Done[0]).($name.Split($between)[0].Trim('"')) | Should -BeExactly $ivan
    }

    It 'leaves an input that another program holds open to it' {
        Write-Codes $folder 'livechat|22|1761|587'
        $held = [System.IO.FileStream]::new("$folder/codes.csv", 'Open', 'ReadWrite', 'None')
        try {
            $run = Invoke-Job $folder "$folder/codes.csv"
        }
        finally {
            $held.Dispose()
        }

        $run.Code | Should -Be 2
        $run.Said | Should -BeLike '*codes.csv*'
        $run.Done + $run.Failed | Should -BeNullOrEmpty
    }

    It 'has the row once that it was stopped at: <When> it was in the file' -ForEach @(
        @{ When = 'before'; First = 801 }
        @{ When = 'after'; First = 821 }
    ) {
        . $PSScriptRoot/_Run.ps1
        $folder = New-Item -Path "$TestDrive/stopped-$When" -ItemType Directory
        $codes = @(Get-Code $First ($First + 9))
        $codes | ForEach-Object { [pscustomobject]@{ UserCode = $_ } } | Export-Csv -Path "$folder/codes.csv"
        $reached = [System.Threading.ManualResetEventSlim]::new()
        $run = Open-Run @'
            function ConvertTo-Csv {
                param([switch] $NoTypeInformation, [Parameter(ValueFromPipeline)] $InputObject)
                begin {
                    $rows = { Microsoft.PowerShell.Utility\ConvertTo-Csv -NoTypeInformation:$NoTypeInformation }.GetSteppablePipeline()
                    $rows.Begin($true)
                }
                process {
                    if ($when -eq 'after') { $rows.Process($InputObject) }
                    if (-not $reached.IsSet) {
                        $reached.Set()
                        Wait-Event -SourceIdentifier never
                    }
                    if ($when -eq 'before') { $rows.Process($InputObject) }
                }
                end { $rows.End() }
            }
            $env:BITRIX24_WEBHOOK = $webhook
            & $job "$folder/codes.csv" -OutputFolder $folder
'@ @{ when = $When; reached = $reached; webhook = $portal.Webhook; job = $job; folder = "$folder" }
        try {
            Wait-Until { $reached.IsSet } -Seconds 20
            $run.Shell.Stop()
            $done = @(Get-ChildItem -Path $folder -Filter 'done-*.csv' | Import-Csv)
            $done.Count | Should -BeGreaterThan 0
            $done.UserCode | Should -Be $codes[0..($done.Count - 1)]
        }
        finally {
            Close-Run $run
            $reached.Dispose()
        }
    }
}

Describe 'The recipe of <Name>' -ForEach @{ Name = 'README.md' }, @{ Name = 'README.ru.md' } {
    BeforeAll {
        $text = Get-Content -LiteralPath "$PSScriptRoot/../../$Name" -Raw -Encoding utf8
        $script:blocks = @([regex]::Matches($text, '(?ms)^```powershell\r?\n(.*?)^```') | ForEach-Object -Process { $_.Groups[1].Value })
        $script:recipe = @($blocks | Where-Object -FilterScript { $_ -match '\$failed \| ConvertFrom-OLError' })
        $script:repeat = @($blocks | Where-Object -FilterScript { $_ -match 'Import-Csv "failed-' })
        $script:rows = @(Import-Csv -LiteralPath "$PSScriptRoot/../../samples/user-codes.csv" -Encoding utf8)
    }

    BeforeEach {
        $script:folder = "$TestDrive/$([guid]::NewGuid())"
        $null = New-Item -Path $folder -ItemType Directory
        Copy-Item -LiteralPath "$PSScriptRoot/../../samples/user-codes.csv" -Destination "$folder/codes.csv"
    }

    It 'is there once, and so is the way to run what failed again' {
        $recipe.Count | Should -Be 1
        $repeat.Count | Should -Be 1
    }

    It 'keeps every row, with a byte order mark, under the preference <Preference>' -ForEach @{ Preference = 'Continue' },
        @{ Preference = 'Stop' }, @{ Preference = 'SilentlyContinue' } {
        $start = "Set-Location -LiteralPath '$folder'; `$null = Connect-Bitrix24 -Sandbox"
        $child = Invoke-Child "$start; `$ErrorActionPreference = '$Preference'; $recipe"
        $child.ExitCode | Should -Be 0
        $files = @(Get-ChildItem -Path $folder -Filter '*-*.csv' | Sort-Object -Property Name)
        @($files).Count | Should -Be 2
        $files | ForEach-Object -Process { [System.IO.File]::ReadAllBytes($_.FullName)[0..2] } |
            Should -Be 0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF
        $done = @(Import-Csv -LiteralPath $files[0])
        $failed = @(Import-Csv -LiteralPath $files[1])
        @($done.Client) + @($failed.Client) | Sort-Object | Should -Be ($rows.Client | Sort-Object)
        $failed.Count | Should -Be 4
    }

    It 'runs again what failed' {
        $start = "Set-Location -LiteralPath '$folder'; `$null = Connect-Bitrix24 -Sandbox"
        $child = Invoke-Child "$start; $recipe; `$Error.Clear(); $repeat; `"errors: `$(`$Error.Count)`""
        $child.Output | Should -Match 'errors: 8'
    }

    It 'calls the scheduled job as it can be called, and has its exit codes' {
        $text = Get-Content -LiteralPath "$PSScriptRoot/../../$Name" -Raw -Encoding utf8
        $text | Should -Match 'pwsh -NoProfile -NonInteractive -File \S+Invoke-CsvJob\.ps1 \S+\.csv'
        $help = Get-Content -LiteralPath "$PSScriptRoot/../../samples/Invoke-CsvJob.ps1" -Raw
        foreach ($code in 0..3) {
            $text | Should -Match "(?m)^\| $code \| \S"
            $help | Should -Match "(?m)^  $code  \S"
        }
    }
}

Describe 'Every example that reads or writes a CSV file' {
    It 'names the encoding, because the engines differ in what they take without it: <Name>' -ForEach @(
        @{ Name = 'README.md' }
        @{ Name = 'README.ru.md' }
        @{ Name = 'samples/Invoke-CsvJob.ps1' }
        @{ Name = 'src/OpenLines/Module/en-US/about_OpenLines.help.txt' }
        @{ Name = 'src/OpenLines/Module/ru/about_OpenLines.help.txt' }
        @{ Name = 'out/OpenLines/en-US/OpenLines.dll-Help.xml' }
    ) {
        $lines = Get-Content -LiteralPath "$PSScriptRoot/../../$Name" -Encoding utf8
        $calls = @($lines | Where-Object -FilterScript { $_ -match '(Import|Export)-Csv\s+(-LiteralPath\s+\$|"?[\w$./-]+\.csv)' })
        $calls.Count | Should -BeGreaterThan 0
        $calls | Where-Object -FilterScript { $_ -notmatch '-Encoding' } | Should -BeNullOrEmpty
    }

    It 'writes with the encoding that has a byte order mark on this engine' {
        foreach ($name in 'README.md', 'README.ru.md', 'src/OpenLines/Module/en-US/about_OpenLines.help.txt',
                'src/OpenLines/Module/ru/about_OpenLines.help.txt', 'out/OpenLines/en-US/OpenLines.dll-Help.xml') {
            $text = Get-Content -LiteralPath "$PSScriptRoot/../../$name" -Raw -Encoding utf8
            $written = [regex]::Matches($text, 'Export-Csv "?[\w$./-]+\.csv.*')
            $written.Count | Should -BeGreaterThan 0
            $written | ForEach-Object -Process { $_.Value | Should -BeLike '*-Encoding $utf8*' }
            $choices = @(
                [regex]::Matches($text, '\$utf8 = (.+?})\s*(#|$|</)', 'Multiline') | ForEach-Object -Process { $_.Groups[1].Value })
            $choices.Count | Should -BeGreaterThan 0
            foreach ($choice in $choices) {
                & ([scriptblock]::Create($choice)) | Should -Be $(if ($PSEdition -eq 'Core') { 'utf8BOM' } else { 'UTF8' })
            }
        }
    }
}
