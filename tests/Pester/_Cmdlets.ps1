# Read by the Pester files in BeforeDiscovery: . $PSScriptRoot/_Cmdlets.ps1
# The cmdlets that take items, one line each, which Module.Tests.ps1 holds complete: what all of them have in common is described once,
# for each of these.

[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'The files that read this one use them')]
param()

# Those that change the session of a chat. Operation is what ShouldProcess calls it; NotDone a caller and a chat of the portal for which it
# answers true and does nothing: an inactive user joins nothing, and in a chat of a deleted line no session is started.
$SessionCmdlets = @(
    @{ Name = 'Join-OLSession'; Method = 'imopenlines.session.join'; Operation = 'Join'; NotDone = @{ User = 12; Chat = 2043 } }
    @{ Name = 'Start-OLSession'; Method = 'imopenlines.session.start'; Operation = 'Start session'; NotDone = @{ User = 1; Chat = 2112 } }
)

# They take a chat: one that is there, one that the portal refuses with an error code, and those that are generated (--chats).
foreach ($cmdlet in $SessionCmdlets) {
    $cmdlet.Action = $cmdlet.Name -replace '-.*'
    $cmdlet.Parameter = 'ChatId'
    $cmdlet.Good = 1763
    $cmdlet.Bad = 3001
    $cmdlet.Refusal = 'CHAT_TYPE'
    $cmdlet.Items = { param([int] $First, [int] $Last) $First..$Last | ForEach-Object -Process { 1000000 + $_ } }
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
) + $SessionCmdlets
