#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# What a console of 79, 80 and 200 columns shows of each type, as it was looked at and found good: a file of Screens for each. A screen that
# has changed is written to TestResults/Screens; if that is meant, the file there takes the place of the other. Windows PowerShell cuts and
# pads in its own way, so it is not compared there.

BeforeDiscovery {
    $network = 'ab515f5d85a8b844d484f6ea75a2e494'
    $screens = @(
        @{ Name = 'Chat'; Line = "'livechat|22|1761|587', 'whatsappbyedna|58|35799000112@edna|614' | Get-OLChatByUserCode" }
        @{ Name = 'Dialog'; Line = 'Get-OLDialog 1763, 2103, 2043, 2104' }
        @{ Name = 'SessionResult'; Line = "'livechat|22|1761|587' | Get-OLChatByUserCode | Join-OLSession | Start-OLSession" }
        @{ Name = 'SessionResult#Verified'; Line = "'livechat|22|1761|587' | Get-OLChatByUserCode | Join-OLSession -Verify" }
        @{ Name = 'PinChange'; Line = 'Add-OLSessionPin -All' }
        @{
            Name = 'SessionRating'
            Line = "Set-OLSessionRating 10001 -Rating 5 -Comment 'Well done, thank you for the answer; it helped us a lot'"
        }
        @{ Name = 'SessionHistory'; Line = 'Get-OLSessionHistory 10001, 10007' }
        @{ Name = 'Session'; Line = 'Get-OLSession' }
        @{ Name = 'Message'; Line = '$null = Join-OLSession 1763; Get-OLMessage 1763' }
        @{
            Name = 'WatchedMessage'
            Line = '$null = Watch-OLMessage -Once; $null = Join-OLSession 1763; $null = Send-OLMessage 1763 Hello; Watch-OLMessage -Once'
        }
        @{ Name = 'MessageFile'; Line = '$null = Join-OLSession 2115; (Get-OLMessage 2115 -All).Files' }
        @{ Name = 'MessageAuthor'; Line = '(Get-OLSessionHistory 10001).Users' }
        @{ Name = 'SentMessage'; Line = "Get-OLChatByUserCode 'livechat|22|1761|587' | Join-OLSession | Send-OLMessage -Text Hello" }
        @{ Name = 'RecentDialog'; Line = '$null = Join-OLSession 1763; Get-OLRecentDialog' }
        @{
            Name = 'SavedFile'
            Line = '$null = Join-OLSession 2115; (Get-OLMessage 2115 -All).Files | Save-OLFile -Path $folder | Move-Path'
        }
        @{ Name = 'Line'; Line = 'Get-OLLine -WithQueue' }
        @{ Name = 'LineResult'; Line = "Set-OLLine 22 -Property @{ LINE_NAME = 'Support' }" }
        @{ Name = 'Operator'; Line = 'Get-OLOperator' }
        @{ Name = 'Connector'; Line = 'Get-OLConnector -Connection $application' }
        @{
            Name = 'ConnectorStatus'
            Line = 'Get-OLConnector -Connection $application | Get-OLConnectorStatus -LineId { 22 } -Connection $application'
        }
        @{ Name = 'CrmChat'; Line = 'Get-OLCrmChat contact 71 -IncludeClosed' }
        @{ Name = 'NetworkLine'; Line = "Add-OLNetworkLine $network" }
        @{ Name = 'NetworkMessage'; Line = "`$null = Add-OLNetworkLine $network; Send-OLNetworkMessage 5 Hello -Code $network" }
        @{ Name = 'Outcome'; Line = '1763, 2043 | Join-OLSession -ErrorAction Stop | Select-Object -First 1 | Out-Null; Receive-OLOutcome' }
        @{ Name = 'Revision'; Line = 'Get-OLRevision' }
        @{ Name = 'PublicAddress'; Line = 'Get-OLPublicPath' }
        @{
            Name = 'Bitrix24Connection'
            Line = '$null = Connect-Bitrix24 -Sandbox -Name prod -MaximumRequestRate 2; Get-Bitrix24Connection | Sort-Object Name'
        }
        @{ Name = 'ConnectionReport'; Line = 'Test-Bitrix24Connection -Detailed' }
        @{ Name = 'Errors'; Line = "'nobody|1|1|1', 'nobody|1|1|2', '', 'nobody|1|1|3' | Get-OLChatByUserCode 2>&1" }
    )

    # What is made of words is looked at in Russian too.
    foreach ($screen in $screens | Where-Object Name -In 'Errors', 'ConnectionReport') {
        $russian = $screen.Clone()
        $russian.Culture = 'ru-RU'
        $screens += $russian
    }

    foreach ($screen in $screens) {
        $screen.Title = if ($screen.Culture) { "$($screen.Name).ru" } else { $screen.Name }
        if (-not $screen.Culture) { $screen.Culture = 'en-US' }

        # What is shown by itself is a table, but for a report.
        $screen.Other = switch ($screen.Name) { 'Errors' { $null } 'ConnectionReport' { 'Format-Table' } default { 'Format-List' } }
    }
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:results = [System.IO.Path]::GetFullPath("$PSScriptRoot/../../TestResults/Screens")
    $script:rendering = if ($PSStyle) { $PSStyle.OutputRendering }

    # Moments and sizes of answers are those of the run; what stands for them is as wide.
    function Get-Screen {
        param([object[]] $Shown, [int] $Width)

        $text = $Shown | Out-String -Width $Width
        $text = $text -replace '\d{4}-\d\d-\d\d \d\d:\d\d', 'yyyy-MM-dd HH:mm' -replace '(?<=HH:mm):\d\d', ':ss'
        $text = $text -replace '(?m)^( *Bytes(Sent|Received) +)\d+', '$1n'
        (($text -split '\r?\n' | ForEach-Object -MemberName TrimEnd) -join "`n").Trim("`n")
    }

    # A result with a path that every machine could have.
    filter Move-Path {
        $moved = [ordered] @{ PSTypeName = $_.PSObject.TypeNames[0] }
        foreach ($member in $_.PSObject.Properties) { $moved[$member.Name] = $member.Value }
        $moved.Path = '/home/anna/chats of this year/' + [System.IO.Path]::GetFileName($_.Path)
        [pscustomobject] $moved
    }
}

