using System;

namespace Portal.OAuth;

/// <summary>One request to the token server.</summary>
/// <param name="Grant">The grant that was asked for.</param>
/// <param name="Given">The code or the refresh token.</param>
/// <param name="Error">The error that it was answered with; null where it got tokens.</param>
/// <param name="At">When it came.</param>
internal sealed record TokenGrantRecord(string Grant, string Given, string? Error, DateTimeOffset At);
