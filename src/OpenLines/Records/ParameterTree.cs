using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Numerics;
using System.Security;
using System.Text.Json;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Makes parameters of a call of what a script has: hashtables and objects become maps, lists lists.</summary>
internal static class ParameterTree
{
    // A tree that holds itself is endless.
    private const int Deepest = 64;

    private const string Time = "yyyy-MM-dd'T'HH:mm:sszzz";

    /// <param name="record">A hashtable, or an object with properties; null for no parameters.</param>
    /// <exception cref="InputFault">It holds what is no parameter; the message says which.</exception>
    public static CallParameter[] Of(object? record) =>
        BareValue.Of(record) is not { } bare ? []
        : bare is not string && EntriesOf(record!) is { } entries ? Entries(entries, "", 0)
        : throw new InputFault(ModuleText.Of("Parameters_Not"));

    /// <summary>One parameter that is a map or a list.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">A hashtable, an object with properties or a list; null for no parameter.</param>
    /// <exception cref="InputFault">It is none of these, or holds what is no parameter; the message says which.</exception>
    public static CallParameter[] OfPart(string name, object? value) =>
        BareValue.Of(value) is null ? []
        : Of(name, value, name, 0) is { Kind: ParameterKind.Map or ParameterKind.List } part ? [part]
        : throw new InputFault(ModuleText.Of("Parameters_NoPart", name));

    private static CallParameter[] Entries(IEnumerable<KeyValuePair<string, object?>> entries, string path, int depth) =>
        [.. entries.Select(entry => Of(entry.Key, entry.Value, path.Length == 0 ? entry.Key : $"{path}.{entry.Key}", depth))];

    private static CallParameter Of(string name, object? value, string path, int depth)
    {
        if (depth > Deepest)
        {
            throw new InputFault(ModuleText.Of("Parameters_Deep", path));
        }

        var bare = BareValue.Of(value);
        if (bare is JsonElement element && JsonRecord.ScalarOf(element) is var scalar and not JsonElement)
        {
            bare = scalar;
        }

        return Scalar(name, bare, path) is { } parameter ? parameter
            : RecordList.In(value) is { } list
                ? new(name, "", ParameterKind.List) { Items = Items(list, path, depth) }
            : EntriesOf(value!) is { } entries
                ? new(name, "", ParameterKind.Map) { Items = Entries(entries, path, depth + 1) }
            : throw new InputFault(ModuleText.Of("Parameters_OtherType", path, bare!.GetType().Name));
    }

    private static CallParameter[] Items(IEnumerable list, string path, int depth) =>
        [.. list.Cast<object?>().Select((item, index) =>
            Of(index.ToString(CultureInfo.InvariantCulture), item, $"{path}[{index}]", depth + 1))];

    private static CallParameter? Scalar(string name, object? bare, string path) => bare switch
    {
        null => Word(name, "null"),
        bool flag => Word(name, flag ? "true" : "false"),
        SwitchParameter flag => Word(name, flag ? "true" : "false"),
        string text => Text(name, text, path),
        char character => Text(name, character.ToString(), path),
        double number when double.IsNaN(number) || double.IsInfinity(number) =>
            throw new InputFault(ModuleText.Of("Parameters_NoNumber", path)),
        float number when float.IsNaN(number) || float.IsInfinity(number) =>
            throw new InputFault(ModuleText.Of("Parameters_NoNumber", path)),
        double or float => Number(name, ((IFormattable)bare).ToString("R", CultureInfo.InvariantCulture)),
        Enum => Text(name, bare.ToString()!, path),
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal or BigInteger =>
            Number(name, ((IFormattable)bare).ToString(null, CultureInfo.InvariantCulture)),
        DateTime time => Text(name, time.ToString(Time, CultureInfo.InvariantCulture), path),
        DateTimeOffset time => Text(name, time.ToString(Time, CultureInfo.InvariantCulture), path),
        Guid or Uri => Text(name, bare.ToString()!, path),
        SecureString or PSCredential => throw new InputFault(ModuleText.Of("Parameters_Secret", path)),
        ScriptBlock => throw new InputFault(ModuleText.Of("Parameters_Script", path)),
        _ => null,
    };

    private static CallParameter Word(string name, string word) => new(name, word, ParameterKind.Word);

    private static CallParameter Number(string name, string digits) => new(name, digits, ParameterKind.Number);

    private static CallParameter Text(string name, string text, string path)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogate(text[index]) && (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[++index])))
            {
                throw new InputFault(ModuleText.Of("Parameters_Half", path));
            }
        }

        return new(name, text);
    }

    private static IEnumerable<KeyValuePair<string, object?>>? EntriesOf(object value)
    {
        var bare = BareValue.Of(value);
        return KeyedRecord.EntriesOf(bare) ?? (bare is PSObject || !bare!.GetType().IsValueType ? PropertiesOf(value) : null);
    }

    private static IEnumerable<KeyValuePair<string, object?>> PropertiesOf(object value) =>
        PSObject.AsPSObject(value).Properties.Select(static property => new KeyValuePair<string, object?>(property.Name, property.Value));
}
