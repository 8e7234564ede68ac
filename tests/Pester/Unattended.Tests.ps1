BeforeDiscovery {
    $script:cmdlets = (Import-PowerShellDataFile "$PSScriptRoot/../../OpenLines.psd1").CmdletsToExport | ForEach-Object { @{ Name = $_ } }

    # How schedulers start a job: without a terminal, with little in the environment. Nobody can answer there.
    $places = @(
        @{ Place = 'cron'; Environment = 'PATH=/usr/bin:/bin SHELL=/bin/sh LOGNAME=nobody'; InputOf = '</dev/null' }
        @{ Place = 'cron, whose input is closed'; Environment = 'PATH=/usr/bin:/bin SHELL=/bin/sh'; InputOf = '<&-' }
        @{ Place = 'systemd'; Environment = 'PATH=/usr/sbin:/usr/bin LANG=C.UTF-8 INVOCATION_ID=1'; InputOf = '</dev/null' }
        @{ Place = 'a CI server'; Environment = 'PATH=/usr/bin:/bin CI=true TERM=dumb NO_COLOR=1 HOME=/tmp'; InputOf = '</dev/null' }
    )
    $script:starts = foreach ($place in $places) {
        foreach ($switch in '-NonInteractive', '') {
            $place + @{ Switch = $switch; Called = $(if ($switch) { $switch } else { 'no switch' }) }
        }
    }
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    . $PSScriptRoot/_SignIn.ps1
    Open-Module
    $script:portal = Open-Portal '--chats', '100'
    $script:signIn = New-Store
    $script:own = Get-OwnProgram
    $script:dll = if ([System.IO.Path]::GetFileNameWithoutExtension($own) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' }
    $script:samples = [System.IO.Path]::GetFullPath("$PSScriptRoot/../../samples/unattended")

    # A line of /bin/sh in an empty environment, a session and a folder of its own: what it said, and its exit code.
    function Invoke-Unattended {
        param([string] $Line, [string] $Environment = 'PATH=/usr/bin:/bin', [string] $InputOf = '</dev/null')

        $name = Join-Path $TestDrive ([guid]::NewGuid())
        $line = "cd /; env -i $Environment setsid -w /bin/sh -c '$($Line.Replace("'", "'\''"))' >'$name.out' 2>'$name.err' $InputOf"
        $start = [System.Diagnostics.ProcessStartInfo]::new('/bin/sh')
        $start.ArgumentList.Add('-c')
        $start.ArgumentList.Add($line)
        $process = [System.Diagnostics.Process]::Start($start)
        if (-not $process.WaitForExit(120000)) {
            $process.Kill($true)
            throw "It waits for somebody: $(Get-Content "$name.out", "$name.err" -Raw)"
        }

        [pscustomobject]@{
            Code = $process.ExitCode
            Output = @(Get-Content "$name.out")
            Errors = @(Get-Content "$name.err")
        }
    }

    # The line that runs a script of its own in this very PowerShell.
    function Get-ScriptLine {
        param([string] $Script, [string] $Switch)

        $file = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
        Set-Content -LiteralPath $file -Value "Import-Module '$ModuleManifest'; $Script"
        "'$own' $(if ($dll) { "'$dll'" }) -NoProfile $Switch -File '$file'"
    }

    function Get-Sample {
        param([string] $Name)

        Get-Content -LiteralPath "$samples/$Name" -Raw
    }

    # A checkout with the module that is tested, a file of codes, the file of the webhook, that of an application and its token store; and a
    # sample's line with these paths.
    function New-Job {
        param([string[]] $Code = (Get-Code 1 3), [string] $Webhook = $portal.Webhook, [switch] $NoStore)

        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory -Path "$folder/out"
        Copy-Item -Path "$PSScriptRoot/../../samples" -Destination $folder -Recurse -Exclude CsvJob
        Copy-Item -Path $ModuleFolder -Destination "$folder/out/OpenLines" -Recurse
        Set-Content -LiteralPath "$folder/codes.csv" -Value (@('UserCode') + $Code)
        Set-Content -LiteralPath "$folder/webhook.env" -Value "BITRIX24_WEBHOOK=$Webhook"
        Set-Content -LiteralPath "$folder/application.env" -Value "BITRIX24_CLIENT_ID=$clientId", "BITRIX24_CLIENT_SECRET=$clientSecret"
        if (-not $NoStore) { Copy-Item -LiteralPath $signIn -Destination "$folder/bitrix24.json" }
        $folder
    }

    function Get-JobLine {
        param([string] $Line, [string] $Folder)

        $program = if ($dll) { "$own $dll" } else { $own }
        $Line.Replace('/usr/bin/pwsh', $program).Replace('/etc/openlines', $Folder).Replace('/var/lib/openlines', $Folder).
            Replace('/opt/openlines/', "$Folder/samples/")
    }

    # Nothing that a job says has the code of the webhook, or the key of the application.
    function Test-Said {
        param($Run)

        "$($Run.Output) $($Run.Errors)" | Should -Not -BeLike "*$(([uri] $portal.Webhook).Segments[3].Trim('/'))*"
        "$($Run.Output) $($Run.Errors)" | Should -Not -BeLike "*$clientSecret*"
    }
}

AfterAll {
    Close-Portal $portal
    Close-Module
}

Describe 'A script where nobody can answer' -Skip:($env:OS -eq 'Windows_NT') {
    It 'is told so by every command that would ask, and ends with its own exit code, in <Place> with <Called>' -ForEach $starts {
        $line = Get-ScriptLine -Switch $Switch @'
$ErrorActionPreference = 'Continue'
function Get-Id { param($Name, $Script) $all = try { & $Script 2>&1 } catch { $_ }
    "${Name}: $(@($all)[0].FullyQualifiedErrorId -replace ',.*')" }
Get-Id 'no webhook' { Connect-Bitrix24 }
Get-Id 'no variable' { Connect-Bitrix24 -EnvironmentVariable }
$c = Connect-Bitrix24 -Sandbox
Get-Id 'confirm' { 1763 | Join-OLSession -Confirm }
Get-Id 'no undo' { 22 | Remove-OLLine }
Get-Id 'no input' { Start-OLSession }
$ConfirmPreference = 'Low'
Get-Id 'preference' { 1763, 2043 | Start-OLSession }
"whatif: $(@(1763 | Start-OLSession -WhatIf).Count)"
"calls: $($c.Calls)"
"done: $((1763 | Start-OLSession -Confirm:$false).ChatId)"
exit 7
'@
        $run = Invoke-Unattended $line $Environment $InputOf
        $run.Errors | Should -BeNullOrEmpty
        $run.Output | Where-Object { $_ -notlike 'What if:*' } | Should -Be @(
            'no webhook: WebhookMissing', 'no variable: WebhookMissing'
            'confirm: ConfirmationUnavailable', 'no undo: ConfirmationUnavailable', 'no input: MissingInput'
            'preference: ConfirmationUnavailable', 'whatif: 0', 'calls: 3', 'done: 1763')
        $run.Code | Should -Be 7
    }

    It 'ends with 1 at a terminating error under Stop, with the reason and the advice, in <Place> with <Called>' -ForEach $starts {
        $line = Get-ScriptLine '$ErrorActionPreference = "Stop"; Connect-Bitrix24; "not here"' $Switch
        $run = Invoke-Unattended $line $Environment $InputOf
        $run.Code | Should -Be 1
        "$($run.Output) $($run.Errors)" | Should -BeLike '*No webhook was given*BITRIX24_WEBHOOK*'
        "$($run.Output)" | Should -Not -BeLike '*not here*'
    }
}

Describe 'The parameters of <Name>' -ForEach $cmdlets {
    It 'are never asked for by the engine, which ends an unattended process at that' {
        # A mandatory parameter may choose its set. One that a parameter of that set alone calls for is asked for; where several sets have
        # that one, the engine refuses the command instead.
        $sets = (Get-Command $Name).ParameterSets
        $default = $sets | Where-Object { $_.IsDefault -or $sets.Count -eq 1 }
        @($default.Parameters | Where-Object IsMandatory).Name | Should -BeNullOrEmpty
        foreach ($set in $sets | Where-Object { $_.Parameters.IsMandatory -contains $true }) {
            @($set.Parameters | Where-Object IsMandatory).Count | Should -Be 1
            $others = $sets | Where-Object Name -NE $set.Name | ForEach-Object { $_.Parameters.Name }
            $set.Parameters.Name | Where-Object { $_ -notin $others -and $_ -notin @($set.Parameters | Where-Object IsMandatory).Name } |
                Should -BeNullOrEmpty
        }
    }
}

Describe 'Every command of the module' -Skip:($env:OS -eq 'Windows_NT') {
    It 'asks nothing where any parameter is alone, or any one of a set is missing, in <Place>' -ForEach (
        # Without the switch the engine itself would ask, and wait for an answer.
        $starts | Where-Object { $_.Place -like 'cron*' -and -not $_.Switch }
    ) {
        $line = Get-ScriptLine @'
$ErrorActionPreference = 'Continue'
$secret = ConvertTo-SecureString 'http://127.0.0.1:9/rest/1/abcdefghijklmnop/' -AsPlainText -Force
$noToken = ConvertTo-SecureString 'never sent' -AsPlainText -Force
function Get-Value { param($Parameter)
    switch ($Parameter.ParameterType.Name) {
        SecureString { if ($Parameter.Name -match 'RefreshToken|Code') { $noToken } else { $secret } }
        PSCredential { [pscredential]::new('local.1', $secret) }
        SwitchParameter { $true }
        ScriptBlock { { } }
        String { switch ($Parameter.Name) { Portal { 'http://127.0.0.1:9' } TokenStore { "$PSScriptRoot/none.json" } default { 'x' } } }
        { $_ -in 'Hashtable', 'IDictionary' } { @{} }
        { $_ -in 'DateTime', 'DateTimeOffset' } { [datetime]::Now }
        Boolean { $true }
        Uri { 'http://127.0.0.1:9' }
        default { 1 }
    } }
$common = [System.Management.Automation.Cmdlet]::CommonParameters + 'WhatIf' + 'Confirm'
foreach ($command in Get-Command -Module OpenLines) {
    $ways = @(, @()) + @($command.Parameters.Values | Where-Object Name -NotIn $common | ForEach-Object { , @($_.Name) })
    foreach ($set in $command.ParameterSets) {
        $names = @($set.Parameters.Name | Where-Object {
                $_ -notin $common -and $_ -notmatch 'Proxy|Certificate|Retry|Timeout|Rate$|^Connection$|^Name$' })
        $ways += @(, $names) + @($names | ForEach-Object { $left = $_; , @($names | Where-Object { $_ -ne $left }) })
    }
    foreach ($way in $ways) {
        $given = @{}
        foreach ($name in $way) { $given[$name] = Get-Value $command.Parameters[$name] }
        $fault = @(try { & $command @given 2>&1 } catch { $_ }) | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }
        "$command $($way -join ' '): $(@($fault)[0].FullyQualifiedErrorId)"
        Disconnect-Bitrix24 -ErrorAction Ignore
    }
}
exit 7
'@
        $run = Invoke-Unattended $line $Environment $InputOf
        $run.Output[-1] | Should -BeLike 'Watch-OLMessage*'
        $run.Code | Should -Be 7
        $run.Errors | Should -BeNullOrEmpty
        $run.Output.Count | Should -BeGreaterThan (10 * (Get-Command -Module OpenLines).Count)
        $run.Output | Where-Object { $_ -match ': (MissingMandatoryParameter|AmbiguousParameterSet)' } | Should -BeNullOrEmpty
        foreach ($way in 'Portal', 'AccessToken', 'ClientCredential', 'RefreshToken', 'AuthorizationCode', 'Browser', 'RedirectUri') {
            $run.Output | Should -Contain "Connect-Bitrix24 ${way}: MissingInput,OpenLines.Commands.ConnectBitrix24Command"
        }
    }
}

