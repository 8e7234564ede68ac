using System;
using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>What is known of each method. Calls of one method come together, so the one that was asked for last is at hand.</summary>
/// <typeparam name="T">What is known of one.</typeparam>
internal sealed class KnownMethods<T>
    where T : class, new()
{
    private readonly Dictionary<string, T> _methods = new(StringComparer.OrdinalIgnoreCase);
    private string? _lastName;
    private T? _last;

    public IEnumerable<KeyValuePair<string, T>> All => _methods;

    /// <returns>Null where nothing is known.</returns>
    public T? Find(string method)
    {
        if (!ReferenceEquals(method, _lastName))
        {
            if (!_methods.TryGetValue(method, out var known))
            {
                return null;
            }

            (_lastName, _last) = (method, known);
        }

        return _last;
    }

    public T FindOrAdd(string method) => Find(method) ?? (_methods[method] = new());
}
