using System.Collections.Immutable;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>The calls about launch configurations.</summary>
internal static class ConfigurationActions
{
    public static IEnumerable<ApiAction> All() =>
    [
        new("CreateLaunchConfiguration", ConfigurationInput.Create, Create),
        new("DescribeLaunchConfigurations", Paging.By("LaunchConfigurationIds", ConfigurationInput.DescribedId), Describe),
        new("ModifyLaunchConfigurationAttributes", ConfigurationInput.Modify, (world, input, _) => Change(world, input, keep: true)),
        new("UpgradeLaunchConfiguration", ConfigurationInput.Upgrade, (world, input, _) => Change(world, input, keep: false)),
        new("ClearLaunchConfigurationAttributes", ConfigurationInput.Clear, Clear),
        new("DeleteLaunchConfiguration", Shape.Members(("LaunchConfigurationId!", ConfigurationInput.Id)), Delete) { PerSecond = 10 },
    ];

    private static Refusal? Create(World world, Input input, Utf8JsonWriter answer)
    {
        if (input.Has("InstanceType") == input.Has("InstanceTypes"))
            return new("InvalidParameter.MustOneParameter", "Exactly one of InstanceType and InstanceTypes must be given.");
        if (!input.Has("ImageId") && !input.Has("ImageFamily"))
            return new("InvalidParameter.MustOneParameter", "Exactly one of ImageId and ImageFamily must be given.");
        if (ConfigurationMembers.Check(world, input) is { } refusal)
            return refusal;
        var name = input.Text("LaunchConfigurationName")!;
        if (NameTaken(world, name, except: null) is { } taken)
            return taken;
        if (world.Configurations.Count >= world.LaunchConfigurationQuota)
            return new("LimitExceeded.LaunchConfigurationQuotaNotEnough", $"There may be {world.LaunchConfigurationQuota} launch configurations.");

        var configuration = new LaunchConfiguration
        {
            Id = world.NewId(Ids.Configuration),
            Name = name,
            CreatedTime = world.Now,
            UpdatedTime = world.Now,
            Members = ConfigurationMembers.Create(world, input),
        };
        world.Put(configuration);
        answer.WriteString("LaunchConfigurationId", configuration.Id);
        return null;
    }

    private static Refusal? Describe(World world, Input input, Utf8JsonWriter answer)
    {
        if (input.Has("LaunchConfigurationIds") && input.Has("Filters"))
            return new(world.Assumed[Assumed.IdsWithFiltersCode], "LaunchConfigurationIds and Filters cannot be given together.");
        if (Paging.Filters(input, out var filters, "launch-configuration-id", "launch-configuration-name", "vague-launch-configuration-name",
            "tag-key", "tag-value", "tag:") is { } refusal)
        {
            return refusal;
        }

        var ids = input.Texts("LaunchConfigurationIds");
        var found = world.Configurations.Values
            .Where(configuration => ids.IsEmpty || ids.Contains(configuration.Id))
            .Where(configuration => filters.All(filter => Fits(configuration, filter.Name, filter.Values))).ToList();
        answer.WriteNumber("TotalCount", found.Count);
        answer.WriteStartArray("LaunchConfigurationSet");
        foreach (var configuration in found.Skip(Paging.Offset(input)).Take(Paging.Limit(input)))
            ConfigurationMembers.Write(answer, world, configuration);
        answer.WriteEndArray();
        return null;
    }

    private static Refusal? Change(World world, Input input, bool keep)
    {
        var id = input.Text("LaunchConfigurationId")!;
        if (!world.Configurations.TryGetValue(id, out var configuration))
            return Codes.ConfigurationNotFound(id);
        if (ConfigurationMembers.Check(world, input) is { } refusal)
            return refusal;
        var name = input.Text("LaunchConfigurationName") ?? configuration.Name;
        if (NameTaken(world, name, except: id) is { } taken)
            return taken;
        // An upgrade begins from nothing, but has no effect on how one logs in.
        var before = keep
            ? configuration.Members
            : configuration.Members.Where(member => member.Key is "LoginSettings" or "Tags").ToImmutableSortedDictionary(StringComparer.Ordinal);
        var merged = ConfigurationMembers.Merge(world, before, input);
        if (!keep)
            merged = configuration.Members.TryGetValue("LoginSettings", out var login) ? merged.SetItem("LoginSettings", login) : merged.Remove("LoginSettings");
        var newer = keep && IsEmpty(input) ? Touched(world, configuration) : Newer(world, configuration);
        world.Put(newer with { Name = name, Members = merged });
        return null;
    }

    /// <summary>Infrastructure tools send the id alone where nothing but tags has changed.</summary>
    private static bool IsEmpty(Input input) => input.Json.EnumerateObject().All(member => member.NameEquals("LaunchConfigurationId") || !input.Has(member.Name));

    private static LaunchConfiguration Touched(World world, LaunchConfiguration configuration) => world.Assumed[Assumed.EmptyModifyRaisesVersion] switch
    {
        "true" => Newer(world, configuration),
        "timeOnly" => configuration with { UpdatedTime = world.Now },
        _ => configuration,
    };

    private static Refusal? Clear(World world, Input input, Utf8JsonWriter answer)
    {
        var id = input.Text("LaunchConfigurationId")!;
        if (!world.Configurations.TryGetValue(id, out var configuration))
            return Codes.ConfigurationNotFound(id);
        var cleared = ConfigurationInput.Clearable.Where(name => input.Flag($"Clear{name}") == true);
        world.Put(Newer(world, configuration) with { Members = configuration.Members.RemoveRange(cleared) });
        return null;
    }

    private static Refusal? Delete(World world, Input input, Utf8JsonWriter answer)
    {
        var id = input.Text("LaunchConfigurationId")!;
        if (!world.Configurations.TryGetValue(id, out var configuration))
            return Codes.ConfigurationNotFound(id);
        if (world.Groups.Values.FirstOrDefault(group => group.LaunchConfigurationId == id) is { } user)
            return new("ResourceInUse.LaunchConfigurationIdInUse", $"The group `{user.Id}` uses `{id}`.");
        world.Drop(configuration);
        return null;
    }

    private static LaunchConfiguration Newer(World world, LaunchConfiguration configuration)
        => configuration with { Version = configuration.Version + 1, UpdatedTime = world.Now };

    private static Refusal? NameTaken(World world, string name, string? except)
        => world.Configurations.Values.Any(known => known.Name == name && known.Id != except)
            ? new("InvalidParameterValue.LaunchConfigurationNameDuplicated", $"There is a launch configuration named `{name}`.")
            : null;

    private static bool Fits(LaunchConfiguration configuration, string filter, ImmutableArray<string> values) => filter switch
    {
        "launch-configuration-id" => values.Contains(configuration.Id),
        "launch-configuration-name" => values.Contains(configuration.Name),
        "vague-launch-configuration-name" => values.Any(value => configuration.Name.Contains(value, StringComparison.Ordinal)),
        _ => Paging.FitsTags(Tagging.Of(configuration.Members), filter, values),
    };
}
