using System;
using System.Collections.Generic;
using System.Globalization;

namespace Bitrix24.Sandbox;

/// <summary>The addresses at which files can be fetched once, and who may have them made.</summary>
internal sealed class FileDownloads
{
    private readonly Dictionary<string, SandboxFile> _offered = new(StringComparer.Ordinal);
    private readonly HashSet<(long UserId, long ChatId)> _readers = [];
    private ulong _state = 0x9E3779B97F4A7C15;

    /// <summary>Lets a user have the files of a chat that he is no member of.</summary>
    public void Grant(long userId, long chatId) => _readers.Add((userId, chatId));

    public bool MayRead(long userId, long chatId) => _readers.Contains((userId, chatId));

    /// <summary>The word that the file can be fetched by.</summary>
    public string Offer(SandboxFile file)
    {
        // Looks like chance and is the same in each run.
        _state = unchecked((_state * 6364136223846793005) + 1442695040888963407);
        var token = "sandboxfile" + _state.ToString("x16", CultureInfo.InvariantCulture);
        _offered.Add(token, file);
        return token;
    }

    /// <summary>The file, the first time; null ever after.</summary>
    public SandboxFile? Take(string token)
    {
        if (!_offered.TryGetValue(token, out var file))
        {
            return null;
        }

        _offered.Remove(token);
        return file;
    }
}
