namespace TencentcloudRefresh.Rehearsal.Services;

/// <summary>Names that programs are told.</summary>
internal static class ProgramNames
{
    /// <summary>What a state kept in files calls its owner.</summary>
    public const string Organization = "organization";
}
