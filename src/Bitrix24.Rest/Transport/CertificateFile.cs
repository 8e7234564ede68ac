using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Bitrix24.Rest;

/// <summary>The certificates in a file: one or more in PEM, or one in DER. Keys that are in it too are not read.</summary>
internal static class CertificateFile
{
    /// <summary>No file of certificates is longer: that of a whole system has some 200 KB.</summary>
    public const int Longest = 4 * 1024 * 1024;

    private const string Begin = "-----BEGIN CERTIFICATE-----";
    private const string End = "-----END CERTIFICATE-----";

    /// <returns>The certificates; none where the file has none that can be read.</returns>
    public static IReadOnlyList<X509Certificate2> Read(byte[] file)
    {
        var certificates = new List<X509Certificate2>();
        try
        {
            var text = Encoding.ASCII.GetString(file);
            for (var at = 0; FindBlock(text, ref at) is { } block;)
            {
                certificates.Add(new X509Certificate2(Convert.FromBase64String(block)));
            }

            if (certificates.Count == 0 && file.Length > 0)
            {
                certificates.Add(new X509Certificate2(file));
            }

            return certificates;
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            certificates.ForEach(static certificate => certificate.Dispose());
            return [];
        }
    }

    private static string? FindBlock(string text, ref int at)
    {
        var begin = text.IndexOf(Begin, at, StringComparison.Ordinal);
        if (begin < 0)
        {
            return null;
        }

        begin += Begin.Length;
        var end = text.IndexOf(End, begin, StringComparison.Ordinal);
        at = end < 0 ? text.Length : end + End.Length;
        return end < 0 ? throw new FormatException() : text.Substring(begin, end - begin);
    }
}
