# Read by the Pester files in BeforeAll, after _Portal.ps1: . $PSScriptRoot/_Run.ps1
# Pipelines in runspaces of their own, which can be stopped or die, and what may be said of a connection afterwards.

# Starts a script in a runspace of its own, with these variables in it.
function Open-Run {
    param([string] $Script, [hashtable] $Variable = @{})

    $state = [initialsessionstate]::CreateDefault2()
    $state.ImportPSModule($ModuleManifest)
    $runspace = [runspacefactory]::CreateRunspace($state)
    $runspace.Open()
    foreach ($name in $Variable.Keys) {
        $runspace.SessionStateProxy.SetVariable($name, $Variable[$name])
    }

    $shell = [powershell]::Create().AddScript($Script)
    $shell.Runspace = $runspace
    $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
    $nothing = [System.Management.Automation.PSDataCollection[psobject]]::new()
    $nothing.Complete()
    [pscustomobject]@{ Shell = $shell; Runspace = $runspace; Output = $output; Handle = $shell.BeginInvoke($nothing, $output) }
}

# Waits until it has ended in whatever way; a run that hangs fails the test instead of hanging it.
function Wait-Run {
    param($Run, [int] $Seconds = 120)

    if (-not $Run.Handle.AsyncWaitHandle.WaitOne([timespan]::FromSeconds($Seconds))) {
        throw "The run did not end within $Seconds seconds."
    }
}

function Close-Run {
    param($Run)

    if ($Run) {
        $Run.Shell.Dispose()
        $Run.Runspace.Dispose()
    }
}

# Every call that was asked for ended in one of four ways.
function Assert-Balance {
    param($Connection)

    $Connection.Succeeded + $Connection.Failed + $Connection.NotSent + $Connection.Abandoned | Should -Be $Connection.Calls
}

# The results among what came out.
function Select-Result {
    param([object[]] $Output)

    $Output | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] }
}

# The errors among what came out.
function Select-Failure {
    param([object[]] $Output)

    $Output | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }
}
