namespace Bitrix24.Rest;

/// <summary>An application of Bitrix24: what its card shows as <c>client_id</c> and <c>client_secret</c>.</summary>
/// <param name="Id">Its id, which is no secret.</param>
/// <param name="Key">Its key.</param>
internal sealed record OAuthApplication(string Id, Secret Key)
{
    private const int LongestId = 200;

    /// <summary>Reads what was given as user name and password.</summary>
    /// <param name="id">The <c>client_id</c>.</param>
    /// <param name="key">The <c>client_secret</c>.</param>
    /// <param name="application">The application.</param>
    /// <param name="error">What is wrong with one of them, in words that do not repeat it.</param>
    public static bool TryParse(string id, string key, out OAuthApplication? application, out Bitrix24Exception? error)
    {
        (id, key) = (PastedText.Unwrap(id), PastedText.Unwrap(key));
        application = null;
        error = id.Length is 0 or > LongestId || !SeenText.IsWord(id) || HasWebhook(id)
            ? Failure.Own(
                OwnErrorId.InvalidClientCredential,
                RestText.Of("ClientId_Not"))
            : key.Length is 0 or > TokenPair.LongestToken || !SeenText.IsWord(key)
            ? Failure.Own(
                OwnErrorId.InvalidClientCredential,
                RestText.Of("ClientSecret_Not"))
            : null;
        if (error is null)
        {
            application = new(id, new Secret(key));
        }

        return error is null;
    }

    // The id is shown and told to the browser.
    private static bool HasWebhook(string id) => !ReferenceEquals(Redaction.None.Mask(id), id);
}
