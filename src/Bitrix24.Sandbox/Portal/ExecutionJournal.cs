using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>Counts what reached the portal and what it did: a test tells once from twice by it, and in turn from side by side.</summary>
internal sealed class ExecutionJournal
{
    private readonly object _gate = new();
    private readonly bool _perChat;
    private readonly Dictionary<string, long> _executions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Dictionary<long, int>> _chatExecutions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<long, int> _sessions = [];
    private readonly Overlaps _requestsPerChat = new();
    private readonly Overlaps _executionsPerChat = new();
    private long _inFlight;

    public ExecutionJournal(bool perChat) => _perChat = perChat;

    /// <summary>HTTP requests that arrived, refused ones included.</summary>
    public long Requests { get; private set; }

    /// <summary>Requests that the request limit refused.</summary>
    public long RefusedRequests { get; private set; }

    /// <summary>Requests that the front server cut.</summary>
    public long CutRequests { get; private set; }

    /// <summary>Calls and commands of batches whose handler ran, whatever it answered.</summary>
    public long Commands { get; private set; }

    public long SessionsCreated { get; private set; }

    /// <summary>The most commands in one batch.</summary>
    public int LargestBatch { get; private set; }

    public long MaxConcurrentRequests { get; private set; }

    /// <summary>How often a method's handler ran.</summary>
    public long Executions(string method) => Locked(() => _executions.TryGetValue(method, out var count) ? count : 0);

    /// <summary>How often a method did its work for a chat.</summary>
    public int Executions(string method, long chatId) =>
        Locked(() => _chatExecutions.TryGetValue(method, out var chats) && chats.TryGetValue(chatId, out var count) ? count : 0);

    /// <summary>How many chats a method did its work for.</summary>
    public int ChatsOf(string method) => Locked(() => _chatExecutions.TryGetValue(method, out var chats) ? chats.Count : 0);

    /// <summary>The most often that a method did its work for one and the same chat.</summary>
    public int MaxExecutionsPerChat(string method) =>
        Locked(() => _chatExecutions.TryGetValue(method, out var chats) && chats.Count > 0 ? chats.Values.Max() : 0);

    public int SessionsCreatedIn(long chatId) => Locked(() => _sessions.TryGetValue(chatId, out var count) ? count : 0);

    /// <summary>How many requests with a changing call for this chat were on their way at once, from arrival to answer.</summary>
    public int MaxConcurrentRequestsOf(long chatId) => Locked(() => _requestsPerChat.MaximumOf(chatId));

    /// <summary>The same for the chat where it was most.</summary>
    public int MaxConcurrentRequestsOfAnyChat() => Locked(() => _requestsPerChat.Maximum);

    /// <summary>How many changing executions for this chat ran at once.</summary>
    public int MaxConcurrentExecutionsOf(long chatId) => Locked(() => _executionsPerChat.MaximumOf(chatId));

    public int MaxConcurrentExecutionsOfAnyChat() => Locked(() => _executionsPerChat.Maximum);

    public void RequestArrived(IReadOnlyCollection<long> changedChats, int commands)
    {
        lock (_gate)
        {
            Requests++;
            LargestBatch = Math.Max(LargestBatch, commands);
            MaxConcurrentRequests = Math.Max(MaxConcurrentRequests, ++_inFlight);
            _requestsPerChat.EnterAll(_perChat ? changedChats : []);
        }
    }

    public void RequestAnswered(IReadOnlyCollection<long> changedChats)
    {
        lock (_gate)
        {
            _inFlight--;
            _requestsPerChat.LeaveAll(_perChat ? changedChats : []);
        }
    }

    public void RequestRefused() => Locked(() => ++RefusedRequests);

    public void RequestCut() => Locked(() => ++CutRequests);

    public void ExecutionBegan(string method, long chatId, bool changesChat)
    {
        lock (_gate)
        {
            Commands++;
            _executions[method] = (_executions.TryGetValue(method, out var count) ? count : 0) + 1;
            if (chatId <= 0 || !_perChat)
            {
                return;
            }

            if (!_chatExecutions.TryGetValue(method, out var chats))
            {
                chats = [];
                _chatExecutions.Add(method, chats);
            }

            chats[chatId] = (chats.TryGetValue(chatId, out var ofChat) ? ofChat : 0) + 1;
            if (changesChat)
            {
                _executionsPerChat.Enter(chatId);
            }
        }
    }

    public void ExecutionEnded(long chatId, bool changesChat)
    {
        if (chatId <= 0 || !_perChat || !changesChat)
        {
            return;
        }

        lock (_gate)
        {
            _executionsPerChat.Leave(chatId);
        }
    }

    public void SessionCreated(long chatId)
    {
        lock (_gate)
        {
            SessionsCreated++;
            if (_perChat)
            {
                _sessions[chatId] = (_sessions.TryGetValue(chatId, out var count) ? count : 0) + 1;
            }
        }
    }

    /// <summary>The counts as one object, for a portal in another process.</summary>
    public PhpArray ToArray() => Locked(() =>
    {
        var methods = new PhpArray();
        foreach (var method in _executions)
        {
            methods[method.Key] = new PhpArray
            {
                { "executions", method.Value },
                { "chats", _chatExecutions.TryGetValue(method.Key, out var chats) ? chats.Count : 0 },
                { "maxPerChat", chats is { Count: > 0 } ? chats.Values.Max() : 0 },
            };
        }

        return new PhpArray
        {
            { "requests", Requests },
            { "refusedRequests", RefusedRequests },
            { "cutRequests", CutRequests },
            { "commands", Commands },
            { "sessionsCreated", SessionsCreated },
            { "largestBatch", LargestBatch },
            { "maxConcurrentRequests", MaxConcurrentRequests },
            { "maxConcurrentRequestsPerChat", _requestsPerChat.Maximum },
            { "maxConcurrentExecutionsPerChat", _executionsPerChat.Maximum },
            { "methods", methods },
        };
    });

    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }
}
