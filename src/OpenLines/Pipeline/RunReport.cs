using System;
using System.Management.Automation;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// What a cmdlet tells while it works: progress on long runs, and a verbose line for each wait and each retry. In a chain it counts what
/// is still to come from the cmdlets before it, so that the remaining time is that of the whole job.
/// </summary>
internal sealed class RunReport(Cmdlet cmdlet, string activity, int activityId, Bitrix24Client client)
{
    /// <summary>The shortest time between two updates.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan ShortRun = TimeSpan.FromSeconds(2);

    [ThreadStatic]
    private static RunReport? _writing;

    private readonly RemainingTime _remaining = new(client.Clock.Now);
    private DateTimeOffset _nextUpdate = client.Clock.Now + ShortRun;
    private long _read;
    private long _done;
    private long _failed;
    private bool _isInputRead;
    private bool _isShown;
    private RunReport? _before;

    private long Ended => _done + _failed;

    /// <summary>How many items are still to end, those that are to come from before included.</summary>
    private long Left => _read - Ended + (_before?.Left ?? 0);

    /// <summary>Whether it is known how many items there are.</summary>
    private bool IsInputKnown => _isInputRead || _before is { IsInputKnown: true };

    /// <returns>The number of the item.</returns>
    public long OnRead()
    {
        // Inside the write of another cmdlet, its result is what has been read.
        _before ??= _writing;
        return ++_read;
    }

    public void OnEnded(bool isFailed)
    {
        if (isFailed)
        {
            _failed++;
        }
        else
        {
            _done++;
        }
    }

    /// <summary>The cmdlet writes a result until this is disposed of.</summary>
    public Writing Write()
    {
        var around = _writing;
        _writing = this;
        return new(around);
    }

    /// <summary>Tells what there is to tell, if it is time.</summary>
    /// <param name="isInputRead">Whether the whole input is known, so that an estimate can be made.</param>
    public void Update(bool isInputRead)
    {
        _isInputRead = isInputRead;
        Tell(cmdlet, client);
        var now = client.Clock.Now;
        if (now < _nextUpdate)
        {
            return;
        }

        _nextUpdate = now + Interval;
        _isShown = true;
        var progress = new ProgressRecord(activityId, activity, Status());
        _remaining.Add(Ended, now);
        if (IsInputKnown && _remaining.For(Left) is { } remaining)
        {
            progress.PercentComplete = (int)(100 * Ended / (Ended + Left));
            progress.SecondsRemaining = (int)remaining.TotalSeconds;
        }

        cmdlet.WriteProgress(progress);
    }

    /// <summary>Writes the lines that have come up since the last time.</summary>
    public static void Tell(Cmdlet cmdlet, Bitrix24Client client)
    {
        if (client.Dispatcher.SignIn.Tell() is { } fault)
        {
            TokenScript.Warn(cmdlet, fault, client.Redaction);
        }

        while (client.Notices.TryTake(out var line))
        {
            var text = client.Redaction.Clean(line!.Text, Redaction.LongestDescription);
            if (line.IsWarning)
            {
                cmdlet.WriteWarning(text);
            }
            else
            {
                cmdlet.WriteVerbose(text);
            }
        }
    }

    /// <summary>Takes the progress away, if any was shown.</summary>
    public void Complete()
    {
        if (_isShown)
        {
            _isShown = false;
            cmdlet.WriteProgress(new ProgressRecord(activityId, activity, Status()) { RecordType = ProgressRecordType.Completed });
        }
    }

    private string Status() =>
        RunStatus.Of(_done, IsInputKnown ? Ended + Left : null, _failed, client.Dispatcher.Hold, client.Clock.Now);

    internal readonly ref struct Writing
    {
        private readonly RunReport? _around;

        internal Writing(RunReport? around) => _around = around;

        public void Dispose() => _writing = _around;
    }
}
