#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# samples/New-OLReport.ps1: its figures on sessions that are known, its page as a reader and as a browser sees it.

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:report = "$PSScriptRoot/../../samples/New-OLReport.ps1"
    $script:browser = @(Get-Command -Name chromium, chromium-browser, google-chrome -CommandType Application -ErrorAction Ignore)[0]
    $script:portal = Open-Portal
    $script:connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook

    # A day of its own. Who began it, who was responsible, and who wrote how many seconds later: 5 and 14 are operators, 20 is a bot.
    $script:day = [datetime]::new(2026, 3, 2)
    $script:sessions = @(
        '22 5 09:10 5 40'
        '22 5 09:20 0 1 20 5 14 60'
        '22 5 09:50 5 600 client 660 5 700'
        '58 14 14:00 14 4000'
        '58 14 14:30 client 30'
        '58 14 23:59 20 10'
        '31 silent 14:15 18 100'
    )
    function Add-Session {
        param([string] $Session, [datetime] $On = $day)

        $line, $operator, $time, $rest = -split $Session
        Send-Portal $portal "session $line $operator $($On.Add([timespan] $time).ToString('yyyy-MM-ddTHH:mm:sszzz')) $rest"
    }

    $sessions | ForEach-Object { Add-Session $_ }

    $name = '<script>alert(1)</script> & "Sales" ' + [char] 0x202E
    $null = Set-OLLine 58 -Property @{ LINE_NAME = $name } -Confirm:$false

    function New-Report {
        param([string] $Name, [hashtable] $With = @{})

        $of = @{ From = $day; To = $day.AddDays(1); Path = "$TestDrive/$Name"; PassThru = $true }
        $With.Keys | ForEach-Object { $of[$_] = $With[$_] }
        & $report @of
    }

    # The page, which has to be well-formed for that.
    function Read-Page {
        param([string] $Name)

        [xml] (Get-Content -LiteralPath "$TestDrive/$Name" -Raw -Encoding UTF8)
    }

    $script:english = New-Report en.html @{ Culture = 'en-US' }
    $script:englishCode = $LASTEXITCODE
    $script:russian = New-Report ru.html @{ Culture = 'ru-RU' }
}

AfterAll {
    Disconnect-Bitrix24
    Close-Portal $portal
    Close-Module
}

