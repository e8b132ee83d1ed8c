using System.Text.Json.Nodes;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Provider.Schema;

namespace TencentcloudRefresh.Provider.Tests.Schema;

/// <summary>What generators of SDKs are told, language by language. Each generated SDK carries the version of the schema.</summary>
internal static class SchemaLanguages
{
    public static JsonObject Write() => new()
    {
        ["csharp"] = new JsonObject
        {
            ["rootNamespace"] = "Pulumi",
            ["namespaces"] = new JsonObject { [SchemaDocument.Package] = PackageCatalogue.Names.CSharpNamespace },
            ["packageReferences"] = new JsonObject { ["Pulumi"] = "3.*" },
            ["respectSchemaVersion"] = true,
        },
        ["nodejs"] = new JsonObject
        {
            ["packageName"] = PackageCatalogue.Names.Node,
            ["packageDescription"] = PackageCatalogue.Description,
            ["respectSchemaVersion"] = true,
        },
        ["python"] = new JsonObject
        {
            ["packageName"] = PackageCatalogue.Names.Python,
            ["pyproject"] = new JsonObject { ["enabled"] = true },
            ["respectSchemaVersion"] = true,
        },
        ["go"] = new JsonObject
        {
            ["importBasePath"] = PackageCatalogue.Names.GoPackage,
            ["modulePath"] = PackageCatalogue.Names.GoModule,
            ["generateResourceContainerTypes"] = true,
            ["respectSchemaVersion"] = true,
        },
        ["java"] = new JsonObject
        {
            ["basePackage"] = PackageCatalogue.Names.JavaBase,
            ["buildFiles"] = "gradle",
            ["dependencies"] = new JsonObject { ["com.pulumi:pulumi"] = "1.0.0" },
        },
    };
}
