using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using OpenQA.Selenium.Support.UI;

namespace TencentcloudRefresh.TestKit;

/// <summary>
/// A headless Chromium for tests that look at a page as a person would. A machine without one skips those tests and says so.
/// Nothing is downloaded: both programs must be on the path or in /usr/bin.
/// </summary>
public sealed class Browser : IDisposable
{
    private static readonly string[] Chromiums = ["chromium", "chromium-browser", "google-chrome"];
    private readonly ChromeDriverService _service;
    private readonly ChromeDriver _driver;
    private readonly string _profile = Directory.CreateTempSubdirectory("browser-").FullName;

    private Browser(string chromium, string driver, int width, int height, bool dark)
    {
        _service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(driver), Path.GetFileName(driver));
        _service.SuppressInitialDiagnosticInformation = true;
        var options = new ChromeOptions { BinaryLocation = chromium };
        options.AddArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", $"--user-data-dir={_profile}");
        if (dark)
            options.AddArgument("--blink-settings=preferredColorScheme=0");
        options.SetLoggingPreference(LogType.Browser, LogLevel.All);
        options.SetLoggingPreference(LogType.Performance, LogLevel.All);
        _driver = new ChromeDriver(_service, options, Bounded.Limit);
        // Headless windows have a least width; the view does not.
        _driver.ExecuteCdpCommand("Emulation.setDeviceMetricsOverride",
            new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false });
    }

    /// <summary>Opens a browser, or ends the test as skipped.</summary>
    /// <param name="width">Of the view, in CSS pixels.</param>
    /// <param name="height">Of the view, in CSS pixels.</param>
    /// <param name="dark">As on a system set to dark.</param>
    public static Browser OpenOrSkip(int width = 1200, int height = 1300, bool dark = false)
    {
        if (Chromiums.Select(Find).FirstOrDefault(path => path is not null) is not { } chromium || Find("chromedriver") is not { } driver)
        {
            Assert.Ignore("Skipped: no Chromium with ChromeDriver is installed, so nobody looked at the page.");
            throw new InvalidOperationException("unreachable");
        }

        return new(chromium, driver, width, height, dark);
    }

    public void Visit(Uri page) => _driver.Navigate().GoToUrl(page);

    public void Click(string id) => Until(() => _driver.FindElement(By.Id(id)), element => element.Enabled).Click();

    public void ClickOn(string selector) => Until(() => _driver.FindElement(By.CssSelector(selector)), element => element.Enabled).Click();

    public string TextOf(string selector) => _driver.FindElement(By.CssSelector(selector)).Text;

    public int Count(string selector) => _driver.FindElements(By.CssSelector(selector)).Count;

    public void Type(string keys) => new OpenQA.Selenium.Interactions.Actions(_driver).SendKeys(keys).Perform();

    public T Run<T>(string script) => (T)_driver.ExecuteScript(script)!;

    /// <summary>Waits until an element shows this text, as a person would; fails with what it shows instead.</summary>
    public void WaitForText(string selector, string text)
    {
        try
        {
            Until(() => TextOf(selector), shown => shown.Contains(text, StringComparison.Ordinal));
        }
        catch (WebDriverTimeoutException)
        {
            Assert.Fail($"{selector} should show '{text}' but shows '{TextOf(selector)}'.");
        }
    }

    /// <summary>Keeps a picture as an output of the test.</summary>
    public string Photograph(string name)
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, name + ".png");
        var height = Math.Max(1, Run<long>("return document.documentElement.scrollHeight"));
        var picture = (Dictionary<string, object>)_driver.ExecuteCdpCommand("Page.captureScreenshot", new()
        {
            ["captureBeyondViewport"] = true,
            ["clip"] = new Dictionary<string, object>
            {
                ["x"] = 0,
                ["y"] = 0,
                ["width"] = Run<long>("return window.innerWidth"),
                ["height"] = height,
                ["scale"] = 1,
            },
        })!;
        File.WriteAllBytes(file, Convert.FromBase64String((string)picture["data"]));
        TestContext.AddTestAttachment(file);
        return file;
    }

    /// <summary>What the page complained about on its console.</summary>
    public IReadOnlyList<string> Complaints()
        => [.. _driver.Manage().Logs.GetLog(LogType.Browser).Where(entry => entry.Level >= LogLevel.Warning).Select(entry => entry.Message)];

    /// <summary>The addresses that the page asked for, itself included.</summary>
    public IReadOnlyList<string> Requests()
        => [.. _driver.Manage().Logs.GetLog(LogType.Performance)
            .Select(entry => System.Text.Json.JsonDocument.Parse(entry.Message).RootElement.GetProperty("message"))
            .Where(message => message.GetProperty("method").GetString() == "Network.requestWillBeSent")
            .Select(message => message.GetProperty("params").GetProperty("request").GetProperty("url").GetString()!)
            .Where(url => !url.StartsWith("chrome://", StringComparison.Ordinal))]; // the browser's own first page

    public void Dispose()
    {
        _driver.Dispose();
        _service.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    private T Until<T>(Func<T> look, Func<T, bool> enough)
        => new WebDriverWait(new SystemClock(), _driver, Bounded.Limit, TimeSpan.FromMilliseconds(50)) { Message = "the page did not get there" }.Until(_ =>
        {
            try
            {
                var seen = look();
                return enough(seen) ? new Found<T>(seen) : null;
            }
            catch (WebDriverException gone) when (gone is NoSuchElementException or StaleElementReferenceException)
            {
                return null;
            }
        })!.Value;

    private static string? Find(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin")
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private sealed record Found<T>(T Value);
}
