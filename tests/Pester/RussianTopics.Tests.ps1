# The Russian topics say what the English ones say: paragraph by paragraph, with the same names, numbers, code and error ids.

BeforeDiscovery {
    $topics = Get-ChildItem -Path "$PSScriptRoot/../../src/OpenLines/Module/en-US/*.help.txt" |
        ForEach-Object -Process { @{ Name = $_.Name -replace '\.help\.txt$' } }
    $cultures = foreach ($culture in 'ru-RU', 'ru-KZ') {
        foreach ($topic in $topics) { @{ Name = $topic.Name; Culture = $culture } }
    }
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1

    # Where the languages write the same otherwise: digits in groups, and the addresses of Bitrix24.
    function Get-Topic {
        param([string] $Culture, [string] $Name)
        [System.IO.File]::ReadAllText("$ModuleFolder/$Culture/$Name.help.txt") -replace '\r' -replace '(?<=\d)[ ,](?=\d{3}\b)' -replace
            'bitrix24\.ru', 'bitrix24.com'
    }

    # Commands, parameters, variables, codes, words such as ChatId, and numbers; a name may be said again in the other language.
    function Get-TopicName {
        param([string] $Text)
        $pattern = '(?<![\w-])-[A-Z]\w+|\b[A-Z][a-z]+-(?:OL|Bitrix24)\w*|\$\w+|\b\w+_\w+|\b(?!PowerShell\b)[A-Z][a-z]+[A-Z]\w+|\b\d+'
        [regex]::Matches($Text, $pattern) | ForEach-Object -Process { $_.Value } | Sort-Object -Unique -CaseSensitive
    }

    # The ids that entries stand under, in their order: "    NOT_FOUND, INACTIVE     From ..." has two. The text begins in column 29.
    function Get-TopicId {
        param([string] $Text)
        [regex]::Matches($Text, '(?m)^    ([A-Za-z_]+(?:, [A-Za-z_]+)*),?(?: +(?<=^.{28})|$)') |
            ForEach-Object -Process { $_.Groups[1].Value -split ', ' }
    }
}

Describe 'The Russian <Name>' -ForEach $topics {
    BeforeAll {
        $paragraphs = (Get-Topic -Culture en-US -Name $Name) -split '\n\n'
        $russian = (Get-Topic -Culture ru -Name $Name) -split '\n\n'
    }

    It 'has the byte order mark, without which Windows PowerShell takes it for text of the code page' {
        [System.IO.File]::ReadAllBytes("$ModuleFolder/ru/$Name.help.txt")[0..2] | Should -Be 0xEF, 0xBB, 0xBF
    }

    It 'has no line that a console of 80 columns would break' {
        Get-Content -LiteralPath "$ModuleFolder/ru/$Name.help.txt" -Encoding utf8 |
            Where-Object -FilterScript { $_.Length -gt 79 -and $_ -notmatch 'https://' } | Should -BeNullOrEmpty
    }

    It 'has the paragraphs of the English one, with their names and numbers' {
        $russian.Count | Should -Be $paragraphs.Count
        for ($i = 0; $i -lt $paragraphs.Count; $i++) {
            Get-TopicName -Text $russian[$i] | Should -BeExactly @(Get-TopicName -Text $paragraphs[$i]) -Because $paragraphs[$i]
        }
    }

    It 'has its code, with comments of its own, and no other paragraph without a Russian word' {
        for ($i = 0; $i -lt $paragraphs.Count; $i++) {
            $code = $russian[$i] -replace '(?m) +# .*$'
            if ($code -notmatch '\p{IsCyrillic}') {
                $code | Should -BeExactly ($paragraphs[$i] -replace '(?m) +# .*$')
                $code | Should -Match '^\n? {8}|^    ChatId '
            }
        }
    }

    It 'has its entries in the same order' {
        Get-TopicId -Text ($russian -join "`n") | Should -BeExactly @(Get-TopicId -Text ($paragraphs -join "`n"))
    }
}

Describe 'The entries of the Russian about_OpenLines_Errors' {
    It 'are those of every error of the module' {
        $ids = Get-TopicId -Text (Get-Topic -Culture ru -Name about_OpenLines_Errors)
        Select-String -Path "$PSScriptRoot/../../src/Bitrix24.Rest/Errors/OwnErrorId.cs" -Pattern 'const string \w+ = "(\w+)"' |
            ForEach-Object -Process { $_.Matches[0].Groups[1].Value } | Where-Object -FilterScript { $_ -cnotin $ids } |
            Should -BeNullOrEmpty
    }
}

Describe 'Get-Help in Russian' {
    BeforeAll {
        # The first culture that a process asks for help in stays. What is compared there needs no encoding of the console.
        $script:shown = @{}
        foreach ($culture in 'ru-RU', 'ru-KZ') {
            $shown[$culture] = Invoke-FreshPowerShell -Command (
                "[System.Threading.Thread]::CurrentThread.CurrentUICulture = '$culture'; Import-Module '$ModuleManifest'; " +
                "foreach (`$file in Get-ChildItem '$ModuleFolder/ru/about_*.help.txt') { `$name = `$file.Name -replace '\.help\.txt$'; " +
                'if ((Get-Help $name | Out-String).Trim() -ceq [System.IO.File]::ReadAllText($file.FullName).Trim()) { $name } }')
        }
    }

    It 'shows <Name> in Russian to <Culture>' -ForEach $cultures {
        $shown[$Culture] | Should -Contain $Name
    }
}
