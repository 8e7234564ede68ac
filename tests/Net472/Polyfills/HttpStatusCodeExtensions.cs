namespace System.Net;

internal static class HttpStatusCodeExtensions
{
    extension(HttpStatusCode)
    {
        public static HttpStatusCode TooManyRequests => (HttpStatusCode)429;
    }
}
