using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>The parameters of a batch.</summary>
/// <param name="Commands">By key, in order; null for a value that is not text.</param>
/// <param name="Halt">Whether the first failure ends it.</param>
internal sealed record BatchParameters(IReadOnlyList<KeyValuePair<string, BatchCommand?>> Commands, bool Halt)
{
    public const int MaxCommands = 50;

    public static BatchParameters Read(PhpArray parameters)
    {
        var commands = new List<KeyValuePair<string, BatchCommand?>>();
        if (parameters.GetFolded("CMD") is PhpArray texts)
        {
            foreach (var text in texts)
            {
                commands.Add(new(text.Key, text.Value is string command ? BatchCommand.Parse(command) : null));
            }
        }

        return new(commands, PhpValue.ToBoolean(parameters.GetFolded("HALT")));
    }
}
