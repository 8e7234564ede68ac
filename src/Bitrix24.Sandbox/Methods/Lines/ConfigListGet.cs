using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imopenlines.config.list.get</c>: lines by page. It tells neither how many there are nor where the next page begins, and what the
/// caller may not see is dropped after the page was cut.
/// </summary>
internal static class ConfigListGet
{
    private const int DefaultLimit = 50;
    private const int MostLimit = 200;

    private static readonly string[] ParameterNames = ["select", "order", "filter", "limit", "offset"];
    private static readonly string[] OptionNames = ["QUEUE", "CONFIG_QUEUE", "CHECK_PERMISSION"];

    public static MethodAnswer Handle(MethodCall call)
    {
        var parameters = call.Parameters["PARAMS"] as PhpArray ?? [];
        var options = call.Parameters["OPTIONS"] as PhpArray ?? [];
        if (FindFault(parameters, options) is { } fault)
        {
            return MethodAnswer.Refused(fault);
        }

        var rows = call.Portal.Lines.Where(static line => !line.IsDeleted)
            .OrderBy(static line => line.Id)
            .Select(static line => (Line: line, Row: LineRows.Settings(line)))
            .Where(pair => parameters["filter"] is not PhpArray filter || RowFilter.Matches(name => pair.Row[name], filter))
            .ToList();
        Sort(rows, parameters["order"] as PhpArray ?? []);
        var limit = parameters["limit"] is { } given ? (int)PhpValue.ToInteger(given) : DefaultLimit;
        var page = rows.Skip((int)Math.Min(PhpValue.ToInteger(parameters["offset"]), int.MaxValue)).Take(limit)
            .Where(pair => options["CHECK_PERMISSION"] is null || MaySee(call, pair.Line))
            .Select(pair => Show(call, pair.Line, pair.Row, parameters, options));
        return MethodAnswer.Of(PhpArray.ListOf(page));
    }

    private static SandboxError? FindFault(PhpArray parameters, PhpArray options)
    {
        foreach (var item in parameters)
        {
            var isRight = item.Key switch
            {
                "select" => item.Value is PhpArray fields
                    && fields.All(static field => field.Value is "*" || IsField(PhpValue.ToText(field.Value))),
                "order" => item.Value is PhpArray order && order.All(static pair => IsField(pair.Key) && pair.Value is "ASC" or "DESC"),
                "filter" => item.Value is PhpArray filter && filter.All(static pair => IsField(RowFilter.FieldOf(pair.Key))),
                "limit" => PhpValue.ToInteger(item.Value) is > 0 and <= MostLimit,
                "offset" => PhpValue.ToInteger(item.Value) >= 0,
                _ => Array.IndexOf(ParameterNames, item.Key) >= 0,
            };
            if (!isRight)
            {
                return LineErrors.InvalidFormat("PARAMS", item.Key);
            }
        }

        foreach (var item in options)
        {
            if (Array.IndexOf(OptionNames, item.Key) < 0 || (item.Key == "CHECK_PERMISSION" && item.Value is not ("VIEW" or "MODIFY")))
            {
                return LineErrors.InvalidFormat("OPTIONS", item.Key);
            }
        }

        return null;
    }

    private static bool IsField(string? name) => name is "ID" || (name is not null && LineFields.Find(name) is not null);

    private static void Sort(List<(SandboxLine Line, PhpArray Row)> rows, PhpArray order)
    {
        foreach (var pair in order.Reverse())
        {
            var sign = pair.Value is "DESC" ? -1 : 1;
            var sorted = rows.OrderBy(static row => row, Comparer<(SandboxLine Line, PhpArray Row)>.Create(
                (left, right) => sign * RowFilter.Compare(left.Row[pair.Key], right.Row[pair.Key]))).ToList();
            rows.Clear();
            rows.AddRange(sorted);
        }
    }

    private static bool MaySee(MethodCall call, SandboxLine line) =>
        call.User.IsAdmin || LineQueue.UsersOf(call.Portal, line).Contains(call.User);

    private static PhpArray Show(MethodCall call, SandboxLine line, PhpArray row, PhpArray parameters, PhpArray options)
    {
        var shown = new PhpArray();
        var select = parameters["select"] as PhpArray ?? [];
        var isAll = select.Count == 0 || select.Any(static field => field.Value is "*");
        foreach (var field in row)
        {
            if (isAll || select.Any(name => PhpValue.ToText(name.Value) == field.Key))
            {
                shown[field.Key] = field.Value;
            }
        }

        if (options["QUEUE"] is "Y")
        {
            var queue = LineQueue.UsersOf(call.Portal, line);
            shown["QUEUE"] = PhpArray.ListOf(queue.Select(static user => user.Id));
            shown["QUEUE_USERS_FIELDS"] = LineRows.UsersFields(queue);
        }

        if (options["CONFIG_QUEUE"] is "Y")
        {
            shown["CONFIG_QUEUE"] = LineRows.ConfigQueue(line);
        }

        return shown;
    }
}
