namespace Bitrix24.Sandbox;

/// <summary>An error as the portal words it, and the status it comes with outside a batch.</summary>
internal sealed record SandboxError(string Code, string Description, int Status = 400)
{
    /// <summary>The parameter that is to blame, where the portal names one.</summary>
    public string? Argument { get; init; }

    public PhpArray ToArray()
    {
        var error = new PhpArray { { "error", Code }, { "error_description", Description } };
        if (Argument is not null)
        {
            error["argument"] = Argument;
        }

        return error;
    }
}
