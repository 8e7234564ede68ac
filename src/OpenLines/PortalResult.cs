using System;
using System.ComponentModel;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>An object that a portal has told of.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PortalResult : IPortalResult
{
    private readonly PipelineRun _run;
    private readonly Lazy<object?> _raw;

    private protected PortalResult(JsonFields fields, object? inputObject, PipelineRun run)
        : this(fields.Json, inputObject, run)
    {
    }

    private protected PortalResult(JsonValue answer, object? inputObject, PipelineRun run)
    {
        _run = run;
        _raw = new(() => JsonObject.Of(answer, run.Redaction));
        InputObject = inputObject;
    }

    /// <summary>The first record of the pipeline: the row of a CSV file with its other columns, for example.</summary>
    public object? InputObject { get; }

    /// <summary>
    /// All that the portal answered of it, as it wrote it: also what this version of the module does not know. Its names are the portal's.
    /// </summary>
    public object? Raw => _raw.Value;

    OutcomeAction IPortalResult.Action => Done;

    long? IPortalResult.ChatId => AboutChat;

    string? IPortalResult.UserCode => AboutUserCode;

    PipelineRun IPortalResult.Run => _run;

    /// <summary>What was done when the portal told of it.</summary>
    private protected virtual OutcomeAction Done => OutcomeAction.Get;

    /// <summary>The chat that it is about; null where it is about none.</summary>
    private protected virtual long? AboutChat => null;

    /// <summary>The user code of that chat; null where nobody told it.</summary>
    private protected virtual string? AboutUserCode => null;

    /// <summary>A text of the portal without the secrets of the connection.</summary>
    private protected string? Safe(string? text) => text is null ? null : _run.Redaction.Mask(text);
}
