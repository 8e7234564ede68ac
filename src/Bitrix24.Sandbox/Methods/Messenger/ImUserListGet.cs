using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary><c>im.user.list.get</c>: anybody by id, a map unless a list is asked for. Ids of nobody are left out.</summary>
internal static class ImUserListGet
{
    private static readonly SandboxError WrongFormat =
        new("INVALID_FORMAT", "A wrong format for the ID field is passed");

    public static MethodAnswer Handle(MethodCall call)
    {
        if (MessageParts.Read(call.Folded("ID")) is not { } ids)
        {
            return MethodAnswer.Refused(WrongFormat);
        }

        var known = ids.Select(static id => PhpValue.ToInteger(id.Value)).Where(id => IsKnown(call, id)).Distinct();
        return MethodAnswer.Of(PhpValue.ToText(call.Folded("RESULT_TYPE")) == "array" ? ImPeople.Of(call, known) : Map(call, known));
    }

    private static bool IsKnown(MethodCall call, long id) => call.Portal.FindUser(id) is not null || call.Portal.Chats.HasClient(id);

    private static PhpArray Map(MethodCall call, IEnumerable<long> ids)
    {
        var map = new PhpArray();
        foreach (var id in ids)
        {
            map[ChatFields.Text(id)] = ImPeople.Describe(call, id);
        }

        return map;
    }
}
