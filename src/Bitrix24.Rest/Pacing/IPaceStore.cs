using System;

namespace Bitrix24.Rest;

/// <summary>Where the processes of a machine keep the record of a portal's pace.</summary>
internal interface IPaceStore
{
    /// <summary>Lets one process at a time read the record and write it anew. Throws nothing but what the update throws.</summary>
    /// <param name="update">Gets what is there, which may be anything, and gives what is to be there; null to leave it.</param>
    PaceStoreAnswer Update(Func<long[], long[]?> update);
}
