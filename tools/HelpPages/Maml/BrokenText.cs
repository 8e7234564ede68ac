using System;
using System.Text;

namespace HelpPages.Maml;

/// <summary>Text in lines of a width.</summary>
internal static class BrokenText
{
    /// <summary>Breaks a text between words.</summary>
    /// <param name="text">The text, with single blanks between its words.</param>
    /// <param name="columns">The most that a line has, but for one word that is longer.</param>
    /// <returns>The lines. None begins with a dash: Russian does not let one stand there.</returns>
    public static string Of(string text, int columns)
    {
        var lines = new StringBuilder(text.Length);
        var length = 0;
        foreach (var word in text.Replace(" \u2014", "\u00A0\u2014", StringComparison.Ordinal).Split(' '))
        {
            if (length > 0)
            {
                var isFull = length + 1 + word.Length > columns;
                lines.Append(isFull ? '\n' : ' ');
                length = isFull ? 0 : length + 1;
            }

            lines.Append(word);
            length += word.Length;
        }

        return lines.Replace('\u00A0', ' ').ToString();
    }
}
