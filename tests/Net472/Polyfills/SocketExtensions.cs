using System.Net.Sockets;
using System.Threading.Tasks;

namespace System;

internal static class SocketExtensions
{
    public static Task<int> SendAsync(this Socket socket, byte[] bytes) =>
        socket.SendAsync(new ArraySegment<byte>(bytes), SocketFlags.None);

    public static Task<int> ReceiveAsync(this Socket socket, byte[] buffer) =>
        socket.ReceiveAsync(new ArraySegment<byte>(buffer), SocketFlags.None);
}
