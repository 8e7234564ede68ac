namespace System.Text;

internal static class EncodingExtensions
{
    public static string GetString(this Encoding encoding, ArraySegment<byte> bytes) =>
        encoding.GetString(bytes.Array!, bytes.Offset, bytes.Count);
}
