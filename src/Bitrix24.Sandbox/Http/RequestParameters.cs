using System;
using System.Text;

namespace Bitrix24.Sandbox;

/// <summary>The parameters of a request: its query string, and over it the body of a POST.</summary>
internal static class RequestParameters
{
    public static PhpArray Read(SandboxRequest request)
    {
        var parameters = new PhpArray();
        var query = request.Address.Query;
        if (query.Length > 1)
        {
            PhpQueryString.ParseInto(parameters, query.Substring(1));
        }

        if (request.IsPost && request.Body.Length > 0 && ReadBody(request) is { } body)
        {
            foreach (var item in body)
            {
                parameters[item.Key] = item.Value;
            }
        }

        // What the path says is not for the body to change.
        parameters.Remove("method");
        parameters.Remove("aplogin");
        parameters.Remove("ap");
        return parameters;
    }

    private static PhpArray? ReadBody(SandboxRequest request)
    {
        var type = request.ContentType ?? "";
        var end = type.IndexOf(';');
        var media = (end < 0 ? type : type.Substring(0, end)).Trim().ToLowerInvariant();
        if (media == "application/json" || media.EndsWith("+json", StringComparison.Ordinal))
        {
            return PhpJsonReader.Read(request.Body.Span);
        }

        if (media == "multipart/form-data")
        {
            return MultipartForm.Read(type, request.Body);
        }

        // With any other type the body is read as a query string: JSON under a wrong type is lost here.
        return PhpQueryString.Parse(Encoding.UTF8.GetString(request.Body.ToArray()).Trim());
    }
}
