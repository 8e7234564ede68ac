using System.Collections.Generic;

namespace Portal;

/// <summary>A request as it arrived.</summary>
/// <param name="Verb">GET, POST and so on.</param>
/// <param name="Method">The REST method, without the format.</param>
/// <param name="Path">The path and the query.</param>
/// <param name="Headers">The headers; several values of one name are joined by commas.</param>
/// <param name="Body">The body as text.</param>
public sealed record RecordedRequest(string Verb, string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);
