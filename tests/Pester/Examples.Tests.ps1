#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# Every example of the help is run as it stands, shows what the help says that it shows, and writes what its cmdlet declares.

BeforeDiscovery {
    . $PSScriptRoot/_Portal.ps1
    . $PSScriptRoot/_Examples.ps1
    Import-Module $ModuleManifest -Force
    $pages = (Get-Command -Module OpenLines).Name | ForEach-Object { @{ Name = $_; Examples = @(Get-Example $_) } }
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    . $PSScriptRoot/_Examples.ps1
    . $PSScriptRoot/_SignIn.ps1
    Open-Module
    $environment = @{}
    foreach ($name in 'BITRIX24_WEBHOOK', 'PORTAL_ONE', 'PORTAL_TWO', 'PATH', 'DISPLAY') {
        $environment[$name] = [Environment]::GetEnvironmentVariable($name)
    }

    # Examples on portals of their own go to this one, in the clear, behind TLS or through a proxy.
    $portal = Open-SignInPortal
    Send-Portal $portal "front Private None $TestDrive"
    Send-Portal $portal "proxy clerk:password $TestDrive"
    $env:BITRIX24_WEBHOOK = $env:PORTAL_ONE = $env:PORTAL_TWO = $portal.Webhook
    $null = Send-TokenServer 'code browserCODE1'
    $port = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
    $port.Start()
    $back = "http://localhost:$($port.LocalEndpoint.Port)/"
    $port.Stop()

    # What of an example means the reader's own network.
    $here = [ordered]@{
        '(https://)?example\.bitrix24\.com' = $portal.Address
        'http://proxy\.example:3128'        = Get-Content -Path "$TestDrive/proxy.txt"
        '(?<=-Browser) '                    = " -RedirectUri $back "
        '~/'                                = './'
    }

    # What the reader has set up: his application's token server, and the authority that his proxy's certificates come from.
    function Get-Setup {
        param([string] $Code)
        if ($Code -match '-ClientCredential') { "`$PSDefaultParameterValues['Connect-Bitrix24:TokenServer'] = '$($portal.Address)'" }
        if ($Code -match '-Proxy') { "`$PSDefaultParameterValues['Connect-Bitrix24:CertificateAuthorityPath'] = '$TestDrive/ca.pem'" }
    }

    # A browser in which somebody signs in at once.
    function Set-Browser {
        $folder = (New-Item -ItemType Directory -Path "$TestDrive/browser" -Force).FullName
        Set-Content -LiteralPath "$folder/xdg-open" -Encoding Ascii -Value @"
#!/bin/bash
exec 3<>/dev/tcp/127.0.0.1/$(([uri] $back).Port)
printf 'GET /?code=browserCODE1&state=%s HTTP/1.1\r\n\r\n' "`${1##*state=}" >&3
cat <&3
"@
        & /bin/chmod +x "$folder/xdg-open"
        $env:PATH = "$folder$([System.IO.Path]::PathSeparator)$env:PATH"
        $env:DISPLAY = ':77'
    }
}

AfterAll {
    foreach ($name in $environment.Keys) { [Environment]::SetEnvironmentVariable($name, $environment[$name]) }
    Close-Portal $portal
    Close-Module
}

Describe 'The examples of <Name>' -ForEach $pages {
    BeforeAll {
        $folder = "$TestDrive/$Name"
        $page = Open-ExamplePage $folder @{
            Portal              = $portal.Address
            Typed               = ConvertTo-Secret $(if ($Name -eq 'Connect-Bitrix24') { 'sandboxtoken1' } else { 'sandboxbotclient' })
            Bitrix24Webhook     = $portal.SecureWebhook
            Bitrix24Token       = ConvertTo-Secret 'sandboxtoken1'
            Bitrix24Application = $application
            Bitrix24Refresh     = New-RefreshToken
            'jobs/bitrix24'     = New-RefreshToken
            ProxyUser           = [pscredential]::new('clerk', (ConvertTo-Secret 'password'))
        }
        Copy-Item -Path "$TestDrive/ca.pem" -Destination "$folder/company-ca.pem"
        $page.Host.Fields.Enqueue($portal.SecureWebhook)
    }

    AfterAll {
        $page.Runspace.Dispose()
    }

    It '<Number>: <Title>' -ForEach $Examples {
        if ($IsForSeven -and $PSVersionTable.PSVersion.Major -lt 7) { Set-ItResult -Skipped -Because 'it is for PowerShell 7' }
        if ($Code -match '-Browser') {
            if (-not $IsLinux) { Set-ItResult -Skipped -Because 'the browser of this system cannot be replaced' }
            Set-Browser
        }

        # The certificate of the company is that of the portal behind TLS.
        $env:BITRIX24_WEBHOOK = if ($Code -match '-Proxy') { 'https://portal.test/rest/1/sandboxwebhook1/' }
        elseif ($Code -match '-CertificateAuthorityPath') { (Get-Content "$TestDrive/front.txt") + 'rest/1/sandboxwebhook1/' }
        else { $portal.Webhook }
        foreach ($text in $here.Keys) { $Code = $Code -replace $text, $here[$text] }
        $before = @($exampleBefore["$Name"]) + @($exampleBefore["$Name $Number"]) + @(Get-Setup $Code) -join "`n"
        $run = Invoke-Example $page $Name $Code $before
        $run.Errors | Where-Object { $_.TargetObject.UserCode -ne $unknownCode } | Should -BeNullOrEmpty -Because $Code
        if ($Shown) { Format-Shown $run.Shown | Should -BeExactly (Format-Shown $Shown) -Because $Code }
        $declared = (Get-Command $Name).OutputType.Name -replace 'PSObject$', 'PSCustomObject'
        $run.Types -replace '#Verified$' | Where-Object { $_ -notin $declared } | Should -BeNullOrEmpty -Because "it gives $declared"
    }
}
