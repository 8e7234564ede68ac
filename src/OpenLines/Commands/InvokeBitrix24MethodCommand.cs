using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Calls any method of the REST API, once or for each set of parameters that is piped in.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Bitrix24Method", SupportsShouldProcess = true, HelpUri = "https://apidocs.bitrix24.com/api-reference/")]
[OutputType(typeof(PSObject), typeof(string))]
public sealed class InvokeBitrix24MethodCommand : PortalCmdlet
{
    private const string Start = "start";
    private static readonly TimeSpan UsualDuration = TimeSpan.FromSeconds(0.3);
    private static readonly ItemParameter Page = new(Start, null, "Page from", OwnErrorId.InvalidParameters);
    private static readonly ItemParameter Set = new(nameof(Parameters), null, "Parameters", OwnErrorId.InvalidParameters);

    private RestMethod<ReadOnlyMemory<byte>>? _method;
    private HaltGroup? _haltGroup;
    private Confirmation? _confirmation;

    /// <summary>The name of the method, such as <c>crm.item.list</c>. Methods of REST 3 (<c>rest/api</c>) are not called.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [AllowEmptyString]
    [Unrepeated(typeof(string), "the name of a method")]
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
    [Unrepeated(typeof(SwitchParameter), "no value")]
    public SwitchParameter All { get; set; }

    /// <summary>Write what the portal answered as JSON, one text for each call or page, instead of objects.</summary>
    [Parameter]
    [Unrepeated(typeof(SwitchParameter), "no value")]
    public SwitchParameter Raw { get; set; }

    /// <summary>
    /// What may be done with a call whose answer was lost: <c>Read</c> and <c>Converging</c> are called again, <c>OneShot</c> is not. Without
    /// it what is known of the method counts, and a method that nothing is known of is <c>OneShot</c>.
    /// </summary>
    [Parameter]
    [Unrepeated(typeof(Bitrix24Safety), "Read, Converging or OneShot")]
    public Bitrix24Safety Safety { get; set; }

    private protected override OutcomeForm Form => new MethodForm(Raw, All);

    private protected override HaltGroup? HaltGroup => _haltGroup;

    private SafetyClass SafetyOfCall => !InputRule.IsGiven(this, nameof(Safety)) ? SafetyTable.Of(Method) : Safety switch
    {
        Bitrix24Safety.Read => SafetyClass.Read,
        Bitrix24Safety.Converging => SafetyClass.Converging,
        _ => SafetyClass.OneShot,
    };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (!RestMethod.IsName(Method) || string.Equals(Method, "batch", StringComparison.OrdinalIgnoreCase))
        {
            throw End(Failure.Own(OwnErrorId.InvalidMethod, "This is not the name of a method that can be called."));
        }

        _method = new(Method, SafetyOfCall, UsualDuration, static result => result.Json.ToArray());
        if (_method.Safety != SafetyClass.Read)
        {
            _confirmation = new Confirmation(this, Client.Redaction);
            _haltGroup = Confirmation.HaltGroupOf(this);
        }
    }

    private protected override void ProcessInput()
    {
        if (RecordReader.ListIn(Parameters) is { } sets)
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

    private void Process(object? set)
    {
        var item = new InputItem(set, Set);
        Count(item);
        CallParameter[] parameters;
        try
        {
            parameters = ParameterTree.Of(set);
        }
        catch (FormatException fault)
        {
            Submit(item, Invalid(fault.Message));
            return;
        }

        if (parameters.Any(static parameter => string.Equals(parameter.Name, "auth", StringComparison.OrdinalIgnoreCase)))
        {
            Submit(item, Invalid("auth is what the connection signs in with, and no parameter of a method."));
        }
        else if (_confirmation is null || _confirmation.IsWanted(Method, "Invoke", Method, out var error))
        {
            Call(item, parameters);
        }
        else if (error is not null)
        {
            Submit(item, error);
        }
    }

    private void Call(InputItem item, CallParameter[] parameters)
    {
        var call = CallOf(parameters);
        Submit(item, call);
        if (All)
        {
            // What its first page says of the list is waited for: then the others go together.
            WriteAll();
            Continue(parameters, call);
        }
    }

    private void Continue(CallParameter[] parameters, Call first)
    {
        var page = first;
        while (page.OutcomeError is null && page.Next is { } start && start > StartOf(page))
        {
            var size = start - StartOf(page);
            do
            {
                page = CallOf([.. parameters.Where(static parameter => parameter.Name != Start), CallParameter.Of(Start, start)]);
                var item = new InputItem(start, Page) { Value = start };
                Count(item);
                Submit(item, page);
                start += size;
            }
            while (start < first.Total);

            // The list may have grown meanwhile: the last page tells.
            WriteAll();
        }
    }

    private Call<ReadOnlyMemory<byte>> CallOf(CallParameter[] parameters) => new(_method!, parameters)
    {
        HaltGroup = _haltGroup,
        FindFault = All ? FindFault : null,
    };

    private Bitrix24Exception? FindFault(ReadOnlyMemory<byte> result) => MethodForm.EntriesOf(new(result)).IsGiven
        ? null
        : Failure.Own(OwnErrorId.NotPaged, "What it answers is not a page of a list.", Method);

    private static long StartOf(Call page) =>
        page.Parameters.FirstOrDefault(static parameter => parameter.Name == Start).Value is { } text
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            ? start
            : 0;

    private Bitrix24Exception Invalid(string why) =>
        Failure.Own(OwnErrorId.InvalidParameters, Client.Redaction.Clean(why, Redaction.LongestDescription), Method);
}
