# Read by Examples.Tests.ps1, after _Portal.ps1: the examples of the help, and a place where each can be run as it stands.

[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The file that reads this one uses them')]
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '',
    Justification = 'They stand in for commands of others')]
param()

if (-not ('AnsweringHost' -as [type])) {
    Add-Type -Path "$PSScriptRoot/_AnsweringHost.cs"
}

# The one code of the files that no portal knows, so that examples on failures have one.
$unknownCode = 'telegrambot|22|999999999|999'

# The files that examples read.
$exampleFiles = @{
    'codes.csv'              = 'UserCode,Client', 'livechat|22|1761|587,Guest 587', 'telegrambot|22|551200341|611,Telegram 611',
    "$unknownCode,Unknown at the portal"
    'chats.csv'              = 'ChatId', '2117'
    'clients.csv'            = 'ChatId,Name', '1763,Guest', '2103,Viber'
    'deals.csv'              = 'Deal,Client', '501,Telegram 625'
    'failed.csv'             = 'UserCode,Client,ErrorId', 'livechat|22|1761|587,Guest 587,ConnectionFailed'
    'lines.csv'              = 'LineId', '22', '58'
    'mine.csv'               = 'ChatId', '2103'
    'ratings.csv'            = 'SessionId,Rating,Comment', '10001,5,Well done', '10003,4,'
    'spam.csv'               = 'UserCode', 'viber|58|+35799000111|613'
    'users.csv'              = 'UserId,Name', '5,Oleg', '14,Clara'
    'samples/user-codes.csv' = 'UserCode,Client,Manager', 'livechat|22|1761|587,Guest 587,Anna'
}

# What must have been done before, where an example goes on from that.
$exampleBefore = @{
    'Disable-OLSilentMode'   = '$null = 1763 | Enable-OLSilentMode'
    'Enable-OLSilentMode 2'  = '$null = 1763 | Enable-OLSilentMode'
    'Remove-OLCrmChatUser'   = '$null = Add-OLCrmChatUser deal 501 -UserId 14'
    'Send-OLNetworkMessage'  = '$null = Add-OLNetworkLine ab515f5d85a8b844d484f6ea75a2e494'
    'Watch-OLMessage'        = '$null = Watch-OLMessage -Once; $null = Join-OLSession 1763; $null = Send-OLMessage 1763 Hello'
    'Get-OLConnector'        = '$null = Connect-Bitrix24 -Portal $Secrets.Portal -AccessToken $Secrets.Bitrix24Token'
    'Get-OLConnectorStatus'  = '$null = Connect-Bitrix24 -Portal $Secrets.Portal -AccessToken $Secrets.Bitrix24Token'
}

# Commands that are not of this module, and nobody sits at the keyboard.
$exampleStandIns = {
    function Get-Secret { param([string] $Name) $Secrets[$Name] }
    function Set-Secret { param([string] $Name, [securestring] $SecureStringSecret) $Secrets[$Name] = $SecureStringSecret }
    function Get-AzKeyVaultSecret { param([string] $VaultName, [string] $Name) @{ SecretValue = $Secrets["$VaultName/$Name"] } }
    function Set-AzKeyVaultSecret {
        param([string] $VaultName, [string] $Name, [securestring] $SecretValue)
        $Secrets["$VaultName/$Name"] = $SecretValue
    }
    function Read-Host { param([switch] $AsSecureString, [string] $Prompt) if ($AsSecureString) { $Secrets.Typed } else { $Prompt } }
    function Start-Process { param([string] $FilePath) $null = [uri]::new($FilePath) }
}

# The examples of a cmdlet. An empty line parts what is typed from what is shown.
function Get-Example {
    param([string] $Name)
    $number = 0
    foreach ($example in (Get-Help -Name $Name -Full).examples.example) {
        $number++
        $code, $shown = $example.code -split '\r?\n\r?\n', 2
        @{
            Name = $Name; Number = $number; Title = $example.title; Code = $code; Shown = $shown
            IsForSeven = "$($example.remarks.Text)" -match 'PowerShell 7 only'
        }
    }
}

# A runspace in which one page is worked through: what an example has set, the next one finds.
function Open-ExamplePage {
    param([string] $Folder, [hashtable] $Secret)
    foreach ($name in $exampleFiles.Keys) {
        $path = Join-Path -Path $Folder -ChildPath $name
        $null = New-Item -Path (Split-Path -Path $path) -ItemType Directory -Force
        [System.IO.File]::WriteAllLines($path, [string[]] $exampleFiles[$name])
    }

    $state = [initialsessionstate]::CreateDefault2()
    $state.ImportPSModule($ModuleManifest)
    $answering = [AnsweringHost]::new('Notebook')
    $runspace = [runspacefactory]::CreateRunspace($answering, $state)
    $runspace.Open()
    $runspace.SessionStateProxy.SetVariable('Secrets', $Secret)
    $null = $runspace.SessionStateProxy.Path.SetLocation($Folder)
    $page = [pscustomobject]@{ Runspace = $runspace; Host = $answering.Answering }
    $null = Invoke-InPage $page "$exampleStandIns"
    $page
}

function Invoke-InPage {
    param($Page, [string] $Script)
    $shell = [powershell]::Create().AddScript($Script)
    $shell.Runspace = $Page.Runspace
    try {
        $output = $shell.Invoke()
        [pscustomobject]@{ Output = $output; Errors = @($shell.Streams.Error) }
    }
    finally { $shell.Dispose() }
}

# Runs an example on a sandbox of its own, or on what was made ready before, and gives the errors, what a console of 80 columns shows, and
# the types of what the cmdlet of the page wrote.
function Invoke-Example {
    param($Page, [string] $Name, [string] $Code, [string] $Before)
    $ready = Invoke-InPage $Page "`$null = Connect-Bitrix24 -Sandbox`n$Before"
    if ($ready.Errors) { throw $ready.Errors[0] }
    $Page.Host.Lines.Clear()
    0..9 | ForEach-Object -Process { $Page.Host.Answers.Enqueue(0) }
    $null = Invoke-InPage $Page "`$written = [Collections.ArrayList]::new(); `$PSDefaultParameterValues['${Name}:OutVariable'] = '+written'"
    $run = Invoke-InPage $Page ". {`n$Code`n} | Out-String -Width 80"
    $types = Invoke-InPage $Page '$written | ForEach-Object -Process { $_.PSObject.TypeNames[0] } | Sort-Object -Unique'
    $Page.Host.Answers.Clear()
    [pscustomobject]@{ Shown = (@($Page.Host.Lines) + $run.Output) -join "`n"; Errors = $run.Errors; Types = @($types.Output) }
}

# What is compared of a screen: its lines without the empty ones, with what parts the columns as one blank and what underlines a heading as
# one line, without times, and with the portal called as in the help.
function Format-Shown {
    param([string] $Text)
    $Text = $Text -replace '\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?', '<time>'
    $Text = $Text -replace 'sandbox\.bitrix24\.example|127\.0\.0\.1:\d+', 'example.bitrix24.com'
    @($Text -split '\r?\n' | ForEach-Object -Process { ($_ -replace '-{2,}', '--' -replace '\s+', ' ').Trim() } |
            Where-Object -FilterScript { $_ }) -join "`n"
}
