using System;
using System.Collections.Generic;
using System.Threading;

namespace Bitrix24.Rest;

/// <summary>One call of one method for one input item. It ends exactly once: with a result, or with an error.</summary>
internal abstract class Call
{
    // No list is longer, and what is counted on from it in steps of such a size stays a number.
    private const long LongestList = 1L << 53;

    private int _completed;
    private volatile bool _isUrgent;

    private protected Call(RestMethod method, CallParameter[] parameters, long chat)
    {
        Method = method;
        Parameters = parameters;
        Chat = method.Safety == SafetyClass.Read ? 0 : chat;
    }

    public RestMethod Method { get; }

    public CallParameter[] Parameters { get; }

    /// <summary>The chat whose state it changes; 0 where it changes none. Such calls are never in two requests at once.</summary>
    public long Chat { get; }

    /// <summary>The halt group of a run that stops at its first failure; null for every other call.</summary>
    public HaltGroup? HaltGroup { get; init; }

    /// <summary>
    /// A call that is submitted when this one succeeds: one item, two calls, and the outcome is that of both. Null for most calls.
    /// </summary>
    public Call? FollowUp { get; internal set; }

    /// <summary>
    /// Whether it only looks whether its follow-up may be made: an item whose follow-up was not made is not done. Of any other call the
    /// follow-up only looks at what was done.
    /// </summary>
    public bool IsGuard { get; init; }

    /// <summary>
    /// A look that is taken where this one is refused without a code that says why: what is found wrong there is the error instead. Null
    /// for most calls.
    /// </summary>
    public Call? Inquiry { get; init; }

    /// <summary>The code of the refusals that its inquiry is made for.</summary>
    public string InquiredCode { get; init; } = "";

    /// <summary>The call that the item is about: of a guard what it guards.</summary>
    public Call Act => IsGuard ? FollowUp!.Act : this;

    /// <summary>Whether it only asks whether the portal answers: it does not wait out an outage.</summary>
    public bool IsCheck { get; init; }

    /// <summary>Whether it cannot be part of a batch.</summary>
    public bool GoesAlone => !CallParameter.AreBatchable(Parameters);

    /// <summary>Why there is no result; null where there is one.</summary>
    public Bitrix24Exception? Error { get; private set; }

    /// <summary>How many entries the whole list has that its result is a page of; null where it is no such page.</summary>
    public long? Total { get; private set; }

    /// <summary>Where the next page of that list begins; null where there is none.</summary>
    public long? Next { get; private set; }

    /// <summary>Why the result that was read is a failure all the same; null where it is none.</summary>
    public Bitrix24Exception? Fault { get; private set; }

    /// <summary>Why the call or its follow-up has no result; null where both have.</summary>
    public Bitrix24Exception? OutcomeError => (IsInquired ? Inquiry!.Fault : null) ?? Error ?? FollowUp?.OutcomeError;

    /// <summary>It and what follows it up.</summary>
    public IEnumerable<Call> Chain
    {
        get
        {
            for (var call = this; call is not null; call = call.FollowUp)
            {
                yield return call;
            }
        }
    }

    /// <summary>Whether a call is this one or follows it up.</summary>
    public bool Leads(Call call) => this == call || FollowUp?.Leads(call) == true;

    /// <summary>Whether the call has ended, and its follow-up too where it has succeeded.</summary>
    public bool HasOutcome => IsCompleted && ((Error is not null && !IsInquired) || FollowUp is null or { HasOutcome: true });

    public bool IsCompleted => Volatile.Read(ref _completed) == 2;

    /// <summary>Who waits for it.</summary>
    internal ICallOwner? Owner { get; set; }

    /// <summary>How near it is to the end of its chain: the higher, the sooner it goes.</summary>
    internal int Depth { get; set; }

    /// <summary>The thread that submitted it, while it waits and is under way.</summary>
    internal PipelineThread Thread { get; set; } = PipelineThread.None;

    /// <summary>
    /// Whether its thread waits for it. A call of a halting run shares its request with no other run, so there the whole pipeline counts:
    /// else the end of a chain would wait until its beginning has sent all that it has read.
    /// </summary>
    internal bool IsAwaited => HaltGroup is null ? Thread.Awaits(this) : Thread.IsWaiting;

    /// <summary>Whether somebody sits and waits for it: a check of the connection, or the one item of a pipeline.</summary>
    internal bool IsUrgent => IsCheck || _isUrgent;

    /// <summary>When it was submitted.</summary>
    internal DateTimeOffset CameAt { get; set; }

    /// <summary>Its place in the queue, given by the dispatcher.</summary>
    internal long Sequence { get; set; }

    /// <summary>The place of its item in the queue: that of the first of its calls.</summary>
    internal long Item { get; set; }

    /// <summary>Whether it waits in its line and has never left it.</summary>
    internal bool IsFresh { get; set; }

    /// <summary>What went wrong with it so far.</summary>
    internal Setbacks Setbacks { get; set; } = Setbacks.None;

    /// <summary>The operating time that is held for it while it is under way.</summary>
    internal TimeSpan Reserved { get; set; }

    /// <summary>The request it is in while it is under way.</summary>
    internal BatchRequest? Request { get; set; }

    /// <summary>Where it is: guarded by the dispatcher's lock.</summary>
    internal CallState State { get; set; }

    /// <summary>Whether the dispatcher has ever had it.</summary>
    internal bool IsSubmitted => State != CallState.New;

    /// <summary>Whether it has been in a request and may have run: not where it certainly has not and waits for its next try.</summary>
    internal bool IsSent { get; set; }

