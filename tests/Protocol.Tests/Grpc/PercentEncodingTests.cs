using TencentcloudRefresh.Protocol.Grpc;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;
using UnicodeString = FsCheck.UnicodeString;

namespace TencentcloudRefresh.Protocol.Tests.Grpc;

public sealed class PercentEncodingTests
{
    [TestCase("", "")]
    [TestCase("plain text, with: marks!~", "plain text, with: marks!~")]
    [TestCase("100 %", "100 %25")]
    [TestCase("a\r\nb\t", "a%0D%0Ab%09")]
    [TestCase("é滚🚀", "%C3%A9%E6%BB%9A%F0%9F%9A%80")]
    [TestCase("\u007f\u0000", "%7F%00")]
    public void Encode_Text_IsPrintableAscii(string text, string encoded)
    {
        Assert.That(PercentEncoding.Encode(text), Is.EqualTo(encoded));
        Assert.That(PercentEncoding.Decode(encoded), Is.EqualTo(text));
    }

    [TestCase("50%", "50%")]
    [TestCase("%4", "%4")]
    [TestCase("%zz%41", "%zzA")]
    [TestCase("% 41", "% 41")]
    [TestCase("%c3%a9", "é")]
    [TestCase("%41", "A")]
    public void Decode_NotWellEncoded_KeepsWhatItCannotRead(string encoded, string text)
        => Assert.That(PercentEncoding.Decode(encoded), Is.EqualTo(text));

    [Property]
    public bool Decode_OfEncoded_IsTheText(UnicodeString any)
    {
        string text = WellFormed(any.Get);
        return string.Equals(PercentEncoding.Decode(PercentEncoding.Encode(text)), text, StringComparison.Ordinal);
    }

    // The generator makes halves of surrogate pairs, which have no UTF-8.
    private static string WellFormed(string text) => string.Concat(text.EnumerateRunes());
}
