namespace Bitrix24.Rest;

/// <summary>What a JSON body carries a parameter as.</summary>
internal enum ParameterKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A number: the value is one as JSON writes it.</summary>
    Number,

    /// <summary>A JSON word: the value is <c>true</c>, <c>false</c> or <c>null</c>.</summary>
    Word,

    /// <summary>A list of its entries, which are named by their index from 0.</summary>
    List,

    /// <summary>An object of its entries.</summary>
    Map,
}
