using System;
using System.Collections.Generic;
using System.Globalization;

namespace Bitrix24.Sandbox;

/// <summary>A file, or the part of it that is asked for, as a web server sends it.</summary>
internal static class FileResponse
{
    private const string Unit = "bytes=";

    public static SandboxResponse Of(SandboxFile file, SandboxRequest request)
    {
        var (from, to) = IsCurrent(file, request.IfRange) ? PartOf(request.Range, file.Size) : (0, file.Size - 1);
        var isPart = from > 0 || to < file.Size - 1;
        if (from >= file.Size && file.Size > 0)
        {
            return SandboxResponse.Page(416, "Requested Range Not Satisfiable") with
            {
                Headers = [new("Content-Range", $"bytes */{ChatFields.Text(file.Size)}")],
            };
        }

        var content = file.ReadContent().AsSpan(from, to - from + 1).ToArray();
        List<KeyValuePair<string, string>> headers =
        [
            new("Content-Disposition", "attachment; filename*=utf-8''" + Uri.EscapeDataString(file.Name)),
            new("ETag", TagOf(file)),
            new("Last-Modified", ModifiedOf(file)),
            new("Accept-Ranges", "bytes"),
        ];
        if (isPart)
        {
            headers.Add(new("Content-Range", $"bytes {from}-{to}/{file.Size}"));
        }

        return new(isPart ? 206 : 200, TypeOf(file.Extension), content) { Headers = headers };
    }

    // A part is wanted only of the version that the caller has a part of already.
    private static bool IsCurrent(SandboxFile file, string? condition) =>
        condition is null || condition == TagOf(file) || condition == ModifiedOf(file);

    private static string TagOf(SandboxFile file) => $"\"{ChatFields.Text(file.Id)}-{ChatFields.Text(file.Size)}\"";

    private static string ModifiedOf(SandboxFile file) => file.Date.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The one part that a header asks for. Of one that cannot be read, and of several parts, it is the whole file.</summary>
    private static (int From, int To) PartOf(string? range, int size)
    {
        var whole = (0, size - 1);
        var ends = range?.StartsWith(Unit, StringComparison.Ordinal) == true ? range.Substring(Unit.Length).Trim().Split('-') : [];
        if (ends.Length != 2 || (ends[0].Length > 0 && !IsNumber(ends[0])) || (ends[1].Length > 0 && !IsNumber(ends[1])))
        {
            return whole;
        }

        var last = ends[1].Length > 0 ? NumberOf(ends[1]) : size - 1;
        if (ends[0].Length == 0)
        {
            // So many bytes of its end.
            return ends[1].Length > 0 && last > 0 ? (Math.Max(0, size - last), size - 1) : whole;
        }

        var from = NumberOf(ends[0]);
        return last < from && from < size ? whole : (from, Math.Min(last, size - 1));
    }

    private static bool IsNumber(string digits) => long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static int NumberOf(string digits) => (int)Math.Min(int.MaxValue, long.Parse(digits, CultureInfo.InvariantCulture));

    private static string TypeOf(string extension) => extension switch
    {
        "png" => "image/png",
        "pdf" => "application/pdf",
        "csv" => "text/csv",
        _ => "application/octet-stream",
    };
}
