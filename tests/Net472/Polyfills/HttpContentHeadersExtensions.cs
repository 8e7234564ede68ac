using System.Collections.Generic;
using System.Linq;
using System.Net.Http.Headers;

namespace System;

internal static class HttpContentHeadersExtensions
{
    extension(HttpContentHeaders headers)
    {
        public IEnumerable<KeyValuePair<string, string>> NonValidated =>
            headers.Select(static header => KeyValuePair.Create(header.Key, string.Join(", ", header.Value)));
    }
}
