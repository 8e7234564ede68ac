namespace Bitrix24.Sandbox;

/// <summary>The errors that the REST server makes of what a method throws.</summary>
internal static class RestErrors
{
    public static SandboxError Empty(string argument) =>
        new("ERROR_ARGUMENT", $"Argument '{argument}' is null or empty") { Argument = argument };

    public static SandboxError WrongType(string argument) =>
        new("ERROR_ARGUMENT", $"The value of an argument '{argument}' has an invalid type") { Argument = argument };

    /// <summary>Refused by right: with 403, unlike the gate of chats, whose code is the same.</summary>
    public static SandboxError Access(string why) => new("ACCESS_DENIED", "Access denied! " + why, 403);

    /// <summary>A parameter that must be there and a number above zero, or what is wrong with it.</summary>
    public static SandboxError? Check(PhpArray parameters, string argument)
    {
        var value = parameters[argument];
        if (!PhpValue.ToBoolean(value))
        {
            return Empty(argument);
        }

        return PhpValue.IsNumeric(value) && PhpValue.ToInteger(value) > 0 ? null : WrongType(argument);
    }
}
