BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    . $PSScriptRoot/_Run.ps1
    Open-Module
    $script:seed = 1
    $script:count = if ($env:OPENLINES_FUZZ_INPUTS) { [int] $env:OPENLINES_FUZZ_INPUTS } else { 1500 }
    $script:corpus = "$PSScriptRoot/../Bitrix24.OpenLines.Tests/Fuzzing/Corpus/csv-rows.txt"
    $script:pieces = @(
        'UserCode', 'USER_CODE', 'Code', 'EntityId', 'Name', ',', ',,', '"', '""', "`n", "`r`n", "`r", "`n`n", ",`n", ';', "`t", '#',
        '#TYPE ', 'imol|', 'livechat|1|7|7', '=1+1', '@{UserCode=a}',
        '$result[c0]', '%2F', '&', '+', ' ', '0', '1e3', '1,5', ('x' * 300)
    ) + (0x00, 0x1b, 0x85, 0xa0, 0x200b, 0x2028, 0x202e, 0xfeff, 0x418, 0x660, 0xffff |
        ForEach-Object { [string] [char] $_ }) + [char]::ConvertFromUtf32(0x1f600)

    # The line of the corpus that keeps a text.
    function ConvertTo-CorpusLine {
        param([string] $Text)

        $line = foreach ($character in $Text.ToCharArray()) {
            if ($character -ge ' ' -and $character -le '~' -and $character -ne '"' -and $character -ne '\') { $character }
            else { '\u{0:x4}' -f [int] $character }
        }
        '"' + (-join $line) + '"'
    }

    # A kept text after some changes.
    function Get-Mutant {
        param([System.Random] $Random, [string[]] $Corpus)

        $text = $Corpus[$Random.Next($Corpus.Count)]
        for ($steps = $Random.Next(1, 6); $steps -gt 0; $steps--) {
            $at = $Random.Next($text.Length + 1)
            $length = [Math]::Min($text.Length - $at, $Random.Next(1, 9))
            $text = switch ($Random.Next(6)) {
                0 { $text.Insert($at, [string] [char] $Random.Next(1, 128)) }
                1 { $text.Remove($at, $length) }
                2 { $text.Insert($at, $text.Substring($at, $length)) }
                3 {
                    $other = $Corpus[$Random.Next($Corpus.Count)]
                    $text.Substring(0, $at) + $other.Substring($Random.Next($other.Length + 1))
                }
                default { $text.Insert($at, $pieces[$Random.Next($pieces.Count)]) }
            }
        }
        $text
    }

    # The field that the cmdlet is to read, by the names in their order.
    function Get-Field {
        param([psobject] $Row)

        foreach ($name in 'UserCode', 'USER_CODE', 'EntityId', 'ENTITY_ID', 'Code') {
            if ($property = $Row.psobject.Properties.Item($name)) { return , $property.Value }
        }
    }

    # What of a field is to be sent; nothing where it is no user code.
    function Get-Expected {
        param([AllowNull()] [object] $Field)

        if ([string]::IsNullOrWhiteSpace($Field)) { return }
        $bare = $Field
        while ($bare.StartsWith('imol|', [StringComparison]::OrdinalIgnoreCase)) { $bare = $bare.Substring(5) }
        $isSession = $bare.Length -lt $Field.Length -and $bare -match '^[0-9]+\z'
        $halfOfPair = '\p{Cs}(?<![\ud800-\udbff](?=[\udc00-\udfff])|(?<=[\ud800-\udbff])[\udc00-\udfff])'
        $isWhole = $bare -notmatch '\p{Cc}|\ufffd' -and $bare -notmatch $halfOfPair
        if (-not [string]::IsNullOrWhiteSpace($bare) -and -not $isSession -and $bare.Length -le 255 -and $isWhole) { $bare }
    }

    # What is wrong with the outcomes of these rows; nothing where all is well.
    function Find-Fault {
        param([object[]] $Row, [object[]] $Outcome, [System.Collections.Generic.List[string]] $Sent)

        if ($Row.Count -ne $Outcome.Count) { return "$($Row.Count) rows and $($Outcome.Count) outcomes" }
        for ($i = 0; $i -lt $Row.Count; $i++) {
            $one = $Outcome[$i]
            $isError = $one -is [System.Management.Automation.ErrorRecord]
            $source = if ($isError) { $one.TargetObject } else { $one.InputObject }
            if (-not [object]::ReferenceEquals($source, $Row[$i])) { return "row $i has the outcome of another" }
            $expected = Get-Expected (Get-Field $Row[$i])
            $isRefused = $isError -and $one.FullyQualifiedErrorId -like 'InvalidUserCode,*'
            if ($isRefused -eq ($null -ne $expected)) { return "row $i was taken for the wrong thing" }
            if ($isError -and -not $isRefused -and $one.FullyQualifiedErrorId -notlike 'ACCESS_DENIED,*') {
                return "row $i ended with $($one.FullyQualifiedErrorId)"
            }
            if (-not $isError -and $one.UserCode -cne $expected) { return "row $i came out with another code" }
            if ($null -ne $expected) { $Sent.Add($expected) }
        }
    }

    # The user codes that reached the portal.
    function Get-SentCode {
        param([psobject] $Portal)

        foreach ($body in (Invoke-RestMethod -Uri "$($Portal.Address)/requests")) {
            $request = ConvertFrom-Json $body -AsHashtable
            if ($request.Contains('USER_CODE')) { $request.USER_CODE }
            foreach ($command in $request.cmd.Values) {
                if ($command -match '^imopenlines\.session\.open\?USER_CODE=(?<code>.*)\z') { [uri]::UnescapeDataString($Matches.code) }
            }
        }
    }
}

