package org.memhop.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.backend.reference.ReferenceBackendProvider;
import org.memhop.testing.Compared;

class TrainingStepTest {
    /** Outputs of the last of some steps, then the tables. */
    private static List<HostTensor> train(
            BackendProvider provider, BackendConfig config, TrainingStep step, DType type, int steps) {
        try (Backend backend = provider.open(config);
                Session session = backend.newSession(step.tables);
                Executable executable = session.compile(step.graph(type))) {
            for (Variable table : step.tables) {
                session.write(table, step.initial(table, step.tables.indexOf(table)));
            }
            List<HostTensor> results = List.of();
            for (int i = 0; i < steps; i++) {
                results = executable.run(step.inputs(i));
            }
            List<HostTensor> all = new ArrayList<>();
            results.forEach(result -> all.add(result.copy()));
            step.tables.forEach(table -> all.add(session.read(table)));
            return all;
        }
    }

    @ParameterizedTest
    @CsvSource({"32, 10, 7, 20, 32", "5, 3, 4, 9, 6", "8, 50, 6, 50, 80"})
    void ten_steps_agree_with_the_reference(int batch, int slots, int places, int d, int vocabulary) {
        TrainingStep wide = new TrainingStep(batch, slots, places, d, vocabulary, DType.F64);
        List<HostTensor> expected = train(new ReferenceBackendProvider(), BackendConfig.DEFAULT, wide, DType.F64, 10);
        List<HostTensor> doubles = train(new JvmBackendProvider(), BackendConfig.DEFAULT, wide, DType.F64, 10);
        for (BackendConfig config : List.of(BothKernels.PLAIN, BothKernels.VECTOR)) {
            TrainingStep step = new TrainingStep(batch, slots, places, d, vocabulary, DType.F32);
            List<HostTensor> found = train(new JvmBackendProvider(), config, step, DType.F32, 10);
            for (int i = 0; i < expected.size(); i++) {
                Compared.assertClose(found.get(i), expected.get(i), 2e-5, 1e-5, config + " result " + i);
                Compared.assertClose(doubles.get(i), expected.get(i), 1e-11, 1e-13, "float64 result " + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void any_number_of_threads_gives_the_same_bytes(String vector) {
        // Large enough for sentences, attention, logits and their gradients to fall into parts.
        TrainingStep step = new TrainingStep(64, 60, 9, 64, 700, DType.F32);
        BackendConfig config = BackendConfig.DEFAULT.with("vector", vector);
        List<HostTensor> one = train(new JvmBackendProvider(), config, step, DType.F32, 3);
        for (String threads : List.of("2", "4")) {
            assertThat(train(new JvmBackendProvider(), config.with("threads", threads), step, DType.F32, 3))
                    .isEqualTo(one);
        }
        try (Backend backend = new JvmBackendProvider().open(config);
                Session session = backend.newSession(step.tables)) {
            assertThat(session.compile(step.graph(DType.F32)).toString()).contains("parts");
        }
    }

    @Test
    void sessions_that_share_the_threads_disturb_nobody() throws Exception {
        TrainingStep step = new TrainingStep(64, 60, 9, 64, 700, DType.F32);
        List<HostTensor> alone = train(new JvmBackendProvider(), BackendConfig.DEFAULT, step, DType.F32, 1);
        ExecutorService callers = Executors.newFixedThreadPool(3);
        try (Backend backend = new JvmBackendProvider().open(BackendConfig.DEFAULT.with("threads", "2"))) {
            List<Future<HostTensor>> losses = new ArrayList<>();
            for (int caller = 0; caller < 3; caller++) {
                losses.add(callers.submit(() -> {
                    try (Session session = backend.newSession(step.tables);
                            Executable executable = session.compile(step.graph(DType.F32))) {
                        HostTensor loss = HostTensor.of(Shape.SCALAR, 0f);
                        for (int i = 0; i < 5; i++) {
                            for (Variable table : step.tables) {
                                session.write(table, step.initial(table, step.tables.indexOf(table)));
                            }
                            loss = executable.run(step.inputs(0)).get(0).copy();
                        }
                        return loss;
                    }
                }));
            }
            for (Future<HostTensor> loss : losses) {
                assertThat(loss.get()).isEqualTo(alone.get(0));
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void a_step_allocates_nothing_once_it_is_compiled(String vector) throws Exception {
        // In a JVM of its own: a coverage agent's probes, or what other tests have run before, can keep the compiler
        // from
        // inlining a kernel, and vectors live in the heap then.
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Allocation.class.getName(),
                        vector)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
        assertThat(Long.parseLong(said)).as("bytes in 500 steps").isLessThan(1000);
    }

    /** Prints the bytes that 500 steps allocate once they are compiled. */
    static final class Allocation {
        private Allocation() {}

        public static void main(String[] args) {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long self = Thread.currentThread().getId();
            TrainingStep step = new TrainingStep(32, 10, 7, 20, 32, DType.F32);
            try (Backend backend = new JvmBackendProvider().open(BackendConfig.DEFAULT.with("vector", args[0]));
                    Session session = backend.newSession(step.tables);
                    Executable executable = session.compile(step.graph(DType.F32))) {
                List<HostTensor> inputs = step.inputs(1);
                long allocated = Long.MAX_VALUE;
                for (int round = 0; round < 200 && allocated >= 1000; round++) {
                    long before = threads.getThreadAllocatedBytes(self);
                    for (int i = 0; i < 500; i++) {
                        executable.run(inputs);
                    }
                    allocated = threads.getThreadAllocatedBytes(self) - before;
                }
                System.out.println(allocated);
            }
        }
    }
}