AfterAll {
    Close-Module
}

Describe 'The screen of <Name> in <Culture>' -Skip:($PSVersionTable.PSVersion.Major -lt 7) -ForEach $screens {
    BeforeAll {
        $thread = [System.Threading.Thread]::CurrentThread
        $script:cultureBefore = $thread.CurrentUICulture
        $thread.CurrentUICulture = $Culture
        $portal = $null
        if ($Line -like '*$application*') {
            $portal = Open-Portal
            $application = Connect-Bitrix24 -Portal $portal.Address -AccessToken (ConvertTo-Secret 'sandboxtoken1')
        }

        $null = Connect-Bitrix24 -Sandbox
        $folder = "$TestDrive/files"
        $null = New-Item -ItemType Directory -Path $folder -Force
        $PSStyle.OutputRendering = 'PlainText'
        $shown = @(& ([scriptblock]::Create($Line)))
        $parts = foreach ($width in 79, 80, 200) {
            "======== $width columns"
            Get-Screen $shown $width
            if ($Other) {
                "-------- | $Other"
                Get-Screen @($shown | Select-Object -First 1 | & $Other) $width
            }
        }

        $script:screen = ($parts -join "`n") + "`n"
    }

    AfterAll {
        [System.Threading.Thread]::CurrentThread.CurrentUICulture = $cultureBefore
        $PSStyle.OutputRendering = $rendering
        Get-Bitrix24Connection | ForEach-Object { Disconnect-Bitrix24 $_ }
        Close-Portal $portal
    }

    It 'is the approved one' {
        $file = "$PSScriptRoot/Screens/$Title.txt"
        $approved = if (Test-Path -LiteralPath $file) { (Get-Content -LiteralPath $file -Raw -Encoding utf8) -replace '\r' }
        if ($approved -cne $screen) {
            $null = New-Item -ItemType Directory -Path $results -Force
            [System.IO.File]::WriteAllText("$results/$Title.txt", $screen)
        }

        $screen | Should -BeExactly $approved -Because "it is what was looked at; the new one is TestResults/Screens/$Title.txt"
    }

    It 'is no wider than the console' -Skip:(-not $Other) {
        $width = 0
        foreach ($row in $screen -split "`n") {
            if ($row -match '^=+ (\d+) columns') { $width = [int] $Matches[1] }
            $row.Length | Should -BeLessOrEqual $width -Because $row
        }
    }
}

Describe 'The approved screens' {
    It 'are those of the types that have a table' {
        $format = [xml] (Get-Content -LiteralPath "$ModuleFolder/OpenLines.Format.ps1xml" -Raw)
        $types = $format.SelectNodes('//View[TableControl]/ViewSelectedBy/TypeName').InnerText -replace '^OpenLines\.'
        $approved = Get-ChildItem "$PSScriptRoot/Screens" -Filter *.txt
        $approved.BaseName -notlike '*.ru' | Sort-Object | Should -Be (@($types) + 'Errors' | Sort-Object)
    }
}
