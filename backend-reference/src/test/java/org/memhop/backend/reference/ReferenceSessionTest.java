package org.memhop.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.memhop.backend.reference.Runs.f32;
import static org.memhop.backend.reference.Runs.f64;
import static org.memhop.backend.reference.Runs.i32;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.memhop.api.BackendException;
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

class ReferenceSessionTest {
    private static final Variable A = new Variable("a", DType.F64, Shape.of(2));
    private static final Variable B = new Variable("b", DType.F64, Shape.of(2));

    private final Backend backend = new ReferenceBackendProvider().open(BackendConfig.DEFAULT);
    private final Session session = backend.newSession(List.of(A, B));

    @AfterEach
    void close() {
        session.close();
        backend.close();
    }

    private Executable swap() {
        Scope g = Scope.root(DType.F64);
        g.update(A, g.variable(B));
        g.update(B, g.variable(A));
        g.output("a before", g.variable(A));
        return session.compile(g.graph());
    }

    @Test
    void variables_start_at_zero() {
        assertThat(session.read(A)).isEqualTo(f64(0, 0));
    }

    @Test
    void writing_and_reading_copy() {
        HostTensor value = f64(1, 2);
        session.write(A, value);
        value.set(0, 99);
        session.read(A).set(1, 99);

        assertThat(session.read(A)).isEqualTo(f64(1, 2));
    }

    @Test
    void updates_read_the_old_values_and_come_into_force_together() {
        session.write(A, f64(1, 2));
        session.write(B, f64(3, 4));

        List<HostTensor> outputs = swap().run(List.of());

        assertThat(session.read(A)).isEqualTo(f64(3, 4));
        assertThat(session.read(B)).isEqualTo(f64(1, 2));
        assertThat(outputs).containsExactly(f64(1, 2));
    }

    @Test
    void graphs_of_one_session_share_its_variables() {
        Scope g = Scope.root(DType.F64);
        g.update(A, g.add(g.variable(A), g.constant(1.0)));
        Scope other = Scope.root(DType.F64);
        other.output("sum", other.sumAll(other.variable(A)));
        Executable step = session.compile(g.graph());
        Executable sum = session.compile(other.graph());

        step.run(List.of());
        step.run(List.of());

        assertThat(sum.run(List.of())).containsExactly(f64(Shape.SCALAR, 4));
    }

    @Test
    void outputs_come_in_their_order_and_in_the_same_tensors_every_time() {
        Scope g = Scope.root(DType.F64);
        Node x = g.input("x", DType.F64, Shape.of(2));
        g.output("x itself", x);
        g.output("fixed", g.constant(7.0));
        g.output("minus", g.neg(x));
        Executable executable = session.compile(g.graph());
        HostTensor given = f64(1, 2);

        List<HostTensor> first = executable.run(List.of(given));
        assertThat(first).containsExactly(f64(1, 2), f64(Shape.SCALAR, 7), f64(-1, -2));
        assertThat(first.get(0)).isNotSameAs(given);

        List<HostTensor> second = executable.run(List.of(f64(3, 4)));
        assertThat(second).containsExactly(f64(3, 4), f64(Shape.SCALAR, 7), f64(-3, -4));
        assertThat(second.get(2)).isSameAs(first.get(2));
        assertThat(given).isEqualTo(f64(1, 2));
    }

    @Test
    void what_a_caller_writes_into_an_output_is_gone_after_the_next_run() {
        Scope g = Scope.root(DType.F64);
        g.output("fixed", g.constant(7.0));
        g.output("padded", g.pad(g.variable(A), List.of(1), List.of(1)));
        Executable executable = session.compile(g.graph());

        for (HostTensor output : executable.run(List.of())) {
            output.set(0, 99);
        }

        assertThat(executable.run(List.of())).containsExactly(f64(Shape.SCALAR, 7), f64(0, 0, 0, 0));
    }

    @Test
    void an_index_out_of_range_leaves_the_variables_as_they_were() {
        Scope g = Scope.root(DType.F64);
        Node rows = g.input("rows", DType.I32, Shape.of(1));
        Node table = g.reshape(g.variable(A), Shape.of(2, 1));
        g.update(B, g.add(g.variable(B), g.constant(1.0)));
        g.output("y", g.gatherRows(table, rows));
        Executable executable = session.compile(g.graph());

        assertThatThrownBy(() -> executable.run(List.of(i32(2)))).isInstanceOf(BackendException.class);
        assertThat(session.read(B)).isEqualTo(f64(0, 0));

        executable.run(List.of(i32(1)));
        assertThat(session.read(B)).isEqualTo(f64(1, 1));
    }

