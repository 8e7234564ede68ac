using System.Reflection;

namespace System.Net.Http;

/// <summary>.NET Framework has neither of these properties. Where .NET runs the assembly, which has them, they are read there.</summary>
internal static class HttpRequestExceptionExtensions
{
    private static readonly PropertyInfo? Error = typeof(HttpRequestException).GetProperty(nameof(HttpRequestError));
    private static readonly PropertyInfo? Status = typeof(HttpRequestException).GetProperty("StatusCode");

    extension(HttpRequestException exception)
    {
        public HttpRequestError HttpRequestError =>
            exception is null ? throw new ArgumentNullException(nameof(exception)) : Read(exception);

        public HttpStatusCode? StatusCode => exception is null ? throw new ArgumentNullException(nameof(exception))
            : (HttpStatusCode?)Status?.GetValue(exception);
    }

    private static HttpRequestError Read(HttpRequestException exception) =>
        Enum.TryParse<HttpRequestError>(Error?.GetValue(exception)?.ToString(), out var known) ? known : HttpRequestError.Unknown;
}
