<#
.SYNOPSIS
Makes a task of the Windows Task Scheduler that runs Invoke-CsvJob.ps1 every day.

.DESCRIPTION
Run it once as the user whose task it is to be, in an elevated PowerShell. The task runs whether the user is logged on or not and, without
-TokenStore, stores no password. The last result of the task is the exit code of the job.

The webhook comes from the environment of that user, which a task sees from its next start on:

  [Environment]::SetEnvironmentVariable('BITRIX24_WEBHOOK', (Read-Host 'Webhook'), 'User')

.PARAMETER Path
The CSV file, as a whole path.

.PARAMETER At
When it starts each day.

.PARAMETER TokenStore
A file with a sign-in over OAuth instead of the webhook, as a whole path. Make it once, as the user whose task it is to be:

  Connect-Bitrix24 -Portal example.bitrix24.com -ClientCredential (Get-Credential) -Browser -TokenStore C:\jobs\bitrix24.json

The application comes from that user's environment: BITRIX24_CLIENT_ID and BITRIX24_CLIENT_SECRET.

.PARAMETER Credential
That user and the password, which -TokenStore needs: Windows encrypts the tokens for the user, and decrypts them in no session without the
password. The Task Scheduler keeps it.

.PARAMETER TaskName
The name of the task.

.EXAMPLE
./Register-CsvJob.ps1 C:\jobs\codes.csv -At 06:15

.EXAMPLE
./Register-CsvJob.ps1 C:\jobs\codes.csv -TokenStore C:\jobs\bitrix24.json -Credential (Get-Credential "$env:USERDOMAIN\$env:USERNAME")
#>
param(
    [Parameter(Mandatory = $true, Position = 0)] [string] $Path,
    [datetime] $At = '06:15',
    [string] $TokenStore,
    [pscredential] $Credential,
    [string] $TaskName = 'Start sessions of Open Lines'
)

$ErrorActionPreference = 'Stop'
$program = (Get-Command -Name pwsh, powershell -CommandType Application -ErrorAction Ignore | Select-Object -First 1).Source
$job = [System.IO.Path]::GetFullPath((Join-Path -Path $PSScriptRoot -ChildPath '../Invoke-CsvJob.ps1'))
if ($TokenStore -and -not $Credential) { throw '-TokenStore needs -Credential: without a password Windows does not decrypt the tokens.' }
$store = if ($TokenStore) { " -TokenStore `"$TokenStore`"" }
$action = New-ScheduledTaskAction -Execute $program -Argument "-NoProfile -NonInteractive -File `"$job`" `"$Path`"$store"
$trigger = New-ScheduledTaskTrigger -Daily -At $At
$settings = New-ScheduledTaskSettingsSet -StartWhenAvailable -MultipleInstances IgnoreNew
$task = @{ TaskName = $TaskName; Action = $action; Trigger = $trigger; Settings = $settings }
if ($Credential) {
    Register-ScheduledTask @task -User $Credential.UserName -Password $Credential.GetNetworkCredential().Password
    return
}

$user = "$([System.Environment]::UserDomainName)\$([System.Environment]::UserName)"
$principal = New-ScheduledTaskPrincipal -UserId $user -LogonType S4U
Register-ScheduledTask @task -Principal $principal
