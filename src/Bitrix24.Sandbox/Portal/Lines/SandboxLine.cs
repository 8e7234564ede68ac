using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>An open line: its settings and its queue.</summary>
internal sealed class SandboxLine
{
    public SandboxLine(long id, string name)
    {
        Id = id;
        Settings.Put("LINE_NAME", name);
    }

    public long Id { get; }

    public string Name => Settings.Text("LINE_NAME");

    public LineSettings Settings { get; } = new();

    /// <summary>Who takes its dialogs, in this order.</summary>
    public List<QueueEntry> Queue { get; } = [];

    /// <summary>The texts that its operators have at hand, by the message that they were taken from.</summary>
    public Dictionary<long, string> QuickAnswers { get; } = [];

    public bool IsDeleted { get; set; }
}
