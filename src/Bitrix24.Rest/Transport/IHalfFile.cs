using System.IO;

namespace Bitrix24.Rest;

/// <summary>What has come of a file that is fetched, until it is whole.</summary>
internal interface IHalfFile
{
    /// <summary>Which version what is there is a part of; null where nothing is there that can be gone on with.</summary>
    FileVersion? Version { get; }

    /// <summary>How many bytes are there.</summary>
    long Length { get; }

    /// <summary>Begins again with nothing.</summary>
    /// <param name="version">Which version comes; null where that is not known: then it is not gone on with later.</param>
    Stream Begin(FileVersion? version);

    /// <summary>Goes on behind the first so many bytes.</summary>
    Stream Continue(long from);
}