Describe 'The figures of a report' {
    It 'count the sessions, those with and those without an answer' {
        $all = $english.All
        $all.Sessions, $all.Answered, $all.Unanswered, $all.NotAsked, $all.Open | Should -Be 7, 4, 2, 1, 0
        $englishCode | Should -Be 0
    }

    It 'take the first message of an operator after the client''s as the answer, and none of a bot or the portal' {
        $english.All.HalfWithin, $english.All.NineOfTenWithin, $english.All.Mean | Should -Be 60, 4000, 1175
    }

    It 'know an answer that came at once' {
        $then = $day.AddDays(-20)
        Add-Session '22 5 10:00 5 0' -On $then
        $quick = New-Report quick.html @{ From = $then; To = $then.AddDays(1) }
        $quick.All.Answered, $quick.All.HalfWithin, $quick.All.Mean | Should -Be 1, 0, 0
    }

    It 'go to who answered, and without an answer to who is responsible' {
        $operators = @{}
        $english.Operators | ForEach-Object { $operators[$_.Name] = '{0}/{1}/{2}' -f $_.Sessions, $_.Answered, $_.Unanswered }
        $operators['Oleg Operator'] | Should -Be '2/2/0'
        $operators['Clara Colleague'] | Should -Be '4/2/2'
        $operators['nobody'] | Should -Be '1/0/0'
        $operators.Count | Should -Be 3
    }

    It 'go to the hour in which the session began' {
        $busy = $english.Hours | Where-Object Sessions | ForEach-Object { '{0}:{1}' -f $_.Hour, $_.Sessions }
        $busy | Should -Be '9:3', '14:3', '23:1'
    }

    It 'take days and hours in the time zone that is asked for, which the page names' {
        Send-Portal $portal 'session 22 5 2026-02-10T20:00:00+00:00 5 40'
        $morning = [datetime]::new(2026, 2, 11)
        $there = New-Report zone.html @{ From = $morning; To = $morning.AddDays(1); TimeZone = 'Tokyo Standard Time'; Culture = 'en' }
        ($there.Hours | Where-Object Sessions).Name | Should -Be '05:00'
        (Read-Page zone.html).SelectSingleNode('//footer').InnerText | Should -BeLike '*Tokyo Standard Time (UTC+09:00)*'
    }

    It 'are those of the lines that are asked for' {
        $one = New-Report line.html @{ LineId = 22 }
        $one.All.Sessions | Should -Be 3
        $one.Lines.Name | Should -Be 'Support'
    }

    It 'are those of the sessions that are piped in' {
        $piped = Get-OLSession -After $day -Before $day.AddHours(12) | & $report -Path "$TestDrive/piped.html" -PassThru
        $piped.All.Sessions | Should -Be 3
        (Read-Page piped.html).SelectSingleNode('//header/p').InnerText | Should -Be $day.ToString('d', (Get-UICulture))
    }

    It 'have a session that is given twice once' {
        $some = @(Get-OLSession -After $day -Before $day.AddHours(12))
        ($some + $some | & $report -Path "$TestDrive/twice.html" -PassThru).All.Sessions | Should -Be 3
    }

    It 'leave out a session that cannot be read, which is an error and told of on the page' {
        $some = @(Get-OLSession -After $day -Before $day.AddHours(12)) + [pscustomobject] @{ SessionId = 99999999; Started = $day }
        $failed, $partly = @($some | & $report -Path "$TestDrive/partly.html" -PassThru -Culture en 2>&1).Where(
            { $_ -is [System.Management.Automation.ErrorRecord] }, 'Split')
        $LASTEXITCODE | Should -Be 1
        $partly.All.Sessions, $partly.Failed | Should -Be 3, 1
        $failed.TargetObject.SessionId | Should -Be 99999999
        (Read-Page partly.html).SelectSingleNode('//p[@class="warning"]').InnerText | Should -BeLike '1 of 4 sessions*'
    }

    It 'count what cannot be read even where errors are not wanted' {
        $partly = [pscustomobject] @{ SessionId = 99999999 } | & $report -Path "$TestDrive/ignored.html" -PassThru -ErrorAction Ignore
        $partly.All.Sessions, $partly.Failed | Should -Be 0, 1
    }

    It 'say so where there was nothing' {
        $nothing = & $report -From $day.AddYears(-1) -To $day.AddYears(-1).AddDays(1) -Path "$TestDrive/none.html" -PassThru -Culture en
        $nothing.All.Sessions | Should -Be 0
        (Read-Page none.html).SelectSingleNode('//main/p').InnerText | Should -Be 'There were no sessions in this time.'
    }

    It 'change nothing with -WhatIf' {
        $null = New-Report whatif.html @{ WhatIf = $true }
        "$TestDrive/whatif.html" | Should -Not -Exist
    }

    It 'do not take the place of a page that is there, unless by force' {
        Set-Content -LiteralPath "$TestDrive/old.html" -Value 'kept'
        New-Report old.html @{ ErrorVariable = 'refused'; ErrorAction = 'SilentlyContinue' } | Should -BeNullOrEmpty
        $LASTEXITCODE | Should -Be 2
        Get-Content -LiteralPath "$TestDrive/old.html" | Should -Be 'kept'
        (New-Report old.html @{ Force = $true }).All.Sessions | Should -Be 7
        (Read-Page old.html).html.lang | Should -Not -BeNullOrEmpty
    }

    It 'are an error and no page of a time that is over before it begins' {
        & $report -From $day -To $day -Path "$TestDrive/never.html" -ErrorAction SilentlyContinue
        $LASTEXITCODE | Should -Be 2
        "$TestDrive/never.html" | Should -Not -Exist
    }

    It 'are an error and no page where there is no connection' {
        $said = Invoke-FreshPowerShell -File $report -Path "$TestDrive/no.html" -EnvironmentVariableName NOT_SET 2>&1
        $LASTEXITCODE | Should -Be 2
        "$said" | Should -Match 'NOT_SET'
        "$TestDrive/no.html" | Should -Not -Exist
    }
}

