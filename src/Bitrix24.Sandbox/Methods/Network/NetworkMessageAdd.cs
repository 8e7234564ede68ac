using System;

namespace Bitrix24.Sandbox;

/// <summary><c>imopenlines.network.message.add</c>: the network line writes to a user of the portal, once a week to each.</summary>
internal static class NetworkMessageAdd
{
    private const int LargestAttach = 30_000;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private static readonly SandboxError Limit =
        new("USER_MESSAGE_LIMIT", "You cant send more than one message per week to each user.");

    private static readonly SandboxError MessageEmpty = new("MESSAGE_EMPTY", "Message can't be empty");
    private static readonly SandboxError NotAdded = new("WRONG_REQUEST", "Message isn't added");

    public static MethodAnswer Handle(MethodCall call)
    {
        if (NetworkLineCode.Read(call) is not { } code)
        {
            return MethodAnswer.Refused(NetworkLineCode.Invalid);
        }

        if (NetworkLineCode.FindBot(call.Portal, code) is null)
        {
            return MethodAnswer.Refused(NetworkLineCode.NotFound);
        }

        var userId = PhpValue.ToInteger(call.Folded("USER_ID"));
        if (userId == 0)
        {
            return MethodAnswer.Refused(OpenLinesErrors.UserIdEmpty);
        }

        var written = call.Portal.NetworkMessages;
        if (written.TryGetValue((code, userId), out var last) && call.Begins - last < Week)
        {
            return MethodAnswer.Refused(Limit);
        }

        if (Fault(call) is { } fault)
        {
            return MethodAnswer.Refused(fault);
        }

        if (call.Portal.FindUser(userId) is not { IsActive: true })
        {
            return MethodAnswer.Refused(NotAdded);
        }

        written[(code, userId)] = call.Begins;
        return MethodAnswer.Of(true);
    }

    private static SandboxError? Fault(MethodCall call)
    {
        if ((PhpValue.ToText(call.Folded("MESSAGE")) ?? "").Trim().Length == 0)
        {
            return MessageEmpty;
        }

        return MessageParts.AttachFault(call.Folded("ATTACH"), LargestAttach) ?? MessageParts.KeyboardFault(call.Folded("KEYBOARD"));
    }
}
