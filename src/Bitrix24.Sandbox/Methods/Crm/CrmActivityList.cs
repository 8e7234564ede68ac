using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>
/// <c>crm.activity.list</c>, as far as sessions go: each session of a chat that the CRM knows is an activity, whose
/// ASSOCIATED_ENTITY_ID is the session.
/// </summary>
internal static class CrmActivityList
{
    private const long IdBase = 700_000;
    private const string Provider = "IMOPENLINES_SESSION";

    private static readonly string[] Usual =
    [
        "ID", "OWNER_ID", "OWNER_TYPE_ID", "TYPE_ID", "PROVIDER_ID", "PROVIDER_TYPE_ID", "ASSOCIATED_ENTITY_ID", "SUBJECT", "CREATED",
        "LAST_UPDATED", "START_TIME", "END_TIME", "DEADLINE", "COMPLETED", "STATUS", "RESPONSIBLE_ID", "RESULT_SOURCE_ID",
        "PROVIDER_PARAMS",
    ];

    public static MethodAnswer Handle(MethodCall call)
    {
        var filter = call.Folded("filter") as PhpArray ?? [];
        var rest = new PhpArray();
        foreach (var condition in filter)
        {
            if (RowFilter.FieldOf(condition.Key) != "BINDINGS")
            {
                rest[condition.Key] = condition.Value;
            }
        }

        var rows = Candidates(call, filter["BINDINGS"] as PhpArray)
            .Where(chat => call.User.MayRead(chat.Crm))
            .SelectMany(static chat => chat.Sessions, static (chat, session) => (Chat: chat, Session: session))
            .Where(pair => RowFilter.Matches(name => Field(pair.Chat, pair.Session, name), rest))
            .ToList();
        Sort(rows, call.Folded("order") as PhpArray ?? []);
        var names = Selected(call.Folded("select") as PhpArray);
        return ListPage.Of(call, rows, pair => Show(pair.Chat, pair.Session, names));
    }

    private static IEnumerable<SandboxChat> Candidates(MethodCall call, PhpArray? bindings)
    {
        if (bindings is null)
        {
            return call.Portal.Chats.WithSessions.Where(static chat => chat.Crm.IsBound);
        }

        // A list of bindings, or one by itself.
        IEnumerable<PhpArray> pairs = bindings["OWNER_ID"] is not null
            ? [bindings]
            : bindings.Select(static item => item.Value).OfType<PhpArray>();
        return pairs
            .SelectMany(pair => call.Portal.Chats.FindCrm(
                (int)PhpValue.ToInteger(pair["OWNER_TYPE_ID"]), PhpValue.ToInteger(pair["OWNER_ID"])))
            .Distinct();
    }

    private static object? Field(SandboxChat chat, SandboxSession session, string name) => name switch
    {
        "ID" => ChatFields.Text(IdBase + session.Id),
        "OWNER_ID" => ChatFields.Text(chat.Crm.Id),
        "OWNER_TYPE_ID" => ChatFields.Text(CrmBinding.TypeNumber(chat.Crm.Type)),
        "TYPE_ID" => "6",
        "PROVIDER_ID" => Provider,
        "PROVIDER_TYPE_ID" => ChatFields.Text(chat.OriginLineId),
        "ASSOCIATED_ENTITY_ID" => ChatFields.Text(session.Id),
        "SUBJECT" => "Open Channel: " + ChatFields.Title(chat),
        "CREATED" or "START_TIME" => PortalClock.Format(session.Created),
        "LAST_UPDATED" => PortalClock.Format(session.Modified),
        "END_TIME" or "DEADLINE" => PortalClock.Format(session.Ended ?? session.Modified),
        "COMPLETED" => session.IsClosed ? "Y" : "N",
        "STATUS" => session.IsClosed ? "2" : "1",
        "RESPONSIBLE_ID" => ChatFields.Text(session.OperatorId),
        "RESULT_SOURCE_ID" => chat.ConnectorId,
        "PROVIDER_PARAMS" => new PhpArray { { "USER_CODE", chat.EntityId } },
        _ => null,
    };

    private static void Sort(List<(SandboxChat Chat, SandboxSession Session)> rows, PhpArray order)
    {
        rows.Sort((left, right) =>
        {
            foreach (var pair in order)
            {
                var sign = string.Equals(PhpValue.ToText(pair.Value), "DESC", StringComparison.OrdinalIgnoreCase) ? -1 : 1;
                var way = RowFilter.Compare(Field(left.Chat, left.Session, pair.Key), Field(right.Chat, right.Session, pair.Key));
                if (way != 0)
                {
                    return sign * way;
                }
            }

            return left.Session.Id.CompareTo(right.Session.Id);
        });
    }

    private static IEnumerable<string> Selected(PhpArray? select)
    {
        var names = select?.Select(static item => PhpValue.ToText(item.Value) ?? "").ToList() ?? [];
        return names.Count == 0 || names.Contains("*") ? Usual : Usual.Where(name => name == "ID" || names.Contains(name));
    }

    private static PhpArray Show(SandboxChat chat, SandboxSession session, IEnumerable<string> names)
    {
        var row = new PhpArray();
        foreach (var name in names)
        {
            row[name] = Field(chat, session, name);
        }

        return row;
    }
}
