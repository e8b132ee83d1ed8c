namespace TencentcloudRefresh.PropertyValues;

/// <summary>The questions of <see cref="PropertyQueries"/>, asked of the members of an object.</summary>
public static class PropertyMapQueries
{
    extension(PropertyMap members)
    {
        /// <summary>Every member as <see cref="PropertyQueries"/> gives it.</summary>
        public PropertyMap Resolved() => members.Select((_, member) => member.Resolved());

        /// <inheritdoc cref="Resolved"/>
        public PropertyMap WithoutOutputs() => members.Select((_, member) => member.WithoutOutputs());

        /// <inheritdoc cref="Resolved"/>
        public PropertyMap WithoutReferences() => members.Select((_, member) => member.WithoutReferences());

        /// <summary>Every member as secret as the other map's member of that name.</summary>
        public PropertyMap AsSecretAs(PropertyMap other) => members.Select((name, member) => member.AsSecretAs(other.Find(name)));

        /// <summary>The paths of the outermost secrets, in order.</summary>
        public IEnumerable<PropertyPath> SecretPaths() => new PropertyValue.Object(members).SecretPaths();

        /// <summary>The paths of what is not known yet, in order.</summary>
        public IEnumerable<PropertyPath> UnknownPaths() => new PropertyValue.Object(members).UnknownPaths();

        /// <summary>Every text inside the secrets, in clear: for what takes them out of messages, and for nothing else.</summary>
        public IEnumerable<string> SecretTexts() => new PropertyValue.Object(members).SecretTexts();
    }
}
