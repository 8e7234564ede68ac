using System;

namespace Bitrix24.Sandbox;

/// <summary>A method that the portal knows.</summary>
/// <param name="Name">Its name in lower case.</param>
/// <param name="Scope">The scope it asks for, or null for one that every credential may call.</param>
/// <param name="ChangesChat">Whether it changes the chat that CHAT_ID names.</param>
/// <param name="Handle">Its work. <c>batch</c> has none of its own here.</param>
internal sealed record SandboxMethod(string Name, string? Scope, bool ChangesChat, Func<MethodCall, MethodAnswer> Handle);
