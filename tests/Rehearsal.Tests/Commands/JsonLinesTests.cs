using System.Text.Json.Nodes;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Commands;
using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Record;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Tests.Commands;

internal sealed class JsonLinesTests
{
    [Test]
    [Bug("outputs were all text in JSON")]
    public void Of_Outputs_AreValuesWithSecretsHidden()
    {
        OperationView view = new(new(OperationKind.Up, StackConfig.Empty("proj"), Preview: true), TimeProvider.System);
        view.Apply(new EngineEvent.StackOutputs(PropertyMap.Empty, PropertyMap.Of(
            ("batchCount", 3), ("failedInstances", PropertyValue.Array.Of("ins-1")), ("healthy", true), ("groupId", new PropertyValue.Unknown()),
            ("key", new PropertyValue.Secret("hunter2")), ("nested", PropertyValue.Object.Of(("key", new PropertyValue.Secret("hunter2")))),
            ("later", new PropertyValue.Output(null, IsSecret: false, [])))));
        string line = JsonLines.Of("preview", view.ToRecord(DeploymentResult.Succeeded, []));
        Assert.That(JsonNode.Parse(line)!["outputs"]!.ToJsonString(), Is.EqualTo(
            """{"batchCount":3,"failedInstances":["ins-1"],"groupId":null,"healthy":true,"key":"[secret]","later":null,"nested":{"key":"[secret]"}}"""));
    }
}
