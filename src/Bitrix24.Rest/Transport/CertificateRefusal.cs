using System.Security.Authentication;

namespace Bitrix24.Rest;

/// <summary>The certificate of a server is not accepted; thrown through the HTTP stack, which hands it on as a cause.</summary>
/// <param name="description">What is wrong with it. It has texts of the certificate.</param>
/// <param name="advice">What to do.</param>
internal sealed class CertificateRefusal(LocalizableText description, LocalizableText advice) : AuthenticationException
{
    /// <summary>What is wrong with it.</summary>
    public LocalizableText Text => description;

    /// <summary>What to do.</summary>
    public LocalizableText Advice => advice;

    /// <inheritdoc/>
    public override string Message => description.ToString();
}