    @Test
    void inputs_that_do_not_fit_the_graph_are_named() {
        Scope g = Scope.root(DType.F64);
        g.output("y", g.neg(g.input("story", DType.F64, Shape.of(2))));
        Executable executable = session.compile(g.graph());

        assertThatThrownBy(() -> executable.run(List.of()))
                .isInstanceOf(BackendException.class)
                .hasMessage("the graph takes 1 input(s) [input \"story\" F64[2]], but got 0");
        assertThatThrownBy(() -> executable.run(List.of(f32(1, 2))))
                .isInstanceOf(BackendException.class)
                .hasMessage("input \"story\" (number 0): found F32[2], expected F64[2]");
        assertThatThrownBy(() -> executable.run(List.of(f64(1, 2, 3)))).hasMessageContaining("found F64[3]");
    }

    @Test
    void a_variable_the_session_lacks_is_named_with_those_it_has() {
        Variable c = new Variable("c", DType.F64, Shape.of(2));
        Variable wideA = new Variable("a", DType.F64, Shape.of(3));
        Scope g = Scope.root(DType.F64);
        g.update(c, g.constant(HostTensor.of(Shape.of(2), 1.0, 2.0)));

        assertThatThrownBy(() -> session.read(c))
                .isInstanceOf(BackendException.class)
                .hasMessage("variable c F64[2] is not in this session; it holds [a, b]");
        assertThatThrownBy(() -> session.write(c, f64(1, 2))).isInstanceOf(BackendException.class);
        assertThatThrownBy(() -> session.compile(g.graph()))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("variable c F64[2]");
        assertThatThrownBy(() -> session.write(wideA, f64(1, 2, 3)))
                .hasMessage("variable a F64[3]: the session holds it as a F64[2]");
    }

    @Test
    void a_value_that_does_not_fit_its_variable_is_refused() {
        assertThatThrownBy(() -> session.write(A, f32(1, 2)))
                .isInstanceOf(BackendException.class)
                .hasMessage("variable \"a\": found F32[2], expected F64[2]");
    }

    @Test
    void two_variables_of_one_name_are_refused() {
        assertThatThrownBy(() -> backend.newSession(List.of(A, B, new Variable("a", DType.F32, Shape.SCALAR))))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("two are called \"a\"");
    }

    @Test
    void a_closed_executable_does_not_run_and_its_session_goes_on() {
        Executable executable = swap();
        executable.close();

        assertThatThrownBy(() -> executable.run(List.of()))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("the executable was used after it was closed");
        assertThat(swap().run(List.of())).hasSize(1);
    }

    @Test
    void a_closed_session_does_nothing_and_its_backend_goes_on() {
        Executable executable = swap();
        session.close();

        assertClosed(() -> session.read(A), "the session");
        assertClosed(() -> session.write(A, f64(1, 2)), "the session");
        assertClosed(this::swap, "the session");
        assertClosed(() -> executable.run(List.of()), "the session");
        assertThat(backend.newSession(List.of(A)).read(A)).isEqualTo(f64(0, 0));
    }

    @Test
    void a_closed_backend_ends_its_sessions() {
        backend.close();

        assertClosed(() -> backend.newSession(List.of()), "the backend reference");
        assertClosed(() -> session.read(A), "the backend reference");
    }

    private static void assertClosed(Runnable use, String what) {
        assertThatThrownBy(use::run)
                .isInstanceOf(BackendException.class)
                .hasMessage(what + " was used after it was closed; open a new one");
    }

    @Test
    void executables_of_one_session_run_side_by_side() throws Exception {
        session.write(A, f64(1, 2));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                double factor = thread;
                results.add(threads.submit(() -> alwaysScales(factor)));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean alwaysScales(double factor) {
        Scope g = Scope.root(DType.F64);
        g.output("y", g.mul(g.variable(A), g.constant(factor)));
        Executable executable = session.compile(g.graph());
        boolean right = true;
        for (int i = 0; i < 500; i++) {
            right &= executable.run(List.of()).get(0).equals(f64(factor, 2 * factor));
        }
        return right;
    }
}
