package org.memhop.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.task.TaskData;
import org.memhop.core.config.Settings;
import org.memhop.core.run.Training;
import org.memhop.core.train.EpochReport;
import org.memhop.core.train.Trainer;
import org.memhop.core.train.TrainingObserver;
import org.memhop.core.wiring.Plugins;

/**
 * What the training thread allocates, counted by the JVM: trains until 1,000 steps in a row took nothing from the heap, or
 * gives up. Drawing a batch is part of a step; what an epoch's end needs (scores, reports) is not.
 *
 * @param bytes in the last 1,000 steps
 * @param warmUp steps before them, in which the JVM was still compiling
 */
record Allocation(long bytes, long warmUp) {
    /** Steps that are counted together. */
    static final int STEPS = 1_000;

    /**
     * Trains on the backend {@code jvm}.
     *
     * @param vector its option {@code vector}
     * @param most thousands of steps before giving up
     */
    static Allocation ofTraining(Plugins plugins, TaskData data, String vector, int most) {
        Settings endless = Settings.standard().with("epochs", "1000000");
        Meter meter = new Meter(most);
        try (Backend backend = plugins.open("jvm", new BackendConfig(Map.of("vector", vector)));
                Trainer trainer = new Training(data, endless, plugins).trainer(backend, 0)) {
            trainer.run(meter);
        }
        return new Allocation(meter.last, meter.steps - STEPS);
    }

    /** Reads the counter after every step; from an epoch's last step to the next one's first it does not count. */
    private static final class Meter implements TrainingObserver {
        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final int most;
        private long before = -1;
        private long bytes;
        private long last;
        private long steps;

        Meter(int most) {
            this.most = most;
        }

        @Override
        public boolean step(Trainer trainer, double loss) {
            long now = threads.getCurrentThreadAllocatedBytes();
            if (before >= 0) {
                bytes += now - before;
                steps++;
                if (steps % STEPS == 0) {
                    last = bytes;
                    bytes = 0;
                    if (last == 0 || steps == (long) most * STEPS) {
                        return false;
                    }
                }
            }
            before = now;
            return true;
        }

        @Override
        public void epoch(Trainer trainer, EpochReport report) {
            before = -1;
        }
    }
}
