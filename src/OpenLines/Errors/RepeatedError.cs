using System.Management.Automation;

namespace OpenLines;

/// <summary>
/// An error with the id and the advice of an earlier one of the same run. It has all that the other has; a view of its own shows it in one
/// line, so that the advice of a thousand failed rows stands on the screen once. A type, because what is only told to the engine's wrapper
/// of an error record is lost on the way to the screen.
/// </summary>
internal sealed class RepeatedError(ErrorRecord error) : ErrorRecord(error, replaceParentContainsErrorRecordException: null);
