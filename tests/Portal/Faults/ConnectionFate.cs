using System;

namespace Portal.Faults;

/// <summary>What befalls one connection.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="AfterBytes">After how many bytes of the direction that it befalls.</param>
/// <param name="Pause">How long a portal that is stopped stands still.</param>
internal readonly record struct ConnectionFate(ConnectionFateKind Kind, int AfterBytes = 0, TimeSpan Pause = default);

internal enum ConnectionFateKind
{
    None,

    /// <summary>It is reset as soon as it is there.</summary>
    Refused,

    /// <summary>It is reset while a request is on its way.</summary>
    ResetGoing,

    /// <summary>It is reset while an answer is on its way.</summary>
    ResetComing,

    /// <summary>The portal closes it in order once an answer has been given: the next request may be on its way already.</summary>
    ClosedAfterAnswer,

    /// <summary>The portal's process stands still for a while in the middle of an answer.</summary>
    Stopped,
}
