package org.memhop.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Training steps that take turns within this JVM, as figures for another to read. */
final class Turns {
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private Turns() {}

    /**
     * Measures. Figures are {@code NAME.wall}, {@code NAME.cpu}, {@code NAME.to.NAME} and {@code NAME.cpu-to.NAME}, in seconds
     * and medians of ratios, and {@code peak}, the most memory that was in use, in bytes.
     *
     * @param batches of the workload, which steps take one after the other
     * @param times rounds, seconds of warm-up, seconds of a round, as {@link Rounds} takes them
     */
    static Figures measure(List<String> names, List<Stepper> steppers, int batches, List<String> times) {
        List<Runnable> work = new ArrayList<>();
        List<ProcessHandle> processes = new ArrayList<>();
        for (Stepper stepper : steppers) {
            work.add(next(stepper, batches));
            stepper.process().ifPresent(processes::add);
        }
        Rounds measured = Rounds.of(
                work,
                Integer.parseInt(times.get(0)),
                Double.parseDouble(times.get(1)),
                Double.parseDouble(times.get(2)),
                () -> processorTime(processes));
        Figures figures = new Figures();
        for (int i = 0; i < names.size(); i++) {
            figures.put(names.get(i) + ".cpu", measured.cpuMedian(i));
            figures.put(names.get(i) + ".wall", measured.wallMedian(i));
            for (int to = 0; to < names.size(); to++) {
                figures.put(names.get(i) + ".to." + names.get(to), measured.wallRatio(i, to));
                figures.put(names.get(i) + ".cpu-to." + names.get(to), measured.ratio(i, to));
            }
        }
        ProcessHandle heaviest = processes.isEmpty() ? ProcessHandle.current() : processes.get(0);
        peak(heaviest).ifPresent(bytes -> figures.put("peak", bytes));
        return figures;
    }

    private static Runnable next(Stepper stepper, int batches) {
        int[] n = {0};
        return () -> {
            stepper.step(n[0], Stepper.RATE);
            n[0] = (n[0] + 1) % batches;
        };
    }

    /** Natives compute on threads that the JVM does not know, and a peer in a process of its own: all of them count. */
    private static long processorTime(List<ProcessHandle> processes) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long nanos = system.getProcessCpuTime();
        for (ProcessHandle process : processes) {
            nanos += process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
        }
        return nanos;
    }

    /** The most memory a process has had in use, in bytes, where the system tells. */
    private static Optional<Double> peak(ProcessHandle process) {
        try {
            Path status = Path.of("/proc/" + process.pid() + "/status");
            return PEAK.matcher(Files.readString(status))
                    .results()
                    .map(found -> 1024 * Double.parseDouble(found.group(1)))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
