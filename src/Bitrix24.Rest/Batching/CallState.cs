namespace Bitrix24.Rest;

internal enum CallState
{
    New,
    Waiting,
    InFlight,
    Ended,
}
