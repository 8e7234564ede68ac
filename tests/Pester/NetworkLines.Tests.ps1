BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:portal = Open-Portal '--recorded', '100'
    $script:line = 'ab515f5d85a8b844d484f6ea75a2e494'
    $script:off = '0000000000000000000000000000dead'

    function Get-Body {
        $bodies = Invoke-RestMethod -Uri "$($portal.Address)/requests"
        $bodies | Select-Object -Last 1
    }
}

AfterAll {
    Disconnect-Bitrix24
    Close-Portal $portal
    Close-Module
}

Describe 'Get-OLRevision and Get-OLPublicPath' {
    BeforeEach { $script:connection = Connect-Portal $portal }

    It 'tells the revisions' {
        $revision = Get-OLRevision
        Get-Body | Should -BeExactly '{}'
        $revision.Rest, $revision.Web, $revision.Mobile | ForEach-Object { $_ | Should -BeOfType long }
        $revision.Rest | Should -Be $revision.Raw.rest
        $revision | Out-String -Width 80 | Should -Match 'Rest\s+Web\s+Mobile'
    }

    It 'reads numbers that are written as text, and keeps what it does not know' {
        Send-PortalAnswer $portal @{ status = 200; body = '{"result":{"rest":"3","web":1,"new":[7]}}' }
        $revision = Get-OLRevision
        $revision.Rest, $revision.Web, $revision.Mobile | Should -Be 3, 1, $null
        $revision.Raw.new | Should -Be 7
    }

    It 'tells the address of the pages' {
        Send-PortalAnswer $portal @{ status = 200; body = '{"result":{"SERVER_ADDRESS":"https://a.b/","PUBLIC_PATH":"/contact_center/"}}' }
        $path = Get-OLPublicPath
        Get-Body | Should -BeExactly '{}'
        $path.ServerAddress, $path.PublicPath, $path.Url | Should -Be 'https://a.b/', '/contact_center/', 'https://a.b/contact_center/'
        (Get-OLPublicPath).Url | Should -BeExactly "$($portal.Address)/contact_center/"
    }

    It 'says so where the answer is none' -ForEach '{"result":true}', '{"result":[]}', '{"result":{"PUBLIC_PATH":5}}' {
        Send-PortalAnswer $portal @{ status = 200; body = $_ }
        (Get-OLPublicPath 2>&1).FullyQualifiedErrorId | Should -BeExactly 'InvalidResponse,OpenLines.Commands.GetOLPublicPathCommand'
    }

    It 'takes nothing from the pipeline' -ForEach 'Get-OLRevision', 'Get-OLPublicPath' {
        (Get-Failure { 5 | & $_ }).FullyQualifiedErrorId | Should -BeLike 'UnexpectedArgument,*'
    }
}

Describe 'Add-OLNetworkLine' {
    BeforeEach { $script:connection = Connect-Portal $portal }

    It 'adds a line, and tells the same bot again' {
        $first = Add-OLNetworkLine $line
        Get-Body | Should -BeExactly "{`"CODE`":`"$line`"}"
        $first.Code | Should -BeExactly $line
        $first.BotId | Should -BeGreaterThan 0
        (Add-OLNetworkLine " $line ").BotId | Should -Be $first.BotId
    }

    It 'sends many in batches' {
        $others = 1..60 | ForEach-Object { "$_".PadLeft(32, 'f') }
        $all = @(Add-OLNetworkLine (@($line, $off) + $others) 2>&1)
        $bodies = Invoke-RestMethod -Uri "$($portal.Address)/requests"
        $commands = ($bodies | ConvertFrom-Json).cmd | ForEach-Object { $_.PSObject.Properties.Value }
        $commands -like 'imopenlines.network.join*' | Should -Contain "imopenlines.network.join?CODE=$($others[50])"
        $all[0].Code | Should -BeExactly $line
        $all[1].FullyQualifiedErrorId | Should -BeExactly 'INACTIVE,OpenLines.Commands.AddOLNetworkLineCommand'
        $all[2].FullyQualifiedErrorId | Should -BeExactly 'NOT_FOUND,OpenLines.Commands.AddOLNetworkLineCommand'
    }

    It 'says what is wrong with a code' -ForEach @(
        @{ Value = 'abc'; Say = 'it has 3 characters, not 32' }
        @{ Value = 'livechat|22|1761|58712345678901x'; Say = 'neither a letter nor a digit' }
        @{ Value = ' '; Say = 'it is blank' }
        @{ Value = 5; Say = 'Int32' }
    ) {
        $calls = $connection.Calls
        "$(Add-OLNetworkLine $Value 2>&1)" | Should -BeLike "*$Say*"
        $connection.Calls | Should -Be $calls
    }
}

