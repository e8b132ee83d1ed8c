using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Catalogue;

/// <summary>The catalogues against the code that carries the properties: what one has and the other lacks fails here.</summary>
public sealed class CatalogueTests
{
    [Test]
    public void Inputs_EachSetToSomethingElseThanItsDefault_ComeBackFromTheTypedInputs()
    {
        var given = ExampleOf(InputCatalogue.Properties);

        Assert.That(Lines(RefreshInputs.From(given).ToMap()), Is.EquivalentTo(Lines(given)));
    }

    [Test]
    public void Inputs_NotGiven_TakeTheDefaultsOfTheCatalogue()
        => Assert.That(
            Lines(new RefreshInputs { AutoScalingGroupId = "asg-1" }.ToMap()),
            Is.EquivalentTo(Lines(InputsCheck.Check(Written.Map("""{ "autoScalingGroupId": "asg-1", "refreshSettings": { "rollingUpdateSettings": {} } }""")).Inputs)));

    [Test]
    public void Outputs_OfAFailedRollback_AreAllThoseOfTheCatalogue()
    {
        var outputs = Sample.Outputs(Sample.Activity(ActivityStatus.Failed, "SF", "SS")) with
        {
            LaunchConfigurationId = "asc-1",
            LaunchConfigurationVersion = 3,
            RollbackActivityId = "asr-8c1d5e2f",
            Deviations = [new("ins-0201", DeviationKind.LeftBehind, 2, "img-a", "img-b", "It stays in standby.")],
            Region = "ap-guangzhou",
            PlanDigest = "asg-1/RESET/asc-1:00000000/1:00000000/00000000",
        };

        Assert.That(Mismatches(outputs.ToMap(PropertyMap.Empty), OutputCatalogue.Properties, complete: true), Is.Empty);
    }

    [Test]
    public void Outputs_OfAnActivityThatIsOnlyAccepted_HaveAllRequiredOnes()
        => Assert.That(
            Mismatches(new RefreshOutputs { RefreshActivityId = "asr-4k7m2p9q" }.ToMap(PropertyMap.Empty), OutputCatalogue.Properties, complete: false), Is.Empty);

    [Test]
    public void GetRefreshActivity_OfAFailedRollback_GivesAllResultsOfTheCatalogue()
        => Assert.That(Mismatches(ActivityView.Of(Sample.Rollback(ActivityStatus.Failed, "SF")).ToMap(), Results("getRefreshActivity"), complete: true), Is.Empty);

    [Test]
    public void GetRefreshActivity_OfAnActivityThatIsOnlyAccepted_HasAllRequiredResults()
        => Assert.That(
            Mismatches(
                ActivityView.Of(new RefreshActivity { AutoScalingGroupId = "asg-1", RefreshActivityId = "asr-1", Status = ActivityStatus.Init }).ToMap(),
                Results("getRefreshActivity"), complete: false),
            Is.Empty);

    [Test]
    public void GetRefreshPlan_GivesTheResultsOfTheCatalogue()
        => Assert.That(Mismatches(Planner.Plan(Sample.Inputs(), Sample.Fleet()).ToMap(), Results("getRefreshPlan"), complete: true), Is.Empty);

    [TestCaseSource(nameof(Enumerations))]
    public void Choice_Words_AreTheMembersOfTheEnumeration(PropertyType.Choice choice, Type enumeration)
        => Assert.That(choice.Values, Is.EqualTo(Enum.GetNames(enumeration)), "in the same order, since the first one is the default of both");

    [Test]
    public void Secrets_OfTheConfiguration_AreTheKeyAndTheToken()
        => Assert.That(ConfigurationCatalogue.Properties.Where(key => key.Secret).Select(key => key.Name), Is.EqualTo(new[] { "secretKey", "securityToken" }));

    [Test]
    public void Descriptions_AreSentences()
    {
        var properties = InputCatalogue.Properties.Concat(OutputCatalogue.Properties).Concat(ConfigurationCatalogue.Properties)
            .Concat(FunctionCatalogue.Functions.SelectMany(function => function.Arguments.Concat(function.Results)))
            .SelectMany(WithMembers).ToList();
        var texts = properties.Select(property => (property.Name, property.Description))
            .Concat(properties.Select(property => property.Type).OfType<PropertyType.Choice>().SelectMany(choice => choice.Options).Select(option => (option.Value, option.Description)));

        Assert.That(texts.Where(text => !text.Description.EndsWith('.') || text.Description.Contains("  ", StringComparison.Ordinal)), Is.Empty);
    }

