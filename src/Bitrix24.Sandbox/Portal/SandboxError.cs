namespace Bitrix24.Sandbox;

/// <summary>An error as the portal words it, and the status it comes with outside a batch.</summary>
internal sealed record SandboxError(string Code, string Description, int Status = 400)
{
    public PhpArray ToArray() => new() { { "error", Code }, { "error_description", Description } };
}
