using System;
using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// For a parameter to which somebody might give a webhook by mistake: the engine's own refusal of an argument of the wrong type repeats the
/// argument, and its refusal of a whole command has what was bound before. So a text loses the code of a webhook: it is none of what is
/// expected.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class UnrepeatedAttribute(Type type, string expected) : ArgumentTransformationAttribute
{
    public Type Type { get; } = type;

    public string Expected { get; } = expected;

    /// <summary>Whether it goes to the portal: there a text without the code would be another text, so it is refused.</summary>
    public bool IsSent { get; init; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        object? converted = null;
        return value is null ? inputData
            : value is string or string[] && Type.IsInstanceOfType(value) ? Mask(value)
            : Type.IsInstanceOfType(value) ? inputData
            : HasComma(value)
                ? throw new ArgumentTransformationMetadataException((ModuleText.Of("Expected_NoComma", ModuleText.Of(Expected))).ToString())
            : IsValue(value) && LanguagePrimitives.TryConvertTo(value, Type, CultureInfo.InvariantCulture, out converted)
                ? Mask(converted)
            : throw new ArgumentTransformationMetadataException(
                (ModuleText.Of("Expected_OtherType", ModuleText.Of(Expected), value.GetType().Name)).ToString());
    }

    private object? Mask(object? value) => value switch
    {
        string text when IsSent && !ReferenceEquals(Redaction.None.Mask(text), text) => throw new ArgumentTransformationMetadataException(
            (ModuleText.Of("Expected_NoWebhook", ModuleText.Of(Expected))).ToString()),
        string text => Redaction.None.Mask(text),
        string?[] texts => Array.ConvertAll(texts, static text => text is null ? null : Redaction.None.Mask(text)),
        _ => value,
    };

    /// <summary>Whether the engine would read 15 where somebody whose decimals stand behind a comma has written 1,5.</summary>
    private bool HasComma(object value) => Type.IsPrimitive && value is string text && text.IndexOf(',') >= 0;

    /// <summary>Whether the engine would make a value of it; of a list it would make one text.</summary>
    private bool IsValue(object value) =>
        Type.IsArray
        || (Type == typeof(SwitchParameter) && value is bool)
        || ((Type.IsPrimitive || Type.IsEnum || Type == typeof(string) || Type == typeof(TimeSpan) || Type == typeof(DateTimeOffset)
                || Type == typeof(Uri))
            && (value is string || value is not IEnumerable));
}
