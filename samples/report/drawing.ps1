# What New-OLReport.ps1 draws: its texts, charts and tables. The words ($words) and the form of numbers ($Culture) are those of the script.

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
    param([datetime] $First, [datetime] $End)

    $form, $last = if ($First.TimeOfDay.Ticks + $End.TimeOfDay.Ticks) { 'g', $End } else { 'd', $End.AddDays(-1) }
    if ($First -eq $last) { $First.ToString($form, $Culture) }
    else { $words.period -f $First.ToString($form, $Culture), $last.ToString($form, $Culture) }
}

# Twenty-four columns, one an hour: each of some parts on one another, and what is told of it.
function Get-ColumnChart {
    param([string] $Title, [object[]] $Column, [string] $Legend)

    $sum = @{ Expression = { ($_.Parts | Measure-Object -Sum).Sum }; Descending = $true }
    $peak = $Column | Sort-Object -Property $sum, { $_.Hour } | Select-Object -First 1
    $highest = ($peak.Parts | Measure-Object -Sum).Sum
    $drawn = foreach ($one in $Column) {
        $top = 114
        $parts = foreach ($number in 0..($one.Parts.Count - 1)) {
            $height = if ($highest) { 100 * $one.Parts[$number] / $highest } else { 0 }
            $top -= $height
            '<rect class="{0}" x="{1}" y="{2}" width="11" height="{3}"/>' -f
            ('bar', 'none', 'idle')[$number], (4 + 13 * $one.Hour), (ConvertTo-Point $top), (ConvertTo-Point $height)
        }
        "<g><title>$(ConvertTo-Text ('{0}:00 - {1}' -f $one.Hour, $one.Text))</title>$($parts -join '')</g>"
    }

    $marks = foreach ($hour in 0, 6, 12, 18, 23) {
        '<text x="{0}" y="127" text-anchor="middle">{1}</text>' -f (ConvertTo-Point (9.5 + 13 * $hour)), $hour
    }
    $said = if ($highest) { $words.chart -f $Title, $peak.Hour, $peak.Text } else { $Title }
    @"
<figure><figcaption>$(ConvertTo-Text $Title)$Legend</figcaption>
<svg viewBox="0 0 320 130" role="img" aria-label="$(ConvertTo-Text $said)">
<text x="4" y="9">$(if ($highest) { ConvertTo-Text $peak.Text })</text>
$($drawn -join "`n")
<path class="axis" d="M4 114.5H316"/>$($marks -join '')</svg></figure>
"@
}

# The number of sessions of a group as a bar, so long as the largest group allows.
function Get-Bar {
    param([object] $Group, [double] $Most)

    $left = 0
    $parts = foreach ($part in ('bar', $Group.Answered), ('none', $Group.Unanswered), ('idle', $Group.NotAsked)) {
        $width = 100 * $part[1] / $Most
        '<rect class="{0}" x="{1}" width="{2}" height="8"/>' -f $part[0], (ConvertTo-Point $left), (ConvertTo-Point $width)
        $left += $width
    }
    "<svg viewBox=`"0 0 100 8`" preserveAspectRatio=`"none`" aria-hidden=`"true`">$($parts -join '')</svg>"
}

function Get-Table {
    param([string] $Title, [string] $Heading, [object[]] $Group)

    $most = ($Group | Measure-Object -Property Sessions -Maximum).Maximum
    $rows = foreach ($one in $Group) {
        $cells = (Format-Count $one.Sessions), (Format-Count $one.Unanswered),
        (Format-Wait $one.HalfWithin), (Format-Wait $one.NineOfTenWithin)
        @"
<tr><th scope="row"><bdi>$(ConvertTo-Text $one.Name)</bdi></th><td class="share">$(Get-Bar -Group $one -Most $most)</td>
<td>$($cells -join '</td><td>')</td></tr>
"@
    }

    $columns = $words.sessions, $words.unanswered, $words.half, $words.nine | ForEach-Object -Process { ConvertTo-Text $_ }
    @"
<table><caption><h2>$(ConvertTo-Text $Title)</h2></caption>
<thead><tr><th scope="col">$(ConvertTo-Text $Heading)</th><td class="share"></td>
<th scope="col">$($columns -join '</th><th scope="col">')</th></tr></thead>
<tbody>
$($rows -join "`n")
</tbody></table>
"@
}

# What the colours mean.
function Get-Legend {
    $keys = foreach ($part in ('bar', $words.answered), ('none', $words.unanswered), ('idle', $words.notAsked)) {
        $square = "<svg viewBox=`"0 0 8 8`" aria-hidden=`"true`"><rect class=`"$($part[0])`" width=`"8`" height=`"8`"/></svg>"
        " <span class=`"key`">$square $(ConvertTo-Text $part[1])</span>"
    }
    $keys -join ''
}

# The two charts by hour.
function Get-HourChart {
    param([object[]] $Hour)

    Get-ColumnChart -Title $words.sessionsByHour -Legend (Get-Legend) -Column @($Hour | ForEach-Object -Process {
            @{ Hour = $_.Hour; Parts = $_.Answered, $_.Unanswered, $_.NotAsked; Text = Format-Count $_.Sessions }
        })
    Get-ColumnChart -Title $words.waitByHour -Column @($Hour | ForEach-Object -Process {
            @{ Hour = $_.Hour; Parts = @([double] $_.HalfWithin); Text = Format-Wait $_.HalfWithin }
        })
}

# The figures of all that a manager asks for first.
function Get-Tile {
    param([object] $All)

    foreach ($tile in @(
            , ($words.sessions, (Format-Count $All.Sessions))
            , ($words.answered, (Format-Count $All.Answered))
            , ($words.unanswered, (Format-Count $All.Unanswered))
            , ($words.notAsked, (Format-Count $All.NotAsked))
            , ($words.open, (Format-Count $All.Open))
            , ($words.half, (Format-Wait $All.HalfWithin))
            , ($words.nine, (Format-Wait $All.NineOfTenWithin))
            , ($words.mean, (Format-Wait $All.Mean))
        )) { "<li><b>$(ConvertTo-Text $tile[1])</b>$(ConvertTo-Text $tile[0])</li>" }
}
