using System;

namespace Bitrix24.Sandbox;

/// <summary>A file that came with a message. Its content is made from its id when somebody downloads it.</summary>
internal sealed record SandboxFile(long Id, long ChatId, long AuthorId, DateTimeOffset Date, string Name, int Size)
{
    public string Extension => Name.Substring(Name.LastIndexOf('.') + 1);

    public bool IsImage => Extension is "png" or "jpg";

    /// <summary>The same bytes each time, and others for each file.</summary>
    public byte[] ReadContent()
    {
        var content = new byte[Size];
        var state = unchecked((uint)Id) | 1;
        for (var i = 0; i < content.Length; i++)
        {
            state = unchecked((state * 1664525) + 1013904223);
            content[i] = (byte)(state >> 24);
        }

        return content;
    }
}
