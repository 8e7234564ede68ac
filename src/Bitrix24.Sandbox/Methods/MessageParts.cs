using System.Linq;
using System.Text;

namespace Bitrix24.Sandbox;

/// <summary>What can come with a message beside its text: as an array, or as JSON in a text.</summary>
internal static class MessageParts
{
    private static readonly SandboxError Oversize =
        new("ATTACH_OVERSIZE", "You have exceeded the maximum allowable size of attach");

    private static readonly SandboxError WrongAttach = new("ATTACH_ERROR", "Incorrect attach params");
    private static readonly SandboxError WrongKeyboard = new("KEYBOARD_ERROR", "Incorrect keyboard params");
    private static readonly SandboxError WrongMenu = new("MENU_ERROR", "Incorrect menu params");

    public static PhpArray? Read(object? value) =>
        value as PhpArray ?? (PhpValue.ToText(value) is { } json ? PhpJsonReader.Read(Encoding.UTF8.GetBytes(json)) : null);

    public static SandboxError? AttachFault(object? value, int most)
    {
        if (!PhpValue.ToBoolean(value))
        {
            return null;
        }

        if (Read(value) is not { Count: > 0 } attach)
        {
            return WrongAttach;
        }

        return PhpJsonWriter.Write(attach).Length > most ? Oversize : null;
    }

    public static SandboxError? KeyboardFault(object? value) => ButtonsFault(value, "BUTTONS", WrongKeyboard);

    public static SandboxError? MenuFault(object? value) => ButtonsFault(value, "ITEMS", WrongMenu);

    // A list of buttons, or an object that has one; each button is an object with a text.
    private static SandboxError? ButtonsFault(object? value, string name, SandboxError error)
    {
        if (!PhpValue.ToBoolean(value))
        {
            return null;
        }

        var buttons = Read(value) is { } given ? given[name] as PhpArray ?? given : null;
        return buttons is { Count: > 0 } && buttons.All(static button => button.Value is PhpArray part && part["TEXT"] is not null)
            ? null
            : error;
    }
}
