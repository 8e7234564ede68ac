BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:connection = Connect-Bitrix24 -Sandbox

    # The kept files, then files that a seed makes of them: pieces are put in, taken out, doubled and crossed.
    function Get-CsvText {
        param([int] $Seed, [int] $Count)

        $corpus = @(Get-Content -LiteralPath "$PSScriptRoot/../Bitrix24.OpenLines.Tests/Fuzzing/Corpus/csv-rows.txt" | ForEach-Object -Process { ConvertFrom-Json -InputObject "[$_]" })
        $pieces = 'UserCode', 'USER_CODE', 'Code', ',', "`n", '"', '""', ';', 'livechat|22|1761|587', 'imol|', '@{UserCode=x}', '$(1)', "`r", "`0", ' ', [string][char]0x202E, '%7C'
        $random = [System.Random]::new($Seed)
        $corpus
        foreach ($number in 1..$Count) {
            $text = $corpus[$random.Next($corpus.Count)]
            foreach ($step in 1..$random.Next(1, 6)) {
                $at = $random.Next($text.Length + 1)
                $length = [Math]::Min($text.Length - $at, $random.Next(1, 9))
                $text = switch ($random.Next(5)) {
                    0 { $text.Insert($at, $pieces[$random.Next($pieces.Count)]) }
                    1 { $text.Remove($at, $length) }
                    2 { $text.Insert($at, $text.Substring($at, $length)) }
                    3 { $text.Substring(0, $at) + $corpus[$random.Next($corpus.Count)] }
                    4 { $text.Insert($at, [string][char]$random.Next(0x0530)) }
                }
            }

            $text
        }
    }

    # Null where it is no table to the engine itself.
    function ConvertFrom-AnyCsv {
        param([string] $Text)

        try {
            , @(ConvertFrom-Csv -InputObject $Text -ErrorAction Stop -WarningAction SilentlyContinue)
        }
        catch {
            $null
        }
    }

    # The line that keeps a file in the corpus.
    function ConvertTo-CorpusLine {
        param([string] $Text)

        ConvertTo-Json -InputObject $Text -EscapeHandling EscapeNonAscii
    }
}

AfterAll {
    Disconnect-Bitrix24
    Close-Module
}

Describe 'CSV rows of any kind' {
    It 'each give one chat or one error, in their order, and the value of their own column' {
        $rowCount = 0
        foreach ($text in Get-CsvText -Seed 1 -Count 400) {
            $rows = ConvertFrom-AnyCsv -Text $text
            if ($null -eq $rows) { continue }

            $because = 'of the file ' + (ConvertTo-CorpusLine -Text $text)
            $rowCount += $rows.Count
            $ended = @($rows | Get-OLChatByUserCode 2>&1)
            $ended.Count | Should -Be $rows.Count -Because $because
            for ($number = 0; $number -lt $rows.Count; $number++) {
                $isError = $ended[$number] -is [System.Management.Automation.ErrorRecord]
                $row = if ($isError) { $ended[$number].TargetObject } else { $ended[$number].InputObject }
                [object]::ReferenceEquals($row, $rows[$number]) | Should -BeTrue -Because "row $number $because"
                if ($isError) {
                    $ended[$number].FullyQualifiedErrorId | Should -Match '^(InvalidUserCode|ACCESS_DENIED),' -Because "row $number $because"
                }
                else {
                    $column = @('UserCode', 'USER_CODE', 'EntityId', 'ENTITY_ID', 'Code').Where({ $rows[$number].PSObject.Properties[$_] }, 'First')[0]
                    $rows[$number].$column -replace '^imol\|' | Should -BeExactly $ended[$number].UserCode -Because "row $number $because"
                }
            }
        }

        $rowCount | Should -BeGreaterThan 400
        $connection.Calls | Should -Be ($connection.Succeeded + $connection.Failed)
    }

    It 'without a column of that name never turn into text that is sent' {
        $before = $connection.Calls
        $failed = "Name,Other`nA,B`nlivechat|22|1761|587,C" | ConvertFrom-Csv | Get-OLChatByUserCode 2>&1
        $failed.FullyQualifiedErrorId | Should -Match '^InvalidUserCode,'
        $connection.Calls | Should -Be $before
    }
}
