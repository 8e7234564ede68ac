using System;
using System.Collections;
using System.Collections.Generic;
using System.Numerics;

namespace Bitrix24.OpenLines.Tests;

public sealed class ChatIdTests
{
    public static IEnumerable<object?[]> Ids() =>
    [
        [1763, 1763L], [1763L, 1763L], [(byte)7, 7L], [(sbyte)7, 7L], [(short)7, 7L], [(ushort)7, 7L], [7u, 7L], [7ul, 7L], [1, 1L],
        [long.MaxValue, long.MaxValue], [(ulong)long.MaxValue, long.MaxValue],
        ["1763", 1763L], ["chat1763", 1763L], ["Chat1763", 1763L], ["CHAT1763", 1763L], ["001763", 1763L], ["9223372036854775807", long.MaxValue],
    ];

    /// <summary>What PHP would make a number of, chat 1 or another, and what it would not.</summary>
    public static IEnumerable<object?[]> Others() =>
    [
        [true], [false], [1.0], [1763.9], [1763m], [1763f], [new[] { 1763 }], [new object[] { "1763" }], [new List<long> { 1763 }],
        [new Hashtable { ["CHAT_ID"] = 1763 }], [new object()], [new Uri("https://example.com")], ['5'], [DayOfWeek.Monday], [new BigInteger(1763)],
        [DateTime.UnixEpoch], [TimeSpan.FromDays(1)], [(nint)5], [DBNull.Value], [Array.Empty<object>()],
        [0], [-5], [0L], [long.MinValue], [(sbyte)-1], [0ul], [(ulong)long.MaxValue + 1], [ulong.MaxValue],
        ["0"], ["-5"], ["+5"], ["1763abc"], ["abc"], ["1763.9"], ["1,763"], ["1e3"], ["0x10"], [" 1763"], ["1763 "], ["1763\0"], ["1763\n"],
        ["chat"], ["chat0"], ["chat-1"], ["chat 1763"], ["chatchat1763"], ["sg1763"], ["1763chat"], ["true"], ["[]"],
        ["9223372036854775808"], ["99999999999999999999999"], ["\u0661\u0667"], ["\uFF11\uFF17"],
    ];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Whole_numbers_digits_and_dialog_ids_are_ids(object value, long expected)
    {
        Assert.True(ChatId.TryParse(value, "m", out var id, out var error));
        Assert.Equal(expected, id.Value);
        Assert.Equal("chat" + id, id.DialogId);
        Assert.Null(error);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Nothing_else_is_an_id(object value)
    {
        Assert.False(ChatId.TryParse(value, "imopenlines.session.join", out _, out var error));
        Assert.Equal("InvalidChatId", error!.Id);
        Assert.Null(error.Code);
        Assert.Equal("imopenlines.session.join", error.Method);
        Assert.StartsWith("Not a chat id: ", error.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_says_what_is_wrong()
    {
        Assert.Equal("Not a chat id: there is no value.", Why(null));
        Assert.Equal("Not a chat id: it is blank.", Why(""));
        Assert.Equal("Not a chat id: it is blank.", Why(" \t"));
        Assert.Equal("Not a chat id: it is not a whole number above zero.", Why("abc"));
        Assert.Equal("Not a chat id: it is not a whole number above zero.", Why(0));
        Assert.Equal("Not a chat id: a value of type Boolean is neither a whole number nor its digits.", Why(true));
    }

    private static string Why(object? value)
    {
        Assert.False(ChatId.TryParse(value, "m", out _, out var error));
        return error!.Description;
    }
}
