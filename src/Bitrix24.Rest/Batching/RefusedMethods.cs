using System;
using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>Methods that the portal refuses for their operating time. Guarded by the dispatcher's lock.</summary>
internal sealed class RefusedMethods(PortalMeasures measures, GiveUpRule giveUp)
{
    /// <summary>Holds methods back that were refused for their operating time.</summary>
    /// <returns>Those that have been refused for so long that they are not tried any more for now, each with its refusal.</returns>
    public Dictionary<string, Bitrix24Exception> HoldBack(BatchResponse response, DateTimeOffset now)
    {
        var givenUp = new Dictionary<string, Bitrix24Exception>(StringComparer.OrdinalIgnoreCase);
        foreach (var outcome in response.Outcomes)
        {
            var method = outcome.Call.Method.Name;
            if (outcome.Error is { Row.Kind: FailureKind.OperatingLimit } refusal)
            {
                var until = measures.HoldBack(method, response.RetryAfter, now);
                if (giveUp.Refuse(method, refusal, until, now))
                {
                    givenUp[method] = refusal;
                }
            }
            else if (outcome.Error is null or { Row.Kind: FailureKind.Final })
            {
                giveUp.Answer(method);
            }
        }

        return givenUp;
    }
}
