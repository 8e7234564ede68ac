using System;
using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>What an administrator, the plan or fate can do to the portal while somebody works with it.</summary>
internal sealed class PortalSwitches
{
    private readonly SandboxPortal _portal;

    public PortalSwitches(SandboxPortal portal) => _portal = portal;

    /// <summary>The plan has no REST any more: 401 ACCESS_DENIED.</summary>
    public bool PlanWithoutRest { get; set; }

    /// <summary>401 OVERLOAD_LIMIT, a block by hand.</summary>
    public bool Overloaded { get; set; }

    /// <summary>403 PORTAL_DELETED.</summary>
    public bool Deleted { get; set; }

    /// <summary>The portal's new address: requests to any other host are answered 302. Null for not renamed.</summary>
    public Uri? RenamedTo { get; set; }

    /// <summary>Deletes a webhook, or makes a token unknown.</summary>
    /// <param name="secret">The webhook's code or the token.</param>
    public void Revoke(string secret) => Change(secret, credential => credential.IsRevoked = true);

    /// <summary>Lets a token pass its hour.</summary>
    public void Expire(string token) => Change(token, credential => credential.IsExpired = true);

    public void DropScope(string secret, string scope = SandboxCredential.OpenLinesScope) =>
        Change(secret, credential => credential.Scopes.Remove(scope));

    /// <summary>Gives a user another OAuth token.</summary>
    public void IssueToken(string token, long userId) =>
        Locked(() => _portal.AddCredential(new(token, UserOf(userId), isWebhook: false, DefaultData.Scopes)));

    public void Dismiss(long userId) => Locked(() => UserOf(userId).IsDismissed = true);

    public void Deactivate(long userId) => Locked(() => UserOf(userId).IsActive = false);

    public void DeleteLine(long lineId) => Locked(() =>
    {
        var line = _portal.FindLine(lineId) ?? throw new KeyNotFoundException("The portal has no such line.");
        line.IsDeleted = true;
    });

    /// <summary>The open session ends and nobody is responsible any more.</summary>
    public void CloseSession(long chatId) => Locked(() =>
    {
        var chat = ChatOf(chatId);
        chat.AuthorId = 0;
        foreach (var session in chat.Sessions)
        {
            session.Status = SessionStatus.Closed;
        }
    });

    /// <summary>The session waits for the client's vote.</summary>
    public void AwaitVote(long chatId) => Locked(() =>
    {
        if (ChatOf(chatId).CurrentSession is { } session)
        {
            session.Status = SessionStatus.AwaitsVote;
        }
    });

    /// <summary>The client of an open line chat writes into it.</summary>
    public void WriteAsClient(long chatId, string text) => Locked(() =>
    {
        var chat = ChatOf(chatId);
        _portal.Chats.Write(chat, new(chat.Messages.NextId(), chat.Id, chat.ClientId, _portal.Clock.Now, text));
    });

    /// <summary>A member has not read so many of the newest messages of his chat.</summary>
    public void LeaveUnread(long chatId, long userId, int count) => Locked(() => ChatOf(chatId).SetUnread(userId, count));

    /// <summary>Another client of the same portal and address, sending so many requests a second; 0 ends it.</summary>
    public void SetOtherTenant(double requestsPerSecond) => Locked(() => _portal.RequestLimiter?.SetTenant(requestsPerSecond));

    /// <summary>The request limit becomes so many times what it was.</summary>
    public void ChangeRequestLimit(double factor) => Locked(() => _portal.RequestLimiter?.Change(factor));

    private SandboxUser UserOf(long id) => _portal.FindUser(id) ?? throw new KeyNotFoundException("The portal has no such user.");

    private SandboxChat ChatOf(long id) => _portal.Chats.Change(id) ?? throw new KeyNotFoundException("The portal has no such chat.");

    private void Change(string secret, Action<SandboxCredential> change) => Locked(() =>
        change(_portal.FindCredential(secret) ?? throw new KeyNotFoundException("The portal has no such credential.")));

    private void Locked(Action change)
    {
        lock (_portal.Gate)
        {
            change();
        }
    }
}
