using System;

namespace Bitrix24.Sandbox;

/// <summary>What the generated chats are like before anybody changes them.</summary>
/// <param name="Messages">How many messages each has, of its client and of the operator in turn.</param>
/// <param name="OperatorId">Whose open session each has; 0 for no session at all.</param>
/// <param name="HasDeals">Whether chat number n is bound to the deal n.</param>
internal sealed record ChatPattern(int Messages = 0, long OperatorId = 0, bool HasDeals = false)
{
    /// <summary>The session of chat number n is this and n.</summary>
    public const long SessionBase = 50_000_000;

    public static ChatPattern Bare { get; } = new();

    public SandboxChat Compute(long id, long number, string code, long lineId, DateTimeOffset begins)
    {
        var chat = new SandboxChat(id, code, lineId)
        {
            Computed = Messages > 0 ? new(Messages, number, OperatorId, begins - TimeSpan.FromMinutes(Messages)) : null,
        };
        chat.Members.Add(number);
        if (HasDeals)
        {
            chat.Crm = new(DealId: number);
        }

        if (OperatorId > 0)
        {
            var created = begins - TimeSpan.FromMinutes(Messages + 1);
            chat.Members.Add(OperatorId);
            chat.AuthorId = OperatorId;
            chat.Sessions.Add(new(SessionBase + number)
            {
                Status = SessionStatus.Answered,
                OperatorId = OperatorId,
                Created = created,
                Modified = created,
                VisibleFrom = created,
            });
        }

        return chat;
    }
}
