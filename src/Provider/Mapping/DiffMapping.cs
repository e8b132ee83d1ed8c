using Pulumirpc;
using TencentcloudRefresh.InstanceRefresh;

namespace TencentcloudRefresh.Provider.Mapping;

/// <summary>The domain's difference in the engine's words.</summary>
internal static class DiffMapping
{
    public static DiffResponse ToResponse(DiffResult diff)
    {
        // Without these two the engine would decide for itself and ignore the details.
        var response = new DiffResponse
        {
            Changes = diff.Changes ? DiffResponse.Types.DiffChanges.DiffSome : DiffResponse.Types.DiffChanges.DiffNone,
            HasDetailedDiff = true,
            DeleteBeforeReplace = diff.DeleteBeforeReplace,
        };
        foreach (var change in diff.Details)
        {
            // The kinds carry the engine's numbers.
            response.DetailedDiff[change.Path] = new PropertyDiff { Kind = (PropertyDiff.Types.Kind)change.Kind, InputDiff = true };
            if (change.Kind is ChangeKind.AddReplace or ChangeKind.DeleteReplace or ChangeKind.UpdateReplace)
                response.Replaces.Add(change.Path);
        }

        if (diff.ReplacesWhatEnded)
            response.Replaces.AddRange(diff.Outputs);
        response.Diffs.AddRange(diff.Details.Select(change => TopOf(change.Path)).Concat(diff.Outputs).Distinct(StringComparer.Ordinal));
        return response;
    }

    private static string TopOf(string path) => path.IndexOfAny(['.', '[']) is > 0 and var end ? path[..end] : path;
}
