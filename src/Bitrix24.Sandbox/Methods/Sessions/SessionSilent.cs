using System;

namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imopenlines.session.mode.silent</c>: whether what operators write reaches the client. Exactly <c>Y</c> keeps it from him, all else
/// lets it through.
/// </summary>
internal static class SessionSilent
{
    public static MethodAnswer Handle(MethodCall call)
    {
        var (chat, error) = ChatGate.Pass(call);
        if (chat is null)
        {
            return MethodAnswer.Refused(error!);
        }

        var isSilent = call.Parameters["ACTIVATE"] is "Y";
        if ((chat.SilentMode == "Y") != isSilent)
        {
            chat.SilentMode = isSilent ? "Y" : "";
            FormattableString text = isSilent ? (FormattableString)$"The silent mode is on" : $"The silent mode is off";
            SystemMessages.Write(call, chat, text);
        }

        return MethodAnswer.Of(true, chat.Id);
    }
}
