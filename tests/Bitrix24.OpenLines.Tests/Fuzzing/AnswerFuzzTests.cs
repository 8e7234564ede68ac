using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using Bitrix24.OpenLines.Tests.Faults;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines.Tests.Fuzzing;

/// <summary>Whatever bytes come back, each call of the request has one outcome, with an id and a text that are safe to show.</summary>
public sealed class AnswerFuzzTests
{
    private const string Secret = "S3ntinelOfTheSecret42";
    private static readonly HttpStatusCode[] Statuses =
    [
        HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.BadRequest,
        HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests, HttpStatusCode.InternalServerError, HttpStatusCode.ServiceUnavailable,
    ];
    private static readonly string[] Words =
    [
        "\"result\":", "\"error\":", "\"result_error\":", "\"result_time\":", "\"time\":", "\"c0\":", "\"c1\":{}", "{}", "[]",
        "\"error_description\":", Secret, "OPERATION_TIME_LIMIT", "\"operating\":1e9,",
    ];
    private static readonly Redaction Redaction = new([new Secret(Secret)]);
    private static readonly AnswerReader Reader = new(Redaction);
    private static readonly DateTimeOffset Now = new(2026, 3, 16, 13, 0, 0, TimeSpan.Zero);
    private static readonly OutcomeRule Rule = new(RetryPolicy.Default, seed: 0);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_answer_gives_every_call_one_outcome(int calls)
    {
        var random = new Random(calls);
        foreach (var text in new Mutator(CorpusFile.Lines("answers.txt"), Words, calls).Inputs(Mutator.Count))
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            if (bytes.Length > 0 && random.Next(4) == 0)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            Judge(bytes, Statuses[random.Next(Statuses.Length)], calls);
        }
    }

    private static void Judge(byte[] bytes, HttpStatusCode status, int count)
    {
        var input = $"{(int)status} {Convert.ToBase64String(bytes)}";
        try
        {
            using var request = new BatchRequest([.. Calls().Take(count)], null);
            using var answer = Reader.Read(status, bytes, "batch", request.Commands, null);
            var response = new BatchResponse(request, answer, TimeSpan.FromSeconds(1));

            Assert.Equal(request.Calls, response.Outcomes.Select(static outcome => outcome.Call));
            foreach (var (call, error, _, _) in response.Outcomes)
            {
                Judge(call, error, status);
            }

            UseTimes(response);
        }
        catch (Exception exception)
        {
            Assert.Fail($"{input}\n{exception}");
        }
    }

    private static void Judge(Call call, Bitrix24Exception? error, HttpStatusCode status)
    {
        if (error is null)
        {
            Assert.InRange((int)status, 200, 299);
            return;
        }

        Assert.Matches("^[A-Za-z0-9_.:-]{1,64}$", error.Id);
        Assert.NotEqual(OwnErrorId.UnexpectedFault, error.Id);
        Assert.InRange(error.Message.Length, 1, Redaction.LongestDescription + Redaction.LongestCode + 2);
        Assert.DoesNotContain(error.ToString(), static character => char.IsControl(character) && character is not ('\r' or '\n'));
        Assert.DoesNotContain(Secret, error.ToString() + error.Code, StringComparison.OrdinalIgnoreCase);
        var isUnknown = call.Method.Safety == SafetyClass.OneShot && error.Row.Kind == FailureKind.Ambiguous;
        var verdict = Rule.Judge(call, error, isGivenUp: false, before: default, Now);
        Assert.Equal(isUnknown, verdict.Error!.IsOwn(OwnErrorId.OutcomeUnknown));
        Assert.False(isUnknown && verdict.Next != NextStep.End);
    }

    /// <summary>What the times of an answer teach must not hold anything back for long.</summary>
    private static void UseTimes(BatchResponse response)
    {
        var budget = new OperatingBudget();
        var times = response.Outcomes.Where(static outcome => outcome.Duration is not null)
            .Select(static outcome => (outcome.Call.Method.Name, outcome.Duration!.Value, outcome.Time));
        foreach (var (method, duration, time) in times.Append(("batch", TimeSpan.Zero, response.Time)))
        {
            Assert.InRange(duration, TimeSpan.Zero, TimeSpan.FromSeconds(1));
            budget.Report(method, duration, time, Now);
            budget.Block(method, null, Now);
            var until = budget.BlockedUntil(method, TimeSpan.FromSeconds(1), Now);
            Assert.InRange(until ?? Now, Now, Now.AddMinutes(11));
            budget.Snapshot(Now);
        }
    }

    private static IEnumerable<Call> Calls()
    {
        yield return SessionMethods.OnChat(FaultJob.OneShot, new(1));
        yield return SessionMethods.OpenChat(new UserCode("livechat|1|1|1"));
        yield return SessionMethods.OnChat(SessionMethods.Join, new(2));
    }
}
