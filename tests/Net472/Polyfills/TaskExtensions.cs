namespace System.Threading.Tasks;

internal static class TaskExtensions
{
    extension(Task task)
    {
        public bool IsCompletedSuccessfully => task.Status == TaskStatus.RanToCompletion;
    }

    extension(Task)
    {
        public static Task Delay(TimeSpan duration, TimeProvider time) => time.Delay(duration);
    }

    extension(ValueTask)
    {
        public static ValueTask CompletedTask => default;
    }
}
