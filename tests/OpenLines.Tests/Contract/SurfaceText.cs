using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace OpenLines.Tests.Contract;

/// <summary>Everything that code outside an assembly can see of it, one line each.</summary>
internal static class SurfaceText
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public static IEnumerable<string> Of(Assembly assembly) =>
        assembly.GetExportedTypes().OrderBy(static type => type.FullName, StringComparer.Ordinal).SelectMany(Of);

    /// <summary>The types that stand in signatures.</summary>
    public static IEnumerable<Type> TypesIn(Assembly assembly) =>
        assembly.GetExportedTypes()
            .SelectMany(static type => Members(type).SelectMany(TypesIn).Append(type.BaseType!))
            .Where(static type => type is not null);

    private static IEnumerable<string> Of(Type type)
    {
        yield return $"{KindOf(type)} {type.FullName}{(type.BaseType is { } parent && IsTold(parent) ? " : " + Name(parent) : "")}";
        foreach (var line in Members(type).Select(Text).Order(StringComparer.Ordinal))
        {
            yield return "    " + line;
        }
    }

    private static bool IsTold(Type parent) => parent.FullName is not ("System.Object" or "System.Enum" or "System.ValueType");

    private static string KindOf(Type type) =>
        type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : type.IsValueType ? "struct"
            : type.IsAbstract && type.IsSealed ? "static class"
            : type.IsSealed ? "sealed class"
            : type.IsAbstract ? "abstract class"
            : "class";

    private static IEnumerable<MemberInfo> Members(Type type) =>
        type.GetMembers(Declared).Where(member => member switch
        {
            FieldInfo field => !field.IsSpecialName && (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly),
            PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
            MethodBase method => (!method.IsSpecialName || method.IsConstructor) && IsVisible(method),
            EventInfo occurrence => IsVisible(occurrence.AddMethod!),
            _ => false,
        });

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Text(MemberInfo member) => member switch
    {
        FieldInfo { IsLiteral: true } field => $"{field.Name} = {field.GetRawConstantValue()}",
        FieldInfo field => $"{field.Name} : {Name(field.FieldType)}",
        PropertyInfo property =>
            $"{property.Name} {{ {Accessors(property)} }} : {Name(property.PropertyType)}",
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo method => $"{method.Name}({Parameters(method)}) : {Name(method.ReturnType)}",
        _ => member.Name,
    };

    private static string Accessors(PropertyInfo property) =>
        string.Join(' ', property.GetAccessors(nonPublic: true).Where(IsVisible).Select(static accessor => accessor.Name[..3] + ";"));

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(static parameter => Name(parameter.ParameterType)));

    private static string Name(Type type) =>
        type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : type.Name;

    private static IEnumerable<Type> TypesIn(MemberInfo member) => member switch
    {
        FieldInfo field => Parts(field.FieldType),
        PropertyInfo property => Parts(property.PropertyType),
        MethodInfo method =>
            method.GetParameters().Select(static parameter => parameter.ParameterType).Append(method.ReturnType).SelectMany(Parts),
        ConstructorInfo constructor => constructor.GetParameters().SelectMany(static parameter => Parts(parameter.ParameterType)),
        _ => [],
    };

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.GetGenericArguments().SelectMany(Parts).Append(type);
}
