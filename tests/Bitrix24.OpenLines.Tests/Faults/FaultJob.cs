using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Bitrix24.Rest;
using Bitrix24.Sandbox;

namespace Bitrix24.OpenLines.Tests.Faults;

/// <summary>One pipeline on a client: a stage, or several where the items that succeed go on from one to the next.</summary>
internal sealed class FaultJob
{
    public static readonly RestMethod<bool> OneShot = new(
        SessionMethods.Start.Name, SafetyClass.OneShot, SessionMethods.Start.UsualDuration,
        static result => result.Kind == JsonValueKind.True ? true : throw new FormatException());

    private readonly Stage[] _stages;
    private readonly CallSequence<JobItem>[] _sequences;
    private readonly int[] _lastTaken;
    private readonly bool[] _isFlushed;
    private readonly List<(JobItem Item, Call Call)> _left = [];
    private readonly Func<int, long> _number;
    private readonly int _feed;
    private int _fed;

    /// <param name="client">The client.</param>
    /// <param name="stages">The stages, first to last.</param>
    /// <param name="count">How many items it has.</param>
    /// <param name="feed">How many of them come at a time.</param>
    /// <param name="number">The number of each item's chat; below 1 for one that is refused before it is sent.</param>
    public FaultJob(Bitrix24Client client, Stage[] stages, int count, int feed, Func<int, long> number)
    {
        _stages = stages;
        _sequences = [.. stages.Select((_, stage) => new CallSequence<JobItem>(client.Dispatcher, depth: stage))];
        _lastTaken = [.. stages.Select(static _ => -1)];
        _isFlushed = new bool[stages.Length];
        _number = number;
        _feed = feed;
        Count = count;
    }

    public int Count { get; }

    /// <summary>The halt group of a job that stops at its first failure.</summary>
    public HaltGroup? HaltGroup { get; init; }

    /// <summary>Whether no other job touches its chats.</summary>
    public bool HasOwnChats { get; init; }

    /// <summary>Every item at every stage it came to.</summary>
    public List<JobItem> Items { get; } = [];

    /// <summary>When it was withdrawn, as the handler counts; null where it was not.</summary>
    public long? WithdrawnAt { get; private set; }

    public bool IsOver => WithdrawnAt is not null || (_fed == Count && _sequences.All(static sequence => sequence.Count == 0));

    /// <summary>What went wrong while it ran.</summary>
    public List<string> Broken { get; } = [];

    /// <summary>Gives and takes what can be given and taken now.</summary>
    /// <returns>Whether anything moved.</returns>
    public bool Step()
    {
        if (WithdrawnAt is not null)
        {
            return false;
        }

        var isMoving = Feed();
        for (var stage = 0; stage < _stages.Length; stage++)
        {
            while (_sequences[stage].TryTake(out var entry))
            {
                var (item, call) = (entry.Item, entry.Call ?? entry.Item.Call);
                isMoving = true;
                Take(stage, item, call);
            }

            var isLast = stage == 0 ? _fed == Count : _isFlushed[stage - 1] && _sequences[stage - 1].Count == 0;
            if (isLast && !_isFlushed[stage])
            {
                _isFlushed[stage] = true;
                _sequences[stage].Flush();
                isMoving = true;
            }
        }

        return isMoving;
    }

    /// <param name="moment">Tells the moment: what one stage gives free may let another leave before that is withdrawn too.</param>
    public void Withdraw(Func<long> moment)
    {
        foreach (var sequence in _sequences)
        {
            _left.AddRange(sequence.Leave(new Heir()).Select(static entry => (entry.Item, entry.Call ?? entry.Item.Call)));
        }

        WithdrawnAt = moment();
    }

    /// <summary>Takes what the job left behind, once nothing is under way any more.</summary>
    public void Receive()
    {
        foreach (var (item, call) in _left)
        {
            item.IsTaken = call.HasOutcome;
            if (!call.HasOutcome)
            {
                Broken.Add($"item {item.Index} was left behind, and its outcome never came");
            }
        }
    }

    private bool Feed()
    {
        var before = _fed;
        while (_fed < Count && _fed - before < _feed && !_sequences[0].IsFull)
        {
            Add(0, _fed, _number(_fed));
            _fed++;
        }

        return _fed > before;
    }

    private void Add(int stage, int index, long number)
    {
        var item = new JobItem(_stages[stage], index, number, Create(_stages[stage], number));
        Items.Add(item);
        if (item.Call.Error is { } refusal)
        {
            _sequences[stage].Add(item, refusal);
        }
        else
        {
            _sequences[stage].Add(item, item.Call);
        }
    }

    private void Take(int stage, JobItem item, Call call)
    {
        if (item.IsTaken || item.Index <= _lastTaken[stage] || item.Call != call)
        {
            Broken.Add($"item {item.Index} came out of order or twice");
        }

        item.IsTaken = true;
        _lastTaken[stage] = item.Index;
        if (call.Error is null && stage + 1 < _stages.Length)
        {
            Add(stage + 1, item.Index, item.Number);
        }
    }

    private Call Create(Stage stage, long number)
    {
        if (number < 1)
        {
            var invalid = new Call<bool>(SessionMethods.Join, []);
            invalid.TryEnd(Failure.Own(OwnErrorId.InvalidChatId, LocalizableText.Verbatim("Not a chat id: it is blank.")));
            return invalid;
        }

        var text = number.ToString(CultureInfo.InvariantCulture);
        var chat = ChatDirectory.GeneratedBase + number;
        return stage switch
        {
            // Every seventh code is one that may not share a batch.
            Stage.Open when number % 7 == 0 && number > FaultRun.Chats =>
                new Call<ChatId>(SessionMethods.Open, [new("USER_CODE", "livechat|1|$result[c0][chatId]|" + text)])
                {
                    HaltGroup = HaltGroup,
                },
            Stage.Open => new Call<ChatId>(SessionMethods.Open, [new("USER_CODE", $"livechat|1|{text}|{text}")]) { HaltGroup = HaltGroup },
            _ => new Call<bool>(
                stage == Stage.Join ? SessionMethods.Join : stage == Stage.Start ? SessionMethods.Start : OneShot,
                [new("CHAT_ID", chat.ToString(CultureInfo.InvariantCulture), ParameterKind.Number)],
                chat)
            { HaltGroup = HaltGroup },
        };
    }

    private sealed class Heir : ICallOwner
    {
        public PipelineThread Thread => PipelineThread.None;

        public void OnCompleted(Call call)
        {
        }
    }
}
