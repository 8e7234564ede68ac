using System;
using System.Management.Automation;
using Bitrix24.OpenLines;

namespace OpenLines;

/// <summary>Marks a parameter for which Tab offers the types of CRM objects that chats are bound to.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CrmTypesAttribute() : ArgumentCompleterAttribute(typeof(Completer))
{
    private sealed class Completer() : WordCompleter(CrmEntity.Types);
}
