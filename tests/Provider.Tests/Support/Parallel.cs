// Every fixture has sockets, plugin and cloud of its own.
[assembly: Parallelizable(ParallelScope.Fixtures)]
