using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Calls any method of the REST API, once or for each set of parameters that is piped in.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Bitrix24Method", SupportsShouldProcess = true, HelpUri = "https://apidocs.bitrix24.com/api-reference/")]
[OutputType(typeof(PSObject), typeof(string))]
public sealed class InvokeBitrix24MethodCommand : PortalCmdlet
{
    private MethodCalls? _calls;
    private HaltGroup? _haltGroup;
    private Confirmation? _confirmation;

    /// <summary>The name of the method, such as <c>crm.item.list</c>. Methods of REST 3 (<c>rest/api</c>) are not called.</summary>
    [Parameter(Position = 0)]
    [AllowEmptyString]
    [Unrepeated(typeof(string), "Expected_Method")]
    [NotCompleted]
    public string Method { get; set; } = "";

    /// <summary>
    /// Its parameters: a hashtable or an object with properties, by the names of the method's page. Values are texts, numbers, true and
    /// false, times, lists, hashtables and objects. Each set that is piped in is one call.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object? Parameters { get; set; }

    /// <summary>
    /// Read the whole list: all its pages, in batches, and write its entries as they come. The method must take <c>start</c> and answer a
    /// list, or an object with one list in it.
    /// </summary>
    [Parameter]
    [Unrepeated(typeof(SwitchParameter), "Expected_Nothing")]
    public SwitchParameter All { get; set; }

    /// <summary>Write what the portal answered as JSON, one text for each call or page, instead of objects.</summary>
    [Parameter]
    [Unrepeated(typeof(SwitchParameter), "Expected_Nothing")]
    public SwitchParameter Raw { get; set; }

    /// <summary>
    /// What may be done with a call whose answer was lost: <c>Read</c> and <c>Converging</c> are called again, <c>OneShot</c> is not.
    /// Without it what is known of the method counts, and a method that nothing is known of is <c>OneShot</c>.
    /// </summary>
    [Parameter]
    [Unrepeated(typeof(Bitrix24Safety), "Expected_Safety")]
    public Bitrix24Safety Safety { get; set; }

    private protected override OutcomeForm Form => new MethodForm(Raw, All);

    private protected override HaltGroup? HaltGroup => _haltGroup;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (MethodCalls.FindFault(Method) is { } fault)
        {
            throw End(fault);
        }

        SafetyClass? safety = InputRule.IsGiven(this, nameof(Safety)) ? (SafetyClass)Safety : null;
        if (MethodCalls.MayChange(Method, safety))
        {
            _confirmation = new Confirmation(this, Client.Redaction);
            _haltGroup = Confirmation.HaltGroupOf(this);
        }

        _calls = new MethodCalls(Method, safety, All, _haltGroup);
    }

    private protected override void ProcessInput()
    {
        if (RecordList.In(Parameters) is { } sets)
        {
            foreach (var set in sets)
            {
                Process(set);
            }
        }
        else
        {
            Process(Parameters);
        }
    }

    private bool IsWanted(ref Bitrix24Exception? error) =>
        _confirmation is null
        || _confirmation.IsWanted(LocalizableText.Verbatim(Method), ModuleText.Of("Operation_Invoke"), Method, out error);

    private void Process(object? set)
    {
        var item = MethodCalls.ItemOf(set);
        Count(item);
        var call = _calls!.Of(set, Client.Redaction, out var error);
        if (call is not null && IsWanted(ref error))
        {
            Submit(item, call);
            if (All)
            {
                // What its first page says of the list is waited for: then the others go together.
                WriteAll();
                Continue(item, call);
            }
        }
        else if (error is not null)
        {
            Submit(item, error);
        }
    }

    private void Continue(InputItem item, Call first)
    {
        List<Call> part = [first];
        while (true)
        {
            List<long> starts = [.. part.SelectMany(page => item.Pages.Behind(page, MethodPages.CountOf(page)))];
            if (starts.Count == 0)
            {
                break;
            }

            part = [.. starts.Select(start => _calls!.Of(ListPages.At(first, start)))];
            foreach (var page in part)
            {
                var pageItem = MethodPages.ItemOf(page);
                Count(pageItem);
                Submit(pageItem, page);
            }

            // The list may have grown meanwhile: the last page tells.
            WriteAll();
        }

        if (item.Pages.FindFault(part.Last()) is { } fault)
        {
            Submit(item, fault);
        }
    }
}
