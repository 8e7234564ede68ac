using System;
using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>The small methods beside those of the families.</summary>
internal static class CommonMethods
{
    public static IEnumerable<SandboxMethod> All =>
    [
        new(MethodTable.Batch, static _ => throw new InvalidOperationException("A batch is run command by command.")),
        new("scope", Scope),
        new("profile", Profile),
        new("server.time", ServerTime),
        new("method.get", MethodGet),
        SandboxMethod.OfOpenLines("revision.get", Revision),
    ];

    private static MethodAnswer Scope(MethodCall call) => MethodAnswer.Of(PhpArray.ListOf(call.Credential.Scopes));

    private static MethodAnswer Profile(MethodCall call) => MethodAnswer.Of(call.User.IsActive
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

    private static MethodAnswer ServerTime(MethodCall call) => MethodAnswer.Of(PortalClock.Format(call.Begins));

    private static MethodAnswer MethodGet(MethodCall call)
    {
        var method = MethodTable.Find(PhpValue.ToText(call.Parameters["name"]) ?? "");
        var isAvailable = method is not null && method.IsOpenTo(call.Credential.Scopes);
        return MethodAnswer.Of(new PhpArray { { "isExisting", method is not null }, { "isAvailable", isAvailable } });
    }

    private static MethodAnswer Revision(MethodCall call)
    {
        _ = call;
        return MethodAnswer.Of(new PhpArray { { "rest", 2 }, { "web", 1 }, { "mobile", 1 } });
    }
}
