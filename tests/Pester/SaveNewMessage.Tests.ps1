#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# samples/Save-NewMessage.ps1: each message is in the file once, whatever befalls the run or the portal.

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module

    # The sample takes the module that is built beside it: here the one that is to be tested.
    $null = New-Item -ItemType Directory -Path "$TestDrive/checkout/out", "$TestDrive/checkout/samples"
    Copy-Item -Path "$PSScriptRoot/../../samples/Save-NewMessage.ps1" -Destination "$TestDrive/checkout/samples"
    Copy-Item -Path $ModuleFolder -Destination "$TestDrive/checkout/out/OpenLines" -Recurse
    $script:sample = "$TestDrive/checkout/samples/Save-NewMessage.ps1"
    $script:chat = 2103
    $script:file = "$TestDrive/messages.jsonl"

    function Save-Message {
        $env:BITRIX24_WEBHOOK = $portal.Webhook
        try { Invoke-FreshPowerShell -File $sample $file -Once 2>&1 } finally { $env:BITRIX24_WEBHOOK = $null }
    }

    function Read-Message {
        @(Get-Content -LiteralPath $file -Encoding UTF8 | ForEach-Object { $_ | ConvertFrom-Json })
    }
}

AfterAll {
    Close-Module
}

Describe 'Save-NewMessage.ps1' {
    BeforeEach {
        $script:portal = Open-Portal
        Remove-Item -LiteralPath $file -ErrorAction Ignore
        $null = Connect-Bitrix24 -Webhook $portal.SecureWebhook
        $null = Watch-OLMessage -Once
    }

    AfterEach {
        Disconnect-Bitrix24
        Close-Portal $portal
    }

    It 'writes each message as a line, and only the new ones the next time' {
        Send-Portal $portal "write $chat 3"
        $null = Save-Message
        $LASTEXITCODE | Should -Be 0
        Send-Portal $portal "write $chat 2"
        $null = Save-Message

        $rows = Read-Message
        $rows.Count | Should -Be 5
        @($rows.Key | Sort-Object -Unique).Count | Should -Be 5
        $rows[0].ChatId | Should -Be $chat
        $rows[0].Text | Should -Be 'Message 1'
        [datetimeoffset] $rows[0].Date | Should -BeGreaterThan ([datetimeoffset]::Now.AddHours(-1))
    }

    It 'cuts a line that was broken off, and writes nothing twice that was not confirmed' {
        Send-Portal $portal "write $chat 3"
        $first = (Watch-OLMessage | Select-Object -First 1)
        Set-Content -LiteralPath $file -NoNewline -Encoding Ascii -Value "{`"Key`":`"$($first.Key)`",`"Text`":`"here`"}`n{`"Key`":`"broken"
        $null = Save-Message

        $rows = Read-Message
        $rows.Count | Should -Be 3
        $rows[0].Text | Should -Be 'here'
        @($rows.Key | Sort-Object -Unique).Count | Should -Be 3
    }

    It 'loses none to a portal that loses answers' {
        Send-Portal $portal "write $chat 250"
        Send-Portal $portal 'lose 3 100'
        $null = Save-Message

        @((Read-Message).Key | Sort-Object -Unique).Count | Should -Be 250
        (Read-Message).Count | Should -Be 250
    }

    It 'says why where it cannot begin' {
        "$(Invoke-FreshPowerShell -File $sample $file -EnvironmentVariableName NOT_SET 2>&1)" | Should -Match 'NOT_SET'
        $LASTEXITCODE | Should -Be 2
    }
}
