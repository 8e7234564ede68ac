using System.Threading.Tasks;

namespace System.Threading;

internal static class CancellationTokenSourceExtensions
{
    public static Task CancelAsync(this CancellationTokenSource source) => Task.Run(source.Cancel);
}
