using System;

namespace Bitrix24.Rest;

/// <summary>A body that was read. While it is in use, a large one keeps others from being read.</summary>
/// <param name="bytes">The whole body.</param>
/// <param name="large">What a large one has taken; null for a small one.</param>
internal sealed class ReceivedBody(ReadOnlyMemory<byte> bytes, LargeBody? large) : IDisposable
{
    public ReadOnlyMemory<byte> Bytes => bytes;

    public void Dispose() => large?.Dispose();
}
