<#
.SYNOPSIS
Makes one HTML page of the open line sessions of some days: how many there were and how soon they were answered, by hour, line and operator.

.DESCRIPTION
The page needs no network and no script: it can be mailed, put on a share and printed. Its words and its numbers are English or Russian.

The first answer is the first message of an operator after the client's first message. Messages of bots and of the portal itself do not
count. A session counts for the operator who answered first, and without an answer for who is responsible; one that is given twice counts
once. Sessions that could not be read are told of on the page and are errors. No field of a history tells what was written in silent mode:
it counts like any other message.

The folder report beside the script belongs to it: the page, its look, its words and how it is drawn.

Exit codes:
  0  the page is made, of all sessions
  1  the page is made, and some sessions could not be read
  2  no page was made: no connection, no list of sessions, no place to write

.PARAMETER Path
The page that is written: report-FROM.html in the current folder unless given.

.PARAMETER From
The day or the moment from which on sessions count. Seven days ago, at midnight, unless given.

.PARAMETER To
The day or the moment before which they began: the day after the last one. Last midnight unless given.

.PARAMETER LineId
Only sessions of these lines.

.PARAMETER Culture
The language and the form of numbers and dates: that of the session unless given. Russian for ru, en for all others.

.PARAMETER TimeZone
The id of the time zone of hours and days, such as Europe/Moscow, or Russian Standard Time in Windows PowerShell: that of this machine
unless given. The page names it.

.PARAMETER InputObject
Sessions, such as those of Get-OLSession, instead of all that began between From and To.

.PARAMETER EnvironmentVariableName
Where there is no connection yet: the environment variable that holds the address of the webhook. It needs the permissions crm and
imopenlines.

.PARAMETER PassThru
Give the figures out too; times are in seconds.

.PARAMETER Force
Replace a page that is there.

.EXAMPLE
./samples/New-OLReport.ps1 -From 2026-11-01 -To 2026-12-01 -Path november.html

.EXAMPLE
Get-OLSession 501 DEAL | ./samples/New-OLReport.ps1 -Path deal-501.html -Culture ru-RU
#>
[CmdletBinding(SupportsShouldProcess = $true, PositionalBinding = $false)]
param(
    [Parameter(Position = 0)] [string] $Path,
    [datetime] $From,
    [datetime] $To,
    [long[]] $LineId,
    [cultureinfo] $Culture = (Get-UICulture),
    [string] $TimeZone,
    [Parameter(ValueFromPipeline = $true)] [object] $InputObject,
    [string] $EnvironmentVariableName = 'BITRIX24_WEBHOOK',
    [switch] $PassThru,
    [switch] $Force
)

