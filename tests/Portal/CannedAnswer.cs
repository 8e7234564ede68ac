using System.Text;
using System.Threading.Tasks;

namespace Portal;

/// <summary>What the server does with one request instead of, before or after the portal's work.</summary>
public sealed record CannedAnswer
{
    public int Status { get; init; } = 200;

    public string ContentType { get; init; } = "application/json; charset=utf-8";

    public string Body { get; init; } = "";

    public (string Name, string Value)[] Headers { get; init; } = [];

    /// <summary>Lets the portal do the work first; without a fault its answer is thrown away for this one.</summary>
    public bool AfterWork { get; init; }

    /// <summary>Breaks the connection instead of answering.</summary>
    public bool Abort { get; init; }

    /// <summary>Promises the whole body and breaks the connection after so many bytes of it.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Nothing is answered before this is over.</summary>
    public Task Until { get; init; } = Task.CompletedTask;

    /// <summary>Passes the portal's own answer on, only later or cut.</summary>
    public bool PassThrough { get; init; }

    /// <summary>An error of the portal.</summary>
    public static CannedAnswer Error(int status, string code, string description = "") =>
        new() { Status = status, Body = $"{{\"error\":\"{code}\",\"error_description\":\"{description}\"}}" };

    /// <summary>A page that is not JSON.</summary>
    public static CannedAnswer Html(int status) =>
        new() { Status = status, ContentType = "text/html; charset=utf-8", Body = $"<html><body><h1>{status}</h1></body></html>" };

    /// <summary>The connection breaks, before the portal has done anything or after it has done everything.</summary>
    public static CannedAnswer Broken(bool afterWork = false) => new() { Abort = true, AfterWork = afterWork };

    /// <summary>The portal's own answer, once <paramref name="released"/> is over; its work is done at once.</summary>
    public static CannedAnswer Delayed(Task released) => new() { PassThrough = true, AfterWork = true, Until = released };

    /// <summary>The portal's own answer, broken off after so many bytes.</summary>
    public static CannedAnswer Truncated(int bytes) => new() { PassThrough = true, AfterWork = true, CutAfter = bytes };

    internal byte[] Bytes => Encoding.UTF8.GetBytes(Body);
}
