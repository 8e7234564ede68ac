using System;
using System.IO;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// A file in a folder until it is whole, under a name of its own. Beside it stands which version it is a part of, so that another run can
/// go on with it.
/// </summary>
internal sealed class HalfFile : IHalfFile, IDisposable
{
    private readonly string _path;
    private readonly string _note;
    private readonly string _portal;
    private FileStream? _stream;

    /// <param name="folder">The folder.</param>
    /// <param name="portal">Whose file it is.</param>
    /// <param name="fileId">Its id there.</param>
    public HalfFile(string folder, Uri portal, long fileId)
    {
        _path = Path.Combine(folder, FileName.OfHalf(fileId));
        _note = _path + FileName.NoteEnd;
        _portal = portal.Authority;
        Refuse(_path);
        Refuse(_note);
    }

    /// <inheritdoc/>
    public FileVersion? Version
    {
        get
        {
            var note = Length > 0 && File.Exists(_note) ? File.ReadAllText(_note) : "";
            var begin = _portal + "\n";
            return note.StartsWith(begin, StringComparison.Ordinal) ? FileVersion.Parse(note.Substring(begin.Length)) : null;
        }
    }

    /// <inheritdoc/>
    public long Length => new FileInfo(_path) is { Exists: true } there ? there.Length : 0;

    /// <inheritdoc/>
    public Stream Begin(FileVersion? version)
    {
        // First what is there, which another run may be at.
        var stream = Open(FileMode.Create);
        File.Delete(_note);
        if (version is not null)
        {
            using var note = new StreamWriter(_note);
            note.Write($"{_portal}\n{version}");
        }

        return stream;
    }

    /// <inheritdoc/>
    public Stream Continue(long from)
    {
        var stream = Open(FileMode.Open);
        stream.SetLength(from);
        stream.Position = from;
        return stream;
    }

    /// <summary>It is whole: it gets its name, all at once.</summary>
    public void MoveTo(string path)
    {
        _stream?.Flush(flushToDisk: true);
        Dispose();
        File.Move(_path, path);
        File.Delete(_note);
    }

    /// <summary>It is not fetched any further for now: what cannot be gone on with is deleted.</summary>
    public void Leave()
    {
        Dispose();
        if (Version is null)
        {
            File.Delete(_path);
            File.Delete(_note);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream?.Dispose();
        _stream = null;
    }

    /// <summary>Whoever else may write into the folder could have put something there that leads elsewhere.</summary>
    private static void Refuse(string path)
    {
        if (FileLink.IsOne(path) || !PlainFile.IsOne(path))
        {
            throw new FileFault(ModuleText.Of("File_NoFile", path));
        }
    }

    private FileStream Open(FileMode mode)
    {
        Dispose();
        return _stream = new FileStream(_path, mode, FileAccess.Write, FileShare.None);
    }
}