    /// <summary>Whether its pipeline is gone: what comes of it is kept, and it never goes again.</summary>
    internal bool IsLeft { get; private set; }

    /// <summary>Whether it is in a request that is under way, and somebody waits for it.</summary>
    internal bool IsUnderWay => State == CallState.InFlight;

    private bool IsInquired => Inquiry is not null && FollowUp == Inquiry;

    /// <summary>What is submitted when it has ended: its follow-up, or the look at why it was refused; null where nothing is.</summary>
    /// <param name="error">What it ends with.</param>
    internal Call? NextAfter(Bitrix24Exception? error)
    {
        if (Inquiry is not null && !IsLeft && error is { Code: { } code, Row.Kind: FailureKind.Final }
            && string.Equals(code, InquiredCode, StringComparison.OrdinalIgnoreCase))
        {
            FollowUp = Inquiry;
        }

        if (IsLeft && FollowUp is { IsSubmitted: false })
        {
            // It was named by an answer that came when nobody waited any more: the item ends with what is known.
            FollowUp = null;
        }

        return (error is null || IsInquired) && FollowUp is { IsSubmitted: false } next ? next : null;
    }

    /// <summary>Its pipeline is gone.</summary>
    internal void MarkLeft()
    {
        IsLeft = true;
        Thread = PipelineThread.None;
    }

    /// <summary>Its thread waits for it, or for the one that it follows up, and has no other item.</summary>
    internal void MarkUrgent()
    {
        _isUrgent = true;
        FollowUp?.MarkUrgent();
    }

    /// <summary>It goes nowhere any more, and is told its end once no lock is held.</summary>
    internal void MarkEnded() => State = CallState.Ended;

    /// <summary>Reads a result, before the call ends with it: what becomes of the others can depend on whether it can be read.</summary>
    /// <param name="result">The result.</param>
    /// <param name="total">How many entries the list has that it is a page of.</param>
    /// <param name="next">Where the next page begins.</param>
    /// <returns>Why it cannot; null where it can. What was answered was answered after the call, so it goes no more.</returns>
    internal Bitrix24Exception? Accept(JsonValue result, long? total = null, long? next = null)
    {
        try
        {
            (Total, Next) = (total <= LongestList ? total : null, next <= LongestList ? next : null);
            return Fault = Read(result);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            var error = Failure.Own(
                OwnErrorId.InvalidResponse, RestText.Of("Call_OtherResult", Method.Name), Method.Name);
            return Method.Safety == SafetyClass.OneShot ? error : error.As(FailureKind.Final);
        }
    }

    /// <summary>Ends the call: with the result that was accepted, or with an error.</summary>
    /// <returns>False where it has ended before.</returns>
    internal bool TryEnd(Bitrix24Exception? error)
    {
        if (Interlocked.CompareExchange(ref _completed, 1, 0) != 0)
        {
            return false;
        }

        Error = error;
        Volatile.Write(ref _completed, 2);
        Owner?.OnCompleted(this);
        return true;
    }

    /// <summary>Takes a refusal for what it is where the call may have run before: it says that the call was done then.</summary>
    /// <returns>False where it says nothing of the kind, or where nobody knows what the answer would have been.</returns>
    internal bool TryAcceptRepetition(Bitrix24Exception refusal) =>
        Setbacks.MayHaveRun
        && Method.RepetitionCode is { } code
        && refusal.Row.Kind == FailureKind.Final
        && string.Equals(refusal.Code, code, StringComparison.OrdinalIgnoreCase)
        && TakeResultOfRepetition();

    private protected abstract bool TakeResultOfRepetition();

    /// <returns>Why the result that was read is a failure all the same; null where it is none.</returns>
    private protected abstract Bitrix24Exception? Read(JsonValue result);
}

/// <typeparam name="T">What the method's result becomes.</typeparam>
internal sealed class Call<T> : Call
{
    private readonly RestMethod<T> _method;

    /// <param name="method">The method.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="chat">The chat it concerns; 0 where it concerns none.</param>
    public Call(RestMethod<T> method, CallParameter[] parameters, long chat = 0)
        : base(method, parameters, chat)
    {
        _method = method;
    }

    /// <summary>The result, once it is completed without an error.</summary>
    public T? Result { get; private set; }

    /// <summary>Why a result that can be read is a failure all the same; null where none is.</summary>
    public Func<T, Bitrix24Exception?>? FindFault { get; init; }

    /// <summary>What follows it up, where only its result tells; null where nothing does. Most follow-ups are known before.</summary>
    public Func<T, Call?>? NameFollowUp { get; init; }

    /// <summary>What the answer was, as far as is known, where a repetition is refused because the first run was done.</summary>
    public T? ResultOfRepetition { get; init; }

    private protected override bool TakeResultOfRepetition()
    {
        if (ResultOfRepetition is null)
        {
            return false;
        }

        Result = ResultOfRepetition;
        FollowUp = NameFollowUp is null ? FollowUp : NameFollowUp(Result);
        return true;
    }

    private protected override Bitrix24Exception? Read(JsonValue result)
    {
        Result = _method.Read(result);
        FollowUp = NameFollowUp is null ? FollowUp : NameFollowUp(Result);
        return FindFault?.Invoke(Result);
    }
}

/// <summary>A call that has ended and is to be told so, once no lock is held.</summary>
/// <param name="Call">The call.</param>
/// <param name="Error">Why it has no result; null where it has accepted one.</param>
internal readonly record struct EndedCall(Call Call, Bitrix24Exception? Error)
{
    public void Tell() => Call.TryEnd(Error);
}
