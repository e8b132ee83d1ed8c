// Each fixture has its own simulator, checkout and processes, and most of its time passes in their starts.
[assembly: Parallelizable(ParallelScope.Fixtures)]
