namespace TencentcloudRefresh.Simulator.Http;

/// <summary>Regions that the API knows. All of them show the same fleet, unless the fleet is of one region.</summary>
internal static class Regions
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "ap-bangkok", "ap-beijing", "ap-beijing-fsi", "ap-changsha-ec", "ap-chengdu", "ap-chongqing", "ap-fuzhou-ec", "ap-guangzhou", "ap-hangzhou-ec",
        "ap-hefei-ec", "ap-hongkong", "ap-jakarta", "ap-jinan-ec", "ap-mumbai", "ap-nanjing", "ap-osaka", "ap-qingyuan", "ap-seoul", "ap-shanghai",
        "ap-shanghai-adc", "ap-shanghai-fsi", "ap-shenyang-ec", "ap-shenzhen-fsi", "ap-shijiazhuang-ec", "ap-singapore", "ap-taipei", "ap-tokyo",
        "ap-wuhan-ec", "ap-xian-ec", "ap-zhengzhou-ec", "eu-frankfurt", "me-saudi-arabia", "na-ashburn", "na-siliconvalley", "na-toronto", "sa-saopaulo",
    };

    public static bool IsKnown(string region, string ofFleet) => region == ofFleet || Known.Contains(region);
}
