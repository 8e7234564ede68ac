using System;
using System.IO;

namespace LocalPrograms;

/// <summary>The folder that holds the solution, and what is found in it.</summary>
internal sealed class Checkout
{
    private const string Landmark = "OpenLinesPS.sln";

    private Checkout(string root) => Root = root;

    public string Root { get; }

    public string Module => Path.Combine(Root, "out", "OpenLines");

    public string JobOutput => Path.Combine(Root, "out", "csv-job");

    public string SampleCodes => Path.Combine(Root, "samples", "user-codes.csv");

    public string SampleScript => Path.Combine(Root, "samples", "Invoke-CsvJob.ps1");

    /// <summary>Looks upwards from the folder of this very program.</summary>
    public static Checkout Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Landmark)))
            {
                return new(folder.FullName);
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds {Landmark}.");
    }
}
