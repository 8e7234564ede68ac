BeforeDiscovery {
    . $PSScriptRoot/_Cmdlets.ps1
    $changing = $SpecialCmdlets | Where-Object Operation
}

BeforeAll {
    . $PSScriptRoot/_Portal.ps1
    Open-Module
    if (-not ('AnsweringHost' -as [type])) {
        Add-Type -Path "$PSScriptRoot/_AnsweringHost.cs"
    }

    # Runs a cmdlet with a host that answers its questions: 0 is yes, 2 is no.
    function Invoke-Hosted {
        param([string] $Command, [hashtable] $With, [object] $Item, [int[]] $Answer = @())

        $answering = [AnsweringHost]::new()
        foreach ($one in $Answer) {
            $answering.Answering.Answers.Enqueue($one)
        }

        $runspace = [runspacefactory]::CreateRunspace($answering)
        $runspace.Open()
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        try {
            $output = $shell.AddCommand($Command).AddParameters($With).Invoke(@($Item))
            [pscustomobject]@{
                Output    = @($output)
                Errors    = @($shell.Streams.Error)
                Lines     = @($answering.Answering.Lines)
                Questions = @($answering.Answering.Questions)
            }
        }
        finally {
            $shell.Dispose()
            $runspace.Dispose()
        }
    }
}

AfterAll {
    Disconnect-Bitrix24
    Close-Module
}

Describe '<Name>' -ForEach $SpecialCmdlets {
    BeforeEach {
        $script:connection = Connect-Bitrix24 -Sandbox
        $script:before = $connection.Calls
    }

    It 'takes an item from the pipeline, as an argument, and of a record' {
        $argument = @{ $Parameter = $Good }
        $record = [pscustomobject]$argument
        $alias = @{ (Get-Command $Name).Parameters[$Parameter].Aliases[0] = "$Good" }
        $scripts = { $Good | & $Name @Given }, { & $Name $Good @Given }, { & $Name @argument @Given }, { $record | & $Name @Given },
            { [pscustomobject]$alias | & $Name @Given }, { & $Name -InputObject $record @Given }
        foreach ($script in $scripts) {
            $null = Connect-Bitrix24 -Sandbox
            (& $script).$Shown | Should -Be $Good
        }
    }

    It 'takes what else it wants of a record too' -Skip:$OnlyGiven {
        $columns = $Given.Clone()
        $columns[$Parameter] = "$Good"
        ([pscustomobject]$columns | & $Name).$Shown | Should -Be $Good
    }

    It 'gives what it declares, with the record that was piped in' {
        $row = [pscustomobject]@{ $Parameter = $Good; Client = 'Anna' }
        $result = $row | & $Name @Given
        $result.PSObject.TypeNames[0] | Should -BeIn (Get-Command $Name).OutputType.Name
        $result.InputObject.Client | Should -BeExactly 'Anna'
    }

    It 'is shown in 80 columns' {
        $text = & $Name $Good @Given | Out-String -Width 80
        $text | Should -Match "\b$Good\b"
        $text | Should -Not -Match 'InputObject'
    }

    It 'refuses what cannot be an item, at its place, and sends nothing for it: <_>' -ForEach '', 'x', 0, -5, 1.5, $true, '5e3' {
        $failed = $null
        & $Name $_ @Given -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeExactly "$Invalid,$Class"
        $failed[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $connection.Calls | Should -Be $before
    }

    It 'never takes the Id of a deal' {
        $failed = $null
        [pscustomobject]@{ Id = $Good } | & $Name @Given -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -BeExactly "$Invalid,$Class"
        $connection.Calls | Should -Be $before
    }

    It 'accounts for every item in its order' {
        $all = @('x', $Good, $null | & $Name @Given 2>&1)
        $all.Count | Should -Be 3
        $all[1].$Shown | Should -Be $Good
        $all[0].TargetObject | Should -BeExactly 'x'
    }

    It 'ends with the first error under ErrorAction Stop' {
        $failure = Get-Failure { 'x', $Good | & $Name @Given -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -BeExactly "$Invalid,$Class"
        $connection.Calls | Should -Be $before
    }

    It 'wants items, and from one place' {
        if (-not $ListsAll) { (Get-Failure { & $Name @Given }).FullyQualifiedErrorId | Should -BeLike 'MissingInput,*' }
        (Get-Failure { $Good | & $Name $Good @Given }).FullyQualifiedErrorId | Should -BeLike 'AmbiguousInput,*'
        @() | & $Name @Given -ErrorAction Stop | Should -BeNullOrEmpty
        $connection.Calls | Should -Be $before
    }

    It 'asks for a connection where there is none' {
        Disconnect-Bitrix24
        (Get-Failure { & $Name $Good @Given }).FullyQualifiedErrorId | Should -BeLike "NotConnected,$Class"
    }

    It 'takes -Connection before the default' {
        $other = Connect-Bitrix24 -Sandbox
        $calls = $other.Calls
        (& $Name $Good @Given -Connection $connection).$Shown | Should -Be $Good
        $other.Calls | Should -Be $calls
        $connection.Calls | Should -BeGreaterThan $before
    }
}

Describe '<Name>, which changes something' -ForEach $changing {
    BeforeEach {
        $script:connection = Connect-Bitrix24 -Sandbox
        $script:before = $connection.Calls
        $script:with = $Given + @{ Connection = $connection }
    }

    It 'says with -WhatIf what would be done, and sends nothing' {
        $run = Invoke-Hosted $Name ($with + @{ WhatIf = $true }) $Good
        $run.Output | Should -BeNullOrEmpty
        $run.Lines | Should -Be "What if: Performing the operation `"$Operation`" on target `"$Target`"."
        $connection.Calls | Should -Be $before
    }

    It 'asks with -Confirm, and does what is confirmed' {
        $run = Invoke-Hosted $Name ($with + @{ Confirm = $true }) $Good -Answer 2
        $run.Output | Should -BeNullOrEmpty
        $connection.Calls | Should -Be $before
        $run = Invoke-Hosted $Name ($with + @{ Confirm = $true }) $Good -Answer 0
        $run.Questions.Count | Should -Be 1
        $run.Questions[0] | Should -BeLike "*$Target*"
        $run.Output.$Shown | Should -Be $Good
    }

    It 'does not ask without it, and has an error for each item where nobody can answer' {
        (Invoke-Hosted $Name $with $Good).Questions | Should -BeNullOrEmpty
        $run = Invoke-Hosted $Name ($with + @{ Confirm = $true }) $Good
        $run.Errors.FullyQualifiedErrorId | Should -BeExactly "ConfirmationUnavailable,$Class"
    }
}
