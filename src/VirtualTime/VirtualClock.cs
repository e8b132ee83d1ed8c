namespace TencentcloudRefresh.VirtualTime;

public sealed class VirtualClock : TimeProvider;
