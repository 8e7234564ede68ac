using System;
using System.Globalization;

namespace Bitrix24.Rest;

/// <summary>
/// Whether the access token is over and the next one is not there yet: then nothing is sent. What was refused with a token that is not used
/// any more goes again and says nothing. A token that has just been given and is refused before it was ever accepted ends the connection:
/// the next one would be refused too. Guarded by the dispatcher's lock.
/// </summary>
/// <param name="policy">How long the token server is waited for.</param>
/// <param name="notices">Where it is told of.</param>
/// <param name="seed">For what is left to chance.</param>
internal sealed class SigningIn(RetryPolicy policy, Notices notices, int seed)
{
    // A token that ends before its first use may do so when calls wait for long, but not again and again.
    private const int MostInVain = 3;

    private readonly RetryDelay _pause = new(policy.RetryInterval, seed);
    private TokenPair? _refused;
    private TokenPair? _current;
    private TokenPair? _untried;
    private int _inVain;
    private DateTimeOffset _since;
    private DateTimeOffset _end;
    private bool _isUnderWay;
    private int _tries;

    /// <summary>Whether nothing is to be sent.</summary>
    public bool IsOn => _refused is not null;

    /// <summary>Whether calls wait for it: it is asked for while somebody wants it, and never else.</summary>
    public bool IsWanted { get; set; }

    /// <summary>When the next pair is asked for again; null while the request is under way.</summary>
    public DateTimeOffset? AskAt { get; private set; }

    /// <summary>Whether it was asked for in vain again, after a pause.</summary>
    public bool IsConfirmed => IsOn && _tries > 1;

    /// <summary>Why there will be no next pair; null while there may be.</summary>
    public Bitrix24Exception? End { get; private set; }

    /// <summary>Calls come after a time without any: the waiting begins anew.</summary>
    public void Resume(DateTimeOffset now)
    {
        _since = now;
        _end = now + policy.LongestOutage;
        AskAt = _isUnderWay ? null : now;
    }

    /// <summary>Learns what a request shows.</summary>
    public void Learn(BatchRequest request, BatchResponse response, DateTimeOffset now)
    {
        if (request.Pair is not { } pair)
        {
            return;
        }

        if (RefusalIn(response) is not { } refusal)
        {
            if (response.Error is null && pair == _untried)
            {
                _untried = null;
                _inVain = 0;
            }
        }
        else if (_refused is null && (_current is null || pair == _current))
        {
            if (pair == _untried && (now < pair.ExpiresAt || ++_inVain >= MostInVain))
            {
                End = refusal.With(RestText.Of("SignIn_NewTokenRefused")).AsEnd();
                return;
            }

            (_refused, _tries) = (pair, 0);
            Resume(now);
        }
    }

    /// <summary>Takes the pair that is to be replaced now.</summary>
    /// <returns>Null where none is, or not yet.</returns>
    public TokenPair? Take(DateTimeOffset now)
    {
        if (AskAt is not { } askAt || askAt > now || !IsOn || !IsWanted)
        {
            return null;
        }

        AskAt = null;
        _isUnderWay = true;
        return _refused;
    }

    /// <summary>Learns how the attempt ended.</summary>
    public void Learn(TokenRenewal renewal, DateTimeOffset now)
    {
        _isUnderWay = false;
        if (renewal.Error is not { } error)
        {
            if (_tries > 0)
            {
                notices.Warn(RestText.Of("SignIn_Again"));
            }

            _current = renewal.Pair;
            _untried = renewal.IsNew ? renewal.Pair : null;
            _refused = null;
            return;
        }

        if (error.Row.Kind == FailureKind.Connection)
        {
            End = error;
        }
        else if (now >= _end)
        {
            var minutes = (now - _since).TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture);
            End = error.With(RestText.Of("SignIn_InVain", minutes)).AsEnd();
        }
        else
        {
            Pause(error, renewal.RetryAfter, now);
        }
    }

    private static Bitrix24Exception? RefusalIn(BatchResponse response)
    {
        if (response.Error is { } error)
        {
            return error.Row.Kind == FailureKind.SignIn ? error : null;
        }

        foreach (var outcome in response.Outcomes)
        {
            if (outcome.Error is { Row.Kind: FailureKind.SignIn } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private void Pause(Bitrix24Exception error, TimeSpan? retryAfter, DateTimeOffset now)
    {
        _tries++;
        var pause = policy.Bound(retryAfter) ?? _pause.After(_tries);
        AskAt = now + pause < _end ? now + pause : _end;
        if (_tries == 1)
        {
            notices.Warn(RestText.Of("SignIn_Waits", _end.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture), error.Text));
        }
    }
}
