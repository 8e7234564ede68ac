# Read by Language.Tests.ps1: . $PSScriptRoot/_Language.ps1
# What Windows PowerShell 5.1 cannot read or does not have, found in the tree that the parser of this PowerShell makes.

# What only PowerShell 7 has, of the commands that a script for this module may use.
$newAttributes = 'ValidateNotNullOrWhiteSpace', 'ValidateUserDrive', 'ExperimentalAttribute', 'Experimental'
$newCommands = 'Get-Error', 'Test-Json', 'Join-String', 'Get-Uptime', 'Remove-Alias', 'ConvertFrom-Markdown', 'Show-Markdown',
    'Get-SecureRandom', 'ConvertTo-CliXml', 'ConvertFrom-CliXml'
$newParameters = @{
    'ForEach-Object'           = 'Parallel', 'ThrottleLimit', 'TimeoutSeconds', 'AsJob', 'UseNewRunspace'
    'ConvertFrom-Json'         = 'AsHashtable', 'Depth', 'NoEnumerate', 'DateKind'
    'ConvertTo-Json'           = 'AsArray', 'EnumsAsStrings', 'EscapeHandling'
    'Join-Path'                = 'AdditionalChildPath', 'Extension'
    'Split-Path'               = 'LeafBase', 'Extension'
    'Export-Csv'               = 'UseQuotes', 'QuoteFields', 'IncludeTypeInformation', 'NoHeader'
    'ConvertTo-Csv'            = 'UseQuotes', 'QuoteFields', 'IncludeTypeInformation', 'NoHeader'
    'Get-Content'              = 'AsByteStream'
    'Set-Content'              = 'AsByteStream'
    'Select-String'            = 'Raw', 'NoEmphasis', 'Culture'
    'Sort-Object'              = 'Top', 'Bottom', 'Stable'
    'Select-Object'            = 'CaseInsensitive'
    'Read-Host'                = 'MaskInput'
    'Get-Date'                 = 'AsUTC', 'UnixTimeSeconds'
    'ConvertFrom-SecureString' = 'AsPlainText'
    'Start-Process'            = 'Environment'
    'Invoke-RestMethod'        = 'SkipHttpErrorCheck', 'SkipCertificateCheck', 'StatusCodeVariable', 'ResponseHeadersVariable',
    'Authentication', 'Token', 'MaximumRetryCount', 'RetryIntervalSec', 'NoProxy', 'Form', 'SslProtocol'
    'Invoke-WebRequest'        = 'SkipHttpErrorCheck', 'SkipCertificateCheck', 'Authentication', 'Token', 'MaximumRetryCount',
    'RetryIntervalSec', 'NoProxy', 'Form', 'SslProtocol'
}

function Get-Finding {
    param([System.Management.Automation.Language.IScriptExtent] $Extent, [string] $What, [switch] $IsFault)
    [pscustomobject]@{ Line = $Extent.StartLineNumber; What = $What; IsFault = [bool] $IsFault; Text = ($Extent.Text -split '\r?\n')[0] }
}

