namespace OpenLines;

/// <summary>Completes the ratings of a session.</summary>
internal sealed class RatingCompleter() : WordCompleter(["1", "2", "3", "4", "5"]);
