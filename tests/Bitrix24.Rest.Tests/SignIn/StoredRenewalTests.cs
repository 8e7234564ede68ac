using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Rest.Tests;

/// <summary>Of the processes that share a store, one asks the token server, and no refresh token is spent twice.</summary>
public sealed class StoredRenewalTests
{
    [Fact]
    public void The_next_pair_is_stored_before_its_first_use()
    {
        var store = new MemoryTokenStore();
        using var desk = new OAuthDesk(store: store);
        store.Pair = desk.First;
        desk.Portal.Switches.Expire(desk.First.AccessToken.Reveal());
        desk.Read(1, 1);
        desk.Leaving = () => store.Done.Add("call");
        desk.Run();

        Assert.Equal(["ok"], desk.Take());
        Assert.Equal(["lock", "read", "write", "unlock", "call"], store.Done.SkipWhile(static what => what == "call"));
        Assert.Same(store.Pair, desk.Credentials.Pair);
    }

    [Fact]
    public void What_another_process_has_left_there_is_taken_and_nobody_is_asked()
    {
        var store = new MemoryTokenStore();
        using var desk = new OAuthDesk(store: store);
        store.Pair = desk.Grant();
        desk.Portal.Switches.Expire(desk.First.AccessToken.Reveal());
        desk.Read(1, 100);
        desk.Run();

        Assert.All(desk.Take(), static outcome => Assert.Equal("ok", outcome));
        Assert.Empty(desk.TokenRequests);
        Assert.Same(store.Pair, desk.Credentials.Pair);
        Assert.Equal(0, desk.Client.Dispatcher.SignIn.Count);
    }

    [Fact]
    public void What_another_process_has_left_and_is_over_too_is_asked_for_anew()
    {
        var store = new MemoryTokenStore();
        using var desk = new OAuthDesk(store: store);
        store.Pair = desk.Grant();
        desk.Portal.Switches.Expire(desk.First.AccessToken.Reveal());
        desk.Portal.Switches.Expire(store.Pair.AccessToken.Reveal());
        var spent = store.Pair.RefreshToken.Reveal();
        desk.Read(1, 100);
        desk.Run();

        Assert.All(desk.Take(), static outcome => Assert.Equal("ok", outcome));
        Assert.Equal(spent, Assert.Single(desk.Refreshes).Given);
    }

    [Fact]
    public void A_refused_refresh_token_is_looked_for_in_the_store_once_more()
    {
        var store = new MemoryTokenStore();
        using var desk = new OAuthDesk(store: store);
        var other = desk.Grant();
        store.Pair = desk.First;
        store.Reading = it => it.Pair = it.Done.Count(static what => what == "read") > 1 ? other : it.Pair;
        desk.Portal.Switches.Expire(desk.First.AccessToken.Reveal());
        desk.Issuer.Next(Portal.OAuth.TokenFault.Error("invalid_grant"));
        desk.Read(1, 100);
        desk.Run();

        Assert.All(desk.Take(), static outcome => Assert.Equal("ok", outcome));
        Assert.Same(other, desk.Credentials.Pair);
    }

    [Fact]
    public void The_pair_of_another_application_or_portal_is_not_taken()
    {
        foreach (var (member, client) in new[] { ("other", (string?)null), (null, "app.other") })
        {
            var store = new MemoryTokenStore();
            using var desk = new OAuthDesk(store: store);
            var other = desk.Grant();
            store.Pair = new()
            {
                AccessToken = other.AccessToken,
                RefreshToken = other.RefreshToken,
                ExpiresAt = other.ExpiresAt,
                Portal = other.Portal,
                TokenServer = null,
                MemberId = member ?? other.MemberId,
                ClientId = client ?? other.ClientId,
            };
            desk.Portal.Switches.Expire(desk.First.AccessToken.Reveal());
            desk.Read(1, 1);
            desk.Run();

            Assert.Equal(["ok"], desk.Take());
            Assert.Equal(desk.First.RefreshToken.Reveal(), Assert.Single(desk.Refreshes).Given);
        }
    }

    [Fact]
    public void A_store_that_cannot_be_written_or_read_is_told_of_once_and_the_run_goes_on()
    {
        foreach (var isRead in new[] { true, false })
        {
            var fault = Failure.Own(OwnErrorId.TokenStoreUnavailable, LocalizableText.Verbatim("No room."));
            var store = new MemoryTokenStore { ReadFault = isRead ? fault : null, WriteFault = isRead ? null : fault };
            using var desk = new OAuthDesk(store: store);
            List<string> told = [];
            for (var time = 1; time <= 3; time++)
            {
                desk.Portal.Switches.Expire(desk.Credentials.Pair.AccessToken.Reveal());
                desk.Read(time, 1);
                desk.Run();
                told.AddRange(desk.Told.Where(static line => line.Contains("token store", StringComparison.Ordinal)));
            }

            Assert.Equal(["ok", "ok", "ok"], desk.Take());
            Assert.Contains("No room.", Assert.Single(told), StringComparison.Ordinal);
            Assert.Equal(3, desk.Refreshes.Count);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_pair_that_could_not_be_stored_is_not_given_up_for_the_older_one_that_is_there_still(bool isUnreadableToo)
    {
        var fault = Failure.Own(OwnErrorId.TokenStoreUnavailable, LocalizableText.Verbatim("No room."));
        var store = new MemoryTokenStore { WriteFault = fault, ReadFault = isUnreadableToo ? fault : null };
        using var desk = new OAuthDesk(store: store);
        store.Pair = desk.First;
        Renew(1);
        Assert.Same(desk.First, store.Pair);

        var unstored = desk.Credentials.Pair.RefreshToken.Reveal();
        (store.ReadFault, store.WriteFault) = (null, null);
        Renew(2);
        Assert.Equal([desk.First.RefreshToken.Reveal(), unstored], desk.Refreshes.Select(static refresh => refresh.Given));
        Assert.Same(desk.Credentials.Pair, store.Pair);

        // What another process leaves there from now on counts again.
        store.Pair = desk.Grant();
        Renew(3);
        Assert.Equal(2, desk.Refreshes.Count);
        Assert.Same(store.Pair, desk.Credentials.Pair);
        Assert.Equal(["ok", "ok", "ok"], desk.Take());

        void Renew(int number)
        {
            desk.Portal.Switches.Expire(desk.Credentials.Pair.AccessToken.Reveal());
            desk.Read(number, 1);
            desk.Run();
        }
    }

    [Fact]
    public void Without_the_lock_no_refresh_token_is_spent()
    {
        var fault = Failure.Own(OwnErrorId.TokenStoreUnavailable, LocalizableText.Verbatim("Somebody has it."));
        var store = new MemoryTokenStore { LockFault = fault };
        using var desk = new OAuthDesk(store: store, policy: new() { OutageTimeout = TimeSpan.FromMinutes(1) });
        desk.Portal.Switches.Expire(desk.First.AccessToken.Reveal());
        desk.Read(1, 60);
        desk.Run();

        Assert.All(desk.Take(), static outcome => Assert.Equal("TokenStoreUnavailable", outcome));
        Assert.Empty(desk.TokenRequests);
        Assert.InRange(store.Done.Count, 4, 12);
    }
}
