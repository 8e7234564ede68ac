using Bitrix24.OpenLines;

namespace OpenLines;

/// <summary>Completes the types of CRM objects that chats are bound to.</summary>
internal sealed class CrmTypeCompleter() : WordCompleter(CrmEntity.Types);
