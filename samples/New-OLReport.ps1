<#
.SYNOPSIS
Makes one HTML page of the open line sessions of some days: how many there were and how soon they were answered, by hour, line and operator.

.DESCRIPTION
The page needs no network and no script: it can be mailed, put on a share and printed. Its words and its numbers are English or Russian.

The first answer is the first message of an operator after the client's first message. Messages of bots and of the portal itself do not
count. A session counts for the operator who answered first, and without an answer for who is responsible. Sessions that could not be read
are told of on the page and are errors.

Exit codes:
  0  the page is made, of all sessions
  1  the page is made, and some sessions could not be read
  2  no page was made: no connection, no list of sessions, no place to write

.PARAMETER Path
The page that is written: report-FROM.html in the current folder unless given. One that is there is replaced.

.PARAMETER From
The first day, or the moment when the first day begins. Seven days ago, at midnight, unless given.

.PARAMETER To
The moment when the last day is over. Last midnight unless given.

.PARAMETER LineId
Only sessions of these lines.

.PARAMETER Culture
The language and the form of numbers and dates: that of the session unless given. Russian for ru, en for all others.

.PARAMETER InputObject
Sessions, such as those of Get-OLSession, instead of all that began between From and To.

.PARAMETER EnvironmentVariableName
Where there is no connection yet: the environment variable that holds the address of the webhook. It needs the permissions crm and
imopenlines.

.PARAMETER PassThru
Give the figures out too.

.EXAMPLE
./samples/New-OLReport.ps1 -From 2026-11-01 -To 2026-12-01 -Path november.html

.EXAMPLE
Get-OLSession 501 DEAL | ./samples/New-OLReport.ps1 -Path deal-501.html -Culture ru-RU
#>
[CmdletBinding(SupportsShouldProcess = $true, PositionalBinding = $false)]
param(
    [Parameter(Position = 0)] [string] $Path,
    [datetime] $From = [datetime]::Today.AddDays(-7),
    [datetime] $To = [datetime]::Today,
    [long[]] $LineId,
    [cultureinfo] $Culture = (Get-UICulture),
    [Parameter(ValueFromPipeline = $true)] [object] $InputObject,
    [string] $EnvironmentVariableName = 'BITRIX24_WEBHOOK',
    [switch] $PassThru
)

