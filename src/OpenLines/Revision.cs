using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// The revisions of the interfaces of Open Lines in a portal. Found by Get-OLRevision with
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-revision-get.html">
/// imopenlines.revision.get</see>.
/// </summary>
public sealed class Revision : PortalResult
{
    internal Revision(JsonFields revision, object? inputObject, PipelineRun run)
        : base(revision, inputObject, run)
    {
        Rest = revision.Number("rest");
        Web = revision.Number("web");
        Mobile = revision.Number("mobile");
    }

    /// <summary>The revision of the REST API.</summary>
    public long? Rest { get; }

    /// <summary>The revision for browsers.</summary>
    public long? Web { get; }

    /// <summary>The revision for mobile devices.</summary>
    public long? Mobile { get; }
}
