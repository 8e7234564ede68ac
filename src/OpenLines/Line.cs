using System;
using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;

namespace OpenLines;

/// <summary>
/// An open line with its settings. Found by Get-OLLine with
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-config-get.html">imopenlines.config.get</see>
/// and
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-config-list-get.html">
/// imopenlines.config.list.get</see>.
/// </summary>
public sealed class Line : PortalResult
{
    private readonly LineRecord _line;
    private readonly Lazy<PSObject> _settings;

    internal Line(LineRecord line, object? inputObject, PipelineRun run)
        : base(line.Fields, inputObject, run)
    {
        _line = line;
        _settings = new(() => SettingsObject.Read(line, run.Redaction));
        Name = Safe(line.Name);
    }

    /// <summary>The line's id, above zero.</summary>
    public long LineId => _line.Id;

    /// <summary>Its name.</summary>
    public string? Name { get; }

    /// <summary>Whether it takes dialogs.</summary>
    public bool IsActive => Flag("ACTIVE");

    /// <summary>The language of its automatic messages, two letters.</summary>
    public string? Language => Text("LANGUAGE_ID");

    /// <summary>How dialogs are offered to its operators; null where it is a way that this version of the module does not know.</summary>
    public LineQueueType? QueueType => _line.Fields.Text("QUEUE_TYPE") switch
    {
        "evenly" => LineQueueType.Evenly,
        "strictly" => LineQueueType.Strictly,
        "all" => LineQueueType.All,
        _ => null,
    };

    /// <summary>For how many seconds a dialog is offered to an operator before it goes to the next one.</summary>
    public long? QueueSeconds => Number("QUEUE_TIME");

    /// <summary>After how many seconds a dialog counts as not answered.</summary>
    public long? NoAnswerSeconds => Number("NO_ANSWER_TIME");

    /// <summary>How many dialogs an operator has at once at the most; 0 for any number.</summary>
    public long? MaxChats => Number("MAX_CHAT");

    /// <summary>
    /// The ids of those who take its dialogs, in their order, the people of departments among them; null where the queue was not asked for.
    /// </summary>
    public IReadOnlyList<long>? OperatorIds => _line.Operators;

    /// <summary>The ids of the departments in its queue; null where the portal does not tell: it does with <c>-WithQueue</c>.</summary>
    public IReadOnlyList<long>? DepartmentIds => _line.Departments;

    /// <summary>Whether one of its operators is online; null where the portal does not tell: it does of a line that is named.</summary>
    public bool? IsOnline => _line.Fields.Flag("QUEUE_ONLINE");

    /// <summary>Whether it keeps working hours.</summary>
    public bool IsWorkTimeEnabled => Flag("WORKTIME_ENABLE");

    /// <summary>When its working hours begin.</summary>
    public TimeSpan? WorkTimeFrom => _line.Hour(LineFieldTable.WorkTimeFrom);

    /// <summary>When its working hours end.</summary>
    public TimeSpan? WorkTimeTo => _line.Hour(LineFieldTable.WorkTimeTo);

    /// <summary>The time zone of its working hours, such as <c>Europe/Berlin</c>.</summary>
    public string? TimeZone => Text("WORKTIME_TIMEZONE");

    /// <summary>The days of the week on which it does not work; empty where there are none.</summary>
    public IReadOnlyList<DayOfWeek> DaysOff => _line.DaysOff;

    /// <summary>The holidays, each as <c>DD.MM</c>; empty where there are none.</summary>
    public IReadOnlyList<string> Holidays => Array.ConvertAll([.. _line.Holidays], day => Safe(day)!);

    /// <summary>The id of the user who changed it last.</summary>
    public long? ModifiedBy => Number("MODIFY_USER_ID");

    /// <summary>
    /// All its settings, by the portal's names, each as what it is: numbers, true and false, times of day, lists. Set-OLLine and New-OLLine
    /// take them so.
    /// </summary>
    public PSObject Settings => _settings.Value;

    private bool Flag(string name) => _line.Fields.Flag(name) == true;

    private long? Number(string name) => _line.Fields.Number(name);

    private string? Text(string name) => Safe(_line.Fields.LongText(name));
}
