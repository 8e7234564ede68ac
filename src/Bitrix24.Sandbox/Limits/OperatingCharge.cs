namespace Bitrix24.Sandbox;

/// <summary>Whose counter the commands of a batch fill.</summary>
internal enum OperatingCharge
{
    /// <summary>Each command its own method's, as documented.</summary>
    PerMethod,

    /// <summary>All of them the batch's, with the same figure in every part of the answer, as measured on some portals.</summary>
    ToBatch,
}
