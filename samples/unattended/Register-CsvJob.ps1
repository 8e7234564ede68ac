<#
.SYNOPSIS
Makes a task of the Windows Task Scheduler that runs Invoke-CsvJob.ps1 every day.

.DESCRIPTION
Run it once as the user whose task it is to be, in an elevated PowerShell. The task runs whether the user is logged on or not and stores no
password. The last result of the task is the exit code of the job.

The webhook comes from the environment of that user, which a task sees from its next start on:

  [Environment]::SetEnvironmentVariable('BITRIX24_WEBHOOK', (Read-Host 'Webhook'), 'User')

.PARAMETER Path
The CSV file, as a whole path.

.PARAMETER At
When it starts each day.

.PARAMETER TaskName
The name of the task.

.EXAMPLE
./Register-CsvJob.ps1 C:\jobs\codes.csv -At 06:15
#>
param(
    [Parameter(Mandatory = $true, Position = 0)] [string] $Path,
    [datetime] $At = '06:15',
    [string] $TaskName = 'Start sessions of Open Lines'
)

$ErrorActionPreference = 'Stop'
$program = (Get-Command -Name pwsh, powershell -CommandType Application -ErrorAction Ignore | Select-Object -First 1).Source
$job = [System.IO.Path]::GetFullPath((Join-Path -Path $PSScriptRoot -ChildPath '../Invoke-CsvJob.ps1'))
$action = New-ScheduledTaskAction -Execute $program -Argument "-NoProfile -NonInteractive -File `"$job`" `"$Path`""
$trigger = New-ScheduledTaskTrigger -Daily -At $At
$settings = New-ScheduledTaskSettingsSet -StartWhenAvailable -MultipleInstances IgnoreNew
$user = "$([System.Environment]::UserDomainName)\$([System.Environment]::UserName)"
$principal = New-ScheduledTaskPrincipal -UserId $user -LogonType S4U
Register-ScheduledTask -TaskName $TaskName -Action $action -Trigger $trigger -Settings $settings -Principal $principal
