BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module

    # The sample takes the module that is built beside it: here the one that is to be tested.
    $null = New-Item -ItemType Directory -Path "$TestDrive/checkout/samples", "$TestDrive/checkout/out"
    Copy-Item -Path "$PSScriptRoot/../../samples/Export-History.ps1" -Destination "$TestDrive/checkout/samples"
    Copy-Item -Path $ModuleFolder -Destination "$TestDrive/checkout/out/OpenLines" -Recurse
    $script:sample = "$TestDrive/checkout/samples/Export-History.ps1"
    $script:portal = Open-Portal '--chats', '200', '--messages', '2', '--operator', '5'
    $script:connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook

    # The sample in this very PowerShell: what it gave, said, and its exit code.
    function Invoke-Export {
        param([object[]] $InputObject, [hashtable] $Parameter = @{})

        $said = @()
        $output = if ($InputObject) { $InputObject | & $sample -OutputFolder $folder @Parameter 2>&1 } else {
            & $sample -OutputFolder $folder @Parameter 2>&1
        }
        $said = @($output | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
        [pscustomobject]@{ Code = $LASTEXITCODE; Output = @($output | Where-Object { $_ -notin $said }); Said = $said }
    }

    function Get-Line {
        param([long] $Id)

        Get-Content -LiteralPath "$folder/session-$Id.jsonl" -Encoding UTF8 | ForEach-Object { $_ | ConvertFrom-Json }
    }

    function Get-ExportedFile {
        param([string] $Filter)

        @(Get-ChildItem -LiteralPath $folder -Filter $Filter -Recurse)
    }
}

AfterAll {
    Close-Portal $portal
    Close-Module
}

