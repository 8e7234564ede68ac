using System;
using System.Collections.Generic;
using System.Globalization;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>Which sessions are wanted; null stands for any.</summary>
/// <param name="OperatorId">Who is responsible for them.</param>
/// <param name="IsClosed">Whether they are closed.</param>
/// <param name="From">The earliest that they began.</param>
/// <param name="Until">When they began before.</param>
internal sealed record SessionFilter(long? OperatorId, bool? IsClosed, DateTimeOffset? From, DateTimeOffset? Until)
{
    /// <param name="operatorId">Who is to be responsible for them, as it was given; null for anybody.</param>
    /// <param name="method">The REST method it is for.</param>
    /// <param name="filter">The filter; this one where the operator can be none.</param>
    /// <param name="error">Why he can be none.</param>
    public bool TryNarrow(string? operatorId, string method, out SessionFilter filter, out Bitrix24Exception? error)
    {
        (filter, error) = (this, null);
        if (operatorId is null)
        {
            return true;
        }

        var isId = PortalId.TryParse(operatorId, IdKind.User, method, out var id, out error);
        filter = isId ? this with { OperatorId = id } : this;
        return isId;
    }

    /// <summary>Whether a session is one of these.</summary>
    public bool Matches(long? operatorId, bool isClosed, DateTimeOffset? started) =>
        (OperatorId is null || OperatorId == operatorId)
        && (IsClosed is null || IsClosed == isClosed)
        && (From is null || started >= From)
        && (Until is null || started < Until);

    /// <summary>The filter of <c>crm.activity.list</c>.</summary>
    /// <param name="owner">The CRM object that the sessions belong to; null for any.</param>
    public CallParameter ToParameter(CrmOwner? owner)
    {
        List<CallParameter> items = [new("PROVIDER_ID", "IMOPENLINES_SESSION")];
        if (owner is not null)
        {
            CallParameter[] binding = [CallParameter.Of("OWNER_TYPE_ID", owner.Type), CallParameter.Of("OWNER_ID", owner.Id)];
            items.Add(new("BINDINGS", "", ParameterKind.List) { Items = [new("0", "", ParameterKind.Map) { Items = binding }] });
        }

        if (OperatorId is { } user)
        {
            items.Add(CallParameter.Of("RESPONSIBLE_ID", user));
        }

        if (IsClosed is { } closed)
        {
            items.Add(new("COMPLETED", closed ? "Y" : "N"));
        }

        if (From is { } from)
        {
            items.Add(new(">=CREATED", Text(from)));
        }

        if (Until is { } until)
        {
            items.Add(new("<CREATED", Text(until)));
        }

        return new("filter", "", ParameterKind.Map) { Items = [.. items] };
    }

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
