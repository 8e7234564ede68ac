using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines.Tests;

/// <summary>The page docs/methods.md, made of the code: every method that a cmdlet calls.</summary>
internal sealed class MethodPage
{
    private const string Head =
        """
        # Methods

        Every method that a cmdlet calls, made of the code by a test. Parameters that all cmdlets have are left out, as are `-WhatIf` and
        `-Confirm` of those that change something. `Read` may be called again at any time, `Converging` ends at the same place when it is,
        and `OneShot` is never called again where its answer was lost: its error is `OutcomeUnknown`. Any other method is called with
        `Invoke-Bitrix24Method`.

        | method | cmdlet | parameters | safety | permission |
        | --- | --- | --- | --- | --- |

        """;

    private const string Unverified =
        """

        ## What is not read back

        A cmdlet with `-Verify` reads back what it has changed. These have none:

        | method | why |
        | --- | --- |

        """;

    /// <summary>Why a changing method of a cmdlet without -Verify has nothing to read back.</summary>
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["im.message.add"] = "It answers the id of the message, which only one that was written has.",
        ["im.v2.Event.subscribe"] = "It answers whether the portal records events, and no other method tells.",
        ["imopenlines.crm.message.add"] = "It answers the id of the message, which only one that was written has.",
        ["imopenlines.message.quick.save"] = "No method tells the quick answers of a line.",
        ["imopenlines.network.join"] = "It answers the id of the line's bot, of one that was there before too.",
        ["imopenlines.network.message.add"] = "The message is in the private dialog of another user, which only he can read.",
    };

    private const RegexOptions Plain = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, string> _sources;
    private readonly string[] _commands;

    public MethodPage()
    {
        Root = FindRoot(AppContext.BaseDirectory);
        var files = Directory.GetFiles(Path.Combine(Root, "src", "OpenLines", "Commands"), "*.cs")
            .Concat(Directory.GetFiles(Path.Combine(Root, "src", "OpenLines", "Pipeline"), "*.cs"))
            .Concat(Directory.GetFiles(Path.Combine(Root, "src", "Bitrix24.OpenLines"), "*.cs"));
        _sources = files.ToDictionary(static file => Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal);
        _commands = [.. _sources.Keys.Where(static name => name.EndsWith("Command", StringComparison.Ordinal))];
        Rows = [.. FieldsOfMethods().Select(RowOf).OrderBy(static row => row.Method, StringComparer.Ordinal)];
    }

    /// <summary>The folder of the solution.</summary>
    public string Root { get; }

    public IReadOnlyList<(string Method, string Cmdlets, string Line)> Rows { get; }

    /// <summary>The changing methods that are not read back, each with why; empty where nobody has said why.</summary>
    public IEnumerable<(string Method, string Why)> NotReadBack => Rows
        .Where(static row => !row.Line.Contains("| Read |", StringComparison.Ordinal)
            && !row.Line.Contains("`-Verify`", StringComparison.Ordinal))
        .Select(static row => (row.Method, Reasons.TryGetValue(row.Method, out var why) ? why : ""));

    public string Text => Head
        + string.Concat(Rows.Select(static row => row.Line).Distinct(StringComparer.Ordinal))
        + Unverified
        + string.Concat(NotReadBack.Select(static one => $"| {one.Method} | {one.Why} |\n"));

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "OpenLinesPS.sln")) ? folder : FindRoot(Path.GetDirectoryName(folder.TrimEnd('/', '\\'))!);

    private static IEnumerable<FieldInfo> FieldsOfMethods() => typeof(SessionMethods).Assembly.GetTypes()
        .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(static field => typeof(RestMethod).IsAssignableFrom(field.FieldType));

    private static string CmdletOf(string command) =>
        Regex.Replace(command, "^(?<verb>[A-Z][a-z]+)(?<noun>.*)Command$", "${verb}-${noun}", Plain, Patience);

    private (string Method, string Cmdlets, string Line) RowOf(FieldInfo field)
    {
        var method = (RestMethod)field.GetValue(null)!;
        var (holder, name) = (field.DeclaringType!.Name, field.Name);
        string[] naming = [.. _commands.Where(command => Names(command, $@"\b{holder}\.{name}\b"))];
        if (naming.Length == 0)
        {
            naming = [.. _commands.Where(command => Names(command, $@"\b{holder}\.\w"))];
        }

        var cmdlets = string.Join(", ", naming.Select(static command => $"`{CmdletOf(command)}`"));
        var parameters = string.Join(
            " ", naming.SelectMany(ParametersOf).Distinct(StringComparer.Ordinal).Select(static one => $"`-{one}`"));
        var page = PageOf(holder, name);
        var line = $"| [{method.Name}]({page}) | {cmdlets} | {parameters} | {method.Safety} | {method.Scope ?? "imopenlines"} |\n";
        return (method.Name, cmdlets, line);
    }

    /// <summary>Whether a class, or one that it is derived from, names something.</summary>
    private bool Names(string type, string pattern) =>
        _sources.TryGetValue(type, out var source)
        && (Regex.IsMatch(source, pattern, Plain, Patience) || Names(AboveOf(type, source), pattern));

    private static string AboveOf(string type, string source) =>
        Regex.Match(source, $@"class {type} : (?<above>\w+)", Plain, Patience).Groups["above"].Value;

    /// <summary>The parameters of a class and of those that it is derived from, but for what all have.</summary>
    private IEnumerable<string> ParametersOf(string type)
    {
        if (type is "CallCmdlet" or "PortalCmdlet" or "Bitrix24Cmdlet" || !_sources.TryGetValue(type, out var source))
        {
            return [];
        }

        var own = Regex.Matches(
            source, @"\[Parameter\b[^{}]*?public [\w?<>\[\]]+ (?<name>\w+)\s*\{ get; set; \}", Plain, Patience);
        return ParametersOf(AboveOf(type, source)).Concat(own.Cast<Match>().Select(static match => match.Groups["name"].Value));
    }

    /// <summary>The page of the documentation that stands above the field.</summary>
    private string PageOf(string holder, string name)
    {
        var source = _sources[holder];
        var field = Regex.Match(source, $@"static readonly [^=;]*\b{name}\s*=", Plain, Patience).Index;
        const string link = "href=\"";
        var begin = source.LastIndexOf(link, field, StringComparison.Ordinal) + link.Length;
        return source.Substring(begin, source.IndexOf('"', begin) - begin);
    }
}
