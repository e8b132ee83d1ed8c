using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>Reads an answer past what nobody needs: items of lists that are null, and members of <see cref="ToleratedMembers"/> that have another
/// type than their page says. Without that, one odd value would make a whole fleet unreadable.</summary>
/// <remarks>An answer as it should be is read in one go. Only where something is odd is it taken apart, and the odd parts are left out.</remarks>
internal static class AnswerReader
{
    /// <exception cref="JsonException">It is no JSON of this shape, or a member that is needed cannot be read; the path names it.</exception>
    public static T? Read<T>(byte[] answer, JsonTypeInfo<T> shape)
    {
        if (HasNullItem(answer))
            answer = Rewritten(answer, static root => DropNullItems(root));
        // Each round leaves out one of the members wherever it stands, so there are few of them however long the answer is.
        for (var rounds = ToleratedMembers.Names.Count; ; rounds--)
        {
            try
            {
                return JsonSerializer.Deserialize(answer, shape);
            }
            catch (JsonException odd) when (rounds > 0 && PathToTolerated(odd.Path) is { } path)
            {
                answer = Rewritten(answer, root => Drop(root, path));
            }
        }
    }

    /// <summary>Whether a null stands where only the item of a list can. A text may look so; then the answer is taken apart for nothing.</summary>
    private static bool HasNullItem(ReadOnlySpan<byte> json)
    {
        for (var rest = json; rest.IndexOf("null"u8) is >= 0 and var at; rest = rest[(at + 4)..])
        {
            if (rest[..at].TrimEnd(" \t\r\n"u8) is [.., (byte)'[' or (byte)','])
                return true;
        }

        return false;
    }

    private static byte[] Rewritten(byte[] json, Action<JsonNode> change)
    {
        try
        {
            if (JsonNode.Parse(json) is not { } root)
                return json;
            change(root);
            return JsonSerializer.SerializeToUtf8Bytes(root, WireJson.Default.JsonNode);
        }
        catch (ArgumentException twice) // a member that stands there twice
        {
            throw new JsonException(twice.Message, twice);
        }
    }

    private static void DropNullItems(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                for (var i = list.Count - 1; i >= 0; i--)
                {
                    if (list[i] is { } item)
                        DropNullItems(item);
                    else
                        list.RemoveAt(i);
                }

                break;
            case JsonObject members:
                foreach (var (_, value) in members)
                    DropNullItems(value);
                break;
        }
    }

    /// <summary>The names from the root to the first tolerated member on a path such as <c>$.Response.Set[3].ProjectId</c>.</summary>
    private static string[]? PathToTolerated(string? path)
    {
        string[] names = [.. (path ?? "").Split('.').Skip(1).Select(name => name.Split('[')[0])];
        var at = Array.FindIndex(names, ToleratedMembers.Names.Contains);
        return at < 0 ? null : names[..(at + 1)];
    }

    private static void Drop(JsonNode? node, ReadOnlySpan<string> path)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                    Drop(item, path);
                break;
            case JsonObject members when path.Length == 1:
                members.Remove(path[0]);
                break;
            case JsonObject members:
                Drop(members[path[0]], path[1..]);
                break;
        }
    }
}
