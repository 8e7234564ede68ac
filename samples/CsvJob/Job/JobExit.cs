namespace CsvJob.Job;

/// <summary>The exit codes of the job, here as in Invoke-CsvJob.ps1.</summary>
internal enum JobExit
{
    /// <summary>Every row is done.</summary>
    AllDone = 0,

    /// <summary>Rows failed, each with its reason in the file of failures.</summary>
    RowsFailed = 1,

    /// <summary>Nothing was done: no rows, no connection, no place to write.</summary>
    NothingDone = 2,

    /// <summary>The job ended before its end.</summary>
    EndedEarly = 3,
}
