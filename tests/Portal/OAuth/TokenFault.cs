using System.Text.Json.Serialization;
using System.Threading.Tasks;

namespace Portal.OAuth;

/// <summary>What befalls the next request to the token server.</summary>
internal sealed record TokenFault
{
    public int Status { get; init; } = 400;

    public string ContentType { get; init; } = "application/json";

    public string Body { get; init; } = "";

    /// <summary>The tokens are given all the same, and their answer is lost.</summary>
    public bool AfterWork { get; init; }

    /// <summary>The true answer comes, but not before this is over.</summary>
    [JsonIgnore]
    public Task? Until { get; init; }

    /// <summary>Nothing is ever answered.</summary>
    public bool IsSilent { get; init; }

    public static TokenFault Error(string code, int status = 400, string? description = null) => new()
    {
        Status = status,
        Body = description is null
            ? $"{{\"error\":\"{code}\"}}"
            : $"{{\"error\":\"{code}\",\"error_description\":\"{description}\"}}",
    };

    public static TokenFault Page(int status, bool afterWork = false) =>
        new() { Status = status, ContentType = "text/html", Body = "<html><h1>Trouble</h1></html>", AfterWork = afterWork };
}
