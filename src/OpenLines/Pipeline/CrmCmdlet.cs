using System.Collections.Generic;
using System.ComponentModel;
using System.Management.Automation;

namespace OpenLines;

/// <summary>A cmdlet that changes something in a chat of each CRM object that is piped in.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CrmCmdlet : ChangeCmdlet
{
    private protected CrmCmdlet()
    {
    }

    /// <summary>
    /// The type of the CRM object: lead, deal, contact or company. Where it is not given it is read from the property CrmType or
    /// CRM_ENTITY_TYPE of each record.
    /// </summary>
    [Parameter(Position = 0)]
    [Alias("CRM_ENTITY_TYPE")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [CrmTypes]
    public object? CrmType { get; set; }

    /// <summary>
    /// The id of the CRM object, above zero: a number or its digits. Of an object it is read from the property CrmId or CRM_ENTITY. A
    /// script block is run for each record that is piped in.
    /// </summary>
    [Parameter(Position = 1)]
    [Alias("CRM_ENTITY")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? CrmId { get; set; }

    private protected sealed override IReadOnlyList<ItemParameter> Identities => [ItemParameter.OfCrmObject(CrmId)];
}