begin {
    # A runner's preference would end the report at the first session that cannot be read.
    if ($ErrorActionPreference -eq 'Stop') { $ErrorActionPreference = 'Continue' }
    $given = New-Object -TypeName System.Collections.Generic.List[object]
    $names = @{}
    $language = if ($Culture.TwoLetterISOLanguageName -eq 'ru') { 'ru' } else { 'en' }

    function Read-Part {
        param([string] $Name)

        Get-Content -LiteralPath "$PSScriptRoot/report/$Name" -Raw -Encoding UTF8
    }

    # Text of the portal as text of a page. What a page has no form for is left out.
    function ConvertTo-Text {
        param([string] $Text)

        [System.Security.SecurityElement]::Escape(($Text -replace '[^\x09\x0A\x0D\x20-\uD7FF\uE000-\uFFFD]'))
    }

    # A number of a drawing, whatever the culture.
    function ConvertTo-Point {
        param([double] $Value)

        $Value.ToString('0.#', [cultureinfo]::InvariantCulture)
    }

    # A time as one says it: 45 s, 3:20 min, 1:05 h.
    function Format-Wait {
        param([object] $Seconds)

        if ($null -eq $Seconds) { return [string] [char] 0x2013 }
        $whole = [long] [Math]::Round($Seconds)
        $text = if ($whole -lt 60) { $words.seconds -f $whole }
        elseif ($whole -lt 3600) { $words.minutes -f [Math]::Floor($whole / 60), ($whole % 60) }
        else { $words.hours -f [Math]::Floor($whole / 3600), [Math]::Floor($whole % 3600 / 60) }
        $text.Replace(' ', [string] [char] 0xA0)
    }

    function Format-Count {
        param([long] $Count)

        $Count.ToString('N0', $Culture)
    }

    # Whole days as days, the last one included.
    function Format-Period {
        $form, $last = if ($From.TimeOfDay.Ticks + $To.TimeOfDay.Ticks) { 'g', $To } else { 'd', $To.AddDays(-1) }
        if ($From -eq $last) { $From.ToString($form, $Culture) }
        else { $words.period -f $From.ToString($form, $Culture), $last.ToString($form, $Culture) }
    }

    # The shortest time in which so great a part of all was answered.
    function Get-Within {
        param([double[]] $Wait, [double] $Part)

        if ($Wait) { @($Wait | Sort-Object)[[Math]::Ceiling($Wait.Count * $Part) - 1] }
    }

    # What counts of a session.
    function ConvertTo-Counted {
        param([object] $History, [object] $Session)

        $bots = @($History.Users | Where-Object -FilterScript { $_.IsBot } | ForEach-Object -Process { $_.UserId })
        foreach ($user in $History.Users) { $names["$($user.UserId)"] = $user.Name }
        $asked, $answer = $null, $null
        foreach ($message in $History.Messages) {
            $isOurs = -not $message.IsSystem -and -not $message.IsClient -and $bots -notcontains $message.AuthorId
            if (-not $asked) { if ($message.IsClient) { $asked = $message } }
            elseif ($isOurs) { $answer = $message; break }
        }

        [pscustomobject] @{
            Hour     = $Session.Started.LocalDateTime.Hour
            Line     = "$($Session.LineId)"
            Operator = "$(if ($answer) { $answer.AuthorId } else { $Session.OperatorId })"
            IsOpen   = "$($Session.State)" -eq 'Open'
            IsAsked  = [bool] $asked
            Wait     = if ($answer) { [Math]::Max(0, ($answer.Date - $asked.Date).TotalSeconds) }
        }
    }

    # The figures of some sessions.
    function Measure-Session {
        param([string] $Name, [object[]] $Session)

        $waits = @($Session | Where-Object -FilterScript { $null -ne $_.Wait } | ForEach-Object -Process { $_.Wait })
        [pscustomobject] @{
            Name            = $Name
            Sessions        = @($Session).Count
            Answered        = $waits.Count
            Unanswered      = @($Session | Where-Object -FilterScript { $_.IsAsked -and $null -eq $_.Wait }).Count
            Open            = @($Session | Where-Object -FilterScript { $_.IsOpen }).Count
            HalfWithin      = Get-Within -Wait $waits -Part 0.5
            NineOfTenWithin = Get-Within -Wait $waits -Part 0.9
        }
    }

    # Twenty-four columns, one an hour: each of some parts on one another, and what is told of it.
    function Get-ColumnChart {
        param([string] $Title, [string] $Most, [object[]] $Column, [string] $Legend)

        $highest = ($Column | ForEach-Object -Process { $_.Parts | Measure-Object -Sum } | Measure-Object -Property Sum -Maximum).Maximum
        $drawn = foreach ($one in $Column) {
            $top = 114
            $parts = foreach ($number in 0..($one.Parts.Count - 1)) {
                $height = if ($highest) { 100 * $one.Parts[$number] / $highest } else { 0 }
                $top -= $height
                '<rect class="{0}" x="{1}" y="{2}" width="11" height="{3}"/>' -f
                ('bar', 'none')[$number], (4 + 13 * $one.Hour), (ConvertTo-Point $top), (ConvertTo-Point $height)
            }
            "<g><title>$(ConvertTo-Text ('{0}:00 - {1}' -f $one.Hour, $one.Text))</title>$($parts -join '')</g>"
        }

        $marks = foreach ($hour in 0, 6, 12, 18, 23) {
            '<text x="{0}" y="127" text-anchor="middle">{1}</text>' -f (ConvertTo-Point (9.5 + 13 * $hour)), $hour
        }
        $title = ConvertTo-Text $Title
        @"
<figure><figcaption>$title$Legend</figcaption><svg viewBox="0 0 320 130" role="img" aria-label="$title">
<text x="4" y="9">$(ConvertTo-Text $Most)</text>
$($drawn -join "`n")
<path class="axis" d="M4 114.5H316"/>$($marks -join '')</svg></figure>
"@
    }

    # A table of groups, with the number of sessions of each as a bar too.
    function Get-Table {
        param([string] $Title, [string] $Heading, [object[]] $Group)

        $most = ($Group | Measure-Object -Property Sessions -Maximum).Maximum
        $rows = foreach ($one in $Group) {
            $bar = ConvertTo-Point (100 * ($one.Sessions - $one.Unanswered) / $most)
            $cells = @($one.Sessions, $one.Unanswered | ForEach-Object -Process { Format-Count $_ }) +
            @($one.HalfWithin, $one.NineOfTenWithin | ForEach-Object -Process { Format-Wait $_ })
            @"
<tr><th scope="row"><bdi>$(ConvertTo-Text $one.Name)</bdi></th>
<td class="share"><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="bar" width="$bar" height="8"/>
<rect class="none" x="$bar" width="$(ConvertTo-Point (100 * $one.Unanswered / $most))" height="8"/></svg></td>
<td>$($cells -join '</td><td>')</td></tr>
"@
        }

        $columns = $words.sessions, $words.unanswered, $words.half, $words.nine | ForEach-Object -Process { ConvertTo-Text $_ }
        @"
<section><h2>$(ConvertTo-Text $Title)</h2>
<table><thead><tr><th scope="col">$(ConvertTo-Text $Heading)</th><th scope="col" class="share"></th>
<th scope="col">$($columns -join '</th><th scope="col">')</th></tr></thead>
<tbody>
$($rows -join "`n")
</tbody></table></section>
"@
    }

    # The groups of all sessions by one of their properties, the largest first.
    function Get-Group {
        param([object[]] $Session, [string] $By, [scriptblock] $Name)

        $Session | Group-Object -Property $By | ForEach-Object -Process { Measure-Session -Name (& $Name $_.Name) -Session $_.Group } |
            Sort-Object -Property @{ Expression = 'Sessions'; Descending = $true }, Name
    }
}

