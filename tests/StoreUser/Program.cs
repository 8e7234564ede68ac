using System;
using System.Globalization;
using System.Threading;
using Bitrix24.Rest;
using Bitrix24.Rest.Tests;

// STEP PATH [COUNT]: goes as far as the step, says so in one line, and waits to be killed; "rotate" takes the next pair again and again.
var (step, path) = (args[0], args[1]);
var store = new TokenFile(path);
if (step == "rotate")
{
    for (var count = int.Parse(args[2], CultureInfo.InvariantCulture); count > 0; count--)
    {
        using var turn = await store.LockAsync(CancellationToken.None).ConfigureAwait(false);
        var next = StoredPair.NumberOf(await turn.ReadAsync().ConfigureAwait(false)) + 1;
        await turn.WriteAsync(StoredPair.Of(next)).ConfigureAwait(false);
        Say(next.ToString(CultureInfo.InvariantCulture));
    }

    return;
}

using var lease = await store.LockAsync(CancellationToken.None).ConfigureAwait(false);
var pair = StoredPair.Of(StoredPair.NumberOf(await lease.ReadAsync().ConfigureAwait(false)) + 1);
switch (step)
{
    case "locked":
        break;
    case "begun":
        Prepare(length: 0);
        break;
    case "half":
        Prepare(length: 100);
        break;
    case "written":
        Prepare(int.MaxValue);
        break;
    case "replaced":
        await lease.WriteAsync(pair).ConfigureAwait(false);
        break;
    default:
        throw new ArgumentException(step, nameof(args));
}

Say(step);
Thread.Sleep(Timeout.Infinite);

void Prepare(int length)
{
    var text = TokenFileText.Write(pair)!;
    using var file = PrivateFile.Create(TokenFileLease.NextOf(path));
    file.Write(text, 0, Math.Min(length, text.Length));
    file.Flush(flushToDisk: true);
}

static void Say(string line)
{
    Console.Out.WriteLine(line);
    Console.Out.Flush();
}
