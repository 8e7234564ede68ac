using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// Where the pages of lines are in a portal. Found by Get-OLPublicPath with
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-config-path-get.html">
/// imopenlines.config.path.get</see>.
/// </summary>
public sealed class PublicAddress : PortalResult
{
    internal PublicAddress(JsonFields path, object? inputObject, PipelineRun run)
        : base(path, inputObject, run)
    {
        ServerAddress = Safe(path.Text("SERVER_ADDRESS")) ?? "";
        PublicPath = Safe(path.Text("PUBLIC_PATH")) ?? "";
    }

    /// <summary>The address of the portal, such as <c>https://example.bitrix24.com</c>.</summary>
    public string ServerAddress { get; }

    /// <summary>The path of the pages in it, such as <c>/contact_center/</c>.</summary>
    public string PublicPath { get; }

    /// <summary>Both together.</summary>
    public string Url => $"{ServerAddress.TrimEnd('/')}/{PublicPath.TrimStart('/')}";
}