Describe 'Send-OLNetworkMessage' {
    BeforeAll {
        $script:connection = Connect-Portal $portal
        $null = Add-OLNetworkLine $line
        $script:class = 'OpenLines.Commands.SendOLNetworkMessageCommand'
    }

    It 'writes to a user, once a week' {
        $result = Send-OLNetworkMessage 5 'a & b' -Code $line
        Get-Body | Should -BeExactly "{`"CODE`":`"$line`",`"USER_ID`":5,`"MESSAGE`":`"a \u0026 b`"}"
        $result.PSObject.TypeNames[0] | Should -BeExactly 'OpenLines.NetworkMessage'
        $result.UserId, $result.Code | Should -Be 5, $line
        $failed = Send-OLNetworkMessage 5 again -Code $line 2>&1
        $failed.FullyQualifiedErrorId | Should -BeExactly "USER_MESSAGE_LIMIT,$class"
        $failed.CategoryInfo.Category | Should -Be 'LimitsExceeded'
    }

    It 'sends attachment, keyboard and preview as the portal wants them' {
        $attach = [ordered] @{ ID = 1; BLOCKS = @(@{ MESSAGE = 'x' }, @{ LINK = @{ LINK = 'https://a.b' } }) }
        $keyboard = @(@{ TEXT = 'Open' })
        Send-PortalAnswer $portal @{ status = 200; body = '{"result":true}' }
        $null = Send-OLNetworkMessage 7 x -Code $line -Attach $attach -Keyboard $keyboard -NoUrlPreview
        Get-Body | Should -BeExactly ("{`"CODE`":`"$line`",`"USER_ID`":7,`"MESSAGE`":`"x`"," +
            '"ATTACH":{"ID":1,"BLOCKS":[{"MESSAGE":"x"},{"LINK":{"LINK":"https://a.b"}}]},"KEYBOARD":[{"TEXT":"Open"}],"URL_PREVIEW":"N"}')
    }

    It 'sends the same in a batch' {
        $null = 901, 902 | Send-OLNetworkMessage -Text x -Code $line -Attach @{ BLOCKS = , @{ MESSAGE = 'y z' } } -NoUrlPreview 2>&1
        (Get-Body | ConvertFrom-Json).cmd.c1 | Should -BeExactly (
            "imopenlines.network.message.add?CODE=$line&USER_ID=902&MESSAGE=x&ATTACH[BLOCKS][0][MESSAGE]=y%20z&URL_PREVIEW=N")
    }

    It 'is refused with the code of the portal: <Code>' -ForEach @(
        @{ Code = 'NOT_FOUND'; With = @{ UserId = 14; Code = 'f' * 32; Text = 'x' } }
        @{ Code = 'ATTACH_ERROR'; With = @{ UserId = 14; Text = 'x'; Attach = @{ a = 1 } }; IsAnswered = $true }
        @{ Code = 'ATTACH_OVERSIZE'; With = @{ UserId = 14; Text = 'x'; Attach = @{ BLOCKS = , @{ MESSAGE = 'x' * 31000 } } } }
        @{ Code = 'KEYBOARD_ERROR'; With = @{ UserId = 14; Text = 'x'; Keyboard = @{ a = 1 } } }
        @{ Code = 'WRONG_REQUEST'; With = @{ UserId = 777; Text = 'x' } }
    ) {
        if (-not $With.Code) { $With.Code = $line }
        if ($IsAnswered) { Send-PortalAnswer $portal @{ status = 400; body = "{`"error`":`"$Code`",`"error_description`":`"x`"}" } }
        (Send-OLNetworkMessage @With 2>&1).FullyQualifiedErrorId | Should -BeExactly "$Code,$class"
    }

    It 'takes users from a file, each with a text of his own' {
        $rows = 'UserId,Name', '14,Clara', 'x,Nobody', '16,' | ConvertFrom-Csv
        $all = @($rows | Send-OLNetworkMessage -Code $line -Text { $_.Name } 2>&1)
        $all[0].UserId | Should -Be 14
        $all[0].InputObject.Name | Should -BeExactly 'Clara'
        $all[1, 2].FullyQualifiedErrorId | Should -Be "InvalidUserId,$class", "InvalidText,$class"
    }

    It 'takes the line from Add-OLNetworkLine, and all from a record' {
        (Add-OLNetworkLine $line | Send-OLNetworkMessage -UserId 16 -Text x).UserId | Should -Be 16
        ([pscustomobject]@{ USER_ID = '18'; Code = $line; Text = 'x' } | Send-OLNetworkMessage).UserId | Should -Be 18
    }

    It 'refuses what cannot be sent, and sends nothing: <Id>' -ForEach @(
        @{ Id = 'InvalidUserId'; With = @{ UserId = 0; Text = 'x' } }
        @{ Id = 'InvalidNetworkCode'; With = @{ UserId = 1; Text = 'x'; Code = 'x' } }
        @{ Id = 'InvalidText'; With = @{ UserId = 1; Text = ' ' } }
        @{ Id = 'InvalidParameters'; With = @{ UserId = 1; Text = 'x'; Attach = 5 } }
        @{ Id = 'InvalidParameters'; With = @{ UserId = 1; Text = 'x'; Keyboard = @{ a = { 1 } } } }
    ) {
        if (-not $With.Code) { $With.Code = $line }
        $calls = $connection.Calls
        $failed = try { Send-OLNetworkMessage @With 2>&1 } catch { $_ }
        $failed.FullyQualifiedErrorId | Should -BeExactly "$Id,$class"
        $connection.Calls | Should -Be $calls
    }

    It 'sends nothing with -WhatIf' {
        $calls = $connection.Calls
        Send-OLNetworkMessage 1 x -Code $line -WhatIf | Should -BeNullOrEmpty
        $connection.Calls | Should -Be $calls
    }

    It 'is not sent again where its answer was lost' {
        Send-PortalAnswer $portal @{ status = 500; body = '' }
        (Send-OLNetworkMessage 1 x -Code $line 2>&1).FullyQualifiedErrorId | Should -BeExactly "OutcomeUnknown,$class"
    }
}
