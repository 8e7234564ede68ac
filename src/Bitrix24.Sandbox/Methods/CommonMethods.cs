namespace Bitrix24.Sandbox;

/// <summary>The small methods beside Open Lines sessions.</summary>
internal static class CommonMethods
{
    public static MethodAnswer Scope(MethodCall call) => MethodAnswer.Of(PhpArray.ListOf(call.Credential.Scopes));

    public static MethodAnswer Profile(MethodCall call) => MethodAnswer.Of(call.User.IsActive
        ? new PhpArray
        {
            { "ID", ChatFields.Text(call.User.Id) },
            { "ADMIN", call.User.IsAdmin },
            { "NAME", call.User.Name },
            { "LAST_NAME", call.User.LastName },
            { "PERSONAL_GENDER", "" },
            { "TIME_ZONE", "" },
        }
        : []);

    public static MethodAnswer ServerTime(MethodCall call) => MethodAnswer.Of(PortalClock.Format(call.Begins));

    public static MethodAnswer MethodGet(MethodCall call)
    {
        var method = MethodTable.Find(PhpValue.ToText(call.Parameters["name"]) ?? "");
        var isAvailable = method is not null && (method.Scope is null || call.Credential.Scopes.Contains(method.Scope));
        return MethodAnswer.Of(new PhpArray { { "isExisting", method is not null }, { "isAvailable", isAvailable } });
    }

    public static MethodAnswer Revision(MethodCall call)
    {
        _ = call;
        return MethodAnswer.Of(new PhpArray { { "rest", 2 }, { "web", 1 }, { "mobile", 1 } });
    }
}
