using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace TencentcloudRefresh.Benchmarks;

/// <summary>What a benchmark prints, kept in <c>tests/Benchmarks/Results</c> with the machine and the date.</summary>
internal sealed class ResultsFile(string name, TextWriter console) : StringWriter(CultureInfo.InvariantCulture)
{
    public override void Write(char value)
    {
        console.Write(value);
        base.Write(value);
    }

    public override void Write(string? value)
    {
        console.Write(value);
        base.Write(value);
    }

    public override void WriteLine(string? value) => Write(value + Environment.NewLine);

    /// <summary>Writes the file; without this, a benchmark that failed leaves the last results.</summary>
    public void Keep()
    {
        string folder = Path.Combine(NativePrograms.RepositoryRoot(), "tests", "Benchmarks", "Results");
        Directory.CreateDirectory(folder);
        var page = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"# {name}")
            .AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {RuntimeInformation.OSDescription}, {Processor()}, {Environment.ProcessorCount} cores, .NET {Environment.Version}")
            .AppendLine()
            .AppendLine("```text")
            .Append(GetStringBuilder())
            .AppendLine("```");
        File.WriteAllText(Path.Combine(folder, name + ".md"), page.ToString());
    }

    private static string Processor()
        => File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? RuntimeInformation.OSArchitecture.ToString()
            : RuntimeInformation.OSArchitecture.ToString();
}
