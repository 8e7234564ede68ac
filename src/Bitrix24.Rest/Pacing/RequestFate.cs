namespace Bitrix24.Rest;

/// <summary>What became of a request, as far as the request rate is concerned.</summary>
internal enum RequestFate
{
    /// <summary>The portal let it in.</summary>
    Answered,

    /// <summary>The portal refused it for its rate.</summary>
    Refused,

    /// <summary>It never arrived, or no portal answered: that says nothing of the rate.</summary>
    Lost,
}
