using System;
using System.Collections.Generic;
using Bitrix24.Rest;
using static Bitrix24.Rest.SafetyClass;

namespace Bitrix24.OpenLines;

/// <summary>
/// The one table of safety classes: what may be done with a call of a method whose answer was lost. A method is
/// <see cref="Converging"/> only where a second run ends where the first did and answers the same; where that is
/// not known, and for every method that is not here, it is <see cref="OneShot"/>. See
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/index.html">the methods of Open Lines</see>.
/// </summary>
internal static class SafetyTable
{
    public const string Prefix = "imopenlines.";

    /// <summary>Every method that a portal registers, without its <c>imopenlines.</c>.</summary>
    public static readonly IReadOnlyDictionary<string, SafetyClass> Methods =
        new Dictionary<string, SafetyClass>(StringComparer.OrdinalIgnoreCase)
        {
            // Sessions and dialogs.
            ["session.open"] = Read,
            ["session.join"] = Converging,
            ["session.start"] = Converging,
            ["session.history.get"] = Read,
            ["session.intercept"] = Converging,
            ["session.mode.silent"] = Converging,
            ["session.mode.pin"] = Converging,
            ["session.mode.unpin"] = Converging,
            ["session.mode.pinAll"] = Converging,
            ["session.mode.unpinAll"] = Converging,

            // The state converges, and the operator is told each time.
            ["session.head.vote"] = OneShot,
            ["dialog.get"] = Read,
            ["dialog.multi.get"] = Read,
            ["dialog.form.send"] = OneShot,
            ["dialog.user.depersonalization"] = OneShot,
            ["message.session.start"] = OneShot,
            ["message.quick.save"] = OneShot,
            ["revision.get"] = Read,

            // Operators. A second answer, skip or finish fails, or meets the next session of the chat.
            ["operator.answer"] = OneShot,
            ["operator.skip"] = OneShot,
            ["operator.spam"] = OneShot,
            ["operator.finish"] = OneShot,
            ["operator.another.finish"] = OneShot,
            ["operator.transfer"] = OneShot,
            ["operator.pause.start"] = Converging,
            ["operator.pause.stop"] = Converging,
            ["operator.pause.get"] = Read,
            ["operator.pause.getAll"] = Read,
            ["operator.pause.getHistory"] = Read,

            // Chat bots.
            ["bot.session.operator"] = OneShot,
            ["bot.session.message.send"] = OneShot,
            ["bot.session.send.message"] = OneShot,
            ["bot.session.transfer"] = OneShot,
            ["bot.session.finish"] = OneShot,
            ["bot.session.dialog.new"] = OneShot,

            // Open lines and their settings. A second delete answers false.
            ["config.get"] = Read,
            ["config.list.get"] = Read,
            ["config.path.get"] = Read,
            ["config.add"] = OneShot,
            ["config.update"] = Converging,
            ["config.delete"] = OneShot,

            // CRM. A chat that has its lead gets no second one.
            ["crm.chat.get"] = Read,
            ["crm.chat.getLastId"] = Read,
            ["crm.chat.user.add"] = Converging,
            ["crm.chat.user.delete"] = OneShot,
            ["crm.lead.create"] = Converging,
            ["crm.message.add"] = OneShot,

            // Network.
            ["network.join"] = Converging,
            ["network.message.add"] = OneShot,

            // The chat on a web site, which signs in by itself.
            ["widget.config.get"] = Read,
            ["widget.dialog.get"] = Read,
            ["widget.dialog.list"] = Read,
            ["widget.user.get"] = Read,
            ["widget.user.register"] = OneShot,
            ["widget.user.consent.apply"] = Converging,
            ["widget.chat.create"] = OneShot,
            ["widget.operator.get"] = Read,
            ["widget.vote.send"] = Converging,
            ["widget.action.send"] = OneShot,
            ["widget.crm.bindings.get"] = Read,

            // The newer family, which the documentation does not name.
            ["v2.Session.answer"] = OneShot,
            ["v2.Session.skip"] = OneShot,
            ["v2.Session.markSpam"] = OneShot,
            ["v2.Session.finish"] = OneShot,
            ["v2.Session.finishAnother"] = OneShot,
            ["v2.Session.transfer"] = OneShot,
            ["v2.Session.join"] = Converging,
            ["v2.Session.start"] = Converging,
            ["v2.Session.intercept"] = Converging,
            ["v2.Session.pin"] = Converging,
            ["v2.Session.unpin"] = Converging,
            ["v2.Session.setSilentMode"] = Converging,
            ["v2.Session.isSilentMode"] = Read,
            ["v2.Chat.load"] = Read,
            ["v2.Recent.list"] = Read,
        };

    /// <summary>Methods of other modules that a whole job needs.</summary>
    public static readonly IReadOnlyDictionary<string, SafetyClass> Neighbours =
        new Dictionary<string, SafetyClass>(StringComparer.OrdinalIgnoreCase)
        {
            ["app.info"] = Read,
            ["crm.activity.list"] = Read,
            ["crm.deal.get"] = Read,
            ["crm.deal.list"] = Read,
            ["crm.item.get"] = Read,
            ["crm.item.list"] = Read,
            ["department.get"] = Read,
            ["event.bind"] = OneShot,
            ["event.get"] = Read,
            ["event.offline.clear"] = Converging,
            ["event.offline.get"] = OneShot,
            ["event.offline.list"] = Read,
            ["im.chat.get"] = Read,
            ["im.dialog.messages.get"] = Read,
            ["im.dialog.users.list"] = Read,
            ["im.message.add"] = OneShot,
            ["im.recent.get"] = Read,
            ["im.recent.list"] = Read,
            ["im.user.list.get"] = Read,
            ["im.v2.Event.get"] = Read,
            ["im.v2.Event.subscribe"] = Converging,
            ["im.v2.Event.unsubscribe"] = Converging,
            ["im.v2.File.download"] = Read,
            ["imconnector.list"] = Read,
            ["imconnector.status"] = Read,
            ["method.get"] = Read,
            ["profile"] = Read,
            ["scope"] = Read,
            ["server.time"] = Read,
            ["user.current"] = Read,
            ["user.get"] = Read,
            ["user.search"] = Read,
        };

    /// <summary>
    /// The code with which some portals refuse a second run of a <see cref="Converging"/> method: they say so that it is done already.
    /// </summary>
    private static readonly Dictionary<string, string> Repetitions = new(StringComparer.OrdinalIgnoreCase)
    {
        // Where the user is a member already.
        ["imopenlines.crm.chat.user.add"] = "WRONG_REQUEST",
    };

    /// <summary>The class of a method.</summary>
    /// <param name="method">The whole name, such as <c>imopenlines.session.open</c>, in any case: portals take any.</param>
    public static SafetyClass Of(string method) =>
        method.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            ? Methods.TryGetValue(method.Substring(Prefix.Length), out var safety) ? safety : OneShot
            : Neighbours.TryGetValue(method, out var other) ? other : OneShot;

    /// <summary>The code that refuses a second run of a method; null where none is known.</summary>
    /// <param name="method">The whole name, in any case.</param>
    public static string? RepetitionCodeOf(string method) => Repetitions.TryGetValue(method, out var code) ? code : null;
}
