using System.Linq;
using System.Management.Automation;

namespace OpenLines.Commands;

/// <summary>The connections of the runspace, with their counters; nothing where there is none.</summary>
[Cmdlet(VerbsCommon.Get, "Bitrix24Connection")]
[OutputType(typeof(Bitrix24Connection))]
public sealed class GetBitrix24ConnectionCommand : Bitrix24Cmdlet
{
    /// <summary>
    /// The names of the connections; wildcards are allowed. A name without wildcards that no connection of the runspace has is the error
    /// <c>InvalidConnection</c>.
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    [Unrepeated(typeof(string[]), "Expected_ConnectionNames")]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var all = RunspaceConnections.Here.All;
        if (Name is null)
        {
            WriteObject(all, enumerateCollection: true);
            return;
        }

        var patterns = Name.Select(static name => new WildcardPattern(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant))
            .ToList();
        WriteObject(all.Where(connection => patterns.Exists(pattern => pattern.IsMatch(connection.Name))), enumerateCollection: true);
        for (var i = 0; i < Name.Length; i++)
        {
            if (!WildcardPattern.ContainsWildcardCharacters(Name[i]) && !all.Any(connection => patterns[i].IsMatch(connection.Name)))
            {
                WriteError(ErrorRecords.OfCommand(NoConnection()));
            }
        }
    }
}
