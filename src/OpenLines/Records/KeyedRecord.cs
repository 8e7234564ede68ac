using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text.Json;

namespace OpenLines;

/// <summary>
/// A record that has its values under keys: a dictionary of any kind, a JSON object, a collection with names. Many of them enumerate their
/// keys, so read as a list they would give the names of the columns for values.
/// </summary>
internal static class KeyedRecord
{
    private static readonly MethodInfo PairsOf =
        typeof(KeyedRecord).GetMethod(nameof(ReadPairs), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly ConcurrentDictionary<Type, Func<object, IEnumerable<KeyValuePair<string, object?>>>?> ByType = new();

    /// <summary>Whether a bare value is such a record.</summary>
    public static bool Is(object? bare) => EntriesOf(bare) is not null;

    /// <summary>Whether a bare value is one entry of such a record, as the engine makes it where it takes a dictionary apart.</summary>
    public static bool IsEntry(object? bare) =>
        bare is DictionaryEntry || (bare is ValueType && IsGeneric(bare.GetType(), typeof(KeyValuePair<,>)));

    /// <summary>The keys as texts, with their values; null where a bare value is no such record.</summary>
    public static IEnumerable<KeyValuePair<string, object?>>? EntriesOf(object? bare) => bare switch
    {
        null or PSObject or string => null,
        JsonElement element => JsonRecord.IsObject(element) ? JsonRecord.EntriesOf(element) : null,
        IDictionary keys => ReadDictionary(keys),
        _ => ByType.GetOrAdd(bare.GetType(), FindReader)?.Invoke(bare),
    };

    private static Func<object, IEnumerable<KeyValuePair<string, object?>>>? FindReader(Type type)
    {
        var pairs = type.GetInterfaces()
            .Where(static one => IsGeneric(one, typeof(IDictionary<,>)) || IsGeneric(one, typeof(IReadOnlyDictionary<,>)))
            .OrderByDescending(static one => one.GenericTypeArguments[0] == typeof(string))
            .FirstOrDefault();
        if (pairs is not null)
        {
            var read = PairsOf.MakeGenericMethod(pairs.GenericTypeArguments);
            return (Func<object, IEnumerable<KeyValuePair<string, object?>>>)Delegate.CreateDelegate(
                typeof(Func<object, IEnumerable<KeyValuePair<string, object?>>>), read);
        }

        if (typeof(NameValueCollection).IsAssignableFrom(type))
        {
            return static record => ReadNames((NameValueCollection)record);
        }

        // What has both is made to be read by name, whatever it enumerates.
        var properties = type.GetProperties();
        var keys = Array.Find(
            properties,
            static property => property.Name == "Keys" && typeof(IEnumerable).IsAssignableFrom(property.PropertyType));
        var item = Array.Find(
            properties,
            static property => property.GetIndexParameters() is { Length: 1 } index && index[0].ParameterType == typeof(string));
        return keys is not null && (item is not null || typeof(NameObjectCollectionBase).IsAssignableFrom(type))
            ? record => ReadIndexed(record, keys, item)
            : null;
    }

    private static IEnumerable<KeyValuePair<string, object?>> ReadDictionary(IDictionary keys)
    {
        foreach (DictionaryEntry entry in keys)
        {
            if (NameOf(entry.Key) is { Length: > 0 } key)
            {
                yield return new(key, entry.Value);
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> ReadPairs<TKey, TValue>(object record)
    {
        foreach (var pair in (IEnumerable<KeyValuePair<TKey, TValue>>)record)
        {
            if (NameOf(pair.Key) is { Length: > 0 } key)
            {
                yield return new(key, pair.Value);
            }
        }
    }

    /// <summary>Such a collection joins the values of a name with commas: here several stay a list, which is no value.</summary>
    private static IEnumerable<KeyValuePair<string, object?>> ReadNames(NameValueCollection names) =>
        from key in names.AllKeys
        where key is not null
        let values = names.GetValues(key)
        select new KeyValuePair<string, object?>(key, values is { Length: 1 } ? values[0] : values);

    private static IEnumerable<KeyValuePair<string, object?>> ReadIndexed(object record, PropertyInfo keys, PropertyInfo? item)
    {
        foreach (var each in (IEnumerable?)keys.GetValue(record) ?? Array.Empty<object>())
        {
            if (NameOf(each) is { Length: > 0 } key)
            {
                yield return new(key, item?.GetValue(record, [key]));
            }
        }
    }

    private static string? NameOf(object? key) => BareValue.Of(key) switch
    {
        string text => text,
        var other => LanguagePrimitives.ConvertTo<string>(other),
    };

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
