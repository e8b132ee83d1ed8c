namespace TencentcloudRefresh.PropertyValues;

/// <summary>Questions about a value and everything inside it.</summary>
public static class PropertyQueries
{
    extension(PropertyValue value)
    {
        /// <summary>True when this value, or one inside it, is not known yet. An output without a value counts.</summary>
        public bool ContainsUnknown => value is PropertyValue.Unknown or PropertyValue.Output { Value: null }
            || value.Children().Any(child => child.ContainsUnknown);

        /// <summary>True when this value, or one inside it, is to be kept out of sight.</summary>
        public bool ContainsSecret => value is PropertyValue.Secret or PropertyValue.Output { IsSecret: true }
            || value.Children().Any(child => child.ContainsSecret);

        /// <summary>The value without the secrecy around it. Secrets inside it stay.</summary>
        public PropertyValue Opened() => value is PropertyValue.Secret secret ? secret.Inner.Opened() : value;

        /// <summary>The value as a secret; one that is a secret already, or that is null, stays as it is.</summary>
        public PropertyValue AsSecret() => value is PropertyValue.Secret or PropertyValue.Output { IsSecret: true } or PropertyValue.Null ? value : new PropertyValue.Secret(value);

        /// <summary>Secret wherever the other value is, and where this one is already. What the other one has alone is not made up.</summary>
        public PropertyValue AsSecretAs(PropertyValue? other) => (value, other) switch
        {
            (_, null) => value,
            (PropertyValue.Secret secret, _) => new PropertyValue.Secret(secret.Inner.AsSecretAs(other.Opened())),
            (_, PropertyValue.Secret) => new PropertyValue.Secret(value.AsSecretAs(other.Opened())),
            (PropertyValue.Object mine, PropertyValue.Object its) => new PropertyValue.Object(mine.Members.AsSecretAs(its.Members)),
            (PropertyValue.Array mine, PropertyValue.Array its)
                => new PropertyValue.Array([.. mine.Items.Select((item, index) => item.AsSecretAs(index < its.Items.Length ? its.Items[index] : null))]),
            _ => value,
        };

        /// <summary>
        /// What outputs and references stand for: an output is its value, secret or unknown where it is so, and a resource is its id. A component, which has
        /// no id, stays a reference.
        /// </summary>
        public PropertyValue Resolved() => value.Rewrite(static inner => inner is PropertyValue.Reference { Id: { } id } ? id : Plain(inner));

        /// <summary>Outputs as what they stand for: their value, secret or unknown where they are so. References stay.</summary>
        public PropertyValue WithoutOutputs() => value.Rewrite(Plain);

        /// <summary>References as a peer without them understands them: the id of a resource, the URN of a component.</summary>
        public PropertyValue WithoutReferences()
            => value.Rewrite(static inner => inner is PropertyValue.Reference reference ? reference.Id ?? reference.Urn : inner);

        /// <summary>The URNs of the resources that outputs in this value came from.</summary>
        public IEnumerable<string> Dependencies() => (value is PropertyValue.Output output ? output.Dependencies : [])
            .Concat(value.Children().SelectMany(child => child.Dependencies()));

        /// <summary>
        /// The value without the wrappers of secrets and outputs at any depth, in clear. An output without a value becomes an unknown.
        /// </summary>
        public PropertyValue Unwrapped() => value switch
        {
            PropertyValue.Secret secret => secret.Inner.Unwrapped(),
            PropertyValue.Output output => output.Value?.Unwrapped() ?? new PropertyValue.Unknown(),
            PropertyValue.Array array => new PropertyValue.Array([.. array.Items.Select(item => item.Unwrapped())]),
            PropertyValue.Object members => new PropertyValue.Object(members.Members.Unwrapped()),
            PropertyValue.Reference { Id: { } id } reference => reference with { Id = id.Unwrapped() },
            PropertyValue.Asset asset => new PropertyValue.Asset(asset.Members.Unwrapped()),
            PropertyValue.Archive archive => new PropertyValue.Archive(archive.Members.Unwrapped()),
            _ => value,
        };

        /// <summary>
        /// The value that the path leads to, or null when it leads nowhere. Wrappers on the way are walked through; those of the value found
        /// are kept. A path with wildcards leads nowhere.
        /// </summary>
        public PropertyValue? At(PropertyPath path)
        {
            PropertyValue? found = value;
            foreach (PropertyPath.Step step in path.Steps)
                found = found?.Step(step);
            return found;
        }

