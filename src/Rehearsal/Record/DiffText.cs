using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Record;

/// <summary>What a step changes, for people: <c>imageId: img-a → img-b, +tags</c>. Pure; a secret is never shown.</summary>
internal static class DiffText
{
    /// <summary>A longer value says less than its name alone.</summary>
    private const int LongestValue = 40;

    /// <summary>Of both halves of a replacement the new one tells it, since that one knows the new values.</summary>
    public static string Of(Step step) => string.Join(", ", step.Diff switch
    {
        _ when step.Op == StepOp.DeleteReplaced => [],
        { Detailed: { Count: > 0 } detailed } => Whole([.. detailed.Keys]).Select(path => Change(step, path, detailed[path].Kind)),
        { ChangedKeys: { IsEmpty: false } changed } => changed.Select(key => Change(step, key, DiffKind.Update)),
        _ => [],
    });

    /// <summary>A value that a provider lists beside what is in it is one change.</summary>
    private static IEnumerable<string> Whole(ImmutableArray<string> paths)
        => paths.Where(path => !paths.Any(inner => inner.StartsWith(path + ".", StringComparison.Ordinal) || inner.StartsWith(path + "[", StringComparison.Ordinal)));

    private static string Change(Step step, string path, DiffKind kind)
    {
        string? before = Value(step.Old, path);
        string? after = Value(step.New, path);
        return kind switch
        {
            DiffKind.Add or DiffKind.AddReplace => after is null ? $"+{path}" : $"+{path}: {after}",
            DiffKind.Delete or DiffKind.DeleteReplace => before is null ? $"-{path}" : $"-{path}: {before}",
            _ when before is not null && after is null => $"~{path}: {before}",
            _ when before is null || before == after => $"~{path}",
            _ => $"{path}: {before} → {after}",
        };
    }

    /// <summary>Null for what is not there, is a list or a map, or is too long to be read in passing.</summary>
    private static string? Value(ResourceState? state, string path)
        => (Find(state?.Inputs, path) ?? Find(state?.Outputs, path)) switch
        {
            PropertyValue.Secret or PropertyValue.Output { IsSecret: true } => "[secret]",
            PropertyValue.Unknown or PropertyValue.Output { Value: null } => "[unknown]",
            PropertyValue.Output { Value: { } inner } => Short(inner),
            { } value => Short(value),
            null => null,
        };

    private static string? Short(PropertyValue value) => value switch
    {
        PropertyValue.Text { Value: "" } => "\"\"",
        PropertyValue.Text { Value: { Length: <= LongestValue } text } when !text.Any(char.IsControl) => text,
        PropertyValue.Number or PropertyValue.Bool => value.ToString(),
        _ => null,
    };

    private static PropertyValue? Find(PropertyMap? map, string path)
    {
        try
        {
            PropertyValue? value = map is null ? null : new PropertyValue.Object(map);
            foreach (PropertyPath.Step step in PropertyPath.Parse(path).Steps)
            {
                value = Seen(value) switch
                {
                    PropertyValue.Object members when step.Name is { } name => members.Members.Find(name),
                    PropertyValue.Array list when step is { Name: null, Index: >= 0 } && step.Index < list.Items.Length => list.Items[step.Index],
                    _ => null,
                };
            }

            return value;
        }
        catch (FormatException)
        {
            return null; // A provider may name what is no path.
        }
    }

    /// <summary>Nothing of what is in a secret.</summary>
    private static PropertyValue? Seen(PropertyValue? value) => value switch
    {
        PropertyValue.Secret or PropertyValue.Output { IsSecret: true } => null,
        PropertyValue.Output output => output.Value,
        _ => value,
    };
}
