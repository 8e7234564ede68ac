using Xunit.Abstractions;

namespace Net472;

/// <summary>Nothing is set: xUnit takes its own defaults.</summary>
internal sealed class DefaultOptions : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
{
    public TValue? GetValue<TValue>(string name) => default;

    public void SetValue<TValue>(string name, TValue value)
    {
    }
}
