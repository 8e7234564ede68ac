using System;
using System.Text.Json;
using System.Threading.Tasks;
using Portal;

namespace Bitrix24.Sandbox.Tests;

/// <summary>network.join and network.message.add.</summary>
public sealed class NetworkBehaviour
{
    private readonly VirtualTime _time = new();
    private readonly Caller _caller;

    public NetworkBehaviour() => _caller = new(SandboxPortal.CreateDefault(new() { Time = _time }));

    [Fact]
    public async Task Joining_again_gives_the_same_bot()
    {
        var bot = (await JoinAsync(DefaultData.NetworkCode)).Result.GetInt64();

        Assert.Equal(bot, (await _caller.LinesAsync("network.join", "code=" + DefaultData.NetworkCode)).Result.GetInt64());
        Assert.True(_caller.Portal.FindUser(bot)!.IsBot);
    }

    [Theory]
    [InlineData("short", "CODE")]
    [InlineData("ffffffffffffffffffffffffffffffff", "NOT_FOUND")]
    [InlineData(DefaultData.InactiveNetworkCode, "INACTIVE")]
    public async Task Errors_of_joining(string code, string error)
    {
        var answer = await JoinAsync(code);

        Assert.Equal((400, error), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task A_user_gets_one_message_a_week()
    {
        await JoinAsync(DefaultData.NetworkCode);

        Assert.Equal("true", (await WriteAsync(5)).ResultText);
        var again = await WriteAsync(5);
        Assert.Equal((400, "USER_MESSAGE_LIMIT"), (again.Status, again.Error));
        Assert.Equal("true", (await WriteAsync(14)).ResultText);
        _time.Advance(TimeSpan.FromDays(7));
        Assert.Equal("true", (await WriteAsync(5)).ResultText);
    }

    [Theory]
    [InlineData("""{"USER_ID":5,"MESSAGE":"x"}""", "CODE")]
    [InlineData("""{"CODE":"ffffffffffffffffffffffffffffffff","USER_ID":5,"MESSAGE":"x"}""", "NOT_FOUND")]
    [InlineData("""{"CODE":"ab515f5d85a8b844d484f6ea75a2e494","MESSAGE":"x"}""", "USER_ID_EMPTY")]
    [InlineData("""{"CODE":"ab515f5d85a8b844d484f6ea75a2e494","USER_ID":5,"MESSAGE":"  "}""", "MESSAGE_EMPTY")]
    [InlineData("""{"CODE":"ab515f5d85a8b844d484f6ea75a2e494","USER_ID":5,"MESSAGE":"x","ATTACH":"x"}""", "ATTACH_ERROR")]
    [InlineData("""{"CODE":"ab515f5d85a8b844d484f6ea75a2e494","USER_ID":5,"MESSAGE":"x","KEYBOARD":[1]}""", "KEYBOARD_ERROR")]
    [InlineData("""{"CODE":"ab515f5d85a8b844d484f6ea75a2e494","USER_ID":99,"MESSAGE":"x"}""", "WRONG_REQUEST")]
    public async Task Errors_of_writing(string json, string error)
    {
        await JoinAsync(DefaultData.NetworkCode);

        var answer = await _caller.PostAsync("imopenlines.network.message.add", json);

        Assert.Equal((400, error), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task Before_it_is_joined_a_line_is_not_found() => Assert.Equal("NOT_FOUND", (await WriteAsync(5)).Error);

    [Fact]
    public async Task An_attachment_has_a_largest_size()
    {
        await JoinAsync(DefaultData.NetworkCode);
        var attach = new[] { new { MESSAGE = new string('x', 31_000) } };

        var answer = await _caller.PostAsync(
            "imopenlines.network.message.add",
            JsonSerializer.Serialize(new { CODE = DefaultData.NetworkCode, USER_ID = 5, MESSAGE = "x", ATTACH = attach }));

        Assert.Equal("ATTACH_OVERSIZE", answer.Error);
    }

    private Task<Caller.Answer> JoinAsync(string code) => _caller.LinesAsync("network.join", "CODE=" + code);

    private Task<Caller.Answer> WriteAsync(long userId) =>
        _caller.LinesAsync("network.message.add", $"CODE={DefaultData.NetworkCode}&USER_ID={userId}&MESSAGE=Hello");
}
