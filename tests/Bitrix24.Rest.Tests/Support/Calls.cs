using System;
using System.Globalization;

namespace Bitrix24.Rest.Tests;

/// <summary>Calls of methods that exist in no portal, one of each safety class. Each answers its own first parameter.</summary>
internal static class Calls
{
    private static readonly TimeSpan Fast = TimeSpan.FromMilliseconds(1);

    public static readonly RestMethod<string> ReadMethod = new("test.read", SafetyClass.Read, Fast, Text);
    public static readonly RestMethod<string> OtherReadMethod = new("test.other", SafetyClass.Read, Fast, Text);
    public static readonly RestMethod<string> ChangeMethod = new("test.change", SafetyClass.Converging, Fast, Text);
    public static readonly RestMethod<string> OneShotMethod = new("test.once", SafetyClass.OneShot, Fast, Text);

    public static Call<string> Read(string code) => new(ReadMethod, [new("CODE", code)]);

    public static Call<string> Change(long chat, HaltGroup? haltGroup = null) => OnChat(ChangeMethod, chat, haltGroup);

    public static Call<string> Once(long chat, HaltGroup? haltGroup = null) => OnChat(OneShotMethod, chat, haltGroup);

    public static Call<string> OnChat(RestMethod<string> method, long chat, HaltGroup? haltGroup = null) =>
        new(method, [new("CHAT_ID", chat.ToString(CultureInfo.InvariantCulture), ParameterKind.Number)], chat) { HaltGroup = haltGroup };

    private static string Text(JsonValue result) => result.Text() ?? throw new FormatException();
}
