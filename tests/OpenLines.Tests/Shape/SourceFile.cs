using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OpenLines.Tests.Shape;

/// <summary>One C# file of src: where it lies, which types it declares and which names it uses.</summary>
internal sealed class SourceFile
{
    private SourceFile(string project, string room, string name, CompilationUnitSyntax unit)
    {
        Project = project;
        Room = room;
        Name = name;
        var declared = unit.DescendantNodes()
            .Where(static node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax && !IsNested(node))
            .ToList();
        Declared = declared.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        IsInternal = declared.TrueForAll(static node => !((MemberDeclarationSyntax)node).Modifiers.Any(SyntaxKind.PublicKeyword));
        Used = unit.DescendantNodes().OfType<SimpleNameSyntax>()
            .Where(IsFree)
            .Select(static used => used.Identifier.ValueText)
            .ToHashSet(StringComparer.Ordinal);
    }

    public string Project { get; }

    /// <summary>The folder in the project; blank for the project's own.</summary>
    public string Room { get; }

    public string Name { get; }

    /// <summary>The types that it declares, without those inside them.</summary>
    public IReadOnlySet<string> Declared { get; }

    /// <summary>Whether no type in it is public.</summary>
    public bool IsInternal { get; }

    /// <summary>The names in it that may be types: none that stands behind a dot, and none of a member that is set.</summary>
    public IReadOnlySet<string> Used { get; }

    /// <summary>Reads a file below the folder of the projects.</summary>
    public static SourceFile Read(string sources, string path)
    {
        var parts = Path.GetRelativePath(sources, path).Split(Path.DirectorySeparatorChar);
        var options = new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: ["NET", "NET8_0_OR_GREATER"]);
        var unit = CSharpSyntaxTree.ParseText(File.ReadAllText(path), options).GetCompilationUnitRoot();
        return new(parts[0], string.Join('/', parts[1..^1]), parts[^1], unit);
    }

    private static bool IsNested(SyntaxNode node) => node.Parent is BaseTypeDeclarationSyntax;

    private static string NameOf(SyntaxNode node) =>
        node is DelegateDeclarationSyntax method ? method.Identifier.ValueText : ((BaseTypeDeclarationSyntax)node).Identifier.ValueText;

    private static bool IsFree(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name,
        MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax => false,
        QualifiedNameSyntax qualified => qualified.Left == name,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment => assignment.Left != name,
        _ => true,
    };
}
