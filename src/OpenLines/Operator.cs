using System.Collections.Generic;
using System.Linq;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// An operator in the queue of a line. Found by Get-OLOperator with
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-config-get.html">imopenlines.config.get</see>
/// and
/// <see href="https://apidocs.bitrix24.com/api-reference/user/user-get.html">user.get</see>.
/// </summary>
public sealed class Operator : PortalResult
{
    internal Operator(
        Bitrix24.OpenLines.LineRecord line,
        int place,
        Bitrix24.OpenLines.UserRecord? user,
        object? inputObject,
        PipelineRun run)
        : base(user?.Fields ?? JsonFields.None, inputObject, run)
    {
        LineId = line.Id;
        LineName = Safe(line.Name);
        OperatorId = line.Operators![place];
        Place = place + 1;
        ShownName = Safe(line.ShownName(OperatorId));
        Name = Safe(user?.Name);
        FirstName = Safe(user?.FirstName);
        LastName = Safe(user?.LastName);
        WorkPosition = Safe(user?.WorkPosition);
        Email = Safe(user?.Email);
        IsActive = user?.IsActive;
        IsOnline = user?.IsOnline;
        DepartmentIds = user?.DepartmentIds.ToArray() ?? [];
    }

    /// <summary>The operator as a user of the portal, above zero.</summary>
    public long OperatorId { get; }

    /// <summary>The id of the line, above zero.</summary>
    public long LineId { get; }

    /// <summary>The name of the line; null where the portal does not tell.</summary>
    public string? LineName { get; }

    /// <summary>His place in the queue of the line, from 1.</summary>
    public int Place { get; }

    /// <summary>First and last name; null for a bot, and where the portal does not tell.</summary>
    public string? Name { get; }

    /// <summary>His first name.</summary>
    public string? FirstName { get; }

    /// <summary>His last name.</summary>
    public string? LastName { get; }

    /// <summary>The name that the clients of this line see; null where they see his own.</summary>
    public string? ShownName { get; }

    /// <summary>What he is in the company.</summary>
    public string? WorkPosition { get; }

    /// <summary>His e-mail address; null where the permission of the connection does not open it.</summary>
    public string? Email { get; }

    /// <summary>Whether he may sign in; null where the portal does not tell.</summary>
    public bool? IsActive { get; }

    /// <summary>Whether he is at the portal now; null where the portal does not tell.</summary>
    public bool? IsOnline { get; }

    /// <summary>The departments that he is in; empty where the portal does not tell.</summary>
    public IReadOnlyList<long> DepartmentIds { get; }
}
