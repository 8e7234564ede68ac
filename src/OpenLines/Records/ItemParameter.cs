namespace OpenLines;

/// <summary>A parameter whose value may come with each record.</summary>
/// <param name="Name">Its name; with its aliases these are the properties that are looked for.</param>
/// <param name="Given">What the user gave to it.</param>
/// <param name="Label">What kind of thing it names, for messages, such as <c>Chat</c>.</param>
/// <param name="InvalidId">The error id of a value that cannot be one.</param>
internal sealed record ItemParameter(string Name, object? Given, string Label, string InvalidId);