        /// <summary>As <see cref="At(PropertyValue, PropertyPath)"/>, with the path as text.</summary>
        /// <exception cref="FormatException">The text is no property path.</exception>
        public PropertyValue? At(string path) => value.At(PropertyPath.Parse(path));

        /// <summary>The paths of the outermost secrets in this value, in order.</summary>
        public IEnumerable<PropertyPath> SecretPaths() => value.SecretPaths(PropertyPath.Root);

        /// <summary>The paths of what is not known yet, in order.</summary>
        public IEnumerable<PropertyPath> UnknownPaths() => value.UnknownPaths(PropertyPath.Root);

        /// <summary>Every text inside the secrets of this value, in clear: for what takes them out of messages, and for nothing else.</summary>
        public IEnumerable<string> SecretTexts() => value switch
        {
            PropertyValue.Secret secret => secret.Inner.Texts(),
            PropertyValue.Output { IsSecret: true, Value: { } inner } => inner.Texts(),
            _ => value.Children().SelectMany(child => child.SecretTexts()),
        };

        private IEnumerable<string> Texts() => value is PropertyValue.Text text ? [text.Value] : value.Children().SelectMany(child => child.Texts());

        private IEnumerable<PropertyPath> UnknownPaths(PropertyPath path) => value switch
        {
            PropertyValue.Unknown or PropertyValue.Output { Value: null } => [path],
            PropertyValue.Secret secret => secret.Inner.UnknownPaths(path),
            PropertyValue.Output { Value: { } inner } => inner.UnknownPaths(path),
            PropertyValue.Array array => array.Items.SelectMany((item, index) => item.UnknownPaths(path.Item(index))),
            PropertyValue.Object members => members.Members.SelectMany(member => member.Value.UnknownPaths(path.Member(member.Key))),
            _ => [],
        };

        private IEnumerable<PropertyPath> SecretPaths(PropertyPath path) => value switch
        {
            PropertyValue.Secret or PropertyValue.Output { IsSecret: true } => [path],
            PropertyValue.Output { Value: { } inner } => inner.SecretPaths(path),
            PropertyValue.Array array => array.Items.SelectMany((item, index) => item.SecretPaths(path.Item(index))),
            PropertyValue.Object members => members.Members.SelectMany(member => member.Value.SecretPaths(path.Member(member.Key))),
            _ => [],
        };

        /// <summary>Makes every value anew, insides first.</summary>
        private PropertyValue Rewrite(Func<PropertyValue, PropertyValue> change) => change(value switch
        {
            PropertyValue.Secret secret => new PropertyValue.Secret(secret.Inner.Rewrite(change)),
            PropertyValue.Output output => output with { Value = output.Value?.Rewrite(change) },
            PropertyValue.Reference { Id: { } id } reference => reference with { Id = id.Rewrite(change) },
            PropertyValue.Array array => new PropertyValue.Array([.. array.Items.Select(item => item.Rewrite(change))]),
            PropertyValue.Object members => new PropertyValue.Object(members.Members.Select((_, member) => member.Rewrite(change))),
            _ => value,
        });

        private PropertyValue? Step(PropertyPath.Step step) => value switch
        {
            PropertyValue.Secret secret => secret.Inner.Step(step),
            PropertyValue.Output output => output.Value?.Step(step),
            PropertyValue.Object members when step.Name is not null => members.Members.Find(step.Name),
            PropertyValue.Array array when step.Name is null && !step.IsWildcard && step.Index < array.Items.Length => array.Items[step.Index],
            _ => null,
        };

        private IEnumerable<PropertyValue> Children() => value switch
        {
            PropertyValue.Secret secret => [secret.Inner],
            PropertyValue.Output { Value: { } inner } => [inner],
            PropertyValue.Reference { Id: { } id } => [id],
            PropertyValue.Array array => array.Items,
            PropertyValue.Object members => members.Members.Values,
            PropertyValue.Asset asset => asset.Members.Values,
            PropertyValue.Archive archive => archive.Members.Values,
            _ => [],
        };
    }

    private static PropertyValue Plain(PropertyValue value) => value switch
    {
        PropertyValue.Output { Value: PropertyValue.Secret secret } => secret,
        PropertyValue.Output { Value: var inner, IsSecret: true } => new PropertyValue.Secret(inner ?? new PropertyValue.Unknown()),
        PropertyValue.Output { Value: var inner } => inner ?? new PropertyValue.Unknown(),
        _ => value,
    };
}