    private static IEnumerable<TestCaseData> Enumerations()
    {
        yield return new(Choices.DesiredState, typeof(DesiredState));
        yield return new(Choices.ConflictPolicy, typeof(ConflictPolicy));
        yield return new(Choices.InterruptPolicy, typeof(InterruptPolicy));
        yield return new(Choices.WaitTarget, typeof(WaitTarget));
        yield return new(Choices.VerificationAction, typeof(VerificationAction));
        yield return new(Choices.StandbyInstances, typeof(StandbyInstances));
        yield return new(Choices.RefreshOutcome, typeof(RefreshOutcome));
        yield return new(Choices.DeviationKind, typeof(DeviationKind));
    }

    private static IReadOnlyCollection<PropertyDefinition> Results(string function)
        => FunctionCatalogue.Functions.Single(candidate => candidate.Name == function).Results;

    private static IEnumerable<PropertyDefinition> WithMembers(PropertyDefinition property)
        => (MembersOf(property.Type) ?? []).SelectMany(WithMembers).Prepend(property);

    private static IReadOnlyCollection<PropertyDefinition>? MembersOf(PropertyType type) => type switch
    {
        PropertyType.Section section => section.Properties,
        PropertyType.List list => MembersOf(list.Items),
        _ => null,
    };

    /// <summary>A value for each property, and never its default.</summary>
    private static PropertyMap ExampleOf(IEnumerable<PropertyDefinition> properties)
        => PropertyMap.From(properties.Select(property => KeyValuePair.Create(property.Name, ExampleOf(property))));

    private static PropertyValue ExampleOf(PropertyDefinition property) => property.Type switch
    {
        PropertyType.Flag => property.Default is not PropertyValue.Bool { Value: true },
        PropertyType.WholeNumber range => range.Minimum + 1,
        PropertyType.Choice choice => choice.Options[^1].Value,
        PropertyType.Map => PropertyMap.Of(("image", "img-1")),
        PropertyType.Section section => ExampleOf(section.Properties),
        PropertyType.List list => new PropertyValue.Array([ExampleOf(property with { Type = list.Items, Default = null })]),
        _ => "asg-1",
    };

    /// <param name="complete">Whether every property has to be there, and not the required ones alone.</param>
    private static IEnumerable<string> Mismatches(PropertyMap map, IReadOnlyCollection<PropertyDefinition> properties, bool complete, string at = "")
    {
        // What is for the provider alone begins with two underscores.
        foreach (string name in map.Keys.Where(name => !name.StartsWith("__", StringComparison.Ordinal)).Except(properties.Select(property => property.Name)))
            yield return $"{at}{name} is not in the catalogue";
        foreach (var property in properties)
        {
            if (map.Find(property.Name) is { } value)
            {
                foreach (string mismatch in Mismatches(value, property.Type, complete, at + property.Name))
                    yield return mismatch;
            }
            else if (property.Required || complete)
            {
                yield return $"{at}{property.Name} is missing";
            }
        }
    }

    private static IEnumerable<string> Mismatches(PropertyValue value, PropertyType type, bool complete, string at) => (type, value) switch
    {
        (PropertyType.Section section, PropertyValue.Object map) => Mismatches(map.Members, section.Properties, complete && at != "batches[]" && at != "failedInstances[]", at + "."),
        (PropertyType.Map map, PropertyValue.Object values) => values.Members.Values.SelectMany(item => Mismatches(item, map.Values, complete, at + "[]")),
        (PropertyType.List list, PropertyValue.Array items) => items.Items.SelectMany(item => Mismatches(item, list.Items, complete, at + "[]")),
        (PropertyType.Choice choice, PropertyValue.Text option) when choice.Values.Contains(option.Value) => [],
        (PropertyType.Text, PropertyValue.Text) or (PropertyType.Flag, PropertyValue.Bool) or (PropertyType.WholeNumber, PropertyValue.Number) => [],
        _ => [$"{at} is {value}, and {type} in the catalogue"],
    };

    private static IEnumerable<string> Lines(PropertyValue value, string at = "") => value is PropertyValue.Object map
        ? map.Members.SelectMany(member => Lines(member.Value, $"{at}.{member.Key}"))
        : [$"{at} = {(value is PropertyValue.Text text ? text.Value : value.ToString())}"];
}
