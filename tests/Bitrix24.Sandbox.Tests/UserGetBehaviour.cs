using System.Linq;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class UserGetBehaviour
{
    private readonly Caller _caller = new();

    [Theory]
    [InlineData("{}", "1,5,7,9,12,14,16,18")]
    [InlineData("""{"FILTER":{"ID":[5,"14",20,587]}}""", "5,14")]
    [InlineData("""{"FILTER":{"ID":5}}""", "5")]
    [InlineData("""{"ID":5}""", "5")]
    [InlineData("""{"filter":{"ACTIVE":true,">ID":9}}""", "14,16,18")]
    [InlineData("""{"FILTER":{"ACTIVE":"N"}}""", "12")]
    [InlineData("""{"FILTER":{"UF_DEPARTMENT":10},"ORDER":"DESC"}""", "16,14")]
    [InlineData("""{"FILTER":{"USER_TYPE":"extranet"}}""", "9")]
    public async Task Users_come_without_bots_and_guests(string json, string ids) =>
        Assert.Equal(ids, Ids(await _caller.PostAsync("user.get", json)));

    [Theory]
    [InlineData("""{"FILTER":{"FIND":"oleg op"}}""", "5")]
    [InlineData("""{"FIND":"clara"}""", "14")]
    [InlineData("""{"FILTER":{"LAST_NAME":"Absent"}}""", "16")]
    public async Task Words_find_names(string json, string ids) => Assert.Equal(ids, Ids(await _caller.PostAsync("user.search", json)));

    [Fact]
    public async Task Pages_are_of_fifty_and_tell_their_number_unless_asked_not_to()
    {
        for (var id = 800; id < 900; id++)
        {
            _caller.Portal.AddUser(new(id, "User", ChatFields.Text(id)));
        }

        var first = await _caller.PostAsync("user.get");
        var last = await _caller.PostAsync("user.get", """{"start":100}""");
        var uncounted = await _caller.PostAsync("user.get", """{"start":-1}""");

        Assert.Equal((50, 108, 50), (
            first.Result.GetArrayLength(), first.Json.GetProperty("total").GetInt32(), first.Json.GetProperty("next").GetInt32()));
        Assert.Equal(8, last.Result.GetArrayLength());
        Assert.False(last.Json.TryGetProperty("next", out _));
        Assert.Equal(50, uncounted.Result.GetArrayLength());
        Assert.False(uncounted.Json.TryGetProperty("total", out _));
    }

    [Fact]
    public async Task In_a_batch_number_and_next_page_have_maps_of_their_own()
    {
        var answer = await _caller.PostAsync("batch", """{"cmd":{"a":"user.get?start=0","b":"scope"}}""");

        Assert.Equal("""{"a":8}""", answer.Map("result_total").GetRawText());
        Assert.Equal("[]", answer.Map("result_next").GetRawText());
    }

    [Fact]
    public async Task What_a_scope_does_not_open_is_not_shown()
    {
        Assert.True((await _caller.PostAsync("user.get")).Result[0].TryGetProperty("EMAIL", out _));
        _caller.Portal.Switches.DropScope("sandboxwebhook1", "user");
        Assert.False((await _caller.PostAsync("user.get")).Result[0].TryGetProperty("EMAIL", out _));
        _caller.Portal.Switches.DropScope("sandboxwebhook1", "user_brief");
        Assert.Equal("insufficient_scope", (await _caller.PostAsync("user.get")).Error);
    }

    private static string Ids(Caller.Answer answer) =>
        string.Join(',', answer.Result.EnumerateArray().Select(static user => user.GetProperty("ID").GetString()));
}