process {
    if ($null -ne $InputObject) { $given.Add($InputObject) }
}

end {
    try {
        $words = (Read-Part 'words.json' | ConvertFrom-Json).$language
        $style = Read-Part 'style.css'
        $isGiven = $MyInvocation.ExpectingInput
        # In a checkout the module that was built there, else the installed one.
        $built = Join-Path -Path $PSScriptRoot -ChildPath '../out/OpenLines/OpenLines.psd1'
        if (-not (Get-Module -Name OpenLines)) {
            Import-Module -Name $(if (Test-Path -LiteralPath $built) { $built } else { 'OpenLines' }) -ErrorAction Stop
        }

        $connection = Get-Bitrix24Connection | Where-Object -FilterScript { $_.IsDefault }
        if (-not $connection) { $connection = Connect-Bitrix24 -EnvironmentVariableName $EnvironmentVariableName -ErrorAction Stop }
        $sessions = @(if ($isGiven) { $given } else { Get-OLSession -After $From -Before $To -ErrorAction Stop })
        $sessions = @($sessions | Where-Object -FilterScript { -not $LineId -or $LineId -contains $_.LineId })

        # A name is of no use to the figures: without the right to it the number stands there.
        $lines = @{}
        Get-OLLine -ErrorAction SilentlyContinue | ForEach-Object -Process { $lines["$($_.LineId)"] = $_.Name }
        $byId = @{}
        $sessions | ForEach-Object -Process { $byId["$($_.SessionId)"] = $_ }
        $counted = @($sessions | Get-OLSessionHistory -ErrorVariable +failed |
                ForEach-Object -Process { ConvertTo-Counted -History $_ -Session $byId["$($_.SessionId)"] })

        $all = Measure-Session -Name $words.title -Session $counted
        $hours = @(0..23 | ForEach-Object -Process {
                $hour = $_
                Measure-Session -Name $hour -Session @($counted | Where-Object -FilterScript { $_.Hour -eq $hour })
            })
        $ofLines = @(Get-Group -Session $counted -By Line -Name { param($id)
                if (-not $id) { $words.noLine } elseif ($lines[$id]) { $lines[$id] } else { $words.lineOf -f $id } })
        $ofOperators = @(Get-Group -Session $counted -By Operator -Name { param($id)
                if (-not $id) { $words.nobody } elseif ($names[$id]) { $names[$id] } else { $words.userOf -f $id } })

        $tiles = @(
            , ($words.sessions, (Format-Count $all.Sessions))
            , ($words.answered, (Format-Count $all.Answered))
            , ($words.unanswered, (Format-Count $all.Unanswered))
            , ($words.open, (Format-Count $all.Open))
            , ($words.half, (Format-Wait $all.HalfWithin))
            , ($words.nine, (Format-Wait $all.NineOfTenWithin))
        )
        $legend = $(foreach ($part in ('bar', $words.answered), ('none', $words.unanswered)) {
                $square = "<svg viewBox=`"0 0 8 8`" aria-hidden=`"true`"><rect class=`"$($part[0])`" width=`"8`" height=`"8`"/></svg>"
                " <span class=`"key`">$square $(ConvertTo-Text $part[1])</span>"
            }) -join ''
        $busiest = ($hours | Measure-Object -Property Sessions -Maximum).Maximum
        $longest = ($hours | Measure-Object -Property HalfWithin -Maximum).Maximum
        $charts = @(
            Get-ColumnChart -Title $words.sessionsByHour -Most "$busiest" -Legend $legend -Column @($hours | ForEach-Object -Process {
                    @{ Hour = [int] $_.Name; Parts = ($_.Sessions - $_.Unanswered), $_.Unanswered; Text = "$($_.Sessions)" }
                })
            Get-ColumnChart -Title $words.waitByHour -Most (Format-Wait $longest) -Column @($hours | ForEach-Object -Process {
                    @{ Hour = [int] $_.Name; Parts = @([double] $_.HalfWithin); Text = Format-Wait $_.HalfWithin }
                })
        )
        $busy = @($hours | Where-Object -FilterScript { $_.Sessions } | ForEach-Object -Process {
                $_ | Select-Object -Property * -ExcludeProperty Name |
                    Add-Member -NotePropertyName Name -NotePropertyValue ('{0:00}:00' -f [int] $_.Name) -PassThru
            })
        $tables = @(
            Get-Table -Title $words.byLine -Heading $words.line -Group $ofLines
            Get-Table -Title $words.byOperator -Heading $words.operator -Group $ofOperators
            Get-Table -Title $words.byHour -Heading $words.hour -Group $busy
        )

        # Each place of the page that has a name gets its text, once: what is put there is not looked at again.
        $texts = @{
            language = $language
            style    = $style
            period   = if (-not $isGiven) { Format-Period }
            warning  = if ($failed) { "<p class=`"warning`">$(ConvertTo-Text ($words.failed -f $failed.Count, $sessions.Count))</p>" }
            tiles    = ($tiles | ForEach-Object -Process { "<li><b>$(ConvertTo-Text $_[1])</b>$(ConvertTo-Text $_[0])</li>" }) -join "`n"
            groups   = if ($counted) { "<div class=`"charts`">$($charts -join "`n")</div>`n$($tables -join "`n")" }
            else { "<p>$(ConvertTo-Text $words.empty)</p>" }
            zone     = ConvertTo-Text ($words.zone -f [System.TimeZoneInfo]::Local.DisplayName)
            made     = ConvertTo-Text ($words.made -f [datetime]::Now.ToString('g', $Culture), $connection.Portal)
        }
        $page = [regex]::Replace((Read-Part 'page.html'), '\{\{(\w+)\}\}', {
                param($place)
                $name = $place.Groups[1].Value
                if ($texts.ContainsKey($name)) { $texts[$name] } else { ConvertTo-Text $words.$name }
            })
        if (-not $Path) { $Path = 'report-{0:yyyy-MM-dd}.html' -f $From }
        $file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
        if ($PSCmdlet.ShouldProcess($file, 'Write the report')) {
            [System.IO.File]::WriteAllText($file, $page, (New-Object -TypeName System.Text.UTF8Encoding -ArgumentList $false))
        }
        if ($PassThru) {
            [pscustomobject] @{
                Path = $file; All = $all; Hours = $hours; Lines = $ofLines; Operators = $ofOperators; Failed = @($failed).Count
            }
        }
        exit [int] [bool] @($failed).Count
    }
    catch {
        $PSCmdlet.WriteError($_)
        exit 2
    }
}
