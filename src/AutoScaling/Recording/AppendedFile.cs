using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>Appends whole lines to a file that other processes append to as well.</summary>
internal static class AppendedFile
{
    /// <summary>One write at the file's end, wherever that is by then. The platform's own append mode looks for the end once and then writes there,
    /// over what others have written meanwhile; the system's (O_APPEND) cannot.</summary>
    /// <param name="path">The file; it and its folder are made if they are missing.</param>
    /// <param name="line">The line, with its end.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Append(string path, byte[] line)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (OperatingSystem.IsWindows())
        {
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            file.Write(line);
            return;
        }

        // Made by the platform, so that it has the usual permissions; then opened for appending only.
        if (!File.Exists(path))
            File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
        using var handle = Open(path);
        for (var written = 0; written < line.Length;)
        {
            // The rest of a write that was cut short, by a full disk for instance, follows as a write of its own.
            var count = Native.Write(handle, ref line[written], line.Length - written);
            if (count < 0 && Marshal.GetLastPInvokeError() != Native.Interrupted)
                throw Trouble(path);
            written += (int)Math.Max(0, count);
        }
    }

    private static SafeFileHandle Open(string path)
    {
        var descriptor = Native.Open(path, OperatingSystem.IsMacOS() ? Native.AppendOnMac : Native.AppendOnLinux);
        return descriptor >= 0 ? new(descriptor, ownsHandle: true) : throw Trouble(path);
    }

    private static IOException Trouble(string path)
        => new($"{path} cannot be appended to: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    private static class Native
    {
        /// <summary>O_WRONLY | O_APPEND | O_CLOEXEC.</summary>
        public const int AppendOnLinux = 0x1 | 0x400 | 0x80000;

        public const int AppendOnMac = 0x1 | 0x8 | 0x1000000;

        public const int Interrupted = 4;

        [DllImport("libc", EntryPoint = "open", SetLastError = true)]
        public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport("libc", EntryPoint = "write", SetLastError = true)]
        public static extern nint Write(SafeFileHandle file, ref byte bytes, nint count);
    }
}