# The name of the construct, where the node is one of PowerShell 7. Types and members are asked for by name: 5.1 does not have them.
function Get-NewSyntaxName {
    param([System.Management.Automation.Language.Ast] $Node)
    switch ($Node.GetType().Name) {
        'TernaryExpressionAst' { 'ternary' }
        'PipelineChainAst' { if ("$($Node.Operator)" -eq 'AndAnd') { '&&' } else { '||' } }
        'PipelineAst' { if ($Node.Background) { 'background &' } }
        'BinaryExpressionAst' {
            switch -Regex ("$($Node.Operator)") {
                '^QuestionQuestion$' { '??' }
                '^DotDot$' { if ($Node.Left.StaticType -eq [string] -or $Node.Right.StaticType -eq [string]) { 'range of characters' } }
                '^[IC]replace$' { if ($Node.Right.Extent.Text -match '(^|,)\s*\{') { '-replace with a script block' } }
            }
        }
        'AssignmentStatementAst' { if ("$($Node.Operator)" -eq 'QuestionQuestionEquals') { '??=' } }
        'MemberExpressionAst' { if ($Node.NullConditional) { '?.' } }
        'InvokeMemberExpressionAst' {
            if ($Node.NullConditional) { '?.' } elseif ($Node.GenericTypeArguments) { 'type arguments of a method' }
        }
        'IndexExpressionAst' { if ($Node.NullConditional) { '?[]' } }
        'ScriptBlockAst' { if ($Node.CleanBlock) { 'clean' } }
        'ConstantExpressionAst' { if ($Node.Extent.Text -match '^[+-]?(0b[01]+|(0x[0-9a-f]+|\d+)(u[sly]?|[syn]))$') { 'form of a number' } }
        'ExpandableStringExpressionAst' { if ($Node.Extent.Text -match '(?<!`)(``)*`(e|u\{)') { 'escape in a string' } }
        'StringConstantExpressionAst' {
            $isExpanded = "$($Node.StringConstantType)" -like 'DoubleQuoted*'
            if ($isExpanded -and $Node.Extent.Text -match '(?<!`)(``)*`(e|u\{)') { 'escape in a string' }
        }
        'AttributeAst' { if ($Node.TypeName.Name -in $newAttributes) { 'attribute' } }
    }
}

# Everything in a text that 5.1 cannot read, or reads otherwise.
function Find-NewSyntax {
    param([string] $Text)
    $tokens = $faults = $null
    $script = [System.Management.Automation.Language.Parser]::ParseInput($Text, [ref] $tokens, [ref] $faults)
    foreach ($fault in $faults) { Get-Finding -Extent $fault.Extent -What $fault.Message -IsFault }
    foreach ($node in $script.FindAll({ $true }, $true)) {
        foreach ($what in Get-NewSyntaxName -Node $node) { Get-Finding -Extent $node.Extent -What $what }
    }

    # 5.1 ends the statement at the line's end.
    $pipes = $tokens | Where-Object -FilterScript { "$($_.Kind)" -eq 'Pipe' }
    foreach ($pipe in $pipes) {
        $before = $Text.Substring(0, $pipe.Extent.StartOffset)
        if ($before -match '(^|\n)[ \t]*$' -and $before -notmatch '`\r?\n[ \t]*$') {
            Get-Finding -Extent $pipe.Extent -What 'pipe at the start of a line'
        }
    }
}

# Commands and arguments that 5.1 does not have.
function Find-NewCommand {
    param([string] $Text)
    $script = [System.Management.Automation.Language.Parser]::ParseInput($Text, [ref] $null, [ref] $null)
    foreach ($call in $script.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)) {
        $name = $call.GetCommandName()
        if (-not $name) { continue }
        $full = if ($name -in '%', 'foreach') { 'ForEach-Object' } else { $name }
        if ($full -in $newCommands) { Get-Finding -Extent $call.Extent -What $full }
        foreach ($element in $call.CommandElements) {
            if ($element -is [System.Management.Automation.Language.CommandParameterAst]) {
                $of = $element.ParameterName
                foreach ($parameter in $newParameters[$full]) {
                    if ($of.Length -gt 2 -and $parameter -like "$of*") { Get-Finding -Extent $call.Extent -What "$full -$parameter" }
                }
            }
            elseif ($element.Extent.Text -match '^[''"]?utf8(NO)?BOM[''"]?$') {
                Get-Finding -Extent $call.Extent -What "-Encoding $($element.Extent.Text)"
            }
        }
    }
}

