BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    $script:code = 'livechat|22|1761|587'

    # A copy of the module as if it were installed elsewhere, with files of another build in it.
    function New-Copy {
        param([string] $Name, [string] $Changed, [string] $Replacement)

        $copy = Join-Path -Path $TestDrive -ChildPath $Name
        $null = New-Item -ItemType Directory -Path $copy
        Copy-Item -Path $ModuleFolder -Destination $copy -Recurse
        $manifest = Join-Path -Path $copy -ChildPath 'OpenLines/OpenLines.psd1'
        [System.IO.File]::WriteAllText(
            $manifest, ([System.IO.File]::ReadAllText($manifest) -replace "(ModuleVersion\s*=\s*')[^']+", '${1}9.9.9'))
        foreach ($file in Get-ChildItem -Path "$copy/OpenLines/bin/*/$Changed" -ErrorAction Ignore | Where-Object { $Changed }) {
            if ($Replacement) {
                Copy-Item -Path $Replacement -Destination $file.FullName
            }
            else {
                # Bytes behind the end of an assembly are nothing to the runtime.
                [System.IO.File]::WriteAllBytes($file.FullName, [System.IO.File]::ReadAllBytes($file.FullName) + [byte] 0)
            }
        }

        $manifest
    }

    # Imports them one after the other, and says after each what is there.
    function Invoke-Import {
        param([string[]] $Manifest, [string] $First = '')

        $script = "$First; foreach (`$manifest in '$($Manifest -join "', '")') { " +
            'try { Import-Module -Name $manifest -ErrorAction Stop } catch { "$($_.FullyQualifiedErrorId) | $($_.CategoryInfo.Category) | $_" }; ' +
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
            $output = $shell.AddScript("$begin; `$c = Connect-Bitrix24 -Sandbox; ('$code' | Get-OLChatByUserCode | Join-OLSession).ChatId").Invoke()
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

    It 'leaves it its connection to the end, and closes that then: <_>' -ForEach "Import-Module -Name '{0}' -Force", 'Remove-Module OpenLines' {
        $remove = [scriptblock]::Create(($_ -f $ModuleManifest))
        $script:isLeft = $false
        $results = @(, $code * 200 | Get-OLChatByUserCode | ForEach-Object {
                if (-not $isLeft) { & $remove; $script:isLeft = $true; $script:state = "$($connection.State)" }
                $_
            } | Join-OLSession -ErrorVariable failed | Start-OLSession -ErrorVariable +failed)
        $results.ChatId | Should -Be (, 1763 * 200)
        $failed | Should -BeNullOrEmpty
        $state | Should -Be 'Open'
        "$($connection.State)" | Should -Be 'Disconnected'
    }

    It 'leaves it to a pipeline that begins inside that one' {
        $results = @($code, $code | Get-OLChatByUserCode | ForEach-Object {
                Import-Module -Name $ModuleManifest -Force
                $_ | Join-OLSession | Start-OLSession
            })
        $results.ChatId | Should -Be 1763, 1763
        "$($connection.State)" | Should -Be 'Disconnected'
    }

    It 'closes it when the pipeline is ended before its end' {
        $results = @(, $code * 200 | Get-OLChatByUserCode | ForEach-Object { Import-Module -Name $ModuleManifest -Force; $_ } |
            Select-Object -First 1)
        $results.ChatId | Should -Be 1763
        "$($connection.State)" | Should -Be 'Disconnected'
        { Get-OLChatByUserCode $code -ErrorAction Stop } | Should -Throw -ErrorId 'NotConnected,*'
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
        $said[1] | Should -BeLike 'OtherBuildLoaded | ResourceExists | Another build of OpenLines is loaded*'
        $said[1] | Should -BeLike "*$ModuleFolder*other-$_*Start a new PowerShell for it."
        $said[2] | Should -Be '1763' -Because 'the first of them goes on'
        $said[3] | Should -Be '1 loaded'
    }

    It 'are not two where another version of an assembly is loaded' {
        $other = Join-Path -Path $TestDrive -ChildPath 'OpenLines.dll'
        $null = Invoke-FreshPowerShell -Command ("Add-Type -OutputAssembly '$other' -TypeDefinition " +
            '''[assembly: System.Reflection.AssemblyVersion(\"9.9.9.9\")] public class Other { }''')
        $said = @(Invoke-Import $ModuleManifest -First "`$null = [System.Reflection.Assembly]::LoadFrom('$other')")
        $said[0] | Should -BeLike "OtherBuildLoaded | ResourceExists | *OpenLines 9.9.9.9 from *"
        $said[1] | Should -Be '0 loaded'

        $said = Invoke-Import $ModuleManifest, (New-Copy 'version' 'OpenLines.dll' $other)
        $said[1] | Should -BeLike 'OtherBuildLoaded | *'
        $said[3] | Should -Be '1 loaded'
    }
}
