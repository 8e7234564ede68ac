using System;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;

namespace Bitrix24.Rest;

/// <summary>Which version of a file an answer has: a part of a file is gone on with only where the rest is of the same version.</summary>
/// <param name="Length">How many bytes the whole file has, above zero.</param>
/// <param name="Tag">Its entity tag, a strong one; null where it has none.</param>
/// <param name="Modified">When it was changed; null where that is not told.</param>
internal sealed record FileVersion(long Length, string? Tag, DateTimeOffset? Modified)
{
    // It is written down beside the file, and may be of any length.
    private const int LongestTag = 256;

    /// <summary>The version of an answer with a file or a part of it; null where it does not tell enough to know it again.</summary>
    public static FileVersion? Of(HttpResponseMessage response)
    {
        var headers = response.Content.Headers;
        var length = response.StatusCode == HttpStatusCode.PartialContent ? headers.ContentRange?.Length : headers.ContentLength;
        var tag = response.Headers.ETag is { IsWeak: false, Tag.Length: <= LongestTag } strong ? strong.Tag : null;
        return length > 0 && (tag is not null || headers.LastModified is not null) ? new(length.Value, tag, headers.LastModified) : null;
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <returns>Null where it is nothing of the kind.</returns>
    public static FileVersion? Parse(string text)
    {
        var parts = text.Split('\n');
        return parts.Length == 3
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > 0
            && (parts[1].Length == 0 || EntityTagHeaderValue.TryParse(parts[1], out _))
            && (parts[2].Length == 0
                || DateTimeOffset.TryParseExact(parts[2], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            && parts[1].Length + parts[2].Length > 0
                ? new(
                    length,
                    parts[1].Length == 0 ? null : parts[1],
                    parts[2].Length == 0 ? null : DateTimeOffset.ParseExact(parts[2], "O", CultureInfo.InvariantCulture))
                : null;
    }

    /// <summary>Asks for the rest of the file where it is still this version, and else for the whole.</summary>
    public void AskForRest(HttpRequestMessage request, long from)
    {
        request.Headers.Range = new RangeHeaderValue(from, null);
        request.Headers.IfRange = Tag is not null
            ? new RangeConditionHeaderValue(new EntityTagHeaderValue(Tag))
            : new RangeConditionHeaderValue(Modified!.Value);
    }

    /// <summary>Whether an answer is the rest of this version. Some servers answer with a rest whatever the condition was.</summary>
    public bool IsContinuedBy(HttpResponseMessage response, long from) =>
        response.StatusCode == HttpStatusCode.PartialContent
        && response.Content.Headers.ContentRange is { Unit: "bytes" } range
        && range.From == from
        && range.To == Length - 1
        && Of(response) == this;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Length.ToString(CultureInfo.InvariantCulture)}\n{Tag}\n{Modified?.ToString("O", CultureInfo.InvariantCulture)}";
}
