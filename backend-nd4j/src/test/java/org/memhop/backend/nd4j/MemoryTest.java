package org.memhop.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;

/** Memory outside the heap is given back when something is closed, not when the garbage collector finds the time. */
@EnabledOnOs(OS.LINUX)
class MemoryTest {
    private static final int ROWS = 1000;
    private static final Variable TABLE = new Variable("table", DType.F32, Shape.of(ROWS, 250)); // 1 MB

    private static Graph step() {
        Scope g = Scope.root(DType.F32);
        Node words = g.input("words", DType.I32, Shape.of(50, 4));
        Node labels = g.input("labels", DType.I32, Shape.of(50));
        Node rows = g.sum(g.gatherRows(g.variable(TABLE), words), 1);
        Node logits = g.matmul(rows, g.variable(TABLE), false, true);
        g.output("loss", g.sumAll(g.crossEntropy(logits, labels)));
        Node gradient = g.crossEntropyGrad(logits, labels, g.filled(g.crossEntropy(logits, labels), 1));
        g.update(TABLE, g.sub(g.variable(TABLE), g.mul(g.matmul(gradient, rows, true, false), g.constant(0.001))));
        return g.graph();
    }

    private static List<HostTensor> inputs() {
        HostTensor words = HostTensor.zeros(DType.I32, Shape.of(50, 4));
        HostTensor labels = HostTensor.zeros(DType.I32, Shape.of(50));
        for (int i = 0; i < 200; i++) {
            words.set(i, 7 * i % ROWS);
        }
        return List.of(words, labels);
    }

    private static long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024;
    }

    private static void openAndClose(int times) {
        Graph graph = step();
        List<HostTensor> inputs = inputs();
        for (int i = 0; i < times; i++) {
            try (Backend backend = new Nd4jBackendProvider().open(BackendConfig.DEFAULT);
                    Session session = backend.newSession(List.of(TABLE))) {
                session.compile(graph).run(inputs);
                try (Executable closed = session.compile(graph)) {
                    closed.run(inputs);
                }
            }
        }
    }

    @Test
    void what_is_closed_gives_its_memory_back() throws IOException {
        openAndClose(20);
        long before = residentMegabytes();
        // Some 4 MB each.
        openAndClose(100);
        assertThat(residentMegabytes()).isLessThan(before + 100);
    }

    @Test
    void two_thousand_steps_need_no_more_memory_than_a_few() throws IOException {
        List<HostTensor> inputs = inputs();
        try (Backend backend = new Nd4jBackendProvider().open(BackendConfig.DEFAULT);
                Session session = backend.newSession(List.of(TABLE));
                Executable executable = session.compile(step())) {
            run(executable, inputs, 200);
            long before = residentMegabytes();
            run(executable, inputs, 2000);
            assertThat(residentMegabytes()).isLessThan(before + 20);
        }
    }

    private static void run(Executable executable, List<HostTensor> inputs, int times) {
        for (int i = 0; i < times; i++) {
            executable.run(inputs);
        }
    }
}
