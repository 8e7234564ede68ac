using System.Collections;
using System.Collections.Generic;
using System.Globalization;

namespace Bitrix24.Sandbox;

/// <summary>
/// A PHP array: one ordered map that JSON shows now as a list, now as an object. Parameters and answers are both made of it.
/// </summary>
internal sealed class PhpArray : IEnumerable<KeyValuePair<string, object?>>
{
    private const int IndexFrom = 16;

    private readonly List<KeyValuePair<string, object?>> _items = [];
    private Dictionary<string, int>? _index;
    private long _nextKey;

    public int Count => _items.Count;

    /// <summary>PHP's list rule: the keys are exactly 0..n-1, in this order.</summary>
    public bool IsList
    {
        get
        {
            for (var i = 0; i < _items.Count; i++)
            {
                if (!IsIntegerKey(_items[i].Key, out var key) || key != i)
                {
                    return false;
                }
            }

            return true;
        }
    }

    public object? this[string key]
    {
        get => TryGet(key, out var value) ? value : null;
        set => Set(key, value);
    }

    public static PhpArray ListOf<T>(IEnumerable<T> values)
    {
        var list = new PhpArray();
        foreach (var value in values)
        {
            list.Append(value);
        }

        return list;
    }

    public bool TryGet(string key, out object? value)
    {
        var at = Find(key);
        value = at < 0 ? null : _items[at].Value;
        return at >= 0;
    }

    /// <summary>The last of the keys equal but for case wins, as when PHP folds the case of an array's keys.</summary>
    public object? GetFolded(string key)
    {
        object? found = null;
        foreach (var item in _items)
        {
            if (string.Equals(item.Key, key, System.StringComparison.OrdinalIgnoreCase))
            {
                found = item.Value;
            }
        }

        return found;
    }

    /// <summary>For collection initialisers.</summary>
    public void Add(string key, object? value) => Set(key, value);

    public void Append(object? value) => Set(_nextKey.ToString(CultureInfo.InvariantCulture), value);

    public void Set(string key, object? value)
    {
        var at = Find(key);
        if (at >= 0)
        {
            _items[at] = new(_items[at].Key, value);
            return;
        }

        if (IsIntegerKey(key, out var number) && number >= _nextKey)
        {
            _nextKey = number + 1;
        }

        _index?.Add(key, _items.Count);
        _items.Add(new(key, value));
    }

    public void Remove(string key)
    {
        if (Find(key) is var at and >= 0)
        {
            _items.RemoveAt(at);
            _index = null;
        }
    }

    public List<KeyValuePair<string, object?>>.Enumerator GetEnumerator() => _items.GetEnumerator();

    IEnumerator<KeyValuePair<string, object?>> IEnumerable<KeyValuePair<string, object?>>.GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    private static bool IsIntegerKey(string key, out long number)
    {
        number = 0;
        return key.Length is > 0 and < 20
            && (key[0] is >= '0' and <= '9' or '-')
            && long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
            && number.ToString(CultureInfo.InvariantCulture) == key;
    }

    private int Find(string key)
    {
        if (_items.Count < IndexFrom)
        {
            for (var i = 0; i < _items.Count; i++)
            {
                if (_items[i].Key == key)
                {
                    return i;
                }
            }

            return -1;
        }

        if (_index is null)
        {
            _index = new Dictionary<string, int>(System.StringComparer.Ordinal);
            for (var i = 0; i < _items.Count; i++)
            {
                _index.Add(_items[i].Key, i);
            }
        }

        return _index.TryGetValue(key, out var at) ? at : -1;
    }
}