AfterAll {
    Close-Module
}

Describe 'CSV rows of any kind' {
    BeforeAll {
        $script:portal = Open-Portal '--chats', '100', '--recorded', '100000'
        $script:connection = Connect-Portal $portal
        $kept = @(Get-Content -LiteralPath $corpus -Encoding utf8 | ForEach-Object { ConvertFrom-Json $_ })
        $random = [System.Random]::new($seed)
        $script:texts = $kept + @(1..$count | ForEach-Object { Get-Mutant $random $kept })
        $script:encodings = @(
            [System.Text.UTF8Encoding]::new($false), [System.Text.UTF8Encoding]::new($true),
            [System.Text.UnicodeEncoding]::new($false, $true), [System.Text.UnicodeEncoding]::new($true, $true))
    }

    AfterAll {
        Close-Portal $portal
    }

    It 'each give one chat or one error, in their order, and what is sent is the value of their own column' {
        $faults = [System.Collections.Generic.List[string]]::new()
        $sent = [System.Collections.Generic.List[string]]::new()
        $rowCount = 0
        for ($i = 0; $i -lt $texts.Count; $i++) {
            $file = "$TestDrive/rows.csv"
            [System.IO.File]::WriteAllText($file, $texts[$i], $encodings[$i % $encodings.Count])
            $choice = if ($i % 5 -eq 4) { @{ Delimiter = ';' } } else { @{} }
            # Of two columns of one name it is Import-Csv that gives up.
            $rows = @(try { Import-Csv -LiteralPath $file @choice -WarningAction Ignore } catch { $null = $_ })
            $rowCount += $rows.Count
            try {
                $fault = Find-Fault $rows @($rows | Get-OLChatByUserCode 2>&1) $sent
            }
            catch {
                $fault = "the pipeline ended: $_"
            }
            if ($fault) { $faults.Add("seed $seed, text ${i}, ${fault}: $(ConvertTo-CorpusLine $texts[$i])") }
        }

        $faults | Should -BeNullOrEmpty
        $rowCount | Should -BeGreaterThan $count
        $arrived = [System.Collections.Generic.List[string]] @(Get-SentCode $portal)
        $arrived.Sort([StringComparer]::Ordinal)
        $sent.Sort([StringComparer]::Ordinal)
        for ($i = 0; $i -lt [Math]::Max($sent.Count, $arrived.Count); $i++) {
            if (-not [string]::Equals($sent[$i], $arrived[$i], [StringComparison]::Ordinal)) {
                throw "seed ${seed}: $(ConvertTo-CorpusLine $sent[$i]) was to be sent, $(ConvertTo-CorpusLine $arrived[$i]) arrived"
            }
        }

        $connection.Failed + $connection.Succeeded | Should -Be $connection.Calls
    }

    It 'without a column of that name never turn into text that is sent' {
        $before = $connection.Calls
        $failed = "Name,Other`nA,B`nlivechat|22|1761|587,C" | ConvertFrom-Csv | Get-OLChatByUserCode 2>&1
        $failed.FullyQualifiedErrorId | Should -Match '^InvalidUserCode,'
        $connection.Calls | Should -Be $before
    }
}
