BeforeDiscovery {
    $root = [System.IO.Path]::GetFullPath("$PSScriptRoot/../..")
    # The manifest is judged where the files that it names lie beside it.
    $scripts = Get-ChildItem -Path $root -Include *.ps1, *.psm1, *.psd1 -File -Recurse |
        Where-Object -FilterScript {
            $_.FullName -notmatch '[\\/](bin|obj|out[\\/]powershell)[\\/]' -and
                $_.FullName -ne "$root/OpenLines.psd1".Replace('/', [System.IO.Path]::DirectorySeparatorChar)
        } |
        Sort-Object -Property FullName -Unique |
        ForEach-Object -Process { @{ Name = $_.FullName.Substring($root.Length).TrimStart('/', '\'); Path = $_.FullName } }
    $isAnalyzerMissing = -not (Get-Module -Name PSScriptAnalyzer -ListAvailable)
    # One line tells that it is missing; a line for each script would bury what else a run has to tell.
    $cases = if ($isAnalyzerMissing) { @{ Name = "$($scripts.Count) scripts" } } else { $scripts }
}

Describe 'Scripts' {
    It 'are clean under PSScriptAnalyzer: <Name>' -ForEach $cases -Skip:$isAnalyzerMissing {
        $settings = Join-Path -Path (Split-Path -Path $Path) -ChildPath PSScriptAnalyzerSettings.psd1
        $choice = if (Test-Path -LiteralPath $settings) { @{ Settings = $settings } } else { @{} }
        Invoke-ScriptAnalyzer -Path $Path @choice | ForEach-Object -Process { "$_" } | Should -BeNullOrEmpty
    }
}
