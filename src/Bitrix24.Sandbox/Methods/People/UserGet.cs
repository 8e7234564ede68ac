using System;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>
/// <c>user.get</c> and <c>user.search</c>: users by page, without bots and guests. What the scope user_brief does not open is not shown.
/// </summary>
internal static class UserGet
{
    private static readonly string[] Reserved = ["FILTER", "SORT", "ORDER", "START", "SELECT", "ADMIN_MODE"];

    public static MethodAnswer Handle(MethodCall call) => Find(call, "");

    public static MethodAnswer HandleSearch(MethodCall call)
    {
        var filter = call.Folded("FILTER") as PhpArray;
        return Find(call, PhpValue.ToText(filter is null ? call.Folded("FIND") : filter.GetFolded("FIND")) ?? "");
    }

    private static MethodAnswer Find(MethodCall call, string words)
    {
        var filter = Filter(call);
        var users = call.Portal.Users
            .Where(user => !user.IsBot && IsFound(user, words) && RowFilter.Matches(name => Field(user, name), filter))
            .ToList();
        var sort = (PhpValue.ToText(call.Folded("SORT")) ?? "ID").ToUpperInvariant();
        var sign = string.Equals(PhpValue.ToText(call.Folded("ORDER")), "DESC", StringComparison.OrdinalIgnoreCase) ? -1 : 1;
        users.Sort((left, right) => RowFilter.Compare(Field(left, sort), Field(right, sort)) is var order and not 0
            ? sign * order
            : left.Id.CompareTo(right.Id));
        var select = call.Folded("SELECT") as PhpArray;
        return ListPage.Of(call, users, user => Show(call, user, select));
    }

    // In FILTER, or beside the other parameters, as it was once.
    private static PhpArray Filter(MethodCall call)
    {
        var given = call.Folded("FILTER") as PhpArray ?? call.Parameters;
        var filter = new PhpArray();
        foreach (var item in given)
        {
            var key = item.Key.ToUpperInvariant();
            if (Array.IndexOf(Reserved, key) < 0 && key is not ("FIND" or "AUTH" or "ACCESS_TOKEN"))
            {
                filter[key] = RowFilter.FieldOf(key) == "ACTIVE" ? IsTrue(item.Value) : item.Value;
            }
        }

        return filter;
    }

    private static string IsTrue(object? value) => PhpValue.ToText(value) is "Y" or "1" or "true" ? "Y" : "N";

    private static bool IsFound(SandboxUser user, string words) =>
        Array.TrueForAll(words.Split([' '], StringSplitOptions.RemoveEmptyEntries), word =>
            (user.FullName + " " + user.WorkPosition).IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    private static object? Field(SandboxUser user, string name) => name switch
    {
        "ID" => user.Id,
        "ACTIVE" => user.IsActive && !user.IsDismissed ? "Y" : "N",
        "NAME" => user.Name,
        "LAST_NAME" => user.LastName,
        "WORK_POSITION" => user.WorkPosition,
        "UF_DEPARTMENT" => user.DepartmentId,
        "USER_TYPE" => TypeOf(user),
        "EMAIL" => MailOf(user),
        _ => null,
    };

    private static string TypeOf(SandboxUser user) => user.IsExtranet ? "extranet" : "employee";

    private static string MailOf(SandboxUser user) => user.Name.ToLowerInvariant() + "@" + SandboxPortal.Host;

    private static PhpArray Show(MethodCall call, SandboxUser user, PhpArray? select)
    {
        var row = new PhpArray
        {
            { "ID", ChatFields.Text(user.Id) },
            { "XML_ID", "" },
            { "ACTIVE", user.IsActive && !user.IsDismissed },
            { "NAME", user.Name },
            { "LAST_NAME", user.LastName },
            { "SECOND_NAME", "" },
        };
        if (call.Credential.Scopes.Contains("user") || call.Credential.Scopes.Contains("user_basic"))
        {
            row["EMAIL"] = MailOf(user);
            row["LAST_LOGIN"] = PortalClock.Format(call.Portal.Clock.Started);
        }

        row["DATE_REGISTER"] = "2024-01-10T00:00:00+03:00";
        row["IS_ONLINE"] = user.IsOffline ? "N" : "Y";
        row["TIMESTAMP_X"] = PhpObject.Empty;
        row["PERSONAL_GENDER"] = "";
        row["PERSONAL_PHOTO"] = null;
        row["WORK_POSITION"] = user.WorkPosition;
        row["UF_DEPARTMENT"] = user.IsExtranet ? new PhpArray() : PhpArray.ListOf([user.DepartmentId]);
        row["USER_TYPE"] = TypeOf(user);
        return select is null ? row : Selected(row, select);
    }

    private static PhpArray Selected(PhpArray row, PhpArray select)
    {
        var shown = new PhpArray();
        foreach (var item in row)
        {
            if (item.Key == "ID" || select.Any(name => PhpValue.ToText(name.Value) is { } field && (field == item.Key || field == "*")))
            {
                shown[item.Key] = item.Value;
            }
        }

        return shown;
    }
}
