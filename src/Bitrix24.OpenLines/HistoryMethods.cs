using System;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>The method that tells what was said in a session.</summary>
internal static class HistoryMethods
{
    /// <summary>
    /// See <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-history-get.html">
    /// imopenlines.session.history.get</see>.
    /// </summary>
    public static readonly RestMethod<HistoryRecord> Get =
        OpenLinesMethod.Create("imopenlines.session.history.get", TimeSpan.FromSeconds(0.14), HistoryRecord.Read);

    public static Call<HistoryRecord> OfSession(long session) => new(Get, [CallParameter.Of("SESSION_ID", session)]);

    /// <summary>The last session of a chat.</summary>
    public static Call<HistoryRecord> OfChat(ChatId id) => new(Get, SessionMethods.ParametersOf(id));
}
