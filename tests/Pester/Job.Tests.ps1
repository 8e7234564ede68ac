BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Import-Module -Name $ModuleManifest
}

AfterAll {
    Remove-Module -Name OpenLines
}

Describe 'The main job' {
    BeforeAll {
        $portal = Open-Portal
        $null = Connect-Bitrix24 -Webhook $portal.SecureWebhook
        $rows = @(Import-Csv -Path "$PSScriptRoot/../../samples/user-codes.csv" -Encoding utf8)
    }

    AfterAll {
        Disconnect-Bitrix24
        Close-Portal -Portal $portal
    }

    It 'ends every row of the sample as one result or one error, over HTTP' {
        $failed = @()
        $started = @($rows |
                Get-OLChatByUserCode -ErrorAction SilentlyContinue -ErrorVariable +failed |
                Join-OLSession -ErrorAction SilentlyContinue -ErrorVariable +failed |
                Start-OLSession -ErrorAction SilentlyContinue -ErrorVariable +failed)
        $started.InputObject.Client + $failed.TargetObject.Client | Sort-Object | Should -Be ($rows.Client | Sort-Object)
        $failed.Count | Should -Be 4
    }
}

Describe 'Invoke-CsvJob.ps1' {
    BeforeAll {
        $script = "$PSScriptRoot/../../samples/Invoke-CsvJob.ps1"
    }

    It 'writes every row of the sample to one of its two files and returns 0' {
        Invoke-FreshPowerShell -File $script -Sandbox -OutputFolder $TestDrive | Out-Null
        $LASTEXITCODE | Should -Be 0
        @(Import-Csv -Path "$TestDrive/results.csv").Count | Should -Be 16
        (Import-Csv -Path "$TestDrive/failed.csv").ErrorId | Sort-Object | Should -Be 'ACCESS_DENIED', 'ACCESS_DENIED', 'InvalidUserCode', 'InvalidUserCode'
    }

    It 'takes its own file of failures as input' {
        Copy-Item -Path "$TestDrive/failed.csv" -Destination "$TestDrive/again.csv"
        Invoke-FreshPowerShell -File $script -Sandbox -OutputFolder $TestDrive -Path "$TestDrive/again.csv" | Out-Null
        $LASTEXITCODE | Should -Be 0
        @(Import-Csv -Path "$TestDrive/failed.csv").Count | Should -Be 4
    }

    It 'returns 1 when the file is missing' {
        Invoke-FreshPowerShell -File $script -Sandbox -OutputFolder $TestDrive -Path "$TestDrive/none.csv" 2>&1 | Out-Null
        $LASTEXITCODE | Should -Be 1
    }
}
