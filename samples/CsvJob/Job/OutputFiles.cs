using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace CsvJob.Job;

/// <summary>The two files of a run, open before anything is done. They are new: those of an older run stay as they are.</summary>
internal sealed class OutputFiles : IDisposable
{
    private OutputFiles(FileStream done, FileStream failed)
    {
        DoneName = done.Name;
        FailedName = failed.Name;

        // Excel takes a file without the mark for one in the old encoding of Windows.
        Done = new StreamWriter(done, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Failed = new StreamWriter(failed, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }

    public string DoneName { get; }

    public TextWriter Done { get; }

    public string FailedName { get; }

    public TextWriter Failed { get; }

    /// <summary>Creates both, named for the minute.</summary>
    /// <exception cref="IOException">They cannot be had.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static OutputFiles Open(string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        var date = time.GetLocalNow().ToString("yyyy-MM-dd-HHmm", CultureInfo.InvariantCulture);
        for (var number = 1; ; number++)
        {
            var suffix = number == 1 ? date : string.Create(CultureInfo.InvariantCulture, $"{date}-{number}");
            var done = Path.Combine(folder, $"done-{suffix}.csv");
            var failed = Path.Combine(folder, $"failed-{suffix}.csv");
            if (!Path.Exists(done) && !Path.Exists(failed))
            {
                return new(Create(done), Create(failed));
            }
        }
    }

    public void Dispose()
    {
        Done.Dispose();
        Failed.Dispose();
    }

    private static FileStream Create(string name) => new(name, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
}
