using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

// A host that writes down what it is told and answers each question with the next of the given answers.
public sealed class AnsweringHost : PSHost
{
    private readonly AnsweringInterface _ui = new AnsweringInterface();
    private readonly Guid _id = Guid.NewGuid();
    private readonly string _name;

    public AnsweringHost() : this("AnsweringHost") { }
    public AnsweringHost(string name) { _name = name; }

    public AnsweringInterface Answering { get { return _ui; } }
    public override CultureInfo CurrentCulture { get { return CultureInfo.InvariantCulture; } }
    public override CultureInfo CurrentUICulture { get { return CultureInfo.InvariantCulture; } }
    public override Guid InstanceId { get { return _id; } }
    public override string Name { get { return _name; } }
    public override PSHostUserInterface UI { get { return _ui; } }
    public override Version Version { get { return new Version(1, 0); } }
    public override void EnterNestedPrompt() { throw new NotSupportedException(); }
    public override void ExitNestedPrompt() { throw new NotSupportedException(); }
    public override void NotifyBeginApplication() { }
    public override void NotifyEndApplication() { }
    public override void SetShouldExit(int exitCode) { }
}

public sealed class AnsweringInterface : PSHostUserInterface
{
    public readonly List<string> Lines = new List<string>();
    public readonly List<string> Questions = new List<string>();
    public readonly Queue<int> Answers = new Queue<int>();
    public readonly Queue<SecureString> Fields = new Queue<SecureString>();
    public readonly Queue<SecureString> SecureLines = new Queue<SecureString>();
    public Exception Refusal = new NotSupportedException();

    public override PSHostRawUserInterface RawUI { get { return null; } }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        if (Fields.Count == 0) { throw Refusal; }
        if (message.Length > 0) { Lines.Add(message); }
        Dictionary<string, PSObject> answers = new Dictionary<string, PSObject>();
        foreach (FieldDescription description in descriptions)
        {
            Questions.Add(description.Name + " " + description.ParameterTypeFullName);
            answers.Add(description.Name, PSObject.AsPSObject(Fields.Dequeue()));
        }

        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Questions.Add(message);
        return Answers.Dequeue();
    }

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName)
    {
        throw new NotSupportedException();
    }

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes types, PSCredentialUIOptions options)
    {
        throw new NotSupportedException();
    }

    public override string ReadLine() { throw new NotSupportedException(); }

    public override SecureString ReadLineAsSecureString()
    {
        if (SecureLines.Count == 0) { throw Refusal; }
        return SecureLines.Dequeue();
    }

    public override void Write(string value) { Lines.Add(value); }
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) { Lines.Add(value); }
    public override void WriteDebugLine(string message) { Lines.Add(message); }
    public override void WriteErrorLine(string value) { Lines.Add(value); }
    public override void WriteLine(string value) { Lines.Add(value); }
    public override void WriteProgress(long sourceId, ProgressRecord record) { }
    public override void WriteVerboseLine(string message) { Lines.Add(message); }
    public override void WriteWarningLine(string message) { Lines.Add(message); }
}
