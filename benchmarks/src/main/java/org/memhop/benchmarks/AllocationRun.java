package org.memhop.benchmarks;

import java.nio.file.Path;
import java.util.Optional;
import org.memhop.api.task.TaskData;
import org.memhop.core.wiring.MemhopModule;
import org.memhop.core.wiring.Plugins;

/**
 * Counts what a training allocates, in a JVM of its own: {@code AllocationRun on|off TASK DIRECTORY}, with or without the Vector
 * API.
 */
final class AllocationRun {
    /** Thousands of steps that a training may take until it no longer allocates: room for a busy machine to compile. */
    private static final int MOST = 100;

    private AllocationRun() {}

    /** Trains and prints the figures. */
    public static void main(String[] args) {
        Plugins plugins = MemhopModule.plugins();
        TaskData data = Workload.load(plugins, Optional.of(Path.of(args[2])), Integer.parseInt(args[1]));
        Allocation found = Allocation.ofTraining(plugins, data, args[0], MOST);
        Figures figures = new Figures();
        figures.put("allocation.bytes", (double) found.bytes());
        figures.put("allocation.warm-up", (double) found.warmUp());
        System.out.print(figures);
    }
}