begin {
    # A runner's preference would end the report at the first session that cannot be read.
    if ($ErrorActionPreference -eq 'Stop') { $ErrorActionPreference = 'Continue' }
    $given = New-Object -TypeName System.Collections.Generic.List[object]
    $names = @{}
    $language = if ($Culture.TwoLetterISOLanguageName -eq 'ru') { 'ru' } else { 'en' }

    function Read-Part {
        param([string] $Name)

        Get-Content -LiteralPath "$PSScriptRoot/report/$Name" -Raw -Encoding UTF8 -ErrorAction Stop
    }

    # A time as it is told in the time zone of the report; a day of the command line is a day there.
    function ConvertTo-Moment {
        param([datetime] $Time)

        if ($Time.Kind -eq 'Unspecified') { New-Object -TypeName datetimeoffset -ArgumentList $Time, $zone.GetUtcOffset($Time) }
        else { [System.TimeZoneInfo]::ConvertTime([datetimeoffset] $Time, $zone) }
    }

    # When the period begins and when it is over: of sessions that are piped in, the days on which they began.
    function Get-Period {
        param([object[]] $Session, [System.Collections.IDictionary] $Given)

        $today = [System.TimeZoneInfo]::ConvertTime([datetimeoffset]::Now, $zone).Date
        $began = @($Session | ForEach-Object -Process { $_.Started } | Where-Object -FilterScript { $_ -is [datetimeoffset] } | Sort-Object)
        if ($began) {
            $today = [System.TimeZoneInfo]::ConvertTime($began[-1], $zone).Date.AddDays(1)
            ConvertTo-Moment ([System.TimeZoneInfo]::ConvertTime($began[0], $zone).Date)
        }
        else { ConvertTo-Moment $(if ($Given.ContainsKey('From')) { $From } else { $today.AddDays(-7) }) }
        ConvertTo-Moment $(if ($Given.ContainsKey('To') -and -not $began) { $To } else { $today })
    }

    # The shortest time in which so great a part of all was answered.
    function Get-Within {
        param([double[]] $Wait, [double] $Part)

        if ($Wait.Count) { @($Wait | Sort-Object)[[Math]::Ceiling($Wait.Count * $Part) - 1] } else { $null }
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

        $began = if ($Session.Started -is [datetimeoffset]) { $Session.Started } else { $History.Messages[0].Date }
        [pscustomobject] @{
            Hour     = [System.TimeZoneInfo]::ConvertTime($began, $zone).Hour
            Line     = "$(if ($Session.LineId) { $Session.LineId } else { $History.LineId })"
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
            NotAsked        = @($Session | Where-Object -FilterScript { -not $_.IsAsked }).Count
            Open            = @($Session | Where-Object -FilterScript { $_.IsOpen }).Count
            HalfWithin      = Get-Within -Wait $waits -Part 0.5
            NineOfTenWithin = Get-Within -Wait $waits -Part 0.9
            Mean            = ($waits | Measure-Object -Average).Average
        }
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
        . "$PSScriptRoot/report/drawing.ps1"
        $words = (Read-Part 'words.json' | ConvertFrom-Json).$language
        $zone = if ($TimeZone) { [System.TimeZoneInfo]::FindSystemTimeZoneById($TimeZone) } else { [System.TimeZoneInfo]::Local }
        $isGiven = $MyInvocation.ExpectingInput
        $first, $end = Get-Period -Session $given -Given $PSBoundParameters
        if ($first -ge $end) { throw "-From $first is not before -To $end." }
        if (-not $Path) { $Path = "report-$($first.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)).html" }
        $file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
        if (-not $Force -and (Test-Path -LiteralPath $file)) { throw "The file $file is there already; -Force replaces it." }

        # In a checkout the module that was built there, else the installed one.
        $built = Join-Path -Path $PSScriptRoot -ChildPath '../out/OpenLines/OpenLines.psd1'
        if (-not (Get-Module -Name OpenLines)) {
            Import-Module -Name $(if (Test-Path -LiteralPath $built) { $built } else { 'OpenLines' }) -ErrorAction Stop
        }

        $connection = Get-Bitrix24Connection | Where-Object -FilterScript { $_.IsDefault }
        if (-not $connection) { $connection = Connect-Bitrix24 -EnvironmentVariableName $EnvironmentVariableName -ErrorAction Stop }
        $byId = @{}
        $sessions = @(
            $(if ($isGiven) { $given } else { Get-OLSession -After $first -Before $end -ErrorAction Stop }) | Where-Object -FilterScript {
                $id = "$($_.SessionId)"
                $isNew = -not $id -or -not $byId.ContainsKey($id)
                $byId[$id] = $_
                $isNew -and (-not $LineId -or $LineId -contains $_.LineId)
            })

        # A name is of no use to the figures: without the right to it the number stands there.
        $lines = @{}
        Get-OLLine -ErrorAction SilentlyContinue | ForEach-Object -Process { $lines["$($_.LineId)"] = $_.Name }
        $counted = @($sessions | Get-OLSessionHistory |
                ForEach-Object -Process { ConvertTo-Counted -History $_ -Session $byId["$($_.SessionId)"] })
        $failed = $sessions.Count - $counted.Count

        $all = Measure-Session -Name $words.title -Session $counted
        $hours = @(0..23 | ForEach-Object -Process {
                $hour = $_
                Measure-Session -Name ('{0:00}:00' -f $hour) -Session @($counted | Where-Object -FilterScript { $_.Hour -eq $hour }) |
                    Add-Member -NotePropertyName Hour -NotePropertyValue $hour -PassThru
            })
        $ofLines = @(Get-Group -Session $counted -By Line -Name { param($id)
                if (-not $id) { $words.noLine } elseif ($lines[$id]) { $lines[$id] } else { $words.lineOf -f $id } })
        $ofOperators = @(Get-Group -Session $counted -By Operator -Name { param($id)
                if (-not $id) { $words.nobody } elseif ($names[$id]) { $names[$id] } else { $words.userOf -f $id } })

        $groups = if ($counted) {
            "<div class=`"charts`">$((Get-HourChart -Hour $hours) -join "`n")</div>"
            Get-Table -Title $words.byLine -Heading $words.line -Group $ofLines
            Get-Table -Title $words.byOperator -Heading $words.operator -Group $ofOperators
            Get-Table -Title $words.byHour -Heading $words.hour -Group @($hours | Where-Object -FilterScript { $_.Sessions })
        }
        else { "<p>$(ConvertTo-Text $words.empty)</p>" }

        # Two where the clocks are put forward or back in between.
        $offsets = $first, $end | ForEach-Object -Process { $_.ToString('zzz', [cultureinfo]::InvariantCulture) } | Select-Object -Unique
        # Each place of the page that has a name gets its text, once: what is put there is not looked at again.
        $texts = @{
            language = $language
            style    = Read-Part 'style.css'
            period   = ConvertTo-Text (Format-Period -First $first.DateTime -End $end.DateTime)
            warning  = if ($failed) { "<p class=`"warning`">$(ConvertTo-Text ($words.failed -f $failed, $sessions.Count))</p>" }
            tiles    = (Get-Tile -All $all) -join "`n"
            groups   = $groups -join "`n"
            zone     = ConvertTo-Text ($words.zone -f $zone.Id, ($offsets -join ', '))
            made     = ConvertTo-Text ($words.made -f (ConvertTo-Moment ([datetime]::Now)).ToString('g', $Culture), $connection.Portal)
        }
        $page = [regex]::Replace((Read-Part 'page.html'), '\{\{(\w+)\}\}', {
                param($place)
                $name = $place.Groups[1].Value
                if ($texts.ContainsKey($name)) { $texts[$name] } else { ConvertTo-Text $words.$name }
            })
        if ($PSCmdlet.ShouldProcess($file, 'Write the report')) {
            [System.IO.File]::WriteAllText($file, $page, (New-Object -TypeName System.Text.UTF8Encoding -ArgumentList $false))
        }
        if ($PassThru) {
            [pscustomobject] @{ Path = $file; All = $all; Hours = $hours; Lines = $ofLines; Operators = $ofOperators; Failed = $failed }
        }
        exit [int] [bool] $failed
    }
    catch {
        $PSCmdlet.WriteError($_)
        exit 2
    }
}
