# Read by the Pester files on sign-ins over OAuth, after _Portal.ps1: a portal with a token server, an application of it, and its tokens.

[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The files that read this one use them')]
param()

$clientId = 'local.5f0d4a1b2c3d4e.12345678'
$clientSecret = 'clientSECRETclientSECRETclientSECRETclientSECRET00'

function Get-Application {
    param([string] $Id = $clientId, [string] $Key = $clientSecret)

    [pscredential]::new($Id, (ConvertTo-Secret $Key))
}

$application = Get-Application

# The portal of a file: $portal.
function Open-SignInPortal {
    Open-Portal -ArgumentList '--chats', '5000', '--recorded', '50'
}

# Says something to its token server: see tests/Portal/OAuth/TokenControl.cs.
function Send-TokenServer {
    param([string] $Line)

    $portal.Process.StandardInput.WriteLine("oauth $Line")
    $portal.Process.StandardInput.Flush()
    $portal.Process.StandardOutput.ReadLine()
}

# What befalls the next request to it.
function Send-Fault {
    param([hashtable] $Fault)

    $null = Send-TokenServer ('fault ' + (ConvertTo-Json $Fault -Compress))
}

function Get-Grant {
    $counts = -split (Send-TokenServer 'grants')
    [pscustomobject]@{ All = [int] $counts[0]; Given = [int] $counts[1]; Refused = [int] $counts[2] }
}

# A refresh token that the token server knows.
function New-RefreshToken {
    $text = "first$([guid]::NewGuid().ToString('N'))"
    $null = Send-TokenServer "refresh $text"
    ConvertTo-Secret $text
}

# A connection with one.
function Connect-OAuth {
    param([hashtable] $With = @{})

    $way = @{ Portal = $portal.Address; TokenServer = $portal.Address; ClientCredential = $application }
    Connect-Bitrix24 @way -RefreshToken (New-RefreshToken) @With
}

# A store with a sign-in of its own.
function New-Store {
    $path = Join-Path -Path $TestDrive -ChildPath "store $([guid]::NewGuid().ToString('N')).json"
    $null = Connect-OAuth @{ TokenStore = $path }
    $path
}

function Connect-Store {
    param([string] $Path)

    Connect-Bitrix24 -TokenServer $portal.Address -ClientCredential $application -TokenStore $Path
}
