using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Resources;

namespace Bitrix24.Rest;

/// <summary>
/// A text that has its words where it is read, not where it is made: a failure is made on any thread, and the language is that of the
/// pipeline's. Numbers and dates are those of no culture in every language.
/// </summary>
internal sealed class LocalizableText
{
    private readonly ResourceManager? _resources;
    private readonly string _text;
    private readonly IReadOnlyList<object> _arguments;
    private readonly bool _isCleaned;
    private readonly LocalizableText? _next;

    /// <summary>A text of ours.</summary>
    /// <param name="resources">Where its words are.</param>
    /// <param name="key">Its key there.</param>
    /// <param name="arguments">What stands in its places: other such texts, or values whose text is the same in every language.</param>
    public LocalizableText(ResourceManager resources, string key, params object?[] arguments)
        : this(resources, key, [.. arguments.Select(Fixed)], isCleaned: false, next: null)
    {
    }

    private LocalizableText(
        ResourceManager? resources, string text, IReadOnlyList<object> arguments, bool isCleaned, LocalizableText? next)
    {
        _resources = resources;
        _text = text;
        _arguments = arguments;
        _isCleaned = isCleaned;
        _next = next;
    }

    /// <summary>A text that is the same in every language: what a portal says, or the system.</summary>
    public static LocalizableText Verbatim(string text) => new(resources: null, text, [], isCleaned: false, next: null);

    /// <summary>The same text with a sentence behind it.</summary>
    public LocalizableText Then(LocalizableText sentence) =>
        new(_resources, _text, _arguments, _isCleaned, _next is null ? sentence : _next.Then(sentence));

    /// <summary>
    /// The same text with nothing in it that may not be shown: secrets are taken out of its arguments here, and what they become between
    /// our words is made safe when these are known.
    /// </summary>
    public LocalizableText Cleaned(Redaction redaction) => new(
        _resources,
        _resources is null ? redaction.Clean(_text, Redaction.LongestDescription) : _text,
        [.. _arguments.Select(argument => Masked(argument, redaction))],
        isCleaned: true,
        _next?.Cleaned(redaction));

    /// <summary>The words in a language.</summary>
    /// <param name="culture">The language; English where there are none in it.</param>
    public string Format(CultureInfo culture)
    {
        var words = _resources is null ? _text : string.Format(
            CultureInfo.InvariantCulture, WordsOf(_resources, culture), [.. _arguments.Select(argument => Worded(argument, culture))]);
        var text = _isCleaned ? Redaction.None.Clean(words, Redaction.LongestDescription) : words;
        return _next is null ? text : Sentence.Join(text, _next.Format(culture));
    }

    /// <summary>The words in the language of the thread that reads them.</summary>
    public override string ToString() => Format(CultureInfo.CurrentUICulture);

    private string WordsOf(ResourceManager resources, CultureInfo culture) =>
        resources.GetString(_text, culture) ?? throw new MissingManifestResourceException($"{resources.BaseName} has no {_text}.");

    private static object Fixed(object? argument) =>
        argument as LocalizableText ?? (object)(Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "");

    private static object Worded(object argument, CultureInfo culture) =>
        argument is LocalizableText text ? text.Format(culture) : argument;

    private static object Masked(object argument, Redaction redaction) => argument switch
    {
        LocalizableText text => text.Cleaned(redaction),
        string { Length: > Redaction.LongestRead } longest => redaction.Clean(longest, Redaction.LongestDescription),
        _ => redaction.Mask((string)argument),
    };
}
