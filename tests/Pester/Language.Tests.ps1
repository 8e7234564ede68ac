# What the module ships and shows is for Windows PowerShell 5.1 too. This is
# judged in the tree of a later parser, so it holds on every machine.

BeforeDiscovery {
    $root = [System.IO.Path]::GetFullPath("$PSScriptRoot/../..")
    $pages = 'README.md', 'README.ru.md', 'CONTRIBUTING.md' | ForEach-Object -Process { @{ Name = $_; Path = "$root/$_" } }
    $places = "$root/out/OpenLines", "$root/samples", "$root/tools", "$root/build.ps1", "$root/OpenLines.psd1"
    $kinds = '*.ps1', '*.psm1', '*.psd1', '*.ps1xml', '*-Help.xml', '*.help.txt'
    $shipped = Get-ChildItem -Path $places -Include $kinds -File -Recurse |
        Where-Object -FilterScript { $_.FullName -notmatch '[\\/](bin|obj)[\\/]' } |
        ForEach-Object -Process { @{ Name = $_.Name; Path = $_.FullName } }
    $tests = Get-ChildItem -Path $PSScriptRoot -Filter *.ps1 | ForEach-Object -Process { @{ Name = $_.Name; Path = $_.FullName } }
    $new = @(
        @{ What = 'ternary'; Text = '$a = $b ? 1 : 2' }
        @{ What = '??'; Text = '$a = $b ?? 1' }
        @{ What = '??='; Text = '$a ??= 1' }
        @{ What = '?.'; Text = '${a}?.Name' }
        @{ What = '?.'; Text = '${a}?.Trim()' }
        @{ What = '?[]'; Text = '${a}?[0]' }
        @{ What = '&&'; Text = 'Get-Date && Get-Date' }
        @{ What = '||'; Text = 'Get-Date || Get-Date' }
        @{ What = 'clean'; Text = 'function f { process { } clean { } }' }
        @{ What = 'background &'; Text = 'Get-Date &' }
        @{ What = 'range of characters'; Text = "'a'..'z'" }
        @{ What = '-replace with a script block'; Text = "'a' -replace 'a', { 1 }" }
        @{ What = 'form of a number'; Text = '1u' }
        @{ What = 'form of a number'; Text = '0b101' }
        @{ What = 'escape in a string'; Text = '"`u{41}"' }
        @{ What = 'escape in a string'; Text = '"`e[0m"' }
        @{ What = 'type arguments of a method'; Text = '[Linq.Enumerable]::Empty[int]()' }
        @{ What = 'pipe at the start of a line'; Text = "Get-Date`n    | Out-Null" }
        @{ What = 'ForEach-Object -Parallel'; Text = '1 | % -Parallel { $_ }' }
        @{ What = 'ConvertFrom-Json -AsHashtable'; Text = "'{}' | ConvertFrom-Json -AsHashtable" }
        @{ What = '-Encoding utf8BOM'; Text = '1 | Export-Csv a.csv -Encoding utf8BOM' }
        @{ What = 'Get-Error'; Text = 'Get-Error' }
    )
}

BeforeAll {
    . $PSScriptRoot/_Language.ps1
}

Describe 'What 5.1 does not have' {
    It 'is found: <Text>' -ForEach $new -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        @(Find-NewSyntax -Text $Text) + @(Find-NewCommand -Text $Text) | ForEach-Object -Process { $_.What } | Should -Be $What
    }

    It 'is found in a block of a page, in a line of it, and not where it is said' {
        $page = "Text.`n`n``````powershell`n1 | % -Parallel { 1 }`n```````n`nText with ``1 | % -Parallel { 2 }`` in it.`n`n" +
            "PowerShell 7 only:`n`n``````powershell`n1 | % -Parallel { 3 }`n``````"
        Set-Content -Path "$TestDrive/page.md" -Value $page
        Find-New -Path "$TestDrive/page.md" | ForEach-Object -Process { $_.Substring(0, 6) } | Should -Be 'line 4', 'line 7'
    }

    It 'is not what 5.1 has' {
        $script = "Get-Process |`n    Where-Object { `$_.Id -gt 1 } | ? Name | Select-Object -First 1kb`n" +
            '"$(1..3) `t" -replace "a", "b"; foreach ($a in 1L, 0x1F, 1e3) { $a }'
        @(Find-NewSyntax -Text $script) + @(Find-NewCommand -Text $script) | Should -BeNullOrEmpty
    }
}

Describe 'Windows PowerShell 5.1 can read' {
    It '<Name>, with its commands' -ForEach ($pages + $shipped) {
        Find-New -Path $Path | Should -BeNullOrEmpty
    }

    It '<Name>' -ForEach $tests {
        Find-New -Path $Path -SyntaxOnly | Should -BeNullOrEmpty
    }

    It 'something in each of the pages and help files' {
        $root = "$PSScriptRoot/../.."
        foreach ($file in "$root/README.md", "$root/README.ru.md", "$root/out/OpenLines/en-US/OpenLines.dll-Help.xml",
                "$root/out/OpenLines/en-US/about_OpenLines.help.txt", "$root/out/OpenLines/ru/about_OpenLines.help.txt",
                "$root/out/OpenLines/OpenLines.Format.ps1xml") {
            @(Get-FileScript -Path $file).Count | Should -BeGreaterThan 0 -Because $file
        }
    }
}
