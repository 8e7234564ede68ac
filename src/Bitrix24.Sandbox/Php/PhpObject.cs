namespace Bitrix24.Sandbox;

/// <summary>An object of PHP that has nothing to show: what <c>json_encode</c> makes of a date.</summary>
internal sealed class PhpObject
{
    private PhpObject()
    {
    }

    public static PhpObject Empty { get; } = new();
}
