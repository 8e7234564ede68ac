using System;
using System.Collections.Generic;
using System.Text.Json;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// The methods that make, change and delete lines. They answer <c>false</c>, with status 200, where they did nothing. See
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/index.html">their pages</see>.
/// </summary>
internal static class LineChanges
{
    /// <summary>
    /// A new line, whose id is the answer; null where none was made. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-config-add.html">
    /// imopenlines.config.add</see>.
    /// </summary>
    public static readonly RestMethod<long?> Add = OpenLinesMethod.Create<long?>(
        "imopenlines.config.add",
        TimeSpan.FromSeconds(0.5),
        static result => result.Kind == JsonValueKind.False ? null : result.Number() is > 0 and var id ? id : throw new FormatException());

    /// <summary>
    /// Settings of a line. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-config-update.html">
    /// imopenlines.config.update</see>.
    /// </summary>
    public static readonly RestMethod<bool> Update =
        OpenLinesMethod.Create("imopenlines.config.update", TimeSpan.FromSeconds(0.5), ReadFlag);

    /// <summary>
    /// A line is deleted with its queue and its channels. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-config-delete.html">
    /// imopenlines.config.delete</see>.
    /// </summary>
    public static readonly RestMethod<bool> Delete =
        OpenLinesMethod.Create("imopenlines.config.delete", TimeSpan.FromSeconds(0.5), ReadFlag);

    /// <summary>Makes a line.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="reading">How it is read back; null where it is not.</param>
    /// <param name="haltGroup">The halt group of a run that stops at its first failure.</param>
    public static Call<long?> AddLine(IReadOnlyList<CallParameter> settings, LineReading? reading, HaltGroup? haltGroup)
    {
        // Which line it is to be is not known before there is one.
        CallParameter[] of = [LineMethods.IdOf(0)];
        return new(Add, [LineMethods.Map("PARAMS", settings)])
        {
            HaltGroup = haltGroup,
            FollowUp = reading?.Call(of, settings, Add.Name),
            FindFault = id =>
            {
                of[0] = LineMethods.IdOf(id ?? 0);
                return id is null
                    ? Failure.Own(OwnErrorId.LineRefused, LineText.Of("Line_NotMade").Then(Why(settings)), Add.Name)
                    : null;
            },
        };
    }

    /// <summary>
    /// Changes a line. Settings that are kept together only are completed with what the line has: it is read first then.
    /// </summary>
    /// <param name="id">The line.</param>
    /// <param name="settings">The settings to change.</param>
    /// <param name="reading">How it is read back; null where it is not.</param>
    /// <param name="haltGroup">The halt group of a run that stops at its first failure.</param>
    public static Call UpdateLine(long id, IReadOnlyList<CallParameter> settings, LineReading? reading, HaltGroup? haltGroup)
    {
        CallParameter[] of = [LineMethods.IdOf(id)];
        List<CallParameter> sent = [.. settings];
        var isWhole = LineGroups.AreWhole(settings);
        var update = new Call<bool>(Update, [of[0], LineMethods.Map("PARAMS", sent)])
        {
            HaltGroup = haltGroup,
            FollowUp = reading?.Call(of, settings, Update.Name),
            FindFault = isDone => isDone ? null : Refused(settings, isThere: !isWhole),
        };
        return isWhole ? update : new Call<LineRecord?>(LineMethods.Get, of)
        {
            IsGuard = true,
            HaltGroup = haltGroup,
            FollowUp = update,
            FindFault = line => line is null ? LineMethods.NotFound(line) : LineGroups.Complete(line, settings, sent, Update.Name),
        };
    }

    /// <summary>Deletes a line.</summary>
    /// <param name="id">The line.</param>
    /// <param name="isVerified">Whether it is looked for afterwards.</param>
    /// <param name="haltGroup">The halt group of a run that stops at its first failure.</param>
    public static Call<bool> DeleteLine(long id, bool isVerified, HaltGroup? haltGroup) => new(Delete, [LineMethods.IdOf(id)])
    {
        HaltGroup = haltGroup,
        FindFault = static isDone => isDone
            ? null
            : Failure.Own(OwnErrorId.LineNotFound, LineText.Of("Line_None"), Delete.Name),
        FollowUp = isVerified
            ? new Call<LineRecord?>(LineMethods.Get, [LineMethods.IdOf(id)])
            {
                FindFault = static line => line is null
                    ? null
                    : Failure.Own(OwnErrorId.NotVerified, LineText.Of("Line_StillThere"), Delete.Name),
            }
            : null,
    };

    private static bool ReadFlag(JsonValue result) => result.Kind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new FormatException(),
    };

    private static Bitrix24Exception Refused(IReadOnlyList<CallParameter> settings, bool isThere) =>
        !isThere && LineGroups.Find(settings, LineFieldTable.Queue) is null
            ? Failure.Own(
                OwnErrorId.LineNotFound, LineText.Of("Line_NoneOrRefused"), Update.Name)
            : Failure.Own(
                OwnErrorId.LineRefused,
                (isThere
                    ? LineText.Of("Line_Refused")
                    : LineText.Of("Line_NoneOrRefused")).Then(Why(settings)),
                Update.Name);

    private static LocalizableText Why(IReadOnlyList<CallParameter> settings) => LineGroups.Find(settings, LineFieldTable.Queue) is null
        ? LineText.Of("Line_WhyUnknown")
        : LineText.Of("Line_WhyQueue");
}
