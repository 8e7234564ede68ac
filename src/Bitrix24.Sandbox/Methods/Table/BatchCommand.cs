namespace Bitrix24.Sandbox;

/// <summary>One command of a batch: <c>method?query</c>, with references still in it.</summary>
/// <param name="Name">The method as written; no format is stripped here.</param>
/// <param name="Method">Null where the portal knows no such method.</param>
/// <param name="Parameters">The decoded query.</param>
internal sealed record BatchCommand(string Name, SandboxMethod? Method, PhpArray Parameters)
{
    public static BatchCommand Parse(string command)
    {
        // A bare # begins a fragment, and the rest of the command is lost.
        var hash = command.IndexOf('#');
        var text = hash < 0 ? command : command.Substring(0, hash);
        var mark = text.IndexOf('?');
        var name = mark < 0 ? text : text.Substring(0, mark);
        return new(name, MethodTable.Find(name), mark < 0 ? [] : PhpQueryString.Parse(text.Substring(mark + 1)));
    }
}