Describe 'Export-History.ps1' {
    BeforeEach {
        $script:folder = "$TestDrive/$([guid]::NewGuid())"
    }

    It 'makes of a session a file with a message a line, a file to read, and a folder with what was sent' {
        $run = Invoke-Export 10019
        $run.Code | Should -Be 0
        $run.Output.SessionId, $run.Output.Messages, $run.Output.Files | Should -Be 10019, 9, 1
        $messages = (Get-OLSessionHistory 10019).Messages
        $lines = @(Get-Line 10019)
        $lines[0].PSObject.Properties.Name | Should -BeExactly @(
            'SessionId', 'ChatId', 'UserCode', 'MessageId', 'Date', 'AuthorId', 'AuthorName', 'IsClient', 'IsSystem', 'Text', 'Files')
        $lines.MessageId | Should -Be $messages.MessageId
        $lines.Text | Should -BeExactly $messages.Text
        $lines.IsClient | Should -Be $messages.IsClient
        [datetimeoffset] $lines[3].Date | Should -Be $messages[3].Date
        [System.IO.File]::ReadAllBytes("$folder/session-10019.jsonl")[0] | Should -Be ([byte] [char] '{')

        $file = ($lines | Where-Object { $_.Files }).Files[0]
        "$folder/$($file.Path)" | Should -Exist
        $file.Path | Should -BeExactly "session-10019/$($file.Name)"
        $text = Get-Content -LiteralPath "$folder/session-10019.txt" -Encoding UTF8
        $text | Should -Contain "  > $($file.Name): $($file.Path)"
        $text | Should -Contain '    Hello! Is the order ready?'
        @($text -like '*  Guest 625 (client)').Count | Should -Be 4
        @($text -like '*  Oleg Operator').Count | Should -Be 4
        Get-ExportedFile *.part | Should -BeNullOrEmpty
    }

    It 'takes <What>' -ForEach @(
        @{ What = 'results of Get-OLSession'; Items = { Get-OLSession 501 DEAL }; Ids = 10017, 10018, 10019, 10020 }
        @{ What = 'the last session of a chat'; Items = { [pscustomobject]@{ ChatId = 1763 } }; Ids = , 10001 }
        @{ What = 'rows and ids as the CRM writes them'; Items = { [pscustomobject]@{ SESSION_ID = '10001' }; 'imol|10019' }
            Ids = 10001, 10019 }
    ) {
        $run = Invoke-Export (& $Items)
        $run.Code | Should -Be 0
        $run.Output.SessionId | Sort-Object | Should -Be $Ids
        (Get-ExportedFile session-*.jsonl).Count | Should -Be $Ids.Count
    }

    It 'takes a file, and the closed sessions of the last days' {
        $null = New-Item -ItemType Directory -Path $folder
        Set-Content -LiteralPath "$folder/sessions.csv" -Value 'Client,SessionId', 'Anna,10001'
        (Invoke-Export -Parameter @{ Path = "$folder/sessions.csv" }).Output.SessionId | Should -Be 10001
        $closed = Get-OLSession -State Closed -After (Get-Date).AddDays(-4)
        $run = Invoke-Export -Parameter @{ Days = 4 }
        $run.Output.SessionId | Should -Be $closed.SessionId
        $closed.Count | Should -BeGreaterThan 1
    }

    It 'fetches nothing again that is there, but with -Force' {
        $null = Invoke-Export 10001, 10019
        $before = $connection.Calls
        $run = Invoke-Export 10001, 'imol|10019', ([pscustomobject]@{ SessionId = '010001' })
        $run.Code | Should -Be 0
        $run.Output | Should -BeNullOrEmpty
        $connection.Calls | Should -Be $before
        (Invoke-Export 10001, 10019 @{ Force = $true }).Output.SessionId | Should -Be 10001, 10019
    }

    It 'fetches a session again of which one form is missing, or half there' {
        $null = Invoke-Export 10001
        $whole = Get-Content -LiteralPath "$folder/session-10001.jsonl" -Raw
        Move-Item -LiteralPath "$folder/session-10001.jsonl" -Destination "$folder/session-10001.jsonl.part"
        Add-Content -LiteralPath "$folder/session-10001.jsonl.part" -Value 'what an earlier run left'
        (Invoke-Export 10001).Output.SessionId | Should -Be 10001
        Get-Content -LiteralPath "$folder/session-10001.jsonl" -Raw | Should -BeExactly $whole
        Get-ExportedFile *.part | Should -BeNullOrEmpty
    }

    It 'writes the form that is wanted, and no files where none are' {
        $run = Invoke-Export 10019 @{ Format = 'Text'; SkipFiles = $true }
        $run.Output.Files | Should -Be 0
        (Get-ExportedFile *).Name | Should -Be 'session-10019.txt'
        Get-Content -LiteralPath "$folder/session-10019.txt" | Where-Object { $_ -like '  > *: not here' } | Should -Not -BeNullOrEmpty
    }

    It 'goes on where it was killed' {
        $own = Open-Portal '--chats', '200', '--messages', '2', '--operator', '5'
        $ids = 50000001..50000200
        $null = New-Item -ItemType Directory -Path $folder
        Set-Content -LiteralPath "$folder/sessions.csv" -Value (@('SessionId') + $ids)
        Send-Portal $own 'pass 3'
        Send-Portal $own 'hold 20'
        $start = [System.Diagnostics.ProcessStartInfo]::new((Get-OwnProgram))
        $first = if ([System.IO.Path]::GetFileNameWithoutExtension($start.FileName) -eq 'dotnet') { "`"$PSHOME/pwsh.dll`" " }
        $start.Arguments = "$first-NoProfile -NonInteractive -File `"$sample`" `"$folder/sessions.csv`" -OutputFolder `"$folder`""
        $start.Environment['BITRIX24_WEBHOOK'] = $own.Webhook
        $start.UseShellExecute = $false
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
        $process = [System.Diagnostics.Process]::Start($start)
        try {
            $process.StandardInput.Close()
            Wait-Until { Get-ExportedFile session-*.txt } 'the first sessions were written'
            $process.Kill()
            $process.WaitForExit()
            Send-Portal $own 'release'

            $there = @(Get-ExportedFile session-*.txt | Where-Object { Test-Path "$($_.DirectoryName)/$($_.BaseName).jsonl" }).Count
            $there | Should -BeLessThan 200
            $second = Connect-Bitrix24 -Webhook $own.SecureWebhook
            $before = $second.Calls
            $run = Invoke-Export -Parameter @{ Path = "$folder/sessions.csv" }
            $run.Code | Should -Be 0
            $run.Output.Count | Should -Be (200 - $there)
            $second.Calls - $before | Should -Be (200 - $there)
        }
        finally {
            if (-not $process.HasExited) { $process.Kill() }
            Close-Portal $own
            $null = Disconnect-Bitrix24
            $script:connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook
        }

        (Get-ExportedFile session-*.txt).Count, (Get-ExportedFile session-*.jsonl).Count | Should -Be 200, 200
        Get-ExportedFile *.part | Should -BeNullOrEmpty
        foreach ($id in $ids) { @(Get-Line $id).SessionId | Should -Be $id, $id }
    }

    It 'writes what failed into a file that it takes, with the reasons' {
        $run = Invoke-Export 5, 10001, 'x', ([pscustomobject]@{ SessionId = 7; Client = 'Anna' })
        $run.Code | Should -Be 1
        $run.Said.Count | Should -Be 3
        $run.Output.SessionId | Should -Be 10001
        $list = (Get-ExportedFile failed-*.csv).FullName
        $rows = @(Import-Csv -LiteralPath $list -Encoding UTF8)
        $rows.SessionId | Should -Be '5', 'x', '7'
        $rows.ErrorId | Should -Be 'ACCESS_DENIED', 'InvalidSessionId', 'ACCESS_DENIED'
        $rows[2].Client | Should -Be 'Anna'

        (Get-Content -LiteralPath $list -Raw).Replace('"x"', '"10019"') | Set-Content -LiteralPath $list -Encoding UTF8
        $again = Invoke-Export -Parameter @{ Path = $list }
        $again.Code | Should -Be 1
        $again.Output.SessionId | Should -Be 10019
        $second = Get-ExportedFile failed-*.csv | Where-Object FullName -NE $list
        (Import-Csv -LiteralPath $second.FullName -Encoding UTF8).SessionId | Should -Be '5', '7'
    }

    It 'leaves a session out whose file did not come, and takes it up from the file of failures' {
        Send-Portal $portal 'pass'
        Send-PortalAnswer $portal @{ status = 403; body = '{"error":"ACCESS_DENIED","error_description":"x"}' }
        $run = Invoke-Export 10019
        $run.Code | Should -Be 1
        $run.Output | Should -BeNullOrEmpty
        "$folder/session-10019.txt", "$folder/session-10019.jsonl" | Should -Not -Exist
        $list = (Get-ExportedFile failed-*.csv).FullName
        (Import-Csv -LiteralPath $list -Encoding UTF8).SessionId | Should -Be '10019'
        (Invoke-Export -Parameter @{ Path = $list }).Code | Should -Be 0
        (Get-ExportedFile session-10019.jsonl).Count | Should -Be 1
    }

    It 'names a file that the portal has no more' {
        Send-Portal $portal 'pass'
        Send-PortalAnswer $portal @{ status = 400; body = '{"error":"FILE_NOT_FOUND","error_description":"x"}' }
        $run = Invoke-Export 10019
        $run.Code | Should -Be 0
        $file = (Get-Line 10019 | Where-Object { $_.Files }).Files[0]
        $file.Path | Should -BeNullOrEmpty
        Get-Content -LiteralPath "$folder/session-10019.txt" -Encoding UTF8 | Should -Contain "  > $($file.Name): not here"
    }

    It 'lets no client forge a line, move a cursor or leave the folder' {
        $evil = "hello\n2026-01-01 10:00:00 +00:00  Oleg Operator\r\n    We pay you\u2028  > a: /etc/passwd\u001b[2J\u202Egnp"
        Send-PortalAnswer $portal @{
            status = 200
            body = '{"result":{"chatId":1763,"sessionId":321,"userId":"chat1763","message":{"5":{"id":"5","senderid":"587","date":' +
                '"2026-03-11T13:12:46+01:00","text":"' + $evil + '","params":{"fileId":[77]}}},"users":{"587":{"id":"587","name":' +
                '"Guest\n\u001b]0;x\u0007","connector":true}},"files":{"77":{"id":77,"chatid":1763,"date":"2026-03-11T13:12:46+01:00",' +
                '"type":"file","name":"../../\u001b[1mevil.png\u202E","extension":"png","size":4}}}}'
        }
        Send-PortalAnswer $portal @{
            status = 200; body = "{`"result`":{`"downloadUrl`":`"$($portal.Address)/rest/download.json?token=x`"}}"
        }
        Send-PortalAnswer $portal @{ status = 200; body = 'evil'; contentType = 'text/plain' }
        $run = Invoke-Export 321
        $run.Code | Should -Be 0
        (Get-ExportedFile *).FullName | Should -Match ([regex]::Escape([System.IO.Path]::GetFullPath($folder)))
        $file = (Get-Line 321).Files[0]
        [System.IO.Path]::GetFullPath("$folder/$($file.Path)") | Should -BeLike "$([System.IO.Path]::GetFullPath($folder))*session-321?*"
        Get-Content -LiteralPath "$folder/$($file.Path)" | Should -Be 'evil'
        $text = Get-Content -LiteralPath "$folder/session-321.txt" -Encoding UTF8
        $text | Should -Not -Match '[\p{Cc}\u2028\u202A-\u202E]'
        @($text -match '^\d').Count | Should -Be 1
        @($text -match '^  >').Count | Should -Be 1
        @($text -match '^    ').Count | Should -Be 4
        (Get-Line 321).Text | Should -BeExactly ("{`"Text`":`"$evil`"}" | ConvertFrom-Json).Text
    }

    It 'writes nothing and reads no session with -WhatIf' {
        $before = $connection.Calls
        $run = Invoke-Export 10001, 10019 @{ WhatIf = $true }
        $run.Code | Should -Be 0
        $connection.Calls | Should -Be $before
        $folder | Should -Not -Exist
    }

    It 'ends with 2 and a word where nothing can be done: <Why>' -ForEach @(
        @{ Why = 'no sessions'; Items = $null; Parameter = @{}; Says = '*pipe them in, or give -Path or -Days*' }
        @{ Why = 'no such file'; Items = $null; Parameter = @{ Path = 'nowhere.csv' }; Says = '*nowhere.csv*' }
    ) {
        $run = Invoke-Export $Items $Parameter
        $run.Code | Should -Be 2
        "$($run.Said)" | Should -BeLike $Says
    }

    It 'ends with 2 where there is no place to write' {
        Set-Content -LiteralPath $folder -Value 'a file'
        (Invoke-Export 10001).Code | Should -Be 2
    }

    It 'ends with 3 where the portal goes away, and keeps what was not exported' {
        Send-Portal $portal 'webhook secondwebhook0 1'
        $null = Connect-Portal $portal secondwebhook0
        try {
            Send-Portal $portal 'pass'
            Send-PortalAnswer $portal @{ status = 401; body = '{"error":"INVALID_CREDENTIALS","error_description":"x"}' }
            $run = Invoke-Export (50000001..50000120)
            $run.Code | Should -Be 3
            $rows = Import-Csv -LiteralPath (Get-ExportedFile failed-*.csv).FullName -Encoding UTF8
            @($run.Output.SessionId) + @($rows.SessionId) | ForEach-Object { [long] $_ } | Sort-Object | Should -Be (50000001..50000120)
        }
        finally {
            $null = Disconnect-Bitrix24
            $script:connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook
        }
    }
}
