namespace System.Buffers;

internal sealed class ArrayBufferWriter<T>(int initialCapacity) : IBufferWriter<T>
{
    private T[] _buffer = new T[initialCapacity];

    public int WrittenCount { get; private set; }

    public ReadOnlyMemory<T> WrittenMemory => new(_buffer, 0, WrittenCount);

    public ReadOnlySpan<T> WrittenSpan => WrittenMemory.Span;

    public void Clear()
    {
        Array.Clear(_buffer, 0, WrittenCount);
        WrittenCount = 0;
    }

    public void Advance(int count) => WrittenCount += count;

    public Memory<T> GetMemory(int sizeHint = 0)
    {
        var needed = WrittenCount + Math.Max(1, sizeHint);
        if (needed > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(needed, 2 * _buffer.Length));
        }

        return _buffer.AsMemory(WrittenCount);
    }

    public Span<T> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
