namespace Bitrix24.Sandbox;

/// <summary>The numbers that the portal keeps for what has become of a session.</summary>
internal static class SessionStatus
{
    public const int New = 0;
    public const int Skipped = 5;
    public const int Answered = 10;
    public const int OperatorReplied = 40;
    public const int AwaitsVote = 50;
    public const int Closed = 60;
    public const int Spam = 65;
    public const int Duplicate = 69;
    public const int ClosedSilently = 75;
}
