using System;
using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>A connection among those of this process to one portal. Who gives it something that it waits for wakes it.</summary>
internal sealed class PortalSharer
{
    private Action _wake = static () => { };

    /// <summary>Whether there are <see cref="News"/>. Read under any lock or none.</summary>
    public volatile bool HasNews;

    /// <summary>The chats of which there is something new for it. Guarded by the lock of <see cref="SharedChats"/>.</summary>
    public List<long> News { get; set; } = [];

    /// <summary>What it does when it is woken.</summary>
    public void OnWake(Action wake) => _wake = wake;

    /// <summary>Lets it look whether something may leave now. Comes with no lock held.</summary>
    public void Wake() => _wake();
}
