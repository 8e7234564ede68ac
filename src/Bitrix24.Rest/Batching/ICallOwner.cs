namespace Bitrix24.Rest;

/// <summary>Who waits for a call.</summary>
internal interface ICallOwner
{
    /// <summary>The thread that submits its calls: the cmdlets of one pipeline share it.</summary>
    int Sender { get; }

    /// <summary>The call has its outcome. Comes on any thread, once a call.</summary>
    void OnCompleted(Call call);
}
