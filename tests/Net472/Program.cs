using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace Net472;

/// <summary>
/// Runs the tests of this assembly in the runtime it was started in: all, or those whose names contain the second argument.
/// The results go to the file that the first argument names.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        var results = await TestRun.RunAsync(name => arguments.Length < 2 || name.Contains(arguments[1], StringComparison.Ordinal));
        File.WriteAllText(arguments[0], JsonSerializer.Serialize(new { Tests = results }));
        var failed = results.Where(static result => result.Result == "Failed").ToList();
        failed.ForEach(static result => Console.WriteLine($"{result.Name}\n{result.Message}\n"));
        Console.WriteLine(
            $"{results.Count} tests, {failed.Count} failed, "
            + $"{results.Count(static result => result.Result == "Skipped")} skipped, on .NET {Environment.Version}");
        return 0;
    }
}
