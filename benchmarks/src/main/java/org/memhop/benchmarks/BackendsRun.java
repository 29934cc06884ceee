package org.memhop.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.memhop.api.backend.BackendConfig;
import org.memhop.core.wiring.MemhopModule;
import org.memhop.core.wiring.Plugins;

/**
 * Measures training steps of backends at one size, in a JVM of their own and in turns: {@code BackendsRun
 * NAME.THREADS[,NAME.THREADS] SIZE ROUNDS WARM-UP-SECONDS ROUND-SECONDS [FOLDER …]}. A name is a backend's id, or yardstick; a
 * size is {@code babi}, or {@code task-1:DIRECTORY}; folders are those of backends. Ratios are to the first.
 */
final class BackendsRun {
    private static final String TASK = "task-";

    private BackendsRun() {}

    /** Runs the measurement and prints its figures. */
    public static void main(String[] args) {
        Plugins plugins = MemhopModule.plugins(
                List.of(args).subList(5, args.length).stream().map(Path::of).toList());
        Workload workload = workload(plugins, args[1]);
        List<String> names = List.of(args[0].split(","));
        List<Stepper> steppers = new ArrayList<>();
        names.forEach(name -> steppers.add(stepper(name, workload)));
        System.out.print(Turns.measure(
                names, steppers, workload.batches().size(), List.of(args).subList(2, 5)));
        steppers.forEach(Stepper::close);
    }

    private static Workload workload(Plugins plugins, String size) {
        if (size.startsWith(TASK)) {
            int colon = size.indexOf(':');
            int task = Integer.parseInt(size.substring(TASK.length(), colon));
            return Workload.of(plugins, Optional.of(Path.of(size.substring(colon + 1))), task);
        }
        return Size.named(size).workload(plugins);
    }

    private static Stepper stepper(String name, Workload workload) {
        int dot = name.lastIndexOf('.');
        String id = name.substring(0, dot);
        String threads = name.substring(dot + 1);
        return id.equals("yardstick")
                ? new YardstickContender(workload, true)
                : new BackendStep(workload, id, BackendConfig.DEFAULT.with("threads", threads));
    }
}
