using System;
using System.Collections;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>A cmdlet that gives lines settings: new ones, and those that are there.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LineSettingsCmdlet : ChangeCmdlet
{
    private Func<IReadOnlyList<CallParameter>>? _settings;

    private protected LineSettingsCmdlet()
    {
    }

    /// <summary>Whether it takes dialogs.</summary>
    [Parameter]
    [Unrepeated(typeof(bool), "Expected_Boolean")]
    public bool Active { get; set; }

    /// <summary>The language of its automatic messages, two letters.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Unrepeated(typeof(string), "Expected_Language", IsSent = true)]
    [NotCompleted]
    public string? Language { get; set; }

    /// <summary>
    /// The ids of those who take its dialogs, in this order. Together with <c>-DepartmentId</c> they replace the whole queue.
    /// </summary>
    [Parameter]
    [Unrepeated(typeof(long[]), "Expected_UserIds")]
    [Operators]
    public long[]? OperatorId { get; set; }

    /// <summary>
    /// The ids of departments whose people take its dialogs. Together with <c>-OperatorId</c> they replace the whole queue.
    /// </summary>
    [Parameter]
    [Unrepeated(typeof(long[]), "Expected_DepartmentIds")]
    public long[]? DepartmentId { get; set; }

    /// <summary>How a dialog is offered to its operators.</summary>
    [Parameter]
    [Unrepeated(typeof(LineQueueType), "Expected_QueueType")]
    public LineQueueType QueueType { get; set; }

    /// <summary>For how many seconds a dialog is offered to an operator before it goes to the next one.</summary>
    [Parameter]
    [Unrepeated(typeof(int), "Expected_Seconds")]
    public int QueueSeconds { get; set; }

    /// <summary>After how many seconds a dialog counts as not answered.</summary>
    [Parameter]
    [Unrepeated(typeof(int), "Expected_Seconds")]
    public int NoAnswerSeconds { get; set; }

    /// <summary>How many dialogs an operator has at once at the most; 0 for any number.</summary>
    [Parameter]
    [Unrepeated(typeof(int), "Expected_Dialogs")]
    public int MaxChats { get; set; }

    /// <summary>Whether it keeps working hours.</summary>
    [Parameter]
    [Unrepeated(typeof(bool), "Expected_Boolean")]
    public bool WorkTimeEnabled { get; set; }

    /// <summary>When its working hours begin, in whole minutes, such as 9:00.</summary>
    [Parameter]
    [Unrepeated(typeof(TimeSpan), "Expected_HourFrom")]
    public TimeSpan WorkTimeFrom { get; set; }

    /// <summary>When its working hours end, in whole minutes, such as 18:30.</summary>
    [Parameter]
    [Unrepeated(typeof(TimeSpan), "Expected_HourTo")]
    public TimeSpan WorkTimeTo { get; set; }

    /// <summary>The time zone of its working hours, such as <c>Europe/Berlin</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Unrepeated(typeof(string), "Expected_TimeZone", IsSent = true)]
    [NotCompleted]
    public string? TimeZone { get; set; }

    /// <summary>The days of the week on which it does not work; an empty list for none.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [Unrepeated(typeof(DayOfWeek[]), "Expected_Days")]
    public DayOfWeek[]? DayOff { get; set; }

    /// <summary>
    /// Other settings by the portal's names, as the Settings of a line have them: <c>@{ AUTO_CLOSE_RULE = 'text' }</c>.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [Unrepeated(typeof(IDictionary), "Expected_Hashtable")]
    public IDictionary? Property { get; set; }

    /// <summary>Read each line back, with one more call a line: the portal replaces what it does not take, and does not say so.</summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    /// <summary>Read each line afterwards, with one more call a line, and give it instead of the short result.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected sealed override OutcomeForm Form => new LineForm(Action, PassThru);

    private protected abstract LineAction Action { get; }

    /// <summary>The settings that were given.</summary>
    private protected IReadOnlyList<CallParameter> Settings => _settings!();

    /// <summary>The names of those, which say what is changed where somebody is asked.</summary>
    private protected string SettingNames => string.Join(", ", Settings.Select(static setting => setting.Name));

    /// <summary>How a line is read afterwards; null where it is not.</summary>
    private protected LineReading? Reading { get; private set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Reading = Verify || PassThru ? new LineReading(Verify, Client.Redaction) : null;
        try
        {
            var settings = Action == LineAction.NewLine
                ? LineSettingsInput.OfNew(MyInvocation.BoundParameters)
                : LineSettingsInput.OfChange(MyInvocation.BoundParameters);
            _settings = () => settings;
        }
        catch (InputFault fault)
        {
            throw End(Failure.Own(
                OwnErrorId.InvalidParameters, fault.Text.Cleaned(Client.Redaction), Called.Name)
                .Advising(ModuleText.Of("Setting_Advice")));
        }
    }
}
