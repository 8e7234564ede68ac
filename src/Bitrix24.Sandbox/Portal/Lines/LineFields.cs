using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>
/// The settings of a line in the order that the portal answers them in. What depends on others is in <see cref="LineSettings"/>.
/// </summary>
internal static class LineFields
{
    public const string HolidaysName = "WORKTIME_HOLIDAYS";
    public const string DaysOffName = "WORKTIME_DAYOFF";

    private const string Polite = "Thank you for your message. We shall answer soon.";

    public static IReadOnlyList<LineField> All { get; } =
    [
        LineField.Flag("ACTIVE", isOn: true, onUnlessN: true),
        LineField.Text("LINE_NAME", ""),
        LineField.Flag("CRM", isOn: true, onUnlessN: true),
        LineField.Choice("CRM_CREATE", "lead", "none", "none", "lead", "deal"),
        LineField.Text("CRM_CREATE_SECOND", ""),
        LineField.Flag("CRM_CREATE_THIRD", isOn: true, onUnlessN: true),
        LineField.Flag("CRM_FORWARD", isOn: true, onUnlessN: true),
        LineField.Flag("CRM_CHAT_TRACKER", isOn: true, onUnlessN: true),
        LineField.Flag("CRM_TRANSFER_CHANGE", isOn: true, onUnlessN: true),
        LineField.Text("CRM_SOURCE", "create"),
        LineField.Number("QUEUE_TIME", 60),
        LineField.Number("NO_ANSWER_TIME", 60),
        LineField.Choice("QUEUE_TYPE", "all", "all", "evenly", "strictly", "all"),
        LineField.Flag("CHECK_AVAILABLE", isOn: false, onUnlessN: true),
        LineField.Flag("WATCH_TYPING", isOn: true),
        LineField.Flag("WELCOME_BOT_ENABLE", isOn: false),
        LineField.Flag("WELCOME_MESSAGE", isOn: true, onUnlessN: true),
        LineField.Text("WELCOME_MESSAGE_TEXT", "Welcome! " + Polite),
        LineField.Flag("VOTE_MESSAGE", isOn: true, onUnlessN: true),
        LineField.Number("VOTE_TIME_LIMIT", 0),
        LineField.Flag("VOTE_BEFORE_FINISH", isOn: true),
        LineField.Flag("VOTE_CLOSING_DELAY", isOn: false),
        LineField.Text("VOTE_MESSAGE_1_TEXT", "Please rate our work", 100),
        LineField.Text("VOTE_MESSAGE_1_LIKE", "Thank you!", 100),
        LineField.Text("VOTE_MESSAGE_1_DISLIKE", "We are sorry", 100),
        LineField.Text("VOTE_MESSAGE_2_TEXT", "Send 1 if we helped and 0 if we did not"),
        LineField.Text("VOTE_MESSAGE_2_LIKE", "Thank you!"),
        LineField.Text("VOTE_MESSAGE_2_DISLIKE", "We are sorry"),
        LineField.Flag("AGREEMENT_MESSAGE", isOn: false),
        LineField.Number("AGREEMENT_ID", 0),
        LineField.Flag("CATEGORY_ENABLE", isOn: false),
        LineField.Number("CATEGORY_ID", 0),
        LineField.Choice("WELCOME_BOT_JOIN", "always", "always", "first", "always"),
        LineField.Number("WELCOME_BOT_ID", 0),
        LineField.Number("WELCOME_BOT_TIME", 600),
        LineField.Choice("WELCOME_BOT_LEFT", "queue", "queue", "queue", "close"),
        .. Rule("NO_ANSWER", "none", Polite),
        LineField.Flag("WORKTIME_ENABLE", isOn: false),
        LineField.Text("WORKTIME_FROM", "9"),
        LineField.Text("WORKTIME_TO", "18.30"),
        LineField.Text("WORKTIME_TIMEZONE", ""),
        LineField.Any(HolidaysName, ""),
        LineField.Any(DaysOffName, ""),
        .. Rule("WORKTIME_DAYOFF", "none", "We are closed now. " + Polite),
        .. Rule("CLOSE", "text", "Thank you for writing to us."),
        new("FULL_CLOSE_TIME", "10", static value => ChatFields.Text(PhpValue.ToInteger(value))),
        .. Rule("AUTO_CLOSE", "none", "The dialog was closed, because nobody wrote.", LineField.Number("AUTO_CLOSE_TIME", 14400)),
        LineField.Number("AUTO_EXPIRE_TIME", 86400),
        LineField.Any("DATE_CREATE", PhpObject.Empty),
        LineField.Any("DATE_MODIFY", PhpObject.Empty),
        LineField.Any("MODIFY_USER_ID", "1"),
        LineField.Flag("TEMPORARY", isOn: false, onUnlessN: true),
        LineField.Any("XML_ID", null),
        LineField.Text("LANGUAGE_ID", "", 2),
        LineField.Number("QUICK_ANSWERS_IBLOCK_ID", 0),
        LineField.Number("SESSION_PRIORITY", 0, most: 86400),
        LineField.Choice("TYPE_MAX_CHAT", "answered", "answered_new", "answered_new", "answered", "closed"),
        LineField.Number("MAX_CHAT", 0),
        LineField.Choice("OPERATOR_DATA", "profile", "profile", "profile", "queue", "hide"),
        LineField.Any("DEFAULT_OPERATOR_DATA", new PhpArray()),
        .. Kpi("FIRST"),
        .. Kpi("FURTHER"),
        LineField.Flag("KPI_CHECK_OPERATOR_ACTIVITY", isOn: false),
        LineField.Any("SEND_NOTIFICATION_EMPTY_QUEUE", "N"),
        LineField.Flag("USE_WELCOME_FORM", isOn: true),
        LineField.Number("WELCOME_FORM_ID", 0),
        LineField.Flag("WELCOME_FORM_DELAY", isOn: true),
        LineField.Flag("SEND_WELCOME_EACH_SESSION", isOn: false),
        LineField.Flag("CONFIRM_CLOSE", isOn: false),
        LineField.Flag("IGNORE_WELCOME_FORM_RESPONSIBLE", isOn: false),
    ];

    /// <summary>Whether no caller may set it.</summary>
    public static bool IsReadOnly(string name) =>
        name is "XML_ID" or "MODIFY_USER_ID" or "DATE_CREATE" or "DATE_MODIFY" or "SEND_NOTIFICATION_EMPTY_QUEUE";

    public static LineField? Find(string name) => All.FirstOrDefault(field => field.Name == name);

    private static IEnumerable<LineField> Rule(string prefix, string initial, string text, params LineField[] when) =>
    [
        LineField.Choice(prefix + "_RULE", initial, "none", "none", "text"),
        new(prefix + "_FORM_ID", "2", static _ => "2"),
        LineField.Number(prefix + "_BOT_ID", 0),
        .. when,
        LineField.Text(prefix + "_TEXT", text),
    ];

    private static IEnumerable<LineField> Kpi(string which) =>
    [
        LineField.Number($"KPI_{which}_ANSWER_TIME", 0),
        LineField.Flag($"KPI_{which}_ANSWER_ALERT", isOn: false),
        LineField.Any($"KPI_{which}_ANSWER_LIST", null),
        LineField.Page($"KPI_{which}_ANSWER_TEXT", "The client waits."),
    ];
}
