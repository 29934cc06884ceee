package org.memhop.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.memhop.api.backend.BackendConfig;
import org.memhop.core.wiring.MemhopModule;
import org.memhop.core.wiring.Plugins;

/**
 * Measures training steps of backends at one size, in a JVM of their own and in turns: {@code BackendsRun
 * NAME.THREADS[,NAME.THREADS] SIZE ROUNDS WARM-UP-SECONDS ROUND-SECONDS [FOLDER …]}. A name is a backend's id, or yardstick; a
 * size is {@code babi}, {@code language}, or {@code task-1:DIRECTORY}; folders are those of backends. Ratios are to the first.
 */
final class BackendsRun {
    private static final String TASK = "task-";
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private BackendsRun() {}

    /** Runs the measurement and prints its figures. */
    public static void main(String[] args) throws IOException {
        Plugins plugins = MemhopModule.plugins(
                List.of(args).subList(5, args.length).stream().map(Path::of).toList());
        Workload workload = workload(plugins, args[1]);
        List<String> names = List.of(args[0].split(","));
        List<Stepper> steppers = new ArrayList<>();
        names.forEach(name -> steppers.add(stepper(name, workload)));
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        // Natives compute on threads that the JVM does not know: the time of the whole process counts.
        Rounds measured = Rounds.of(
                steppers.stream().map(stepper -> next(stepper, workload)).toList(),
                Integer.parseInt(args[2]),
                Double.parseDouble(args[3]),
                Double.parseDouble(args[4]),
                system::getProcessCpuTime);
        Figures figures = new Figures();
        for (int i = 0; i < names.size(); i++) {
            figures.put(names.get(i) + ".cpu", measured.cpuMedian(i));
            figures.put(names.get(i) + ".wall", measured.wallMedian(i));
            for (int to = 0; to < names.size(); to++) {
                figures.put(names.get(i) + ".to." + names.get(to), measured.wallRatio(i, to));
                figures.put(names.get(i) + ".cpu-to." + names.get(to), measured.ratio(i, to));
            }
        }
        peak().ifPresent(bytes -> figures.put("peak", bytes));
        steppers.forEach(Stepper::close);
        System.out.print(figures);
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
        if (!id.equals("yardstick")) {
            return new BackendStep(workload, id, BackendConfig.DEFAULT.with("threads", threads));
        }
        return workload.model().settings().text("tying").equals("layer-wise")
                ? new LanguageYardstick(workload, Integer.parseInt(threads))
                : new YardstickContender(workload, true);
    }

    private static Runnable next(Stepper stepper, Workload workload) {
        int[] n = {0};
        return () -> {
            stepper.step(n[0], Stepper.RATE);
            n[0] = (n[0] + 1) % workload.batches().size();
        };
    }

    /** The most memory this process has had in use, in bytes, where the system tells. */
    private static Optional<Double> peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return Optional.empty();
        }
        return PEAK.matcher(Files.readString(status))
                .results()
                .map(found -> 1024 * Double.parseDouble(found.group(1)))
                .findFirst();
    }
}