Describe 'The sample for <Sample>' -Skip:($env:OS -eq 'Windows_NT') -ForEach @(
    @{
        Sample = 'cron'
        Read = { ((Get-Sample crontab) -split '\n' -notmatch '^(#|$)')[0] -replace '^(\S+ ){5}' }
        Environment = 'PATH=/usr/bin:/bin SHELL=/bin/sh'
    }
    @{
        Sample = 'cron with a token store'
        Read = { ((Get-Sample crontab) -split '\n' -notmatch '^(#|$)')[1] -replace '^(\S+ ){5}' }
        Environment = 'PATH=/usr/bin:/bin SHELL=/bin/sh'
    }
    @{
        Sample = 'systemd'
        Read = {
            $unit = Get-Sample openlines.service
            $null = $unit -match '(?m)^EnvironmentFile=(.+)$'
            "set -a; . $($Matches[1]); exec $(if ($unit -match '(?m)^ExecStart=(.+)$') { $Matches[1] })"
        }
        Environment = 'PATH=/usr/sbin:/usr/bin:/bin INVOCATION_ID=1'
    }
    @{
        Sample = 'systemd with a token store'
        Read = {
            $unit = Get-Sample token-store.conf
            $null = $unit -match '(?m)^EnvironmentFile=(.+)$'
            "set -a; . $($Matches[1]); exec $(if ($unit -match '(?m)^ExecStart=(.+)$') { $Matches[1] })"
        }
        Environment = 'PATH=/usr/sbin:/usr/bin:/bin INVOCATION_ID=1'
    }
) {
    It 'does the file and ends with <Code>' -ForEach @{ Code = 0 }, @{ Code = 1 }, @{ Code = 2 } {
        $folder = switch ($Code) {
            0 { New-Job }
            1 { New-Job ((Get-Code 1 2) + 'nobody') }
            2 { New-Job -Webhook '' -NoStore }
        }
        $run = Invoke-Unattended (Get-JobLine (& $Read) $folder) $Environment
        $run.Code | Should -Be $Code
        @(Get-ChildItem $folder -Filter done-*.csv | ForEach-Object { Import-Csv $_.FullName }).Count | Should -Be @(3, 2, 0)[$Code]
        Test-Said $run
        if ($Code -eq 2) { "$($run.Errors)" | Should -Match 'BITRIX24_WEBHOOK|nobody has signed in with it' }
    }
}

