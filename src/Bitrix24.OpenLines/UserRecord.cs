using System;
using System.Collections.Generic;
using System.Linq;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>A user of the portal, as <c>user.get</c> tells of him.</summary>
/// <param name="fields">All that was answered of him.</param>
internal sealed class UserRecord(JsonFields fields)
{
    /// <summary>All that was answered of him.</summary>
    public JsonFields Fields => fields;

    public long UserId { get; } = fields.Id("ID") ?? throw new FormatException();

    public string? FirstName => Word("NAME");

    public string? LastName => Word("LAST_NAME");

    /// <summary>First and last name; null where he has neither.</summary>
    public string? Name => string.Join(" ", new[] { FirstName, LastName }.OfType<string>()) is { Length: > 0 } name ? name : null;

    public string? WorkPosition => Word("WORK_POSITION");

    public string? Email => Word("EMAIL");

    public bool? IsActive => fields.Flag("ACTIVE");

    public bool? IsOnline => fields.Flag("IS_ONLINE");

    public IReadOnlyList<long> DepartmentIds => [.. fields.Values("UF_DEPARTMENT").Select(static id => id.Number()).OfType<long>()];

    private string? Word(string name) => fields.Text(name) is { Length: > 0 } word ? word : null;
}
