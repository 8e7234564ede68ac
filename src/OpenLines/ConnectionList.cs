using System;
using System.Collections.Generic;
using System.Linq;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>The connections of a runspace by their names, and which of them is the default one.</summary>
internal sealed class ConnectionList
{
    /// <summary>How many a list holds: a script that connects for ever must not fill the memory.</summary>
    public const int Most = 1_000;

    private const int MostTold = 10;

    private readonly object _gate = new();
    private readonly List<(Bitrix24Connection Connection, bool IsOwn)> _entries = [];
    private Bitrix24Connection? _default;

    /// <summary>The one that is used where none is given; null where there is none.</summary>
    public Bitrix24Connection? Default
    {
        get
        {
            lock (_gate)
            {
                return _default is { IsLeft: false } ? _default : null;
            }
        }
    }

    /// <summary>All of them, in the order in which their names came.</summary>
    public IReadOnlyList<Bitrix24Connection> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.Select(static entry => entry.Connection).Where(static connection => !connection.IsLeft)];
            }
        }
    }

    /// <summary>The first of their names, as a sentence.</summary>
    public LocalizableText Names
    {
        get
        {
            var names = All.Select(static connection => connection.Name).ToList();
            var told = string.Join(", ", names.Take(MostTold));
            return names.Count == 0 ? ModuleText.Of("Connections_None")
                : names.Count <= MostTold ? ModuleText.Of("Connections_All", told)
                : ModuleText.Of("Connections_Some", told, names.Count - MostTold);
        }
    }

    /// <summary>The one of a name; null where there is none.</summary>
    public Bitrix24Connection? Find(string name) => All.FirstOrDefault(connection => HasName(connection, name));

    /// <summary>Makes a connection the default one.</summary>
    /// <param name="connection">One of these, or another one, which takes the place of the one that has its name.</param>
    /// <param name="isOwn">Whether it was made in this runspace; it is closed then when the module leaves.</param>
    /// <returns>The one that is listed no more for it; it is not closed. Null where there is none.</returns>
    public Bitrix24Connection? Choose(Bitrix24Connection connection, bool isOwn)
    {
        lock (_gate)
        {
            _default = connection;
            _entries.RemoveAll(static entry => entry.Connection.IsLeft);
            var at = _entries.FindIndex(entry => HasName(entry.Connection, connection.Name));
            if (at < 0 && _entries.Count < Most)
            {
                _entries.Add((connection, isOwn));
                return null;
            }

            var before = _entries[Math.Max(at, 0)];
            if (ReferenceEquals(before.Connection, connection))
            {
                return null;
            }

            if (at < 0)
            {
                _entries.RemoveAt(0);
                _entries.Add((connection, isOwn));
            }
            else
            {
                _entries[at] = (connection, isOwn);
            }

            return before.Connection;
        }
    }

    /// <summary>One that was closed goes.</summary>
    public void Remove(Bitrix24Connection connection)
    {
        lock (_gate)
        {
            _entries.RemoveAll(entry => ReferenceEquals(entry.Connection, connection));
            _default = ReferenceEquals(_default, connection) ? null : _default;
        }
    }

    /// <summary>
    /// The module leaves the runspace, and what was made here goes with it; but what is running on a connection keeps it to its end.
    /// </summary>
    public void Leave()
    {
        List<(Bitrix24Connection Connection, bool IsOwn)> left;
        lock (_gate)
        {
            left = [.. _entries];
            _entries.RemoveAll(static entry => !entry.IsOwn);
            _default = left.Exists(entry => entry.IsOwn && ReferenceEquals(entry.Connection, _default)) ? _default : null;
        }

        left.Where(static entry => entry.IsOwn).ToList().ForEach(static entry => entry.Connection.CloseWhenIdle());
    }

    private static bool HasName(Bitrix24Connection connection, string name) =>
        string.Equals(connection.Name, name, StringComparison.OrdinalIgnoreCase);
}
