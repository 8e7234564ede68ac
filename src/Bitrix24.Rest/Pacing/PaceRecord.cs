using System;
using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>
/// What processes tell each other of a pace, as numbers: each part carries its own, in the same order into the record and out of it. The
/// first three say which form it has, how long it is, and a sum over the rest, so that what was cut or overwritten is not believed.
/// </summary>
internal sealed class PaceRecord
{
    /// <summary>The form of the record. Another one when any part carries something else than before.</summary>
    public const int Form = 3;

    private const long Mark = 0x4563_6150_0000_0000 | Form;
    private const int Header = 3;

    private readonly List<long> _numbers;
    private int _at = Header;

    private PaceRecord(List<long> numbers, bool isReading)
    {
        _numbers = numbers;
        IsReading = isReading;
    }

    public bool IsReading { get; }

    /// <summary>One to write into.</summary>
    public static PaceRecord Create() => new([Mark, 0, 0], isReading: false);

    /// <summary>One to read from; null where these numbers are none.</summary>
    public static PaceRecord? Open(long[] numbers) =>
        numbers.Length >= Header
        && numbers[0] == Mark
        && numbers[1] >= Header
        && numbers[1] <= numbers.Length
        && numbers[2] == SumOf(numbers, (int)numbers[1])
            ? new([.. numbers], isReading: true)
            : null;

    /// <summary>What was written.</summary>
    public long[] ToNumbers()
    {
        var numbers = _numbers.ToArray();
        numbers[1] = numbers.Length;
        numbers[2] = SumOf(numbers, numbers.Length);
        return numbers;
    }

    /// <summary>Writes this value, or reads the one that stands in its place.</summary>
    public long Carry(long value)
    {
        if (!IsReading)
        {
            _numbers.Add(value);
            return value;
        }

        return _at < _numbers.Count ? _numbers[_at++] : 0;
    }

    /// <inheritdoc cref="Carry(long)"/>
    public double Carry(double value) => BitConverter.Int64BitsToDouble(Carry(BitConverter.DoubleToInt64Bits(value)));

    /// <inheritdoc cref="Carry(long)"/>
    public int Carry(int value) => (int)Carry((long)value);

    /// <inheritdoc cref="Carry(long)"/>
    public bool Carry(bool value) => Carry(value ? 1L : 0L) != 0;

    public void Write(RequestLease lease)
    {
        Carry(lease.Number);
        Carry(lease.SentAt);
        Carry(lease.Owner);
        Carry((lease.IsSettled ? 1L : 0) | (lease.IsVoid ? 2L : 0) | (lease.IsLetIn ? 4L : 0));
    }

    /// <summary>The next lease; null at the end of the record.</summary>
    public RequestLease? ReadLease()
    {
        if (_at >= _numbers.Count)
        {
            return null;
        }

        var lease = new RequestLease(Carry(0L), Carry(0.0)) { Owner = Carry(0L) };
        var flags = Carry(0L);
        lease.IsSettled = (flags & 1) != 0;
        lease.IsVoid = (flags & 2) != 0;
        lease.IsLetIn = (flags & 4) != 0;
        return lease;
    }

    // FNV-1a over whole numbers: a guard against accidents, not against intent.
    private static long SumOf(long[] numbers, int length)
    {
        var sum = 14695981039346656037UL;
        for (var at = Header; at < length; at++)
        {
            sum = unchecked((sum ^ (ulong)numbers[at]) * 1099511628211UL);
        }

        return unchecked((long)sum);
    }
}
