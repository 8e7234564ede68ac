using System;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>The methods for lines of the network, which are in the portal by a bot that stands for each.</summary>
internal static class NetworkMethods
{
    /// <summary>
    /// A bot for a line, the same one each time. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-network-join.html">
    /// imopenlines.network.join</see>.
    /// </summary>
    public static readonly RestMethod<long> Join = OpenLinesMethod.Create(
        "imopenlines.network.join",
        TimeSpan.FromSeconds(0.91),
        static result => result.Number() is > 0 and var bot ? bot : throw new FormatException());

    /// <summary>
    /// A line writes to a user, once a week. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-network-message-add.html">
    /// imopenlines.network.message.add</see>.
    /// </summary>
    public static readonly RestMethod<bool> Send =
        OpenLinesMethod.Create("imopenlines.network.message.add", TimeSpan.FromSeconds(0.83), SessionMethod.ReadTrue);

    /// <param name="code">The code of the line.</param>
    /// <param name="haltGroup">The halt group of a run that stops at its first failure.</param>
    public static Call JoinLine(string code, HaltGroup? haltGroup) =>
        new Call<long>(Join, [new("CODE", code)]) { HaltGroup = haltGroup };

    /// <param name="code">The code of the line.</param>
    /// <param name="user">Who gets it.</param>
    /// <param name="text">The text.</param>
    /// <param name="more">What else the message has.</param>
    /// <param name="haltGroup">The halt group of a run that stops at its first failure.</param>
    public static Call SendMessage(string code, long user, string text, CallParameter[] more, HaltGroup? haltGroup) =>
        new Call<bool>(Send, [new("CODE", code), CallParameter.Of("USER_ID", user), new("MESSAGE", text), .. more])
        {
            HaltGroup = haltGroup,
        };
}
