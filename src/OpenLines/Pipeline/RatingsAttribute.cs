using System;
using System.Management.Automation;

namespace OpenLines;

/// <summary>Marks a parameter for which Tab offers the ratings of a session.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RatingsAttribute() : ArgumentCompleterAttribute(typeof(Completer))
{
    private sealed class Completer() : WordCompleter(["1", "2", "3", "4", "5"]);
}
