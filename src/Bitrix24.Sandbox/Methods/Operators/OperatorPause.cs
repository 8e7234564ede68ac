namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imopenlines.operator.pause.*</c>, which the documentation does not have: the caller takes no new dialogs for a while. What others do
/// nobody is told on an ordinary portal.
/// </summary>
internal static class OperatorPause
{
    private static readonly SandboxError NoAccess = new("ACCESS_DENIED", "You dont have access to this action");

    public static MethodAnswer HandleStart(MethodCall call) => Set(call, isPaused: true);

    public static MethodAnswer HandleStop(MethodCall call) => Set(call, isPaused: false);

    public static MethodAnswer HandleGet(MethodCall call) => MethodAnswer.Of(call.User.IsPaused);

    public static MethodAnswer HandleOthers(MethodCall call)
    {
        _ = call;
        return MethodAnswer.Refused(NoAccess);
    }

    // False: it was so already.
    private static MethodAnswer Set(MethodCall call, bool isPaused)
    {
        var isChange = call.User.IsPaused != isPaused;
        call.User.IsPaused = isPaused;
        return MethodAnswer.Of(isChange);
    }
}
