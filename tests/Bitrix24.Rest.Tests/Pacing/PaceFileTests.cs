using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Bitrix24.Rest.Tests;

/// <summary>The file that the processes of a user share.</summary>
public sealed class PaceFileTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public void Keeps_what_was_written()
    {
        Assert.Equal(PaceStoreAnswer.Done, Open().Update(static _ => [1, 2, 3]));
        Assert.Equal(PaceStoreAnswer.Done, Open().Update(static _ => null));
        Assert.Equal([1, 2, 3], Read(Open()));
    }

    [Fact]
    public void Lets_one_at_a_time_read_and_write()
    {
        const int Openers = 200;
        Parallel.For(0, Openers, _ =>
        {
            var file = Open();
            while (file.Update(static numbers => [numbers.FirstOrDefault() + 1]) != PaceStoreAnswer.Done)
            {
            }
        });

        Assert.Equal([Openers], Read(Open()));
    }

    [Fact]
    public void Is_busy_while_another_has_it_and_holds_nobody_up()
    {
        Open().Update(static _ => [1]);
        Open().Update(_ =>
        {
            Assert.Equal(PaceStoreAnswer.Busy, Open().Update(static _ => [2]));
            return null;
        });

        Assert.Equal([1], Read(Open()));
    }

    [Fact]
    public void Begins_anew_where_it_was_taken_away()
    {
        var file = Open();
        file.Update(static _ => [1]);
        Directory.Delete(_folder, recursive: true);

        // The first that finds it missing does without; the next has a folder again.
        file.Update(static _ => null);
        Assert.Equal(PaceStoreAnswer.Done, file.Update(static _ => [2]));
        Assert.Equal([2], Read(Open()));
    }

    [Fact]
    public void Is_not_to_be_had_where_there_is_no_folder_for_it()
    {
        File.WriteAllText(_folder, "a file");
        try
        {
            Assert.Equal(PaceStoreAnswer.Unavailable, Open().Update(static _ => [1]));
        }
        finally
        {
            File.Delete(_folder);
        }
    }

    [Fact]
    public void Gives_whole_numbers_of_whatever_is_in_it()
    {
        Open().Update(static _ => null);
        var path = Assert.Single(Directory.GetFiles(_folder));
        File.WriteAllBytes(path, [1, 0, 0, 0, 0, 0, 0, 0, 7, 7, 7]);

        Assert.Equal([1], Read(Open()));
    }

    [Fact]
    public void Does_not_read_what_is_too_large_to_be_one()
    {
        Open().Update(static _ => null);
        var path = Assert.Single(Directory.GetFiles(_folder));
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(1L << 32);
        }

        Assert.Equal(PaceStoreAnswer.Done, Open().Update(static numbers => [numbers.Length]));
        Assert.Equal([0], Read(Open()));
        Assert.Equal(sizeof(long), new FileInfo(path).Length);
    }

    [Fact]
    public void Reads_the_largest_that_may_be_one()
    {
        Open().Update(static _ => null);
        var path = Assert.Single(Directory.GetFiles(_folder));
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(1 << 20);
        }

        Assert.Equal(PaceStoreAnswer.Done, Open().Update(static numbers => [numbers.Length]));
        Assert.Equal(1 << 17, Read(Open())[0]);
        Assert.Equal(1 << 20, new FileInfo(path).Length);
    }

    [Fact]
    [Trait("NotInMono", "There all tests are of one process, and others set the same environment variable.")]
    public void That_of_a_portal_stands_in_a_folder_that_may_be_named_and_has_a_name_that_any_system_takes()
    {
        var before = Environment.GetEnvironmentVariable(PaceFile.FolderVariable);
        try
        {
            Environment.SetEnvironmentVariable(PaceFile.FolderVariable, _folder);
            Assert.Equal(PaceStoreAnswer.Done, PaceFile.Of(new Uri("https://[2001:db8::1]:8443/"))!.Update(static _ => [1]));
            Assert.Equal(PaceStoreAnswer.Done, PaceFile.Of(new Uri("https://my-portal.example_1/"))!.Update(static _ => [1]));
            var names = Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
            var machine = Path.GetFileName(names[0])!["2001-db8--1_8443_".Length..^"_3.pace".Length];
            Assert.Equal([$"2001-db8--1_8443_{machine}_3.pace", $"my-portal.example_1_443_{machine}_3.pace"], names);

            Environment.SetEnvironmentVariable(PaceFile.FolderVariable, "none");
            Assert.Null(PaceFile.Of(new Uri("https://portal.example/")));
            Environment.SetEnvironmentVariable(PaceFile.FolderVariable, Path.Combine("a", "folder"));
            Assert.Null(PaceFile.Of(new Uri("https://portal.example/")));
        }
        finally
        {
            Environment.SetEnvironmentVariable(PaceFile.FolderVariable, before);
        }
    }

    [Fact]
    public void Takes_away_the_files_of_portals_that_nobody_has_called_for_days()
    {
        Directory.CreateDirectory(_folder);
        var (old, recent) = (Path.Combine(_folder, "old.pace"), Path.Combine(_folder, "recent.pace"));
        File.WriteAllText(old, "");
        File.WriteAllText(recent, "");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-3));
        Open().Update(static _ => null);

        Assert.False(File.Exists(old));
        Assert.True(File.Exists(recent));
    }
#if NET

    [Fact]
    public void Is_the_users_own()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Open().Update(static _ => [1]);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(_folder))));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder));
    }

    [Fact]
    public void Is_not_to_be_had_in_a_folder_that_others_may_write_into()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Directory.CreateDirectory(_folder, (UnixFileMode)511);
        File.SetUnixFileMode(_folder, (UnixFileMode)511);

        Assert.Equal(PaceStoreAnswer.Unavailable, Open().Update(static _ => [1]));
    }

    [Fact]
    public void Stands_among_the_users_own_data_where_no_folder_is_named()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        const string Data = "XDG_DATA_HOME";
        var before = (Environment.GetEnvironmentVariable(PaceFile.FolderVariable), Environment.GetEnvironmentVariable(Data));
        try
        {
            Environment.SetEnvironmentVariable(PaceFile.FolderVariable, null);
            Environment.SetEnvironmentVariable(Data, _folder);
            PaceFile.Of(new Uri("https://portal.example/"))!.Update(static _ => [1]);

            Assert.Single(Directory.GetFiles(Path.Combine(_folder, "Bitrix24.Rest")));
        }
        finally
        {
            Environment.SetEnvironmentVariable(PaceFile.FolderVariable, before.Item1);
            Environment.SetEnvironmentVariable(Data, before.Item2);
        }
    }
#endif

    private static long[] Read(PaceFile file)
    {
        long[] read = [];
        Assert.Equal(PaceStoreAnswer.Done, file.Update(numbers =>
        {
            read = numbers;
            return null;
        }));
        return read;
    }

    private PaceFile Open() => new(_folder, "portal");
}
