# Read by the Pester files in BeforeAll, after _Portal.ps1: . $PSScriptRoot/_Job.ps1
# The job of samples in a process of its own, and what it left behind.

# A checkout in this folder, and the job in it: it takes the module that is built beside it, here the one that is to be tested.
function New-JobCheckout {
    param([string] $Folder)

    $null = New-Item -ItemType Directory -Path "$Folder/out"
    Copy-Item -Path "$PSScriptRoot/../../samples" -Destination $Folder -Recurse -Exclude CsvJob
    Copy-Item -Path $ModuleFolder -Destination "$Folder/out/OpenLines" -Recurse
    Join-Path -Path $Folder -ChildPath 'samples/Invoke-CsvJob.ps1'
}

function Write-Codes {
    param([string] $Folder, [string[]] $Line)

    $null = New-Item -Path $Folder -ItemType Directory -Force
    Set-Content -LiteralPath "$Folder/codes.csv" -Value (@('UserCode') + $Line) -Encoding utf8
}

function Get-JobFile {
    param([string] $Folder, [string] $Filter)

    Get-ChildItem -Path $Folder -Filter $Filter | Sort-Object -Property Name
}

# Runs it to its end, with a folder of its own as the current one: what it said, its exit code, its files.
function Invoke-Job {
    param([string] $Folder, [string[]] $ArgumentList, [string] $Command)

    $null = New-Item -Path $Folder -ItemType Directory -Force
    Push-Location -LiteralPath $Folder
    try {
        $said = if ($Command) { Invoke-FreshPowerShell -Command $Command 2>&1 }
        else { Invoke-FreshPowerShell -File $job @ArgumentList 2>&1 }
        [pscustomobject]@{
            Code = $LASTEXITCODE
            Said = "$said"
            Done = @(Get-JobFile $Folder 'done-*.csv')
            Failed = @(Get-JobFile $Folder 'failed-*.csv')
            Ledger = @(Get-JobFile $Folder '*.ledger')
        }
    }
    finally {
        Pop-Location
    }
}

# Starts it, kills it when its file of results has so many lines, and gives the rows that its ledger calls done then, as lines of CSV.
function Stop-JobAt {
    param([string] $Folder, [int] $Count)

    $own = Get-OwnProgram
    $dll = if ([System.IO.Path]::GetFileNameWithoutExtension($own) -eq 'dotnet') { '"{0}" ' -f (Join-Path $PSHOME -ChildPath 'pwsh.dll') }
    $start = [System.Diagnostics.ProcessStartInfo]::new(
        $own, "$dll-NoProfile -NonInteractive -File `"$job`" `"$Folder/codes.csv`"")
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    try {
        Wait-Until { $process.HasExited -or (Get-LineCount $Folder) -ge $Count }
        if ($process.HasExited) { throw "It was not there to be killed: $($process.StandardOutput.ReadToEnd())" }
    }
    finally {
        if (-not $process.HasExited) { $process.Kill() }
        $process.WaitForExit()
        $process.Dispose()
    }

    [regex]::Matches([System.IO.File]::ReadAllText((Get-JobFile $Folder '*.ledger').FullName), '(?m)^\S+\tdone\t(.+)\n') |
        ForEach-Object -Process { $_.Groups[1].Value }
}

# The lines of the file of results, while somebody writes it.
function Get-LineCount {
    param([string] $Folder)

    $file = Get-JobFile $Folder 'done-*.csv' | Select-Object -First 1
    if (-not $file) { return 0 }
    $reader = [System.IO.StreamReader]::new([System.IO.FileStream]::new($file.FullName, 'Open', 'Read', 'ReadWrite'))
    try { $reader.ReadToEnd().Split("`n").Count - 1 } finally { $reader.Dispose() }
}

# Makes a job that came to its end one that was cut short: its ledger without the line of its end.
function Remove-JobEnd {
    param([psobject] $Run)

    $text = [System.IO.File]::ReadAllText($Run.Ledger[0].FullName)
    $text | Should -Match '(?m)^end\t\t\n\z'
    [System.IO.File]::WriteAllText($Run.Ledger[0].FullName, $text -replace '(?m)^end\t\t\n\z')
}
