namespace Bitrix24.Sandbox;

/// <summary><c>imopenlines.config.path.get</c>: where the portal's page of lines is.</summary>
internal static class ConfigPathGet
{
    public static MethodAnswer Handle(MethodCall call) => MethodAnswer.Of(new PhpArray
    {
        { "SERVER_ADDRESS", call.Caller.Portal.GetLeftPart(System.UriPartial.Authority) },
        { "PUBLIC_PATH", "/contact_center/" },
    });
}
