using System.Collections.Generic;

namespace Bitrix24.Rest.Tests;

/// <summary>Who waits for what a pipeline has left.</summary>
internal sealed class Heir : ICallOwner
{
    public PipelineThread Thread => PipelineThread.None;

    public List<Call> Told { get; } = [];

    public void OnCompleted(Call call) => Told.Add(call);
}