# The scripts in a page of Markdown: each block of PowerShell, and what stands
# between backticks in a line, with what is said before or around it.
function Get-MarkdownScript {
    param([string] $Text)
    $lines = $Text -split '\r?\n'
    $said = ''
    for ($i = 0; $i -lt $lines.Count; $i++) {
        if ($lines[$i] -match '^\s*```') {
            $isScript = $lines[$i] -match '^\s*```(powershell|ps1|pwsh)\b'
            $first = $i + 1
            for ($i++; $i -lt $lines.Count -and $lines[$i] -notmatch '^\s*```'; $i++) { }
            if ($isScript) {
                [pscustomobject]@{
                    Line = $first + 1
                    Text = ($lines[$first..($i - 1)] -join "`n")
                    Said = @($said) + $lines[$first..($i - 1)]
                    IsBlock = $true
                }
            }
            continue
        }

        # A paragraph, or one point of a list.
        $paragraph = $lines[$i]
        $first = $i
        while ($i + 1 -lt $lines.Count -and $paragraph -and $lines[$i + 1] -match '^\s*[^\s|-]' -and
            $lines[$i + 1] -notmatch '^\s*```') {
            $i++
            $paragraph += "`n" + $lines[$i]
        }
        if ($paragraph.Trim()) { $said = $paragraph }
        foreach ($span in [regex]::Matches($paragraph, '(?<!`)`([^`]+)`(?!`)')) {
            [pscustomobject]@{ Line = $first + 1; Text = $span.Groups[1].Value; Said = $paragraph; IsBlock = $false }
        }
    }
}

# The examples of a help file, without what they print.
function Get-HelpScript {
    param([xml] $Help)
    foreach ($example in $Help.SelectNodes('//*[local-name()="example"]')) {
        $code = $example.SelectSingleNode('*[local-name()="code"]').InnerText
        [pscustomobject]@{ Line = 0; Text = ($code -split '\r?\n\r?\n')[0]; Said = $example.InnerText.Replace($code, ''); IsBlock = $true }
    }
}

# The indented lines of an about topic, with the paragraph before them.
function Get-TopicScript {
    param([string] $Text)
    $said = ''
    $line = 1
    foreach ($paragraph in $Text -split '\r?\n[ \t]*\r?\n') {
        if ($paragraph -match '^\s*\n? {8}\S' -and $paragraph -notmatch '(?m)^ {0,7}\S') {
            [pscustomobject]@{ Line = $line; Text = $paragraph; Said = $said; IsBlock = $false }
        }
        else { $said = $paragraph }
        $line += ($paragraph -split '\n').Count + 1
    }
}

# The script blocks of a format or types file.
function Get-ViewScript {
    param([xml] $View)
    foreach ($node in $View.SelectNodes(
            '//*[local-name()="ScriptBlock" or local-name()="GetScriptBlock" or local-name()="SetScriptBlock" or local-name()="Script"]')) {
        [pscustomobject]@{ Line = 0; Text = $node.InnerText; Said = ''; IsBlock = $true }
    }
}

# The scripts in a file, whatever its kind.
function Get-FileScript {
    param([string] $Path)
    $text = [System.IO.File]::ReadAllText($Path)
    switch -Wildcard ($Path) {
        '*.md' { Get-MarkdownScript -Text $text }
        '*Help.xml' { Get-HelpScript -Help $text }
        '*.help.txt' { Get-TopicScript -Text $text }
        '*.ps1xml' { Get-ViewScript -View $text }
        default {
            [pscustomobject]@{
                Line = 1
                Text = $text
                Said = if ($text -match '(?m)^#Requires -Version 7') { 'PowerShell 7 only' }
                IsBlock = $true
            }
        }
    }
}

# What of a file 5.1 could not run, outside the paragraphs that say so.
function Find-New {
    param([string] $Path, [switch] $SyntaxOnly)
    foreach ($script in Get-FileScript -Path $Path) {
        if ("$($script.Said)" -match 'PowerShell 7 only|\u0442\u043E\u043B\u044C\u043A\u043E PowerShell 7') { continue }
        $found = @(Find-NewSyntax -Text $script.Text) + @(if (-not $SyntaxOnly) { Find-NewCommand -Text $script.Text })
        # What stands in prose need not be a whole script: where it is none, it is not one of PowerShell 7 either.
        if (-not $script.IsBlock) { $found = @($found | Where-Object -FilterScript { -not $_.IsFault -and $_.Text -ne '|' }) }
        foreach ($one in $found) { "line $([Math]::Max($script.Line, 1) + $one.Line - 1): $($one.What): $($one.Text)" }
    }
}
