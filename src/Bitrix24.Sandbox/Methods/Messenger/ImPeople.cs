using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>People as the messenger's methods show them: users, bots and guests alike.</summary>
internal static class ImPeople
{
    /// <summary>A list of these, each once; the system is nobody.</summary>
    public static PhpArray Of(MethodCall call, IEnumerable<long> ids) =>
        PhpArray.ListOf(ids.Where(static id => id > 0).Distinct().Select(id => Describe(call, id)));

    public static PhpArray Describe(MethodCall call, long id)
    {
        var person = PortalPerson.Of(call.Portal, id);
        return new()
        {
            { "id", id },
            { "active", person.IsActive },
            { "name", person.Name },
            { "first_name", person.FirstName },
            { "last_name", person.LastName },
            { "work_position", person.WorkPosition ?? "" },
            { "color", "#df532d" },
            { "avatar", "" },
            { "gender", "M" },
            { "birthday", "" },
            { "extranet", person.IsExtranet },
            { "network", false },
            { "bot", person.IsBot },
            { "connector", person.IsGuest },
            { "external_auth_id", person.AuthId },
            { "status", "online" },
            { "idle", false },
            { "last_activity_date", PortalClock.Format(call.Portal.Clock.Started) },
            { "mobile_last_date", false },
            { "absent", false },
            { "departments", person.DepartmentId == 0 ? new PhpArray() : PhpArray.ListOf([person.DepartmentId]) },
            { "phones", false },
            { "type", person.Type },
        };
    }
}
