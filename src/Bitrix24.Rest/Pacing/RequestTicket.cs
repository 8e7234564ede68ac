using System;

namespace Bitrix24.Rest;

/// <summary>The leave to send one request, to be given back with what became of it.</summary>
/// <param name="SentAt">When it was given.</param>
/// <param name="Number">Its number among those given.</param>
/// <param name="IsProbe">Whether it goes beyond what is known to be allowed, to find out.</param>
internal readonly record struct RequestTicket(DateTimeOffset SentAt, long Number, bool IsProbe);
