using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>
/// The files of the vendor's command line tool: <c>DIR/PROFILE.credential</c> with the key, <c>DIR/PROFILE.configure</c> with the region under
/// <c>_sys_param</c>. They are read only; the tool renews its own temporary keys.
/// </summary>
internal sealed class TccliProfile
{
    public const string DefaultName = "default";

    /// <summary>Temporary keys that end within this are over: a call takes time.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly CredentialOptions _options;
    private readonly string _name;
    private readonly string _directory;

    public TccliProfile(CredentialOptions options, string? name = null)
    {
        _options = options;
        _name = name ?? DefaultName;
        var named = options.SharedCredentialsDir ?? options.Setting("TENCENTCLOUD_SHARED_CREDENTIALS_DIR");
        IsFolderNamed = named is not null;
        _directory = options.Expand(named ?? "~/.tccli");
    }

    /// <summary>Whether somebody said where the profiles are.</summary>
    public bool IsFolderNamed { get; }

    public string KeyFile => Path.Combine(_directory, _name + ".credential");

    /// <summary>What a profile may be called: it becomes the name of a file.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= 200 && !name.Any(letter => char.IsControl(letter) || letter is '/' or '\\');

    public async ValueTask<CredentialPlace> FindAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        var source = $"tccli profile '{_name}' ({KeyFile})";
        var read = FileText.Read(KeyFile);
        if (read.IsMissing)
            return CredentialPlace.Missing(source, "no such file");
        var (content, fault) = Parse(read);
        if (content is not { } file)
            return CredentialPlace.Broken(source, fault!);
        if (Members.FirstOrDefault(name => file.TryGetProperty(name, out var value) && !IsTextOrNull(value)) is { } odd)
            return CredentialPlace.Broken(source, $"{odd} is not text");

        var type = TextOf(file, "type");
        var place = type == "cvm-role"
            ? await MachineAsync(source, cancellationToken).ConfigureAwait(false)
            : Keys(source, file, type is "oauth" or "sso" ? type : null, clock.GetUtcNow());
        return place with { Role = RoleOf(file) };
    }

    /// <summary>The region of the profile; none if the file is missing or says nothing.</summary>
    /// <exception cref="ArgumentException">The file is broken.</exception>
    public string? Region()
    {
        var path = Path.Combine(_directory, _name + ".configure");
        var read = FileText.Read(path);
        if (read.IsMissing)
            return null;
        var (file, fault) = Parse(read);
        if (fault is not null)
            throw new ArgumentException($"{SafeText.Line(path, SafeText.Sentence)} {fault}; it should contain the region.");
        return file!.Value.TryGetProperty("_sys_param", out var parameters) && parameters.ValueKind is JsonValueKind.Object
            ? TextOf(parameters, "region")
            : null;
    }

    private static readonly string[] Members = ["secretId", "secretKey", "token", "role-arn", "role-session-name", "type"];

    private CredentialPlace Keys(string source, JsonElement file, string? login, DateTimeOffset now)
    {
        var place = CredentialPlace.Of(
            source, ("secretId", TextOf(file, "secretId")), ("secretKey", TextOf(file, "secretKey")), ("token", TextOf(file, "token")));
        login ??= file.TryGetProperty("sso", out _) && place.Found is null ? "sso" : null; // configured, but never logged in
        if (login is null)
            return place;
        if (place.Found is not { } found)
            return place.IsBroken ? place : CredentialPlace.Absent(source, $"it holds no keys yet; {Command(login)} gets them");
        if (EndOf(file) is not { } end)
            return place;
        var time = end.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return end - now < Margin
            ? CredentialPlace.Broken(source, $"its temporary keys ended at {time}; {Command(login)} renews them")
            : place with { Found = found with { ExpiresAt = end } };
    }

    private async ValueTask<CredentialPlace> MachineAsync(string source, CancellationToken cancellationToken)
    {
        var machine = await MachineRole.FindAsync(_options, role: null, cancellationToken).ConfigureAwait(false);
        return machine.Found is { } found
            ? machine with { Found = found with { Source = $"{source}, {found.Source}" } }
            : CredentialPlace.Broken(source, $"it asks for the role of the machine, but {machine.Finding.Source}: {machine.Finding.Finding}");
    }

    private static AssumeRoleOptions? RoleOf(JsonElement file)
    {
        if (TextOf(file, "role-arn") is not { } arn)
            return null;
        var role = new AssumeRoleOptions { RoleArn = arn };
        return TextOf(file, "role-session-name") is { } session ? role with { SessionName = session } : role;
    }

    private string Command(string login)
        => (login == "oauth" ? "`tccli auth login" : "`tccli sso login") + (_name == DefaultName ? "`" : $" --profile {_name}`");

    /// <summary>Text that is something. The tool's own setup writes the word None where nothing was typed.</summary>
    private static string? TextOf(JsonElement file, string name)
        => file.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String && value.GetString()!.Trim() is { Length: > 0 } text
            && text != "None" ? text : null;

    private static bool IsTextOrNull(JsonElement value) => value.ValueKind is JsonValueKind.String or JsonValueKind.Null;

    /// <summary>Unix seconds, as a number or as text.</summary>
    private static DateTimeOffset? EndOf(JsonElement file)
    {
        if (!file.TryGetProperty("expiresAt", out var value))
            return null;
        var text = value.ValueKind is JsonValueKind.String ? value.GetString() : value.ValueKind is JsonValueKind.Number ? value.GetRawText() : null;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? UnixTime.Of(seconds) : null;
    }

    private static (JsonElement? Content, string? Fault) Parse(FileText read)
    {
        if (read.Text is not { } text)
            return (null, read.Fault);
        if (string.IsNullOrWhiteSpace(text))
            return (null, "holds nothing");
        try
        {
            using var document = JsonDocument.Parse(WireText.Repair(Encoding.UTF8.GetBytes(text)), Lenient);
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Object => (document.RootElement.Clone(), null),
                JsonValueKind.Null => (null, "holds nothing"),
                _ => (null, "is not the JSON expected, at line 1"),
            };
        }
        catch (JsonException wrong)
        {
            return (null, $"is not the JSON expected, at line {wrong.LineNumber + 1}"); // the inner text would quote it
        }
    }
}
