BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    $script:portal = Open-Portal '--recorded', '50'
    $script:connection = Connect-Bitrix24 -Webhook $portal.SecureWebhook
    $null = Join-OLSession 2115
    $script:files = @((Get-OLMessage 2115 -All).Files)
    $script:folder = (New-Item -ItemType Directory -Path TestDrive:/files).FullName

    function Get-Body {
        $bodies = Invoke-RestMethod -Uri "$($portal.Address)/requests"
        $bodies | Where-Object { $_ } | Select-Object -Last 1
    }
}

AfterAll {
    Close-Portal $portal
    Close-Module
}

Describe 'Save-OLFile' {
    It 'saves a file under its name, whole' {
        $saved = $files[0] | Save-OLFile -Path $folder
        $saved | Should -BeOfType OpenLines.SavedFile
        $saved.FileId | Should -Be $files[0].FileId
        $saved.ChatId | Should -Be 2115
        $saved.WasThere | Should -BeFalse
        Split-Path -Path $saved.Path -Leaf | Should -BeExactly $files[0].Name
        (Get-Item -LiteralPath $saved.Path).Length | Should -Be $files[0].Size
        $saved.Size | Should -Be $files[0].Size
        Get-ChildItem -Path $folder -Filter file-*.part | Should -BeNullOrEmpty
    }

    It 'asks for the address by the names of the method' {
        $null = Save-OLFile $files[0].FileId 2115 -Path $folder
        Get-Body | Should -BeExactly ('{"dialogId":"chat2115","fileId":' + $files[0].FileId + '}')
    }

    It 'leaves what was saved before, and numbers what has the name of another' {
        $again = $files[0] | Save-OLFile -Path $folder
        $again.WasThere | Should -BeTrue
        $other = Save-OLFile $files[0].FileId 2115 -Name $files[0].Name -Path $folder
        $other.WasThere | Should -BeFalse
        Split-Path -Path $other.Path -Leaf | Should -BeLike '* (2).*'
    }

    It 'makes a name of what somebody called it: <Given>' -ForEach @(
        @{ Given = '../../evil.png'; Name = '_.._evil.png' }
        @{ Given = 'a:b*c?.txt'; Name = 'a_b_c_.txt' }
        @{ Given = 'CON.txt'; Name = '_CON.txt' }
        @{ Given = 'com1'; Name = '_com1' }
        @{ Given = "x$([char] 0x202E)gnp.exe"; Name = 'x_gnp.exe' }
        @{ Given = 'name. . '; Name = 'name' }
        @{ Given = ('n' * 300) + '.png'; Name = ('n' * 116) + '.png' }
        @{ Given = ([string] [char] 0x6F22 * 200) + '.png'; Name = ([string] [char] 0x6F22 * 78) + '.png' }
        @{ Given = "COM$([char] 0xB9).txt"; Name = "_COM$([char] 0xB9).txt" }
        @{ Given = 'conout$'; Name = '_conout$' }
        @{ Given = 'File-78.part'; Name = '_File-78.part' }
        @{ Given = 'file-78.part.version'; Name = '_file-78.part.version' }
    ) {
        $saved = Save-OLFile $files[0].FileId 2115 -Name $Given -Path $folder
        Split-Path -Path $saved.Path -Leaf | Should -BeExactly $Name
        Split-Path -Path $saved.Path -Parent | Should -Be $folder
    }

    It 'names one that has no name by its id' {
        $saved = Save-OLFile $files[0].FileId 2115 -Path $folder
        Split-Path -Path $saved.Path -Leaf | Should -BeLike "file-$($files[0].FileId)*"
    }

    It 'shows the address nowhere' {
        $address = "$($portal.Address)/rest/download.json?token=tellnobody77"
        Send-PortalAnswer $portal @{ status = 200; body = "{`"result`":{`"downloadUrl`":`"$address`"}}" }
        $all = & { Save-OLFile 5 2115 -Path $folder -Verbose -Debug } *>&1
        $failure = $all | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }
        $failure.FullyQualifiedErrorId | Should -BeExactly 'FileNotFetched,OpenLines.Commands.SaveOLFileCommand'
        "$($all | Out-String -Width 4000) $($failure.Exception) $($failure.ErrorDetails)" | Should -Not -BeLike '*tellnobody77*'
        Get-ChildItem -Path $folder -Filter file-*.part | Should -BeNullOrEmpty
    }

    It 'goes on with half a file, and only where it is still the same' {
        $half = Join-Path -Path $folder -ChildPath file-77.part
        $address = "$($portal.Address)/rest/download.json?token=x"
        $url = @{ status = 200; body = "{`"result`":{`"downloadUrl`":`"$address`"}}" }
        $write = {
            [System.IO.File]::WriteAllText($half, '0123')
            [System.IO.File]::WriteAllText("$half.version", "$(([uri] $portal.Address).Authority)`n10`n`"v1`"`n")
        }
        $rest = { param($Tag) @{ status = 206; body = '456789'; contentType = 'text/plain'
                headers = @{ ETag = $Tag; 'Content-Range' = 'bytes 4-9/10' } } }

        & $write
        Send-PortalAnswer $portal $url
        Send-PortalAnswer $portal (& $rest '"v1"')
        $saved = Save-OLFile 77 2115 -Name half.txt -Path $folder
        $saved.Size | Should -Be 10
        [System.IO.File]::ReadAllText($saved.Path) | Should -BeExactly '0123456789'
        Get-ChildItem -Path $folder -Filter file-*.part* | Should -BeNullOrEmpty

        & $write
        Send-PortalAnswer $portal $url
        Send-PortalAnswer $portal (& $rest '"v2"')
        (Save-OLFile 77 2115 -Name other.txt -Path $folder 2>&1).FullyQualifiedErrorId | Should -BeLike 'FileNotFetched,*'
        Join-Path -Path $folder -ChildPath other.txt | Should -Not -Exist
        Get-ChildItem -Path $folder -Filter file-*.part* | Should -BeNullOrEmpty

        & $write
        Send-PortalAnswer $portal $url
        Send-PortalAnswer $portal @{ status = 200; body = 'abcdefghij'; contentType = 'text/plain' }
        [System.IO.File]::ReadAllText((Save-OLFile 77 2115 -Name other.txt -Path $folder).Path) | Should -BeExactly 'abcdefghij'

        # That of another portal is nothing to go on with.
        & $write
        [System.IO.File]::WriteAllText("$half.version", "example.test`n10`n`"v1`"`n")
        Send-PortalAnswer $portal $url
        Send-PortalAnswer $portal (& $rest '"v1"')
        (Save-OLFile 77 2115 -Name third.txt -Path $folder 2>&1).FullyQualifiedErrorId | Should -BeLike 'FileNotFetched,*'
    }

    It 'leaves no file that looks whole where nothing came' {
        $address = "$($portal.Address)/rest/download.json?token=x"
        Send-PortalAnswer $portal @{ status = 200; body = "{`"result`":{`"downloadUrl`":`"$address`"}}" }
        Send-PortalAnswer $portal @{ status = 502; body = '' }
        (Save-OLFile 78 2115 -Name none.txt -Path $folder 2>&1).FullyQualifiedErrorId | Should -BeLike 'FileNotFetched,*'
        Join-Path -Path $folder -ChildPath none.txt | Should -Not -Exist
    }

    It 'writes over nothing that somebody has put there: <_>' -ForEach 'file-79.part', 'file-79.part.version' {
        if ($IsWindows -or $PSVersionTable.PSVersion.Major -lt 6) { Set-ItResult -Skipped -Because 'links need a right there'; return }
        $kept = Join-Path -Path $TestDrive -ChildPath kept.txt
        [System.IO.File]::WriteAllText($kept, 'kept')
        $link = Join-Path -Path $folder -ChildPath $_
        $null = New-Item -ItemType SymbolicLink -Path $link -Target $kept
        Send-PortalAnswer $portal @{
            status = 200; body = "{`"result`":{`"downloadUrl`":`"$($portal.Address)/rest/download.json?token=x`"}}"
        }
        $failure = Save-OLFile 79 2115 -Name linked.txt -Path $folder 2>&1
        $failure.FullyQualifiedErrorId | Should -BeLike 'FileNotSaved,*'
        "$failure" | Should -BeLike "*$_*Delete it*"
        [System.IO.File]::ReadAllText($kept) | Should -BeExactly 'kept'
        Remove-Item -LiteralPath $link
    }

    It 'calls no address that is not safe: <_>' -ForEach 'http://example.test/x', 'ftp://example.test/x', 'nothing' {
        Send-PortalAnswer $portal @{ status = 200; body = "{`"result`":{`"downloadUrl`":`"$_`"}}" }
        (Save-OLFile 5 2115 -Path $folder 2>&1).FullyQualifiedErrorId | Should -BeLike 'FileNotFetched,*'
    }

    It 'is an error where there is no such file, no id and no folder' {
        (Save-OLFile 5 2115 -Path $folder 2>&1).FullyQualifiedErrorId | Should -BeLike 'FILE_NOT_FOUND,*'
        (Save-OLFile x 2115 -Path $folder 2>&1).FullyQualifiedErrorId | Should -BeLike 'InvalidFileId,*'
        (Save-OLFile 5 -Path $folder 2>&1).FullyQualifiedErrorId | Should -BeLike 'InvalidChatId,*'
        (Get-Failure { Save-OLFile 5 2115 -Path "$folder/nowhere" }).FullyQualifiedErrorId | Should -BeLike 'InvalidFolder,*'
        (Get-Failure { Save-OLFile 5 2115 -Path env: }).FullyQualifiedErrorId | Should -BeLike 'InvalidFolder,*'
    }

    It 'tells what a list of files is that is none' {
        $failure = $null | Save-OLFile -Path $folder 2>&1
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidFileId,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*$null*Files of messages*Where-Object*'
    }

    It 'asks before, and sends nothing with -WhatIf' {
        $before = $connection.Calls
        $files | Save-OLFile -Path $folder -WhatIf 6> $null | Should -BeNullOrEmpty
        $connection.Calls | Should -Be $before
    }

    It 'is shown in 80 columns' {
        $files[0] | Save-OLFile -Path $folder | Out-String -Width 80 | Should -Match 'FileId\s+Size\s+WasThere\s+Path'
    }
}
