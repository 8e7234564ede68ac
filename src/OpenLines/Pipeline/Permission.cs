using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// Whether a connection may call a method, as far as that is known before: else each item would be refused by the portal.
/// </summary>
internal static class Permission
{
    /// <summary>The permission that the connection lacks for a method; null where it lacks none, or nobody knows.</summary>
    public static LocalizableText? FindLack(Bitrix24Connection connection, RestMethod method) =>
        ScopeTable.FindLack(method.Name, connection.Scopes);

    /// <summary>Why the connection may not call a method; null where it may, or nobody knows.</summary>
    public static Bitrix24Exception? FindFault(Bitrix24Connection connection, RestMethod method) =>
        FindLack(connection, method) is { } scope
            ? Failure.Own(OwnErrorId.MissingScope, ModuleText.Of("Permission_None", scope), method.Name)
                .Advising(ModuleText.Of("Permission_NoneAdvice", scope))
            : null;

    /// <summary>Why a connection may not call a method that the portal answers to applications only; null where it may.</summary>
    public static Bitrix24Exception? FindFaultOfWebhook(Bitrix24Connection connection, RestMethod method) =>
        connection.SignIn is Bitrix24SignIn.AccessToken or Bitrix24SignIn.OAuth
            ? null
            : Failure.Own(
                OwnErrorId.ApplicationRequired,
                ModuleText.Of("Permission_Application", method.Name),
                method.Name);
}
