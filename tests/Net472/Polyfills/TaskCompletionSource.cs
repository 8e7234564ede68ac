namespace System.Threading.Tasks;

internal sealed class TaskCompletionSource(TaskCreationOptions options = TaskCreationOptions.None)
{
    private readonly TaskCompletionSource<bool> _source = new(options);

    public Task Task => _source.Task;

    public void SetResult() => _source.SetResult(true);

    public bool TrySetResult() => _source.TrySetResult(true);

    public bool TrySetCanceled(CancellationToken cancellation) => _source.TrySetCanceled(cancellation);

    public bool TrySetException(Exception exception) => _source.TrySetException(exception);
}
