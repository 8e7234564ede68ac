namespace Bitrix24.Rest;

/// <summary>Sentences that stand one behind the other.</summary>
internal static class Sentence
{
    /// <summary>The second behind the first. What a portal says seldom has a full stop, and without one they run into each other.</summary>
    public static string Join(string first, string second) =>
        first.Length > 0 && char.IsLetterOrDigit(first[first.Length - 1]) ? $"{first}. {second}" : $"{first} {second}";
}
