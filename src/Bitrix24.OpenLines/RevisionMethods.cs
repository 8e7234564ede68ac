using System;
using System.Text.Json;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>The method that tells of the module itself: any user may call it, it takes no parameters and changes nothing.</summary>
internal static class RevisionMethods
{
    /// <summary>
    /// The revisions of the module's interfaces. Whoever may call it has the permission Open Channels, whatever is answered. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-revision-get.html">
    /// imopenlines.revision.get</see>.
    /// </summary>
    public static readonly RestMethod<JsonFields> Get = OpenLinesMethod.Create(
        "imopenlines.revision.get",
        TimeSpan.FromSeconds(0.1),
        static result => result.Kind == JsonValueKind.Object ? JsonFields.CopyOf(result) : throw new FormatException());

    public static Call<JsonFields> GetRevision() => new(Get, []);
}
