using System;
using System.Collections.Generic;
using System.Text;

namespace Bitrix24.Rest;

/// <summary>A webhook code or a token. It has no member that a formatter, a serializer or a debugger could print.</summary>
internal sealed class Secret
{
    private readonly string _value;

    public Secret(string value) => _value = value;

    /// <summary>The value, for the request that needs it and for nothing else.</summary>
    public string Reveal() => _value;

    /// <summary>The forms in which the secret could come back in a text: as it is, percent-encoded, in base64 at each of its three offsets.</summary>
    public IEnumerable<string> Appearances()
    {
        yield return _value;

        var encoded = Uri.EscapeDataString(_value);
        if (encoded != _value)
        {
            yield return encoded;
        }

        for (var offset = 0; offset < 3; offset++)
        {
            var bytes = Encoding.UTF8.GetBytes(new string(' ', offset) + _value);
            var whole = bytes.Length / 3 * 3;
            var base64 = Convert.ToBase64String(bytes, 0, whole);
            var unstable = offset == 0 ? 0 : 4;
            if (base64.Length - unstable >= 8)
            {
                yield return base64.Substring(unstable);
            }
        }
    }

    public override string ToString() => "***";
}
