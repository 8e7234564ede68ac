namespace Bitrix24.Sandbox;

/// <summary><c>imopenlines.config.delete</c>: false for a line that is not there, so also the second time.</summary>
internal static class ConfigDelete
{
    public static MethodAnswer Handle(MethodCall call)
    {
        var id = PhpValue.ToInteger(call.Parameters["CONFIG_ID"]);
        if (id <= 0)
        {
            return MethodAnswer.Refused(LineErrors.ConfigIdEmpty);
        }

        if (!call.User.IsAdmin)
        {
            return MethodAnswer.Refused(LineErrors.NoPermission);
        }

        if (call.Portal.FindLine(id) is not { } line)
        {
            return MethodAnswer.Of(false);
        }

        line.IsDeleted = true;
        return MethodAnswer.Of(true);
    }
}
