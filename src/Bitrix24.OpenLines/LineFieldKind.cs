namespace Bitrix24.OpenLines;

/// <summary>What a setting of a line is, whatever the portal writes it as.</summary>
internal enum LineFieldKind
{
    /// <summary>Something that the table of settings does not know, or a list or a map of its own.</summary>
    Other,

    Text,

    /// <summary>A text that the portal keeps as it stands in a page: written back as it was read it would be changed once more.</summary>
    PageText,

    /// <summary>Yes or no, written <c>Y</c> and <c>N</c>.</summary>
    Flag,

    Number,

    /// <summary>An hour and a minute, written with a dot between them.</summary>
    Hour,

    /// <summary>Days of the week by two letters each.</summary>
    DaysOff,

    /// <summary>Days of the year as day and month with a dot between them.</summary>
    Holidays,

    /// <summary>A list of users.</summary>
    Users,

    /// <summary>When something was: the portal loses it on the way.</summary>
    Time,
}
