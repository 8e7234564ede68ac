using System;

namespace Bitrix24.OpenLines;

/// <summary>What a dialog shows after a change of its session.</summary>
[Flags]
internal enum DialogShows
{
    Nothing = 0,

    /// <summary>The caller is a member of the chat.</summary>
    CallerInChat = 1,

    /// <summary>The chat has an open session.</summary>
    OpenSession = 2,

    /// <summary>The chat has no open session.</summary>
    NoSession = 4,

    /// <summary>The caller is the responsible operator.</summary>
    CallerIsOperator = 8,

    /// <summary>The dialog is kept with its operator.</summary>
    Pinned = 16,

    /// <summary>The dialog is not kept with its operator.</summary>
    NotPinned = 32,

    /// <summary>What operators write stays hidden from the client.</summary>
    Silent = 64,

    /// <summary>What operators write goes to the client.</summary>
    NotSilent = 128,

    /// <summary>Something of the CRM is bound to the dialog.</summary>
    CrmBound = 256,

    /// <summary>The caller is not the responsible operator.</summary>
    CallerIsNotOperator = 512,
}