Describe 'The sample for systemd' {
    It 'takes failed rows for no failure of the service, and no prompt for one of its steps' {
        $unit = Get-Sample openlines.service
        $unit | Should -Match '(?m)^SuccessExitStatus=1$'
        $unit | Should -Match '(?m)^ExecStart=/\S+ -NoProfile -NonInteractive '
        Get-Sample openlines.timer | Should -Match '(?m)^OnCalendar='
    }
}

Describe 'The sample for a CI pipeline' -Skip:($env:OS -eq 'Windows_NT') {
    It 'ends its step with <Step> where the job ends with <Job>, with <With>' -ForEach @(
        @{ With = 'a webhook'; Number = 0; Job = 0; Step = 0; Say = 'Done: 3' }
        @{ With = 'a webhook'; Number = 0; Job = 1; Step = 0; Say = '::warning::' }
        @{ With = 'a webhook'; Number = 0; Job = 2; Step = 1; Say = 'not set' }
        @{ With = 'a token store'; Number = 1; Job = 0; Step = 0; Say = 'Done: 3' }
        @{ With = 'a token store'; Number = 1; Job = 1; Step = 0; Say = '::warning::' }
        @{ With = 'a token store'; Number = 1; Job = 2; Step = 1; Say = 'not both set' }
    ) {
        $folder = New-Job $(if ($Job -eq 1) { (Get-Code 1 2) + 'nobody' } else { Get-Code 1 3 })
        $steps = [regex]::Matches((Get-Sample workflow.yml), '(?ms)^        run: \|\r?\n(.+?)^      - ')
        $steps.Count | Should -Be 2
        $lines = $steps[$Number].Groups[1].Value

        # As the runner does: the preference before the step, the exit code of its last program behind it, all in -Command, which makes 1
        # of every code but 0.
        Set-Content "$folder/step.ps1" -Value ("`$ErrorActionPreference = 'stop'", ($lines -replace '(?m)^          '),
            'if ((Test-Path -LiteralPath variable:\LASTEXITCODE)) { exit $LASTEXITCODE }')
        $secret = if ($Job -ne 2) {
            if ($Number -eq 0) { "BITRIX24_WEBHOOK='$($portal.Webhook)'" } else { (Get-Content "$folder/application.env") -join ' ' }
        }
        if ($Number -eq 1) { $secret += " BITRIX24_TOKEN_STORE='$folder/bitrix24.json'" }
        $run = Invoke-Unattended "cd '$folder' && '$own' $(if ($dll) { "'$dll'" }) -NoProfile -Command `". '$folder/step.ps1'`"" `
            "PATH=/usr/bin:/bin CI=true GITHUB_ACTIONS=true $secret"
        $run.Code | Should -Be $Step
        "$($run.Output) $($run.Errors)" | Should -BeLike "*$Say*"
        "$($run.Output)" | Should -Not -Match "$([char] 27)"
        Test-Said $run
    }
}

