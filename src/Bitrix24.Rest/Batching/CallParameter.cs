namespace Bitrix24.Rest;

/// <summary>A parameter of a call. Names are upper-case for the Open Lines methods: the portal compares them with case.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value, as text.</param>
/// <param name="IsNumber">Whether a JSON body carries it as a number.</param>
internal readonly record struct CallParameter(string Name, string Value, bool IsNumber = false);
