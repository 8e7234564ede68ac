using System;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>The pages of a list of any method.</summary>
internal static class MethodPages
{
    private static readonly ItemParameter From = new(ListPages.Start, null, ModuleText.Of("Item_PageFrom"), OwnErrorId.InvalidParameters);

    /// <summary>The item of a page, which is named by where it begins.</summary>
    public static InputItem ItemOf(Call page) => new(ListPages.StartOf(page), From) { Value = ListPages.StartOf(page) };

    /// <summary>How many entries a page has; none where it has failed.</summary>
    public static int CountOf(Call page) => page is Call<ReadOnlyMemory<byte>> { OutcomeError: null } one
        ? MethodForm.EntriesOf(new(one.Result)).Values(int.MaxValue).Count
        : 0;
}
