package org.memhop.backend.tensorflow;

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
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;

class SoakTest {
    private static final int STEPS = 5_000;
    private static final Shape SHAPE = Shape.of(200, 200); // 160 kB
    private static final Variable W = new Variable("w", DType.F32, SHAPE);

    /** Resident memory of this process, in megabytes. */
    private static long resident() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IOException("no VmRSS in /proc/self/status");
    }

    /** One tensor forgotten in each step would be 800 MB. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void resident_memory_stays_flat_over_5_000_steps_of_feeding_updating_and_fetching() throws IOException {
        Scope g = Scope.root(DType.F32);
        Node x = g.input("x", DType.F32, SHAPE);
        Node next = g.add(g.mul(g.variable(W), g.constant(0.5)), x);
        g.output("next", next);
        g.update(W, next);
        HostTensor input = HostTensor.zeros(DType.F32, SHAPE);
        try (Backend backend = new TensorFlowBackendProvider().open(BackendConfig.DEFAULT);
                Session session = backend.newSession(List.of(W));
                Executable step = session.compile(g.graph())) {
            long before = 0;
            for (int i = 0; i < STEPS; i++) {
                if (i == 500) {
                    before = resident();
                }
                input.floats()[0] = i;
                step.run(List.of(input));
                if (i % 10 == 0) {
                    session.write(W, session.read(W));
                }
            }
            assertThat(resident() - before)
                    .as("megabytes more than after 500 steps")
                    .isLessThan(100);
        }
    }
}
