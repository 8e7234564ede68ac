using System;
using System.Globalization;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>What an item is to be rated with.</summary>
/// <param name="Rating">From 1 to 5; null where only the comment is to change.</param>
/// <param name="Comment">The comment; null where the one that is stored is to stay.</param>
internal sealed record RatingInput(int? Rating, string? Comment)
{
    /// <param name="rating">What was given as the rating, of any type; blank for none.</param>
    /// <param name="comment">What was given as the comment; blank for none.</param>
    /// <param name="isErasing">Whether an empty comment was given to erase what is stored.</param>
    /// <param name="method">The REST method it is for.</param>
    /// <param name="input">What was read.</param>
    /// <param name="error">Why it cannot be sent.</param>
    public static bool TryRead(
        object? rating, object? comment, bool isErasing, string method, out RatingInput? input, out Bitrix24Exception? error)
    {
        input = null;
        error = null;
        int? stars = null;
        if (!IsBlank(rating))
        {
            if (!PortalId.TryParse(rating, IdKind.Rating, method, out var number, out _) || number > RatingMethods.Best)
            {
                error = Refuse(ModuleText.Of("Rating_Not"), method);
                return false;
            }

            stars = (int)number;
        }

        var words = IsBlank(comment) ? null : comment as string ?? (comment is ValueType and IFormattable value
            ? value.ToString(null, CultureInfo.InvariantCulture)
            : null);
        var why = words is null && !IsBlank(comment) ? ModuleText.Of("Rating_NoText")
            : words?.Length > RatingMethods.LongestComment ? ModuleText.Of("Rating_Long", RatingMethods.LongestComment)
            : stars is null && words is null ? ModuleText.Of("Rating_Nothing")
            : null;
        error = why is null ? null : Refuse(why, method);
        input = why is null ? new(stars, words ?? (isErasing ? "" : null)) : null;
        return why is null;
    }

    private static bool IsBlank(object? value) => value is null || (value is string text && string.IsNullOrWhiteSpace(text));

    private static Bitrix24Exception Refuse(LocalizableText why, string method) => Failure.Own(OwnErrorId.InvalidRating, why, method);
}
