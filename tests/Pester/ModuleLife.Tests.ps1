BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    $script:code = 'livechat|22|1761|587'

    # A copy of the module as if it were installed elsewhere, with one file of another build in it: of another version, or of the same.
    function New-Copy {
        param([string] $Name, [string] $Changed, [switch] $OtherVersion)

        $copy = Join-Path -Path $TestDrive -ChildPath $Name
        $null = New-Item -ItemType Directory -Path $copy
        Copy-Item -Path $ModuleFolder -Destination $copy -Recurse
        $manifest = Join-Path -Path $copy -ChildPath 'OpenLines/OpenLines.psd1'
        [System.IO.File]::WriteAllText(
            $manifest, ([System.IO.File]::ReadAllText($manifest) -replace "(ModuleVersion\s*=\s*')[^']+", '${1}9.9.9'))
        if ($Changed) {
            $bytes = [System.Text.Encoding]::GetEncoding('iso-8859-1')
            foreach ($file in Get-ChildItem -Path "$copy/OpenLines/bin/*/$Changed") {
                # Bytes behind the end of an assembly are nothing to the runtime.
                $text = $bytes.GetString([System.IO.File]::ReadAllBytes($file.FullName)) + "`0"
                if ($OtherVersion) {
                    # In the assembly's own row of its metadata the version stands behind the number of the hash algorithm.
                    $version = [System.Reflection.AssemblyName]::GetAssemblyName($file.FullName).Version
                    $before, $after = foreach ($one in $version, [version] '9.9.9.9') {
                        -join [char[]](4, 128, 0, 0, $one.Major, 0, $one.Minor, 0, $one.Build, 0, $one.Revision, 0)
                    }

                    $text = $text.Replace($before, $after)
                }

                [System.IO.File]::WriteAllBytes($file.FullName, $bytes.GetBytes($text))
            }
        }

        $manifest
    }

    # Imports them one after the other, and says after each what is there.
    function Invoke-Import {
        param([string[]] $Manifest, [string] $First = '')

        $script = "$First; foreach (`$manifest in '$($Manifest -join "', '")') { " +
            'try { Import-Module -Name $manifest -ErrorAction Stop } ' +
            'catch { "$($_.FullyQualifiedErrorId) | $($_.CategoryInfo.Category) | $_" }; ' +
            "if (Get-Module OpenLines) { `$null = Connect-Bitrix24 -Sandbox; (Get-OLChatByUserCode '$code').ChatId } }; " +
            '"$(@([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq "Bitrix24.Rest" }).Count) loaded"'
        Invoke-FreshPowerShell -Command $script
    }
}

Describe 'The import' {
    It 'needs no module that is loaded by itself' {
        $said = Invoke-FreshPowerShell -Command ("`$PSModuleAutoLoadingPreference = 'None'; Import-Module '$ModuleManifest'; " +
            "`$c = Connect-Bitrix24 -Sandbox; (Get-OLChatByUserCode '$code').ChatId; Remove-Module OpenLines; `$c.State; `$Error.Count")
        $said | Should -Be '1763', 'Disconnected', '0'
    }

    It 'needs no command, in a runspace that has <Has>' -ForEach @(
        @{ Has = 'none'; Command = @() }
        @{ Has = 'Import-Module'; Command = 'Import-Module' }
    ) {
        $state = [initialsessionstate]::Create()
        $state.LanguageMode = 'FullLanguage'
        foreach ($name in $Command) {
            $type = (Get-Command -Name $name).ImplementingType
            $state.Commands.Add([System.Management.Automation.Runspaces.SessionStateCmdletEntry]::new($name, $type, $null))
        }

        if (-not $Command) { $state.ImportPSModule($ModuleManifest) }
        $runspace = [runspacefactory]::CreateRunspace($state)
        $runspace.Open()
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        try {
            $begin = if ($Command) { "Import-Module '$ModuleManifest'" }
            $output = $shell.AddScript(
                "$begin; `$c = Connect-Bitrix24 -Sandbox; ('$code' | Get-OLChatByUserCode | Join-OLSession).ChatId").Invoke()
            $output | Should -Be 1763
            $shell.Streams.Error | Should -BeNullOrEmpty
            $runspace.SessionStateProxy.GetVariable('Error') | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
            $runspace.Dispose()
        }
    }
}