Describe 'The sample for the Task Scheduler' {
    It 'makes a task that runs the job, whose last result is its exit code, with <With>' -ForEach @(
        @{ With = 'a webhook' }, @{ With = 'a token store' }
    ) {
        $folder = New-Job
        $more = if ($With -eq 'a token store') { @{ TokenStore = "$folder/bitrix24.json"; Credential = $application } } else { @{} }
        $made = & {
            function New-ScheduledTaskAction { param($Execute, $Argument) @{ Execute = $Execute; Argument = $Argument } }
            function New-ScheduledTaskTrigger { param([switch] $Daily, $At) @{ Daily = $Daily; At = $At } }
            function New-ScheduledTaskSettingsSet { param([switch] $StartWhenAvailable, $MultipleInstances) $PSBoundParameters }
            function New-ScheduledTaskPrincipal { param($UserId, $LogonType) @{ UserId = $UserId; LogonType = $LogonType } }
            function Register-ScheduledTask {
                param($TaskName, $Action, $Trigger, $Settings, $Principal, $User, $Password) $PSBoundParameters
            }
            & "$folder/samples/unattended/Register-CsvJob.ps1" "$folder/codes.csv" -At 05:30 @more
        }
        $made.Action.Argument | Should -BeLike '-NoProfile -NonInteractive -File "*Invoke-CsvJob.ps1" "*codes.csv"*'

        # Windows decrypts the tokens only where it has the user's password.
        if ($more.Count) { $made.User, $made.Password | Should -Be $clientId, $clientSecret }
        else { $made.Principal.LogonType | Should -Be 'S4U' }
        $made.Trigger.At.Hour | Should -Be 5
        if ($env:OS -ne 'Windows_NT') {
            $secret = if ($more.Count) { (Get-Content "$folder/application.env") -join ' ' }
            else { "BITRIX24_WEBHOOK='$($portal.Webhook)'" }
            $line = "$secret '$own' $(if ($dll) { "'$dll'" }) $($made.Action.Argument)"
            (Invoke-Unattended $line).Code | Should -Be 0
        }
    }
}

