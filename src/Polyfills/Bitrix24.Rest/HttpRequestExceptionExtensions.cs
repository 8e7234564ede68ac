namespace System.Net.Http;

internal static class HttpRequestExceptionExtensions
{
    extension(HttpRequestException exception)
    {
        public HttpRequestError HttpRequestError =>
            exception is null ? throw new ArgumentNullException(nameof(exception)) : HttpRequestError.Unknown;

        public HttpStatusCode? StatusCode => exception is null ? throw new ArgumentNullException(nameof(exception)) : null;
    }
}
