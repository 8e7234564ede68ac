using System;
using System.Collections.Generic;
using System.Linq;
using static Bitrix24.OpenLines.LineFieldKind;

namespace Bitrix24.OpenLines;

/// <summary>
/// The one table of the settings of a line: what each is, and which of them are kept together only. See
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-config-add.html">their page</see>.
/// </summary>
internal static class LineFieldTable
{
    public const string Name = "LINE_NAME";
    public const string Queue = "QUEUE";
    public const string WorkTimeFrom = "WORKTIME_FROM";
    public const string WorkTimeTo = "WORKTIME_TO";
    public const string DaysOffName = "WORKTIME_DAYOFF";
    public const string HolidaysName = "WORKTIME_HOLIDAYS";

    private static readonly string[] Read =
    [
        "ID", "XML_ID", "MODIFY_USER_ID", "DATE_CREATE", "DATE_MODIFY", "CONFIG_QUEUE", "QUEUE_FULL", "QUEUE_ONLINE",
        "SEND_NOTIFICATION_EMPTY_QUEUE",
    ];

    private static readonly Dictionary<string, LineFieldKind> Kinds = Table().ToDictionary(
        static field => field.Name, static field => field.Kind, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, string> Names = Kinds.Keys.Concat(Read).Distinct(StringComparer.OrdinalIgnoreCase)
        .ToDictionary(static name => name, static name => name, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// What the portal puts back to its default where the switch that it goes with is not <c>Y</c> in the same call.
    /// </summary>
    public static readonly IReadOnlyList<(string Switch, string[] Members)> Groups =
    [
        ("WELCOME_BOT_ENABLE", ["WELCOME_BOT_ID", "WELCOME_BOT_TIME", "WELCOME_BOT_LEFT"]),
        ("CATEGORY_ENABLE", ["CATEGORY_ID"]),
    ];

    public static LineFieldKind KindOf(string name) => Kinds.TryGetValue(name, out var kind) ? kind : Other;

    /// <summary>The name as the portal writes it, which compares names with case; one that nobody knows as it is.</summary>
    public static string Spell(string name) => Names.TryGetValue(name, out var known) ? known : name;

    /// <summary>Whether no caller can set it.</summary>
    public static bool IsReadOnly(string name) => Array.IndexOf(Read, name) >= 0;

    private static IEnumerable<(string Name, LineFieldKind Kind)> Table() =>
    [
        .. Of(Number, "ID", "QUEUE_TIME", "NO_ANSWER_TIME", "VOTE_TIME_LIMIT", "AGREEMENT_ID", "CATEGORY_ID", "WELCOME_BOT_ID",
            "WELCOME_BOT_TIME", "FULL_CLOSE_TIME", "AUTO_CLOSE_TIME", "AUTO_EXPIRE_TIME", "MODIFY_USER_ID", "QUICK_ANSWERS_IBLOCK_ID",
            "SESSION_PRIORITY", "MAX_CHAT", "KPI_FIRST_ANSWER_TIME", "KPI_FURTHER_ANSWER_TIME", "WELCOME_FORM_ID"),
        .. Of(Flag, "ACTIVE", "CRM", "CRM_CREATE_THIRD", "CRM_FORWARD", "CRM_CHAT_TRACKER", "CRM_TRANSFER_CHANGE", "CHECK_AVAILABLE",
            "WATCH_TYPING", "WELCOME_BOT_ENABLE", "WELCOME_MESSAGE", "VOTE_MESSAGE", "VOTE_BEFORE_FINISH", "VOTE_CLOSING_DELAY",
            "AGREEMENT_MESSAGE", "CATEGORY_ENABLE", "WORKTIME_ENABLE", "TEMPORARY", "KPI_FIRST_ANSWER_ALERT",
            "KPI_FURTHER_ANSWER_ALERT", "KPI_CHECK_OPERATOR_ACTIVITY", "SEND_NOTIFICATION_EMPTY_QUEUE", "USE_WELCOME_FORM",
            "WELCOME_FORM_DELAY", "SEND_WELCOME_EACH_SESSION", "CONFIRM_CLOSE", "IGNORE_WELCOME_FORM_RESPONSIBLE", "QUEUE_ONLINE",
            "SHOW_NOTIFICATION_REDIRECT"),
        .. Of(Text, Name, "CRM_CREATE", "CRM_CREATE_SECOND", "CRM_SOURCE", "QUEUE_TYPE", "WELCOME_MESSAGE_TEXT", "VOTE_MESSAGE_1_TEXT",
            "VOTE_MESSAGE_1_LIKE", "VOTE_MESSAGE_1_DISLIKE", "VOTE_MESSAGE_2_TEXT", "VOTE_MESSAGE_2_LIKE", "VOTE_MESSAGE_2_DISLIKE",
            "WELCOME_BOT_JOIN", "WELCOME_BOT_LEFT", "WORKTIME_TIMEZONE", "XML_ID", "LANGUAGE_ID", "TYPE_MAX_CHAT", "OPERATOR_DATA"),
        .. Rules("NO_ANSWER", "WORKTIME_DAYOFF", "CLOSE", "AUTO_CLOSE"),
        .. Of(PageText, "KPI_FIRST_ANSWER_TEXT", "KPI_FURTHER_ANSWER_TEXT"),
        .. Of(Users, "KPI_FIRST_ANSWER_LIST", "KPI_FURTHER_ANSWER_LIST"),
        .. Of(Hour, WorkTimeFrom, WorkTimeTo),
        .. Of(DaysOff, DaysOffName),
        .. Of(Holidays, HolidaysName),
        .. Of(Time, "DATE_CREATE", "DATE_MODIFY"),
        .. Of(Other, Queue, "DEFAULT_OPERATOR_DATA", "QUEUE_USERS_FIELDS"),
    ];

    private static IEnumerable<(string Name, LineFieldKind Kind)> Of(LineFieldKind kind, params string[] names) =>
        names.Select(name => (name, kind));

    private static IEnumerable<(string Name, LineFieldKind Kind)> Rules(params string[] prefixes) =>
        prefixes.SelectMany(static prefix => Of(Text, prefix + "_RULE", prefix + "_TEXT")
            .Concat(Of(Number, prefix + "_FORM_ID", prefix + "_BOT_ID")));
}