Describe 'A secret store' -Skip:($env:OS -eq 'Windows_NT') {
    BeforeAll {
        # Get-Secret as Microsoft.PowerShell.SecretManagement has it, with a vault of a webhook and an application that needs no password.
        $script:store = Join-Path $TestDrive 'modules/Microsoft.PowerShell.SecretManagement'
        $null = New-Item -ItemType Directory -Path $store
        Set-Content "$store/Microsoft.PowerShell.SecretManagement.psm1" @'
function Get-Secret {
    [CmdletBinding()] [OutputType([securestring], [pscredential])] param([Parameter(Mandatory, Position = 0)] [string] $Name)
    if ($Name -notin 'Bitrix24Webhook', 'Bitrix24Application') { Write-Error "The secret $Name was not found."; return }
    $text = if ($Name -eq 'Bitrix24Webhook') { $env:VAULT } else { $env:VAULT_KEY }
    $secret = [securestring]::new()
    foreach ($character in $text.ToCharArray()) { $secret.AppendChar($character) }
    if ($Name -eq 'Bitrix24Webhook') { $secret } else { [pscredential]::new($env:VAULT_ID, $secret) }
}
'@
        $script:place = "PATH=/usr/bin:/bin PSModulePath='$TestDrive/modules' " +
            "VAULT='$($portal.Webhook)' VAULT_ID=$clientId VAULT_KEY=$clientSecret"
    }

    It 'gives Connect-Bitrix24 the webhook as the help shows it' {
        $run = Invoke-Unattended (Get-ScriptLine '(Connect-Bitrix24 -Webhook (Get-Secret -Name Bitrix24Webhook)).State; exit 0') $place
        $run.Output | Should -Be 'Open'
        $run.Code | Should -Be 0
    }

    It 'gives it the job by -SecretName, which ends with <Code> for <Secret>' -ForEach @(
        @{ Secret = 'Bitrix24Webhook'; Code = 0; Say = 'Done: 3' }
        @{ Secret = 'Bitrix24Application -TokenStore STORE'; Code = 0; Say = 'Done: 3' }
        @{ Secret = 'Other'; Code = 2; Say = 'no secret Other' }
    ) {
        $folder = New-Job
        $line = "/usr/bin/pwsh -NoProfile -NonInteractive -File /opt/openlines/Invoke-CsvJob.ps1 '$folder/codes.csv' -SecretName " +
            $Secret.Replace('STORE', "'$folder/bitrix24.json'")
        $run = Invoke-Unattended (Get-JobLine $line $folder) $place
        $run.Code | Should -Be $Code
        "$($run.Output) $($run.Errors)" | Should -BeLike "*$Say*"
        Test-Said $run
    }
}
