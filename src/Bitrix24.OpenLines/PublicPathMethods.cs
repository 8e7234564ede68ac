using System;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>The method that tells where the portal's pages of lines are.</summary>
internal static class PublicPathMethods
{
    /// <summary>
    /// See <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-config-path-get.html">
    /// imopenlines.config.path.get</see>.
    /// </summary>
    public static readonly RestMethod<JsonFields> Get =
        OpenLinesMethod.Create("imopenlines.config.path.get", TimeSpan.FromSeconds(0.77), ReadPath);

    public static Call<JsonFields> GetPath() => new(Get, []);

    private static JsonFields ReadPath(JsonValue result) =>
        JsonFields.CopyOf(result) is var fields && fields.Text("SERVER_ADDRESS") is not null && fields.Text("PUBLIC_PATH") is not null
            ? fields
            : throw new FormatException();
}
