package org.memhop.backend.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.memhop.api.BackendException;
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

class SessionsTest {
    private static final Variable W = new Variable("w", DType.F32, Shape.of(2));
    private static final Variable V = new Variable("v", DType.F32, Shape.of(2));

    private final Backend backend = new TensorFlowBackendProvider().open(BackendConfig.DEFAULT.with("threads", "2"));

    @AfterEach
    void close() {
        backend.close();
    }

    private static HostTensor two(float x, float y) {
        return HostTensor.of(Shape.of(2), x, y);
    }

    private static Graph sumWithInput() {
        Scope g = Scope.root(DType.F32);
        g.output("y", g.add(g.variable(W), g.input("x", DType.F32, Shape.of(2))));
        return g.graph();
    }

    private static Graph addOne(Variable variable) {
        Scope g = Scope.root(DType.F32);
        g.update(variable, g.add(g.variable(variable), g.constant(1.0)));
        return g.graph();
    }

    @Test
    void variables_begin_at_zero_and_are_copied_in_and_out() {
        Session session = backend.newSession(List.of(W, V));
        assertThat(session.read(W)).isEqualTo(two(0, 0));
        HostTensor value = two(1, 2);
        session.write(W, value);
        value.floats()[0] = 5;
        session.read(W).floats()[1] = 6;
        assertThat(session.read(W)).isEqualTo(two(1, 2));
        assertThat(session.read(V)).isEqualTo(two(0, 0));
    }

    @Test
    void executables_of_a_session_share_its_variables_and_no_others() {
        Session one = backend.newSession(List.of(W));
        Session other = backend.newSession(List.of(W));
        Executable sum = one.compile(sumWithInput());
        Executable step = one.compile(addOne(W));
        step.run(List.of());
        step.run(List.of());
        other.compile(addOne(W)).run(List.of());
        assertThat(sum.run(List.of(two(10, 20))).get(0)).isEqualTo(two(12, 22));
        assertThat(other.read(W)).isEqualTo(two(1, 1));
    }

    @Test
    void wrong_inputs_and_what_is_closed_are_refused() {
        Session session = backend.newSession(List.of(W));
        Executable executable = session.compile(sumWithInput());
        assertThatThrownBy(() -> executable.run(List.of())).isInstanceOf(BackendException.class);
        assertThatThrownBy(() -> executable.run(List.of(HostTensor.of(Shape.of(2), 1, 2))))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("\"x\"");
        assertThatThrownBy(() -> session.read(V)).isInstanceOf(BackendException.class);
        assertThatThrownBy(() -> session.write(W, HostTensor.of(Shape.of(3), 1f, 2f, 3f)))
                .isInstanceOf(BackendException.class);
        assertThatThrownBy(() -> session.compile(addOne(V))).isInstanceOf(BackendException.class);
        assertThatThrownBy(() -> backend.newSession(List.of(W, W))).isInstanceOf(BackendException.class);

        executable.close();
        executable.close();
        assertThatThrownBy(() -> executable.run(List.of(two(1, 2)))).hasMessageContaining("closed");
        Executable another = session.compile(sumWithInput());
        session.close();
        session.close();
        assertThatThrownBy(() -> another.run(List.of(two(1, 2)))).hasMessageContaining("closed");
        assertThatThrownBy(() -> session.read(W)).hasMessageContaining("closed");
        Session left = backend.newSession(List.of(W));
        backend.close();
        assertThatThrownBy(() -> left.read(W)).hasMessageContaining("closed");
        assertThatThrownBy(() -> backend.newSession(List.of())).hasMessageContaining("closed");
    }

    @Test
    void inputs_that_nothing_uses_and_graphs_that_do_nothing_are_fine() {
        Scope g = Scope.root(DType.F32);
        Node x = g.input("x", DType.F32, Shape.of(2));
        g.input("unused", DType.I32, Shape.of(1));
        g.output("x", x);
        g.output("again", x);
        g.output("constant", g.constant(3.0));
        Session session = backend.newSession(List.of());
        List<HostTensor> outputs = session.compile(g.graph()).run(List.of(two(1, 2), HostTensor.of(Shape.of(1), 1)));
        assertThat(outputs).containsExactly(two(1, 2), two(1, 2), HostTensor.of(Shape.SCALAR, 3f));
        assertThat(session.compile(Scope.root(DType.F32).graph()).run(List.of()))
                .isEmpty();
    }

    @Test
    void executables_run_side_by_side_while_others_are_compiled_and_other_sessions_train() throws Exception {
        Session shared = backend.newSession(List.of(W));
        shared.write(W, two(1, 2));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Void>> work = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            float x = t;
            work.add(() -> {
                for (int n = 0; n < 5; n++) {
                    Executable sum = shared.compile(sumWithInput());
                    Session own = backend.newSession(List.of(W));
                    Executable step = own.compile(addOne(W));
                    for (int i = 0; i < 100; i++) {
                        assertThat(sum.run(List.of(two(x, i))).get(0)).isEqualTo(two(1 + x, 2 + i));
                        step.run(List.of());
                    }
                    assertThat(own.read(W)).isEqualTo(two(100, 100));
                    sum.close();
                    own.close();
                }
                return null;
            });
        }
        try {
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    /** To free its memory meanwhile would end the process. */
    @Test
    void closing_an_executable_waits_for_its_run() throws Exception {
        Shape square = Shape.of(300, 300);
        Scope g = Scope.root(DType.F32);
        Node x = g.input("x", DType.F32, square);
        g.output("y", g.matmul(g.matmul(x, x), x));
        HostTensor zeros = HostTensor.zeros(DType.F32, square);
        Session session = backend.newSession(List.of());
        for (int i = 0; i < 40; i++) {
            Executable executable = session.compile(g.graph());
            executable.run(List.of(zeros));
            CountDownLatch running = new CountDownLatch(1);
            CompletableFuture<Void> runs = CompletableFuture.runAsync(() -> {
                while (true) {
                    running.countDown();
                    executable.run(List.of(zeros));
                }
            });
            running.await();
            Thread.sleep(1 + i % 5);
            executable.close();
            assertThatThrownBy(() -> runs.get(30, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(BackendException.class)
                    .hasRootCauseMessage("the executable was used after it was closed; open a new one");
        }
    }

    @Test
    void a_graph_of_20_000_nodes_one_after_the_other_is_compiled_and_run() {
        Scope g = Scope.root(DType.F32);
        Node x = g.input("x", DType.F32, Shape.of(1, 2));
        Node turn = g.constant(HostTensor.of(Shape.of(2, 2), 0f, 1f, 1f, 0f));
        Node y = x;
        for (int i = 0; i < 10_000; i++) {
            y = g.matmul(g.sub(y, x), turn);
        }
        g.output("y", y);
        HostTensor ones = HostTensor.of(Shape.of(1, 2), 1f, 2f);
        List<HostTensor> found =
                backend.newSession(List.of()).compile(g.graph()).run(List.of(ones));
        float[] expected = {1, 2};
        for (int i = 0; i < 10_000; i++) {
            expected = new float[] {expected[1] - 2, expected[0] - 1};
        }
        assertThat(found).containsExactly(HostTensor.of(Shape.of(1, 2), expected));
    }
}
