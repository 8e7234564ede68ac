using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

// Walks everything that can be reached from an object through fields of any visibility, and through the properties of our own types and of
// exceptions, and tells where a text or a buffer has one of the sought texts. Only the type Secret may have one.
public sealed class ObjectSweep
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly string[] _sought;
    private readonly HashSet<object> _visited = new HashSet<object>(new ByReference());
    private readonly Queue<Node> _queue = new Queue<Node>();
    private readonly Dictionary<Type, FieldInfo[]> _fields = new Dictionary<Type, FieldInfo[]>();
    private readonly List<object> _commands = new List<object>();
    private readonly int _depth;
    private readonly bool _hasEngine;

    // hasEngine: whether to go on into the state of the engine; that of the runspace which runs the search has what is sought.
    public ObjectSweep(string[] sought, int depth, bool hasEngine)
    {
        _sought = sought;
        _depth = depth;
        _hasEngine = hasEngine;
        Found = new List<string>();
        Types = new HashSet<string>();
    }

    // Path and text of each place.
    public List<string> Found { get; private set; }

    // The full names of the types of ours and of exceptions that were met.
    public HashSet<string> Types { get; private set; }

    public int Count { get { return _visited.Count; } }

    public void Walk(string name, object root)
    {
        Add(root, name, 0);
        while (_queue.Count > 0)
        {
            var node = _queue.Dequeue();
            Visit(node);
            if (_queue.Count == 0)
            {
                // The engine keeps them deeper than anything that it gives out.
                foreach (var command in _commands)
                {
                    _queue.Enqueue(new Node { Value = command, Path = command.GetType().Name, Depth = 0 });
                }

                _commands.Clear();
            }
        }
    }

    private void Visit(Node node)
    {
        var type = node.Value.GetType();
        var text = node.Value as string;
        if (text == null && node.Value is StringBuilder) { text = node.Value.ToString(); }
        if (text == null && node.Value is char[]) { text = new string((char[])node.Value); }
        if (text != null)
        {
            Search(text, node.Path);
            return;
        }

        if (node.Value is byte[])
        {
            Search(Encoding.GetEncoding(28591).GetString((byte[])node.Value), node.Path);
            Search(Encoding.Unicode.GetString((byte[])node.Value), node.Path);
            return;
        }

        if (type.FullName == "Bitrix24.Rest.Secret") { Types.Add(type.FullName); return; }
        if (IsOurs(type) || node.Value is Exception) { Types.Add(type.FullName); }
        if (node.Depth >= _depth) { return; }
        if (type.IsArray)
        {
            if (IsLeaf(type.GetElementType())) { return; }
            var index = 0;
            foreach (var element in (Array)node.Value) { Add(element, node.Path + "[" + index++ + "]", node.Depth + 1); }
            return;
        }

        foreach (var field in FieldsOf(type))
        {
            Add(field.GetValue(node.Value), node.Path + "." + field.Name, node.Depth + 1);
        }

        if (IsOurs(type) || node.Value is Exception) { VisitProperties(node, type); }
    }

    private void VisitProperties(Node node, Type type)
    {
        for (var declaring = type;
            declaring != null && (IsOurs(declaring) || typeof(Exception).IsAssignableFrom(declaring));
            declaring = declaring.BaseType)
        {
            foreach (var property in declaring.GetProperties(Own).Where(one => one.CanRead && one.GetIndexParameters().Length == 0))
            {
                object value;
                try { value = property.GetValue(node.Value, null); }
                catch (TargetInvocationException exception) { value = exception.InnerException; }
                Add(value, node.Path + "." + property.Name + "()", node.Depth + 1);
            }
        }
    }

    private void Add(object value, string path, int depth)
    {
        if (value == null || value is Pointer) { return; }
        var type = value.GetType();
        if (IsLeaf(type) || value is MemberInfo || value is Assembly || value is Module || value is ParameterInfo) { return; }
        // A timer hangs in one queue with those of the whole process, this test's own runspace among them.
        if (type.FullName == "System.Threading.TimerQueue") { return; }
        if (type.FullName == "System.Threading.TimerQueueTimer"
            && (path.EndsWith("._next", StringComparison.Ordinal) || path.EndsWith("._prev", StringComparison.Ordinal)))
        {
            return;
        }
        if (!_hasEngine && type.FullName == "System.Management.Automation.ExecutionContext") { return; }
        if (!type.IsValueType && !_visited.Add(value)) { return; }
        for (var declaring = type; declaring != null && depth > 0; declaring = declaring.BaseType)
        {
            if (declaring.FullName == "OpenLines.Bitrix24Cmdlet") { _commands.Add(value); return; }
        }

        _queue.Enqueue(new Node { Value = value, Path = path, Depth = depth });
    }

    private void Search(string text, string path)
    {
        foreach (var sought in _sought)
        {
            if (text.IndexOf(sought, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                Found.Add(path + ": " + sought);
                return;
            }
        }
    }

    private FieldInfo[] FieldsOf(Type type)
    {
        FieldInfo[] fields;
        if (!_fields.TryGetValue(type, out fields))
        {
            var all = new List<FieldInfo>();
            for (var declaring = type; declaring != null; declaring = declaring.BaseType)
            {
                all.AddRange(declaring.GetFields(Own).Where(field => !IsLeaf(field.FieldType)));
            }

            _fields[type] = fields = all.ToArray();
        }

        return fields;
    }

    private static bool IsOurs(Type type)
    {
        var name = type.Assembly.GetName().Name;
        return name == "OpenLines" || name.StartsWith("Bitrix24.", StringComparison.Ordinal);
    }

    private static bool IsLeaf(Type type)
    {
        return type.IsPrimitive || type.IsEnum || type.IsPointer || type.IsByRef || IsByRefLike(type)
            || type == typeof(decimal) || type == typeof(DateTime) || type == typeof(TimeSpan) || type == typeof(Guid);
    }

    private static bool IsByRefLike(Type type)
    {
        return type.GetCustomAttributes(false).Any(one => one.GetType().Name == "IsByRefLikeAttribute");
    }

    private struct Node
    {
        public object Value;
        public string Path;
        public int Depth;
    }

    private sealed class ByReference : IEqualityComparer<object>
    {
        bool IEqualityComparer<object>.Equals(object x, object y) { return ReferenceEquals(x, y); }

        int IEqualityComparer<object>.GetHashCode(object obj) { return RuntimeHelpers.GetHashCode(obj); }
    }
}
