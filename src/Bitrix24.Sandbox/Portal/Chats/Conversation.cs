using System;

namespace Bitrix24.Sandbox;

/// <summary>Messages that are computed from their number: the client and the operator in turn, a file now and then.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="ClientId">The client.</param>
/// <param name="OperatorId">Who answers him; 0 for nobody.</param>
/// <param name="Begins">When the first one was written; the others follow every minute.</param>
internal sealed record Conversation(int Count, long ClientId, long OperatorId, DateTimeOffset Begins)
{
    private const int FileEvery = 7;

    private static readonly string[] Questions =
    [
        "Hello! Is the order ready?",
        "When will it be delivered?",
        "Can I pay by card?",
        "Здравствуйте! Где мой заказ?",
        "Here is the photo you asked for",
    ];

    private static readonly string[] Answers =
    [
        "Good afternoon! One moment, I am looking it up.",
        "Tomorrow before noon.",
        "Yes, of course: [b]card[/b] & cash.",
        "Добрый день! Заказ уже в пути.",
        "Thank you, I have it.",
    ];

    public SandboxMessage Message(long chatId, int index)
    {
        var id = (chatId * MessageLog.IdsPerChat) + index + 1;
        var date = Begins + TimeSpan.FromMinutes(index);
        var isClient = index % 2 == 0 || OperatorId == 0;
        var author = isClient ? ClientId : OperatorId;
        var texts = isClient ? Questions : Answers;
        return new(id, chatId, author, date, texts[index / 2 % texts.Length])
        {
            File = (index + 1) % FileEvery == 0 ? FileWith(id, chatId, author, date) : null,
        };
    }

    /// <summary>A file as it comes with a message.</summary>
    public static SandboxFile FileWith(long messageId, long chatId, long authorId, DateTimeOffset date)
    {
        var id = MessageLog.FileOf(messageId);
        var size = 1000 + (int)(id % 9000);
        return (messageId % 3) switch
        {
            0 => new(id, chatId, authorId, date, "photo.png", size),
            1 => new(id, chatId, authorId, date, "счёт 17.pdf", size),
            _ => new(id, chatId, authorId, date, "list.csv", size),
        };
    }
}
