namespace Bitrix24.Rest;

/// <summary>Whether a record could be read and written.</summary>
internal enum PaceStoreAnswer
{
    /// <summary>It was.</summary>
    Done,

    /// <summary>Another process is at it.</summary>
    Busy,

    /// <summary>There is no place for it, or no right to it.</summary>
    Unavailable,
}
