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

        private IEnumerable<PropertyPath> SecretPaths(PropertyPath path) => value switch
        {
            PropertyValue.Secret or PropertyValue.Output { IsSecret: true } => [path],
            PropertyValue.Output { Value: { } inner } => inner.SecretPaths(path),
            PropertyValue.Array array => array.Items.SelectMany((item, index) => item.SecretPaths(path.Item(index))),
            PropertyValue.Object members => members.Members.SelectMany(member => member.Value.SecretPaths(path.Member(member.Key))),
            _ => [],
        };

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
}
