using System;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>Somebody who wrote in a chat: an operator, the client or a bot.</summary>
/// <param name="fields">All that was answered of him.</param>
internal sealed class PersonRecord(JsonFields fields)
{
    /// <summary>All that was answered of him.</summary>
    public JsonFields Fields => fields;

    public long UserId { get; } = fields.Id("id") ?? throw new FormatException();

    public string? Name => fields.Text("name");

    public string? FirstName => fields.Text("firstName") ?? fields.Text("first_name");

    public string? LastName => fields.Text("lastName") ?? fields.Text("last_name");

    public string? WorkPosition => fields.Text("workPosition") ?? fields.Text("work_position");

    /// <summary>Whether he writes through a channel: then he is the client.</summary>
    public bool IsClient => fields.Flag("connector") == true;

    public bool IsBot => fields.Flag("bot") == true;
}
