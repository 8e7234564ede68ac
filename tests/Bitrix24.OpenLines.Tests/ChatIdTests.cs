using System;
using System.Collections;
using System.Collections.Generic;
using System.Numerics;

namespace Bitrix24.OpenLines.Tests;

public sealed class ChatIdTests
{
    private const long Largest = 9007199254740991;

    public static IEnumerable<object?[]> Ids() =>
    [
        [1763, 1763L], [1763L, 1763L], [(byte)7, 7L], [(sbyte)7, 7L], [(short)7, 7L], [(ushort)7, 7L], [7u, 7L], [7ul, 7L], [1, 1L],
        [Largest, Largest], [(ulong)Largest, Largest], [(double)Largest, Largest], [(decimal)Largest, Largest],
        [new BigInteger(Largest), Largest],
        [1.0, 1L], [1763.0, 1763L], [1763f, 1763L], [16777215f, 16777215L], [1763m, 1763L], [1763.00m, 1763L],
        [new BigInteger(1763), 1763L],
        ["1763", 1763L], ["chat1763", 1763L], ["Chat1763", 1763L], ["CHAT1763", 1763L], ["001763", 1763L], ["9007199254740991", Largest],
        [" 1763", 1763L], ["1763 ", 1763L], ["\t1763\r\n", 1763L], ["\u00A01763\u00A0", 1763L], ["\u202F1763\u2003", 1763L],
        ["\uFEFF1763", 1763L], ["\u200B1763\u2060", 1763L],
        [" chat1763\u00A0", 1763L], ["1763.0", 1763L], ["1763.00", 1763L], ["1763,0", 1763L], ["1763,00 ", 1763L],
        ["chat1763.0", 1763L], ["Chat1763,00", 1763L], [" chat1763.0\u00A0", 1763L],
    ];

    /// <summary>What PHP would make a number of, chat 1 or another, and what it would not.</summary>
    public static IEnumerable<object?[]> Others() =>
    [
        [true], [false], [1763.9], [0.5], [-1763.0], [0.0], [double.NaN], [double.PositiveInfinity], [double.NegativeInfinity], [1763.5m],
        [-1m], [0m], [1763.5f], [0f], [-1f], [float.NaN], [16777216f], [(double)(Largest + 1)], [(decimal)Largest + 1], [Largest + 1],
        [1e300], [decimal.MaxValue], [new[] { 1763 }], [new object[] { "1763" }], [new List<long> { 1763 }],
        [new Hashtable { ["CHAT_ID"] = 1763 }], [new object()], [new Uri("https://example.com")], ['5'], [DayOfWeek.Monday],
        [new BigInteger(0)], [new BigInteger(-5)], [new BigInteger(Largest) + 1],
        [DateTime.UnixEpoch], [TimeSpan.FromDays(1)], [(nint)5], [DBNull.Value], [Array.Empty<object>()],
        [0], [-5], [0L], [long.MinValue], [(sbyte)-1], [0ul], [(ulong)long.MaxValue + 1], [ulong.MaxValue],
        ["0"], ["-5"], ["+5"], ["1763abc"], ["abc"], ["1763.9"], ["1,763"], ["1e3"], ["0x10"], ["1763\0"], ["1 763"], ["1\u00A0763"],
        ["1'763"], ["1763."], [".0"], ["1763.000"], ["1,000"],
        ["1763.0.0"], ["0.0"], ["chat1763.000"], ["chat1763.0.0"], ["chat0.0"], ["chat.0"],
        ["-1763.0"], ["\u22121763"], ["1763.5"], ["1763,5"], ["1763e0"], ["1.763E+03"],
        ["17\u200B63"], ["(1763)"], ["$1763"],
        ["chat"], ["chat0"], ["chat-1"], ["chat 1763"], ["chatchat1763"], ["sg1763"], ["1763chat"], ["true"], ["[]"],
        ["9007199254740992"], ["9223372036854775807"], ["9223372036854775808"], ["99999999999999999999999"], ["\u0661\u0667"],
        ["\uFF11\uFF17"],
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

    [Theory]
    [InlineData("-5", "it has a sign")]
    [InlineData("+5", "it has a sign")]
    [InlineData("chat-5", "it has a sign")]
    [InlineData("chat1763.5", "it has a fraction")]
    [InlineData("chat", "it is not a whole number above zero")]
    [InlineData("0x10", "it is hexadecimal")]
    [InlineData("1763.9", "it has a fraction")]
    [InlineData("1763,5", "it has a fraction")]
    [InlineData("1,763", "it has a separator of groups, or a fraction")]
    [InlineData("1\u00A0763", "it has a separator of groups, or a fraction")]
    [InlineData("1763.000", "it has a separator of groups, or a fraction")]
    [InlineData("1e3", "it has an exponent")]
    [InlineData("1,763E+03", "it has an exponent")]
    [InlineData("\uFF11\uFF17", "its digits are not those from 0 to 9")]
    [InlineData("9007199254740992", "it is larger than any id")]
    [InlineData("livechat|22|1761|587", "it looks like a user code")]
    [InlineData("0", "it is not a whole number above zero")]
    [InlineData(1763.9, "it has a fraction")]
    [InlineData(1e300, "it is larger than any id")]
    [InlineData(double.NaN, "it is not a whole number above zero")]
    [InlineData(16777216f, "no longer exact")]
    public void The_error_says_which_kind_of_number_it_is(object value, string why) =>
        Assert.Contains(why, Why(value), StringComparison.Ordinal);

    private static string Why(object? value)
    {
        Assert.False(ChatId.TryParse(value, "m", out _, out var error));
        return error!.Description;
    }
}
