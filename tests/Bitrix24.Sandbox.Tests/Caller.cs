using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

/// <summary>A plain HTTP caller in front of a portal.</summary>
internal sealed class Caller
{
    private readonly string _webhook;

    public Caller(SandboxPortal? portal = null, string webhook = DefaultData.AdminWebhook)
    {
        Portal = portal ?? SandboxPortal.CreateDefault();
        _webhook = webhook;
    }

    public SandboxPortal Portal { get; }

    public Task<Answer> PostAsync(string method, string json = "{}") =>
        SendAsync(HttpMethod.Post, _webhook + method, json, "application/json");

    public Task<Answer> GetAsync(string methodAndQuery) => SendAsync(HttpMethod.Get, _webhook + methodAndQuery, null, null);

    public Task<Answer> PostAsync(string method, string body, string contentType) =>
        SendAsync(HttpMethod.Post, _webhook + method, body, contentType);

    public Task<Answer> OpenAsync(string code) =>
        PostAsync("imopenlines.session.open", JsonSerializer.Serialize(new { USER_CODE = code }));

    public Task<Answer> JoinAsync(long chatId) => PostAsync("imopenlines.session.join", $$"""{"CHAT_ID":{{chatId}}}""");

    public Task<Answer> StartAsync(long chatId) => PostAsync("imopenlines.session.start", $$"""{"CHAT_ID":{{chatId}}}""");

    /// <summary>A method of Open Lines with the parameters of a query string.</summary>
    public Task<Answer> LinesAsync(string method, string query = "") => GetAsync("imopenlines." + method + "?" + query);

    /// <summary>What dialog.get says of a chat, read by somebody who may see all.</summary>
    public async Task<Shown> DialogAsync(long chatId)
    {
        var caller = new Caller(Portal, DefaultData.SupervisorWebhook);
        return new((await caller.LinesAsync("dialog.get", $"CHAT_ID={chatId}")).Result);
    }

    /// <summary>The commands as a list.</summary>
    public Task<Answer> BatchAsync(params string[] commands) =>
        PostAsync("batch", JsonSerializer.Serialize(new { cmd = commands }));

    public async Task<Answer> SendAsync(HttpMethod verb, string address, string? body, string? contentType, string? authorization = null)
    {
        using var request = new HttpRequestMessage(verb, address);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var http = new HttpClient(new SandboxHandler(Portal));
        using var response = await http.SendAsync(request);
        return new(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location?.AbsoluteUri);
    }

    /// <summary>A dialog, read into its parts.</summary>
    internal sealed record Shown(JsonElement Json)
    {
        public long Owner => Json.GetProperty("owner").GetInt64();

        public long SessionId => long.Parse(Data(5), CultureInfo.InvariantCulture);

        public bool IsPinned => Data(3) == "Y";

        public string LineId => Data(7);

        public string Silent => Json.GetProperty("entity_data_3").GetString()!;

        public string Data(int index) => Json.GetProperty("entity_data_1").GetString()!.Split('|')[index];
    }

    internal sealed record Answer(HttpStatusCode Code, string Text, string? Location)
    {
        public int Status => (int)Code;

        public JsonElement Json => JsonDocument.Parse(Text).RootElement;

        public JsonElement Result => Json.GetProperty("result");

        public string Error => Json.GetProperty("error").GetString()!;

        public string Description => Json.GetProperty("error_description").GetString()!;

        /// <summary>The result as text without white space.</summary>
        public string ResultText => Result.GetRawText();

        /// <summary>One of the five maps of a batch's answer.</summary>
        public JsonElement Map(string name) => Result.GetProperty(name);
    }
}
