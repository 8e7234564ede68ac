namespace Bitrix24.Sandbox;

/// <summary>An open line (its configuration).</summary>
internal sealed class SandboxLine
{
    public SandboxLine(long id, string name)
    {
        Id = id;
        Name = name;
    }

    public long Id { get; }

    public string Name { get; }

    public bool IsDeleted { get; set; }
}