Describe 'A module that goes while a pipeline runs' {
    BeforeEach {
        Import-Module -Name $ModuleManifest
        $script:connection = Connect-Bitrix24 -Sandbox
    }

    AfterEach {
        Remove-Module -Name OpenLines -ErrorAction Ignore
    }

    It 'leaves it its connection, and has <State> it at the end: <Remove>' -ForEach @(
        @{ Remove = 'Remove-Module OpenLines'; State = 'Disconnected' }
        @{ Remove = 'Remove-Module OpenLines; Import-Module $ModuleManifest'; State = 'Disconnected' }
        @{ Remove = 'Import-Module $ModuleManifest -Force'; State = 'Open' }
        @{ Remove = 'Import-Module $ModuleManifest -Force; Remove-Module OpenLines'; State = 'Disconnected' }
    ) {
        $remove = [scriptblock]::Create($Remove)
        $script:isLeft = $false
        $results = @(, $code * 200 | Get-OLChatByUserCode | ForEach-Object {
                if (-not $isLeft) { & $remove; $script:isLeft = $true; $script:state = "$($connection.State)" }
                $_
            } | Join-OLSession -ErrorVariable failed | Start-OLSession -ErrorVariable +failed)
        $results.ChatId | Should -Be (, 1763 * 200)
        $failed | Should -BeNullOrEmpty
        $script:state | Should -Be 'Open'
        "$($connection.State)" | Should -Be $State
        Import-Module -Name $ModuleManifest
        @(Get-Bitrix24Connection).Count | Should -Be ([int]($State -eq 'Open'))
    }

    It 'leaves it to a pipeline that begins inside that one' {
        $results = @($code, $code | Get-OLChatByUserCode | ForEach-Object {
                Remove-Module -Name OpenLines
                Import-Module -Name $ModuleManifest
                $_ | Join-OLSession | Start-OLSession
            })
        $results.ChatId | Should -Be 1763, 1763
        "$($connection.State)" | Should -Be 'Disconnected'
    }

    It 'closes it when the pipeline is ended before its end' {
        $results = @(, $code * 200 | Get-OLChatByUserCode | ForEach-Object { Remove-Module -Name OpenLines -ErrorAction Ignore; $_ } |
            Select-Object -First 1)
        $results.ChatId | Should -Be 1763
        "$($connection.State)" | Should -Be 'Disconnected'
        Import-Module -Name $ModuleManifest
        { Get-OLChatByUserCode $code -ErrorAction Stop } | Should -Throw -ErrorId 'NotConnected,*'
    }

    It 'leaves alone the connection that the pipeline makes after that' {
        $script:next = $null
        $results = @($code, $code | Get-OLChatByUserCode | ForEach-Object {
                if (-not $next) {
                    Remove-Module -Name OpenLines
                    Import-Module -Name $ModuleManifest
                    $script:next = Connect-Bitrix24 -Sandbox
                }

                $_ | Join-OLSession -Connection $next
            })
        $results.ChatId | Should -Be 1763, 1763
        "$($connection.State), $($next.State)" | Should -Be 'Disconnected, Open'
        (Get-OLChatByUserCode $code).ChatId | Should -Be 1763
    }

    It 'leaves a pipeline of another runspace the connection that it was given' {
        $shell = [powershell]::Create()
        try {
            $script = "param(`$c, `$code) Import-Module '$ModuleManifest'; , `$code * 100 | Get-OLChatByUserCode -Connection `$c | " +
                'ForEach-Object { Start-Sleep -Milliseconds 1; $_ } | Join-OLSession -Connection $c'
            $null = $shell.AddScript($script).AddArgument($connection).AddArgument($code)
            $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
            $nothing = [System.Management.Automation.PSDataCollection[psobject]]::new()
            $nothing.Complete()
            $run = $shell.BeginInvoke($nothing, $output)
            Wait-Until { $output.Count -gt 0 }
            Remove-Module -Name OpenLines
            $null = $shell.EndInvoke($run)
            $output.ChatId | Should -Be (, 1763 * 100)
            $shell.Streams.Error | Should -BeNullOrEmpty
            "$($connection.State)" | Should -Be 'Disconnected'
        }
        finally {
            $shell.Dispose()
        }
    }
}

Describe 'Two of the module in one process' {
    It 'are one where their files are the same, whatever their folders and manifests' {
        $said = Invoke-Import $ModuleManifest, (New-Copy 'same')
        $said | Should -Be '1763', '1763', '1 loaded'
    }

    It 'are not two where their builds differ: <_>' -ForEach 'OpenLines.dll', 'Bitrix24.Rest.dll', 'Bitrix24.OpenLines.dll',
        'Bitrix24.Sandbox.dll' {
        $said = Invoke-Import $ModuleManifest, (New-Copy "other-$_" $_)
        $said[0] | Should -Be '1763'
        $said[1] | Should -BeLike 'OtherBuildLoaded,* | ResourceExists | Another build of OpenLines is loaded*'
        $said[1] | Should -BeLike "*$ModuleFolder*other-$_*Start a new PowerShell for it."
        $said[2] | Should -Be '1763' -Because 'the first of them goes on'
        $said[3] | Should -Be '1 loaded'
    }

    It 'are not two where their versions differ, whichever comes first' {
        $copy = New-Copy 'version' 'OpenLines.dll' -OtherVersion
        $said = Invoke-Import $ModuleManifest, $copy
        $said[0, 2] | Should -Be '1763', '1763'
        $said[1] | Should -BeLike 'OtherBuildLoaded,* | ResourceExists | *: OpenLines 0.* from *'
        $said = Invoke-Import $copy, $ModuleManifest
        $said[0, 2] | Should -Be '1763', '1763'
        $said[1] | Should -BeLike 'OtherBuildLoaded,* | ResourceExists | *: OpenLines 9.9.9.9 from *'
    }

    It 'are not two where a program has loaded one by itself' {
        $said = @(Invoke-Import $ModuleManifest -First ('$null = [System.Reflection.Emit.AssemblyBuilder]::DefineDynamicAssembly(' +
                "[System.Reflection.AssemblyName]::new('Bitrix24.Rest, Version=9.9.9.9'), 'Run')"))
        $said[0] | Should -BeLike 'OtherBuildLoaded,* | ResourceExists | *: Bitrix24.Rest 9.9.9.9 from memory. *'
    }

    It 'are not two in a constrained language either' {
        $copy = New-Copy 'constrained' 'OpenLines.dll'
        $runspace = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2())
        $runspace.Open()
        $runspace.SessionStateProxy.LanguageMode = 'ConstrainedLanguage'
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        try {
            $said = $shell.AddScript(
                "Import-Module '$ModuleManifest'; try { Import-Module '$copy' } catch { `"`$_`" }; " +
                '(Get-Module OpenLines).ModuleBase').Invoke()
            $said[0] | Should -BeLike "Another build of OpenLines is loaded*$ModuleFolder*constrained*Start a new PowerShell for it."
            $said[1] | Should -Be $ModuleFolder
        }
        finally {
            $shell.Dispose()
            $runspace.Dispose()
        }
    }
}
