#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# A job that is spread over hosts, as docs/scale.md has it: two SSH servers of this machine stand for them.

BeforeDiscovery {
    $hasServer = $IsLinux -and (Get-Command -Name ssh, ssh-keygen -ErrorAction Ignore).Count -eq 2 -and
        @(Get-Command -Name sshd, /usr/sbin/sshd -ErrorAction Ignore).Count
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module

    function Get-FreePort {
        $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start()
        $listener.LocalEndpoint.Port
        $listener.Stop()
    }

    function New-Key {
        param([string] $Path)

        & ssh-keygen -q -t ed25519 -N '' -f $Path
        Get-Content -LiteralPath "$Path.pub"
    }

    # A server that lets in whoever has the key, and that has the module, as a host has that it was installed on.
    function Start-SshServer {
        param([string] $Name, [string] $Folder)

        $port = Get-FreePort
        $own = Get-OwnProgram
        $first = if ([System.IO.Path]::GetFileNameWithoutExtension($own) -eq 'dotnet') { Join-Path -Path $PSHOME -ChildPath 'pwsh.dll' }
        Add-Content -LiteralPath "$Folder/known" -Value "[127.0.0.1]:$port $(New-Key "$Folder/$Name")"
        Add-Content -LiteralPath "$Folder/config" -Value "Host $Name", "  Port $port"
        Set-Content -LiteralPath "$Folder/$Name.conf" -Value @(
            "Port $port"
            'ListenAddress 127.0.0.1'
            "HostKey $Folder/$Name"
            "AuthorizedKeysFile $Folder/key.pub"
            'PasswordAuthentication no'
            'UsePAM no'
            'StrictModes no'
            'PidFile none'
            "SetEnv PSModulePath=$([System.IO.Path]::GetDirectoryName($ModuleFolder)) BITRIX24_PACE_FOLDER=none"
            "Subsystem powershell $own $first -sshs -NoLogo -NoProfile"
        )
        $program = (Get-Command -Name sshd, /usr/sbin/sshd -ErrorAction Ignore)[0].Source
        $log = "$Folder/$Name.log"
        Start-Process -FilePath $program -ArgumentList '-D', '-e', '-f', "$Folder/$Name.conf" -PassThru -RedirectStandardError $log
        Wait-Until { (Get-Content -LiteralPath $log -Raw) -match 'Server listening' }
    }

    function Get-Block {
        param([string] $Page)

        $text = Get-Content -LiteralPath $Page -Raw
        [regex]::Match($text, '(?s)```powershell\n(\$sessions = .*?)```').Groups[1].Value
    }
}

AfterAll {
    Close-Module
}

Describe 'A job that is spread over two hosts' -Skip:(-not $hasServer) {
    BeforeAll {
        $script:folder = "$TestDrive/ssh"
        $null = New-Item -ItemType Directory -Path $folder, "$folder/bin"
        if ([System.Environment]::UserName -eq 'root') { $null = New-Item -ItemType Directory -Path /run/sshd -Force }
        $null = New-Key "$folder/key"
        $script:servers = @('one.example', 'two.example' | ForEach-Object { Start-SshServer $_ $folder })
        Add-Content -LiteralPath "$folder/config" -Value @(
            'Host *'
            '  HostName 127.0.0.1'
            "  User $([System.Environment]::UserName)"
            "  IdentityFile $folder/key"
            "  UserKnownHostsFile $folder/known"
        )
        Set-Content -LiteralPath "$folder/bin/ssh" -Value '#!/bin/sh', "exec $((Get-Command ssh).Source) -F $folder/config `"`$@`""
        & /bin/chmod +x "$folder/bin/ssh"
        $script:path = $env:PATH
        $env:PATH = "$folder/bin:$path"

        $script:portal = Open-Portal '--chats', 200
        function Get-Secret { param([string] $Name) if ($Name -eq 'Bitrix24Webhook') { $portal.SecureWebhook } }
        $numbers = @(1..120) + @(1..30)
        $rows = @($numbers | ForEach-Object { "livechat|1|$_|$_" }) + 'nobody|1|1|1'
        Push-Location -LiteralPath $TestDrive
        $rows | ForEach-Object { [pscustomobject]@{ UserCode = $_ } } | Export-Csv codes.csv
        . ([scriptblock]::Create((Get-Block "$PSScriptRoot/../../docs/scale.md")))
        $script:doneRows = @(Import-Csv done.csv)
        $script:failedRows = @(Import-Csv failed.csv)
    }

    AfterAll {
        Pop-Location
        $env:PATH = $path
        Close-Portal $portal
        $servers | Stop-Process
    }

    It 'has one outcome for each row' {
        $doneRows.Count | Should -Be 150
        $failedRows.UserCode | Should -Be 'nobody|1|1|1'
        $failedRows.ErrorId | Should -Be 'ACCESS_DENIED'
    }

    It 'is worked on by both' {
        ($doneRows.PSComputerName | Sort-Object -Unique) -join ' ' | Should -Be 'one.example two.example'
    }

    It 'has all rows of one user code on one host' {
        $doneRows | Group-Object UserCode | ForEach-Object { @($_.Group.PSComputerName | Sort-Object -Unique).Count | Should -Be 1 }
    }

    It 'joins each chat once for each of its rows' {
        Get-PortalChatCount $portal imopenlines.session.join | Should -Be 120
    }
}
