namespace System.IO;

internal static class StreamWriting
{
    public static void Write(this Stream stream, byte[] bytes) => stream.Write(bytes, 0, bytes.Length);
}
