using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>
/// Brings a connection its next pair of tokens when the present one is refused. It has the network of that, and the dispatcher's lock for
/// what follows.
/// </summary>
/// <param name="gate">The dispatcher's lock.</param>
/// <param name="calls">What waits for it.</param>
/// <param name="refresh">Has the next pair; null where there is no way to one.</param>
/// <param name="clock">The time.</param>
internal sealed class SignInRenewal(object gate, CallAccounting calls, TokenRefresh? refresh, SteadyClock clock) : IDisposable
{
    /// <summary>Asks for the next pair, if one is due and nobody does already.</summary>
    /// <param name="onOver">Gets the calls that have ended with it, with no lock held. What waits may leave then.</param>
    public void TryBegin(Action<List<EndedCall>> onOver)
    {
        if (refresh is null)
        {
            return;
        }

        TokenPair? refused;
        lock (gate)
        {
            refused = calls.End is null ? calls.Schedule.Measures.SignIn.Take(clock.Now) : null;
        }

        if (refused is not null)
        {
            _ = RunAsync(refresh, refused, onOver);
        }
    }

    /// <summary>The tokens of now; null where there are none that could be had anew.</summary>
    public TokenPair? Pair => refresh?.Pair;

    /// <summary>How many times the token server gave new ones.</summary>
    public int Count => refresh?.Count ?? 0;

    /// <inheritdoc cref="TokenRefresh.Tell"/>
    public Exception? Tell() => refresh?.Tell();

    public void Dispose() => refresh?.Dispose();

    private async Task RunAsync(TokenRefresh source, TokenPair refused, Action<List<EndedCall>> onOver)
    {
        TokenRenewal renewal;
        try
        {
            renewal = await source.RunAsync(refused).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Nothing would be sent any more: nobody may wait for it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            var failure = Failure.Own(OwnErrorId.UnexpectedFault, RestText.Of("Fault_InSignIn", fault.GetType().Name));
            renewal = TokenRenewal.Failed(failure.AsEnd());
        }

        List<EndedCall> ended;
        lock (gate)
        {
            var signIn = calls.Schedule.Measures.SignIn;
            signIn.Learn(renewal, clock.Now);
            ended = signIn.End is { } end ? calls.Close(end)
                : signIn.IsConfirmed ? calls.Drop(static call => call.IsCheck, renewal.Error!)
                : [];
        }

        onOver(ended);
    }
}
