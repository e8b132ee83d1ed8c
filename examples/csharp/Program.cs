return await Pulumi.Deployment.RunAsync<RolloutStack>();
