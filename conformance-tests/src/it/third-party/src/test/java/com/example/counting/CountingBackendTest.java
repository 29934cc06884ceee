package com.example.counting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.memhop.api.BackendException;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;

class CountingBackendTest {
    @Test
    void runs_that_fail_are_not_counted() {
        Scope g = Scope.root(DType.F32);
        Node x = g.input("x", DType.F32, Shape.of(2));
        g.output("y", g.exp(x));
        try (CountingBackend backend =
                        (CountingBackend) new CountingBackendProvider().open(BackendConfig.DEFAULT);
                Session session = backend.newSession(List.of());
                Executable executable = session.compile(g.graph())) {
            executable.run(List.of(HostTensor.of(Shape.of(2), 1f, 2)));
            executable.run(List.of(HostTensor.of(Shape.of(2), 3f, 4)));
            assertThrows(BackendException.class, () -> executable.run(List.of()));

            assertEquals(2, backend.runs());
        }
    }
}
