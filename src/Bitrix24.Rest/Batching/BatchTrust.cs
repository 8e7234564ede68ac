using System;
using System.Collections.Generic;
using System.Globalization;

namespace Bitrix24.Rest;

/// <summary>
/// Whether batches are believed and used. There are portals that refuse the calls of a batch for a permission or a method that is missing,
/// and accept each of them alone. So such a refusal ends nothing by itself: one of the calls goes again as a plain request, one at a time,
/// and what the portal answers to that one counts. If it is accepted, batches are not used any more. Guarded by the dispatcher's lock.
/// </summary>
internal sealed class BatchTrust(Notices notices)
{
    private readonly HashSet<string> _doubted = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _missing = new(StringComparer.OrdinalIgnoreCase);
    private BatchRequest? _question;
    private bool _isLost;

    /// <summary>Whether calls may share requests now.</summary>
    public bool AllowsBatches => !_isLost && _doubted.Count == 0;

    /// <summary>Whether a call waits because another one of a refused method is being asked for.</summary>
    public bool Holds(Call call) => _question is not null && _doubted.Contains(call.Method.Name);

    /// <summary>A request leaves.</summary>
    public void Leave(BatchRequest request)
    {
        if (!request.IsBatch && _doubted.Contains(request.Calls[0].Method.Name))
        {
            _question = request;
        }
    }

    /// <summary>A request has come back, or is given up.</summary>
    public void Remove(BatchRequest request)
    {
        if (_question == request)
        {
            _question = null;
        }
    }

    /// <summary>Looks at an answer before it is acted on.</summary>
    public void Review(BatchRequest request, BatchResponse response)
    {
        if (request.IsAsk)
        {
            return;
        }

        if (!request.IsBatch)
        {
            LearnOf(request.Calls[0].Method.Name, response.Error);
            return;
        }

        foreach (var outcome in response.Outcomes)
        {
            // Where batches are given up already, this one was under way then.
            if (!_isLost && Doubts(request, response, outcome) && _doubted.Add(outcome.Call.Method.Name))
            {
                var (method, why) = (outcome.Call.Method.Name, outcome.Error!.MessageText.Format(CultureInfo.InvariantCulture));
                notices.Add($"Calls of {method} were refused in a batch ({why}). One goes alone, to see whether that is true.");
            }
        }
    }

    /// <summary>
    /// Whether a call of a batch was refused in a way that may not hold for it alone: inside a batch a portal may refuse for any reason;
    /// a whole request is doubted only where "batch" itself may lack the permission.
    /// </summary>
    public bool Doubts(BatchRequest request, BatchResponse response, in CallOutcome outcome) =>
        request.IsBatch
        && outcome.Error is { Code: not null } error
        && (error.RefusesMethod || (error.Row.Kind == FailureKind.Connection && response.Error is null))
        && !_missing.Contains(outcome.Call.Method.Name);

    /// <summary>What the portal says of a method that was called alone.</summary>
    private void LearnOf(string method, Bitrix24Exception? error)
    {
        if (error is { RefusesMethod: true, Row.Kind: FailureKind.Final })
        {
            _missing.Add(method);
            _doubted.Remove(method);
        }
        else if ((error is null or { Code: not null, Row.Kind: FailureKind.Final }) && _doubted.Contains(method))
        {
            _isLost = true;
            _doubted.Clear();
            notices.Warn(RestText.Of("Batch_NotTrusted"));
        }
    }
}
