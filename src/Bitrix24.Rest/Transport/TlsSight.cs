using System;

namespace Bitrix24.Rest;

/// <summary>What a server has shown of itself; every text is as the certificate has it.</summary>
/// <param name="Host">Whom the connection was to.</param>
/// <param name="Version">The version of TLS, such as <c>Tls13</c>; null where it is not known.</param>
/// <param name="Subject">Whose certificate it is.</param>
/// <param name="Issuer">Who has issued it.</param>
/// <param name="NotBefore">Since when it is valid, in local time.</param>
/// <param name="NotAfter">Until when it is valid, in local time.</param>
internal sealed record TlsSight(string Host, string? Version, string Subject, string Issuer, DateTime NotBefore, DateTime NotAfter);
