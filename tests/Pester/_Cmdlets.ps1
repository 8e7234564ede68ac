# Read by the Pester files in BeforeDiscovery: . $PSScriptRoot/_Cmdlets.ps1
# The cmdlets that take items, one entry each, which Module.Tests.ps1 holds complete: what all of them have in common is described once,
# for each of these.

[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The files that read this one use them')]
param()

# What a dialog can show (DialogShows), and how NotVerified says that it does not.
$DialogFaults = @{
    CallerInChat        = 'the connected user is not in the chat'
    OpenSession         = 'the chat has no open session'
    NoSession           = 'the session is still open'
    CallerIsOperator    = 'the connected user is not the operator'
    Pinned              = 'the dialog is not pinned'
    NotPinned           = 'the dialog is still pinned'
    Silent              = 'the silent mode is off'
    NotSilent           = 'the silent mode is still on'
    CrmBound            = 'nothing of the CRM is bound to the dialog'
    CallerIsNotOperator = 'the connected user is the operator'
}

# How the methods behind ChatGate refuse a chat that is not there, one that is no open line and one without the right to it.
$GateRefusals = @(
    @{ Chat = 999; Code = 'CHAT_ID'; Category = 'InvalidArgument' }
    @{ Chat = 3001; Code = 'CHAT_TYPE'; Category = 'InvalidArgument' }
    @{ Chat = 2113; Code = 'ACCESS_DENIED'; Category = 'PermissionDenied' }
)

# Those that change the session of a chat:
# - Action: what its results say, where that is not its verb; Field: its method among SessionMethods, where that has another name;
# - Operation: what ShouldProcess calls it;
# - Refusals: how the portal refuses the three chats of $GateRefusals;
# - Operator: who is the operator of chat 1763 afterwards, where user 5 was before;
# - Verified: four chats where it does its work for user 1;
# - NotDone: for each thing that its dialog shows, a user and a chat for which the portal answers true and that alone, or first, is not
#   shown: an inactive user joins nothing, and in a chat of a deleted line no session is started. Before: what the user does before.
#   Answered: the portal of the tests does its work, so there a true of something before it is what is answered.
$SessionCmdlets = @(
    @{
        Name      = 'Join-OLSession'
        Method    = 'imopenlines.session.join'
        Operation = 'Join'
        Refusals  = $GateRefusals
        Operator  = 5
        Verified  = 1763, 2043, 2024, 2101
        NotDone   = @(
            @{ Flag = 'CallerInChat'; User = 12; Chat = 2043 }
        )
    }
    @{
        Name      = 'Start-OLSession'
        Method    = 'imopenlines.session.start'
        Operation = 'Start session'
        Refusals  = $GateRefusals
        Operator  = 5
        Verified  = 1763, 2043, 2024, 2101
        NotDone   = @(
            @{ Flag = 'CallerInChat'; User = 12; Chat = 1763 }
            @{ Flag = 'OpenSession'; User = 1; Chat = 2112; Before = 'Join-OLSession' }
        )
    }
    @{
        Name      = 'Switch-OLSession'
        Method    = 'imopenlines.session.intercept'
        Field     = 'Intercept'
        Operation = 'Take over'
        Refusals  = $GateRefusals | ForEach-Object { @{ Chat = $_.Chat; Code = 'OPERATOR_WRONG'; Category = 'PermissionDenied' } }
        Operator  = 1
        Verified  = 1763, 2024, 2103, 2115
        NotDone   = @(
            @{ Flag = 'CallerIsOperator'; User = 1; Chat = 2101 }
        )
    }
    @{
        Name      = 'Enable-OLSilentMode'
        Method    = 'imopenlines.session.mode.silent'
        Action    = 'SilentOn'
        Operation = 'Turn silent mode on'
        Refusals  = $GateRefusals
        Operator  = 5
        Verified  = 1763, 2043, 2024, 2101
        NotDone   = @(
            @{ Flag = 'Silent'; User = 1; Chat = 1763; Answered = $true }
        )
    }
    @{
        Name      = 'Disable-OLSilentMode'
        Method    = 'imopenlines.session.mode.silent'
        Action    = 'SilentOff'
        Operation = 'Turn silent mode off'
        Refusals  = $GateRefusals
        Operator  = 5
        Verified  = 1763, 2043, 2024, 2101
        NotDone   = @(
            @{ Flag = 'NotSilent'; User = 1; Chat = 1763; Before = 'Enable-OLSilentMode'; Answered = $true }
        )
    }
)

# The methods behind a look at the dialog (a guard) are not called for these.
$GuardRefusals = @(
    @{ Chat = 999; Code = 'ACCESS_ERROR'; Category = 'PermissionDenied' }
    @{ Chat = 3001; Code = 'ACCESS_ERROR'; Category = 'PermissionDenied' }
    @{ Chat = 2113; Code = 'ACCESS_ERROR'; Category = 'PermissionDenied' }
)

# The client id of the sandbox's bot.
$Bot = [securestring]::new()
foreach ($character in 'sandboxbotclient'.ToCharArray()) { $Bot.AppendChar($character) }

# Those that cannot be done twice: OneShot.Tests.ps1 describes what they have in common, each on a portal that nobody has worked on.
# - Arguments: what they need beside the chat;
# - Sent: what goes to the portal beside the chat, in a body and in a command of a batch;
# - Caller: who works on chats whose operator is user 1, unless he does himself;
# - Good: a chat where it does its work for user 1; Closed: one without an open session, and how that is refused;
# - Shown: what the dialog of the good chat shows afterwards; Fault: what it shows where nothing was done.
# - OfBot: it is for chats whose operator is a bot.
# - IsFinal: there is no undo, so it is asked before unless somebody says otherwise.
$OneShotCmdlets = @(
    @{
        Name      = 'Receive-OLSession'
        Method    = 'imopenlines.operator.answer'
        Operation = 'Answer'
        Caller    = 18
        Refusals  = $GateRefusals
        Good      = 1763
        Closed    = @{ Chat = 2043; Code = 'NoOpenSession' }
        Shown     = @{ OperatorId = 1; State = 'Open' }
        Fault     = $DialogFaults.CallerIsOperator
    }
    @{
        Name      = 'Skip-OLSession'
        Method    = 'imopenlines.operator.skip'
        Operation = 'Skip'
        IsGuarded = $true
        Refusals  = $GuardRefusals
        Good      = 2103
        Closed    = @{ Chat = 2043; Code = 'NoOpenSession' }
        Shown     = @{ OperatorId = $null; State = 'Waiting' }
        Fault     = $DialogFaults.CallerIsNotOperator
    }
    @{
        Name      = 'Complete-OLSession'
        Method    = 'imopenlines.operator.finish'
        Operation = 'Complete session'
        Refusals  = $GateRefusals + @{ Chat = 1763; Code = 'ERROR_USER_NOT_OPERATOR'; Category = 'PermissionDenied' }
        Good      = 2103
        Closed    = @{ Chat = 2043; Code = 'NOT_LOAD_SESSION_OR_CHAT' }
        Shown     = @{ OperatorId = $null; State = 'None' }
        Fault     = $DialogFaults.NoSession
    }
    @{
        Name      = 'Complete-OLSession'
        Arguments = @{ AnyOperator = $true }
        Method    = 'imopenlines.operator.another.finish'
        Operation = 'Complete session of any operator'
        IsFinal   = $true
        Refusals  = $GateRefusals
        Good      = 1763
        Closed    = @{ Chat = 2043; Code = 'NOT_LOAD_SESSION_OR_CHAT' }
        Shown     = @{ OperatorId = $null; State = 'None' }
        Fault     = $DialogFaults.NoSession
    }
    @{
        Name      = 'Complete-OLSession'
        Arguments = @{ Spam = $true }
        Method    = 'imopenlines.operator.spam'
        Operation = 'Complete session as spam'
        IsFinal   = $true
        Refusals  = $GateRefusals
        Good      = 1763
        Closed    = @{ Chat = 2043; Code = 'NoOpenSession'; IsVerified = $true }
        Shown     = @{ OperatorId = $null; State = 'None' }
        Fault     = $DialogFaults.NoSession
    }
    @{
        Name      = 'Move-OLSession'
        Arguments = @{ OperatorId = 5 }
        Sent      = @{ Body = ',"USER_ID":5'; Command = '&USER_ID=5' }
        Method    = 'imopenlines.operator.transfer'
        Operation = 'Move'
        IsGuarded = $true
        Refusals  = $GuardRefusals
        Good      = 2103
        Closed    = @{ Chat = 2043; Code = 'NoOpenSession' }
        Shown     = @{ OperatorId = 5; State = 'Open' }
        Fault     = $DialogFaults.CallerIsNotOperator
    }
    @{
        Name      = 'Move-OLSession'
        Arguments = @{ LineId = 22 }
        Sent      = @{ Body = ',"QUEUE_ID":22'; Command = '&QUEUE_ID=22' }
        Method    = 'imopenlines.operator.transfer'
        Operation = 'Move'
        IsGuarded = $true
        Refusals  = $GuardRefusals
        Good      = 2103
        Closed    = @{ Chat = 2043; Code = 'NoOpenSession' }
        Shown     = @{ OperatorId = $null; State = 'Waiting' }
        Fault     = $DialogFaults.CallerIsNotOperator
    }
    @{
        Name      = 'Move-OLBotSession'
        Arguments = @{ ToQueue = $true }
        Method    = 'imopenlines.bot.session.operator'
        Operation = 'Move from the bot'
        IsGuarded = $true
        OfBot     = $true
        Refusals  = $GuardRefusals + @{ Chat = 1763; Code = 'WRONG_CHAT'; Category = 'InvalidArgument' }
        Good      = 2117
        Closed    = @{ Chat = 2043; Code = 'NoOpenSession' }
        Shown     = @{ OperatorId = $null; State = 'Waiting' }
        Fault     = 'the user 20 is still responsible'
    }
    @{
        Name      = 'Move-OLBotSession'
        Arguments = @{ OperatorId = 5; ClientId = $Bot }
        Sent      = @{ Body = ',"USER_ID":5,"CLIENT_ID":"sandboxbotclient"'; Command = '&USER_ID=5&CLIENT_ID=sandboxbotclient' }
        Method    = 'imopenlines.bot.session.transfer'
        Operation = 'Move from the bot'
        IsGuarded = $true
        Refusals  = $GuardRefusals
        Good      = 2117
        Closed    = @{ Chat = 2043; Code = 'NoOpenSession' }
        Shown     = @{ OperatorId = 5; State = 'Open' }
        Fault     = 'the user 1 is responsible'
    }
    @{
        Name      = 'Move-OLBotSession'
        Arguments = @{ LineId = 58; ClientId = $Bot; Leave = $true }
        Sent      = @{
            Body    = ',"QUEUE_ID":58,"CLIENT_ID":"sandboxbotclient","LEAVE":"Y"'
            Command = '&QUEUE_ID=58&CLIENT_ID=sandboxbotclient&LEAVE=Y'
        }
        Method    = 'imopenlines.bot.session.transfer'
        Operation = 'Move from the bot'
        IsGuarded = $true
        Refusals  = $GuardRefusals
        Good      = 2117
        Closed    = @{ Chat = 2043; Code = 'NoOpenSession' }
        Shown     = @{ OperatorId = $null; State = 'Waiting' }
        Fault     = 'the chat is in the line 1'
    }
    @{
        Name      = 'Send-OLBotMessage'
        Arguments = @{ Text = 'a & b=c' }
        Sent      = @{
            Body    = ',"NAME":"DEFAULT","MESSAGE":"a \u0026 b=c"'
            Command = '&NAME=DEFAULT&MESSAGE=a%20%26%20b%3Dc'
        }
        Method    = 'imopenlines.bot.session.message.send'
        Operation = 'Send message of the system'
        IsGuarded = $true
        Refusals  = $GuardRefusals
        Good      = 2117
        Closed    = @{ Chat = 2043; Code = 'NoOpenSession' }
        Shown     = @{ OperatorId = 20; State = 'Open' }
        Fault     = 'there is no new message in the chat'
    }
    @{
        Name      = 'Send-OLBotMessage'
        Arguments = @{ Welcome = $true }
        Sent      = @{ Body = ',"NAME":"WELCOME"'; Command = '&NAME=WELCOME' }
        Method    = 'imopenlines.bot.session.message.send'
        Operation = 'Send greeting'
        IsGuarded = $true
        Refusals  = $GuardRefusals
        Good      = 2117
        Closed    = @{ Chat = 2043; Code = 'NoOpenSession' }
        Shown     = @{ OperatorId = 20; State = 'Open' }
        Fault     = 'there is no new message in the chat'
    }
    @{
        Name      = 'Complete-OLBotSession'
        Arguments = @{ ClientId = $Bot }
        Sent      = @{ Body = ',"CLIENT_ID":"sandboxbotclient"'; Command = '&CLIENT_ID=sandboxbotclient' }
        Method    = 'imopenlines.bot.session.finish'
        Operation = 'Complete session of the bot'
        Refusals  = @()
        Good      = 2117
        Closed    = @{ Chat = 2043; Code = 'NoOpenSession'; IsVerified = $true }
        Shown     = @{ OperatorId = $null; State = 'None' }
        Fault     = $DialogFaults.NoSession
    }
)

foreach ($cmdlet in $OneShotCmdlets) {
    $cmdlet.Parameter = 'ChatId'
    $cmdlet.Action = $cmdlet.Name -replace '-.*'
    if (-not $cmdlet.Caller) { $cmdlet.Caller = 1 }
    if (-not $cmdlet.Arguments) { $cmdlet.Arguments = @{} }
    if (-not $cmdlet.Sent) { $cmdlet.Sent = @{ Body = ''; Command = '' } }
    $cmdlet.Line = $cmdlet.Name + -join ($cmdlet.Arguments.Keys | Sort-Object | ForEach-Object {
            $value = $cmdlet.Arguments[$_]
            " -$_`:" + $(if ($value -is [securestring]) { '$bot' } elseif ($value -is [bool]) { "`$$value" } else { "'$value'" })
        })
}

# They take a chat: one that is there, one that the portal refuses with an error code, and those that are generated (--chats).
foreach ($cmdlet in $SessionCmdlets) {
    if (-not $cmdlet.Action) { $cmdlet.Action = $cmdlet.Name -replace '-.*' }
    if (-not $cmdlet.Field) { $cmdlet.Field = $cmdlet.Action }
    $cmdlet.Parameter = 'ChatId'
    $cmdlet.Good = 1763
    $cmdlet.Bad = 3001
    $cmdlet.Refusal = ($cmdlet.Refusals | Where-Object -Property Chat -EQ -Value 3001).Code
    $cmdlet.Items = { param([int] $First, [int] $Last) $First..$Last | ForEach-Object -Process { 1000000 + $_ } }
    foreach ($one in $cmdlet.NotDone) {
        $one.Fault = $DialogFaults[$one.Flag]
    }
}

$ItemCmdlets = @(
    @{
        Name      = 'Get-OLChatByUserCode'
        Method    = 'imopenlines.session.open'
        Parameter = 'UserCode'
        Good      = 'livechat|22|1761|587'
        Bad       = 'nobody'
        Refusal   = 'ACCESS_DENIED'
        Items     = { param([int] $First, [int] $Last) $First..$Last | ForEach-Object -Process { "livechat|1|$_|$_" } }
    }
    @{
        Name      = 'Get-OLDialog'
        Method    = 'imopenlines.dialog.get'
        Parameter = 'ChatId'
        Good      = 1763
        Bad       = 999
        Refusal   = 'ACCESS_ERROR'
        Items     = { param([int] $First, [int] $Last) $First..$Last | ForEach-Object -Process { 1000000 + $_ } }
    }
) + $SessionCmdlets

# Those that need more than what names their item, or answer many things for one: files of their own describe them.
$OtherItemCmdlets = @('Get-OLSession', 'Save-OLFile', 'Send-OLMessage', 'Get-OLMessage', 'Get-OLOperator', 'Get-OLConnectorStatus',
    'Send-OLNetworkMessage')

# Those that want more than an item, or that do their work for some users and items only. Special.Tests.ps1 describes what they have in
# common, a file of their own the rest:
# - Parameter: the one that identifies an item, and Invalid: the error of what cannot be one;
# - Good: an item that user 1 of the default portal can have done, the value of the property Shown of the result;
# - Given: what else is given;
# - Operation and Target: what ShouldProcess calls it and names, of what changes something;
# - IsSession: whether it is a SessionCmdlet, which has -Verify;
# - ListsAll: whether it lists all where there is no item;
# - OnlyGiven: whether what else it takes is never read of a record.
$SpecialCmdlets = @(
    @{
        Name      = 'Add-OLSessionPin'
        Parameter = 'ChatId'
        Invalid   = 'InvalidChatId'
        Good      = 2103
        Operation = 'Pin'
        Target    = 'chat2103'
        IsSession = $true
    }
    @{
        Name      = 'Remove-OLSessionPin'
        Parameter = 'ChatId'
        Invalid   = 'InvalidChatId'
        Good      = 2103
        Operation = 'Unpin'
        Target    = 'chat2103'
        IsSession = $true
    }
    @{
        Name      = 'Restart-OLSession'
        Parameter = 'ChatId'
        Invalid   = 'InvalidChatId'
        Good      = 2103
        Given     = @{ MessageId = 210300002 }
        Operation = 'Restart session'
        Target    = 'chat2103'
        IsSession = $true
    }
    @{
        Name      = 'New-OLLead'
        Parameter = 'ChatId'
        Invalid   = 'InvalidChatId'
        Good      = 2103
        Operation = 'Create lead'
        Target    = 'chat2103'
        IsSession = $true
    }
    @{
        Name      = 'Save-OLQuickAnswer'
        Parameter = 'ChatId'
        Invalid   = 'InvalidChatId'
        Good      = 1763
        Given     = @{ MessageId = 176300002 }
        Operation = 'Save quick answer'
        Target    = 'message 176300002 of chat1763'
    }
    @{
        Name      = 'Set-OLSessionRating'
        Parameter = 'SessionId'
        Invalid   = 'InvalidSessionId'
        Good      = 10001
        Given     = @{ Rating = 4 }
        Operation = 'Rate'
        Target    = 'session 10001'
    }
    @{
        Name      = 'Add-OLNetworkLine'
        Parameter = 'Code'
        Invalid   = 'InvalidNetworkCode'
        Good      = 'ab515f5d85a8b844d484f6ea75a2e494'
        Operation = 'Add network line'
        Target    = 'ab515f5d85a8b844d484f6ea75a2e494'
    }
    @{
        Name      = 'Get-OLSessionHistory'
        Parameter = 'SessionId'
        Invalid   = 'InvalidSessionId'
        Good      = 10001
    }
    @{
        Name      = 'Get-OLCrmChat'
        Parameter = 'CrmId'
        Invalid   = 'InvalidCrmId'
        Good      = 501
        Given     = @{ CrmType = 'deal' }
    }
    @{
        Name      = 'Add-OLCrmChatUser'
        Parameter = 'CrmId'
        Invalid   = 'InvalidCrmId'
        Good      = 501
        Given     = @{ CrmType = 'deal'; UserId = 14 }
        Operation = 'Add user'
        Target    = 'user 14 to the last chat of deal 501'
    }
    @{
        Name      = 'Remove-OLCrmChatUser'
        Parameter = 'CrmId'
        Invalid   = 'InvalidCrmId'
        Good      = 501
        Given     = @{ CrmType = 'deal'; UserId = 5 }
        Operation = 'Remove user'
        Target    = 'user 5 from the last chat of deal 501'
    }
    @{
        Name      = 'Set-OLLine'
        Parameter = 'LineId'
        Invalid   = 'InvalidLineId'
        Good      = 22
        Given     = @{ MaxChats = 3 }
        Operation = 'Change settings MAX_CHAT'
        Target    = 'line 22'
        OnlyGiven = $true
    }
    @{
        Name      = 'Get-OLLine'
        Parameter = 'LineId'
        Invalid   = 'InvalidLineId'
        Good      = 22
        ListsAll  = $true
    }
)

foreach ($cmdlet in $SpecialCmdlets) {
    if (-not $cmdlet.Shown) { $cmdlet.Shown = $cmdlet.Parameter }
    if (-not $cmdlet.Given) { $cmdlet.Given = @{} }
    $cmdlet.ListsAll = [bool] $cmdlet.ListsAll
    $cmdlet.OnlyGiven = [bool] $cmdlet.OnlyGiven
}

# What FullyQualifiedErrorId ends with.
foreach ($cmdlet in $ItemCmdlets + $OneShotCmdlets + $SpecialCmdlets) {
    $cmdlet.Class = "OpenLines.Commands.$($cmdlet.Name -replace '-')Command"
}

# Names of lines, what asks always, and three things for one message.
$OtherItemCmdlets += 'New-OLLine', 'Remove-OLLine', 'Send-OLCrmMessage'
