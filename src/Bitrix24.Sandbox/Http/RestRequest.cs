using System;
using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>A request once read: the method it names, its parameters, its commands if it is a batch, and the chats it may change.</summary>
internal sealed class RestRequest
{
    private RestRequest(SandboxRequest http, SandboxRoute route, SandboxMethod? method, PhpArray parameters)
    {
        Http = http;
        Route = route;
        Method = method;
        Parameters = parameters;
        Batch = method?.Name == MethodTable.Batch ? BatchParameters.Read(parameters) : null;
        ChangedChats = FindChangedChats();
    }

    public SandboxRequest Http { get; }

    public SandboxRoute Route { get; }

    /// <summary>Null where the portal knows no such method.</summary>
    public SandboxMethod? Method { get; }

    public PhpArray Parameters { get; }

    public BatchParameters? Batch { get; }

    /// <summary>The chats that its calls name and would change, as far as the request itself tells.</summary>
    public IReadOnlyCollection<long> ChangedChats { get; }

    /// <summary>Null for a path outside the REST server.</summary>
    public static RestRequest? Read(SandboxRequest http) =>
        SandboxRoute.Parse(http.Address.AbsolutePath) is { } route
            ? new(http, route, MethodTable.Find(route.Method), RequestParameters.Read(http))
            : null;

    private IReadOnlyCollection<long> FindChangedChats()
    {
        if (Batch is null)
        {
            return Method is { ChangesChat: true } && PhpValue.ToInteger(Parameters["CHAT_ID"]) is var chat and > 0
                ? [chat]
                : Array.Empty<long>();
        }

        var chats = new HashSet<long>();
        foreach (var command in Batch.Commands)
        {
            if (command.Value is { Method.ChangesChat: true } known && PhpValue.ToInteger(known.Parameters["CHAT_ID"]) is var chat and > 0)
            {
                chats.Add(chat);
            }
        }

        return chats;
    }
}
