package org.memhop.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.task.TaskData;
import org.memhop.benchmarks.yardstick.Yardstick;
import org.memhop.core.config.Settings;
import org.memhop.core.run.Training;
import org.memhop.core.wiring.MemhopModule;
import org.memhop.core.wiring.Plugins;
import org.memhop.tasks.babi.format.BabiDirectory;

/**
 * Reads, trains and tests every bAbI task of a directory once by the paper's recipe: {@code WholeRun jvm|yardstick THREADS
 * DIRECTORY}. Tasks are independent and share the threads.
 */
final class WholeRun {
    private static final long SEED = 1;

    private WholeRun() {}

    /** Trains, and prints mean error, failed tasks and seconds of processor time: of the process, and of the threads that train. */
    public static void main(String[] args) throws InterruptedException, ExecutionException {
        Path data = Path.of(args[2]);
        BabiDirectory directory = BabiDirectory.open(data, "en");
        List<Double> errors = new ArrayList<>();
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        LongAdder working = new LongAdder(); // nanoseconds of the threads that train
        ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(args[1]));
        try {
            Plugins plugins = MemhopModule.plugins();
            List<Future<Double>> found = new ArrayList<>();
            for (int task : directory.tasks()) {
                found.add(threads.submit(() -> {
                    long start = clock.getCurrentThreadCpuTime();
                    double error = args[0].equals("jvm")
                            ? jvm(plugins, data, task)
                            : Yardstick.testError(directory, task, true, SEED);
                    working.add(clock.getCurrentThreadCpuTime() - start);
                    return error;
                }));
            }
            for (Future<Double> error : found) {
                errors.add(error.get());
            }
        } finally {
            threads.shutdown();
        }
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Figures figures = new Figures();
        figures.put("cpu", system.getProcessCpuTime() / 1e9);
        figures.put("working", working.sum() / 1e9);
        figures.put("tasks", errors.size());
        figures.put(
                "error",
                errors.stream().mapToDouble(Double::doubleValue).average().orElse(0));
        figures.put(
                "failed", (double) errors.stream().filter(error -> error > 5).count());
        System.out.print(figures);
    }

    private static double jvm(Plugins plugins, Path data, int task) {
        TaskData loaded = Workload.load(plugins, Optional.of(data), task);
        try (Backend backend = plugins.open("jvm", BackendConfig.DEFAULT)) {
            return new Training(loaded, Settings.standard(), plugins)
                    .run(backend, 0)
                    .testError();
        }
    }
}