Describe 'The page of a report' -ForEach @(
    @{ File = 'en.html'; Language = 'en'; Day = '3/2/2026'; Half = "1:00$([char] 0xA0)min" }
    @{ File = 'ru.html'; Language = 'ru'; Day = '02.03.2026'; Half = "1:00$([char] 0xA0)$([char] 0x43C)$([char] 0x438)$([char] 0x43D)" }
) {
    It 'is one of its language: <Language>' {
        (Read-Page $File).html.lang | Should -Be $Language
        (Read-Page $File).SelectSingleNode('//header/p').InnerText | Should -Be $Day
    }

    It 'has the figures in its tiles' {
        $tiles = (Read-Page $File).SelectNodes('//ul[@class="tiles"]/li/b').InnerText
        $tiles[0..4] | Should -Be '7', '4', '2', '1', '0'
        $tiles[5] | Should -Be $Half
    }

    It 'has a cell for every figure, with a dash where there was no answer' {
        $page = Read-Page $File
        $page.SelectNodes('//tbody/tr[count(th) != 1 or count(td) != 5]').Count | Should -Be 0
        $dash = [string] [char] 0x2013
        $page.SelectNodes('//tbody/tr[th/bdi = "23:00"]/td').InnerText[1..4] | Should -Be '1', '1', $dash, $dash
    }

    It 'draws no more as answered than was' {
        $drawn = (Read-Page $File).SelectNodes('(//figure)[1]//g')[9, 14] | ForEach-Object { $_.rect.height -join ' ' }
        $drawn | Should -Be '100 0 0', '33.3 33.3 33.3'
    }

    It 'tells what its pictures show and what its tables are of' {
        $page = Read-Page $File
        $charts = @($page.SelectNodes('//figure/svg[@role="img"]') | ForEach-Object { $_.GetAttribute('aria-label') })
        $charts[0] | Should -Match ' 9:00: 3\.'
        $charts[1] | Should -Match ' 14:00: '
        @($page.SelectNodes('//table/caption/h2').InnerText) -join '' | Should -Not -BeNullOrEmpty
        $page.SelectNodes('//table').Count | Should -Be 3
        $page.SelectNodes('//table[not(caption/h2)] | //thead//th[not(@scope="col")] | //tbody//th[not(@scope="row")]').Count | Should -Be 0
        $page.SelectNodes('//svg[not(@aria-label) and not(@aria-hidden="true")]').Count | Should -Be 0
    }

    It 'has the same figures in every language' {
        ($russian.All | Select-Object * -ExcludeProperty Name | ConvertTo-Json) |
            Should -Be ($english.All | Select-Object * -ExcludeProperty Name | ConvertTo-Json)
    }

    It 'fetches nothing and runs nothing' {
        $text = Get-Content -LiteralPath "$TestDrive/$File" -Raw
        $text | Should -Not -Match '<script|<link|<img|src=|url\(|@import'
        $text -replace [regex]::Escape("$($connection.Portal)") | Should -Not -Match 'https?:'
    }

    It 'shows what the portal calls its lines as text' {
        $names = (Read-Page $File).SelectNodes('//bdi').InnerText
        $names | Where-Object { $_ -like '<script>alert(1)</script> & "Sales"*' } | Should -HaveCount 1
    }

    It 'has no places left that nothing was put into' {
        Get-Content -LiteralPath "$TestDrive/$File" -Raw | Should -Not -Match '\{\{|\{\d'
    }

    It 'is no wider than a screen of <_> pixels' -ForEach 360, 1280 {
        if (-not $browser) { Set-ItResult -Skipped -Because 'there is no Chromium'; return }
        # A script, which the page itself has not, is written into a copy of it and tells whether it fits its frame.
        $tell = '<script>const e = document.documentElement; document.title = `${e.scrollWidth} in ${e.clientWidth}`</script></body>'
        (Get-Content -LiteralPath "$TestDrive/$File" -Raw -Encoding UTF8).Replace('</body>', $tell) |
            Set-Content -LiteralPath "$TestDrive/measured.html" -Encoding UTF8
        $take = '<script>const f = document.querySelector("iframe"); f.onload = () => document.title = f.contentDocument.title</script>'
        $frame = "$TestDrive/frame.html"
        "<!DOCTYPE html><body><iframe src=`"measured.html`" style=`"width:$($_)px;height:900px;border:0`"></iframe>$take</body>" |
            Set-Content -LiteralPath $frame -Encoding UTF8
        $switches = '--headless', '--no-sandbox', '--disable-gpu', '--allow-file-access-from-files', '--virtual-time-budget=5000'
        $dom = & $browser.Source @switches --dump-dom "file://$frame" 2>$null
        $found = [regex]::Match("$dom", '<title>(\d+) in (\d+)</title>')
        $needed, $there = [int] $found.Groups[1].Value, [int] $found.Groups[2].Value
        $there | Should -BeGreaterThan ($_ - 30)
        $needed | Should -BeLessOrEqual $there
    }
}
