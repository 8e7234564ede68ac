using System;
using System.Threading;
using System.Threading.Tasks;
using Portal.OAuth;

namespace Bitrix24.Rest.Tests;

/// <summary>What was brought for the first tokens of a sign-in counts once: these are stored, whatever becomes of the command.</summary>
public sealed class FirstTokensTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task They_are_stored_though_the_command_was_stopped_while_they_were_under_way()
    {
        var store = new MemoryTokenStore();
        using var desk = new OAuthDesk();
        using var stop = new CancellationTokenSource();
        var answer = await SignIn(desk, store, stop.Cancel).RunAsync(told: null, Patience, stop.Token);

        Assert.True(stop.IsCancellationRequested);
        Assert.NotNull(answer.Pair);
        Assert.Same(answer.Pair, store.Pair);
        Assert.Equal(["lock", "read", "write", "unlock"], store.Done);
    }

    [Fact]
    public async Task Nothing_is_spent_for_them_where_the_store_cannot_be_had()
    {
        var fault = Failure.Own(OwnErrorId.TokenStoreUnavailable, LocalizableText.Verbatim("Somebody has it."));
        var store = new MemoryTokenStore { LockFault = fault };
        using var desk = new OAuthDesk();
        var answer = await SignIn(desk, store, () => Assert.Fail("It was asked.")).RunAsync(told: null, Patience, CancellationToken.None);

        Assert.Equal(OwnErrorId.TokenStoreUnavailable, answer.Error!.Id);
    }

    [Fact]
    public async Task They_are_good_where_they_cannot_be_stored()
    {
        var fault = Failure.Own(OwnErrorId.TokenStoreUnavailable, LocalizableText.Verbatim("No room."));
        var store = new MemoryTokenStore { WriteFault = fault };
        using var desk = new OAuthDesk();
        var signIn = SignIn(desk, store, static () => { });
        var answer = await signIn.RunAsync(told: null, Patience, CancellationToken.None);

        Assert.NotNull(answer.Pair);
        Assert.Equal("No room.", signIn.StoreFault!.Description);
    }

    private static TokenSignIn SignIn(OAuthDesk desk, MemoryTokenStore store, Action onRequest)
    {
        desk.Issuer.AddCode("brought");
        var source = new TokenSource { CreateHandler = _ => new TokenHandler(desk.Issuer, _ => onRequest()), Store = store };
        var (portal, application) = (desk.First.Portal, desk.Credentials.Application);
        return new(portal, application, TokenGrant.OfCode(new Secret("brought"), portal), source, desk.Time);
    }
}
