package org.memhop.backend.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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

class UpdatesTest {
    private static final Variable A = new Variable("a", DType.F32, Shape.of(3));
    private static final Variable B = new Variable("b", DType.F32, Shape.of(3));

    private final Backend backend = new TensorFlowBackendProvider().open(BackendConfig.DEFAULT);
    private final Session session = backend.newSession(List.of(A, B));
    private final Scope g = Scope.root(DType.F32);

    @AfterEach
    void close() {
        session.close();
        backend.close();
    }

    private static HostTensor three(float x, float y, float z) {
        return HostTensor.of(Shape.of(3), x, y, z);
    }

    private List<HostTensor> runFrom(HostTensor a, HostTensor b, HostTensor... inputs) {
        session.write(A, a);
        session.write(B, b);
        return session.compile(g.graph()).run(List.of(inputs));
    }

    @Test
    void variables_swap() {
        g.update(A, g.variable(B));
        g.update(B, g.variable(A));
        runFrom(three(1, 2, 3), three(4, 5, 6));
        assertThat(session.read(A)).isEqualTo(three(4, 5, 6));
        assertThat(session.read(B)).isEqualTo(three(1, 2, 3));
    }

    @Test
    void every_update_reads_old_values() {
        Node a = g.variable(A);
        Node b = g.variable(B);
        g.update(A, g.add(a, b));
        g.update(B, g.sub(a, b));
        g.output("old a", a);
        List<HostTensor> outputs = runFrom(three(1, 2, 3), three(10, 20, 30));
        assertThat(session.read(A)).isEqualTo(three(11, 22, 33));
        assertThat(session.read(B)).isEqualTo(three(-9, -18, -27));
        assertThat(outputs.get(0)).isEqualTo(three(1, 2, 3));
    }

    @Test
    void two_variables_may_get_one_value() {
        Node next = g.add(g.variable(A), g.constant(1.0));
        g.update(A, next);
        g.update(B, next);
        g.output("next", next);
        List<HostTensor> outputs = runFrom(three(1, 2, 3), three(0, 0, 0));
        assertThat(session.read(A)).isEqualTo(three(2, 3, 4));
        assertThat(session.read(B)).isEqualTo(three(2, 3, 4));
        assertThat(outputs.get(0)).isEqualTo(three(2, 3, 4));
    }

    @Test
    void a_variable_may_become_itself_turned_round_or_its_own_part_repeated() {
        Node a = g.variable(A);
        Node first = g.slice(a, List.of(0), List.of(1));
        g.update(A, g.add(a, g.broadcastTo(first, Shape.of(3))));
        g.update(B, g.variable(B));
        runFrom(three(1, 2, 3), three(7, 8, 9));
        assertThat(session.read(A)).isEqualTo(three(2, 3, 4));
        assertThat(session.read(B)).isEqualTo(three(7, 8, 9));
    }

    @Test
    void a_variable_that_another_update_copies_is_not_overwritten_before() {
        g.update(A, g.mul(g.variable(A), g.constant(2.0)));
        g.update(B, g.variable(A));
        runFrom(three(1, 2, 3), three(7, 8, 9));
        assertThat(session.read(A)).isEqualTo(three(2, 4, 6));
        assertThat(session.read(B)).isEqualTo(three(1, 2, 3));
    }

    @Test
    void inputs_and_constants_become_values() {
        g.update(A, g.input("x", DType.F32, Shape.of(3)));
        g.update(B, g.constant(three(4, 5, 6)));
        HostTensor x = three(1, 2, 3);
        runFrom(three(0, 0, 0), three(0, 0, 0), x);
        x.floats()[0] = 99;
        assertThat(session.read(A)).isEqualTo(three(1, 2, 3));
        assertThat(session.read(B)).isEqualTo(three(4, 5, 6));
    }

    @Test
    void a_run_that_fails_changes_no_variable() {
        Node indices = g.input("indices", DType.I32, Shape.of(2));
        g.update(A, g.mul(g.variable(A), g.constant(2.0)));
        g.output("rows", g.gatherRows(g.reshape(g.variable(B), Shape.of(3, 1)), indices));
        Executable executable = session.compile(g.graph());
        session.write(A, three(1, 2, 3));
        assertThatThrownBy(() -> executable.run(List.of(HostTensor.of(Shape.of(2), 2, 3))))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("GATHER_ROWS")
                .hasMessageContaining("index 3 at [1] of input \"indices\"")
                .hasMessageContaining("less than 3");
        assertThat(session.read(A)).isEqualTo(three(1, 2, 3));
        executable.run(List.of(HostTensor.of(Shape.of(2), 2, 0)));
        assertThat(session.read(A)).isEqualTo(three(2, 4, 6));
    }

    @Test
    void indices_that_the_graph_computes_are_checked_before_anything_changes() {
        Node x = g.input("x", DType.F32, Shape.of(2));
        g.update(A, g.mul(g.variable(A), g.constant(2.0)));
        g.output("sums", g.scatterAddRows(g.reshape(x, Shape.of(2, 1)), g.cast(x, DType.I32), 3));
        Executable executable = session.compile(g.graph());
        session.write(A, three(1, 2, 3));
        assertThatThrownBy(() -> executable.run(List.of(HostTensor.of(Shape.of(2), 0f, -1f))))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("SCATTER_ADD_ROWS")
                .hasMessageContaining("index -1 at [1]");
        assertThat(session.read(A)).isEqualTo(three(1, 2, 3));
    }

    @Test
    void labels_are_checked() {
        Node logits = g.input("logits", DType.F32, Shape.of(1, 3));
        g.output("loss", g.crossEntropy(logits, g.input("labels", DType.I32, Shape.of(1))));
        Executable executable = session.compile(g.graph());
        HostTensor row = HostTensor.of(Shape.of(1, 3), 1f, 2f, 3f);
        assertThatThrownBy(() -> executable.run(List.of(row, HostTensor.of(Shape.of(1), 3))))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("index 3 at [0] of input \"labels\"");
    }

    /** The next run's inputs are in place before it is known to fail. */
    @Test
    void a_variable_that_became_an_input_keeps_it_when_the_next_run_fails() {
        g.update(A, g.input("x", DType.F32, Shape.of(3)));
        Node indices = g.input("indices", DType.I32, Shape.of(1));
        g.output("row", g.gatherRows(g.reshape(g.variable(B), Shape.of(3, 1)), indices));
        Executable executable = session.compile(g.graph());
        executable.run(List.of(three(1, 2, 3), HostTensor.of(Shape.of(1), 0)));
        assertThatThrownBy(() -> executable.run(List.of(three(7, 8, 9), HostTensor.of(Shape.of(1), 99))))
                .isInstanceOf(BackendException.class);
        assertThat(session.read(A)).isEqualTo(three(1, 2, 3));
    }

    @Test
    void a_variable_that_became_an_input_chosen_everywhere_or_the_largest_of_one_keeps_it_as_well() {
        Node x = g.input("x", DType.F32, Shape.of(3, 1));
        Node always = g.constant(HostTensor.of(Shape.of(3, 1), 1, 1, 1));
        g.update(A, g.reshape(g.where(always, x, g.filled(x, 0)), Shape.of(3)));
        Variable counts = new Variable("counts", DType.I32, Shape.of(3));
        g.update(counts, g.max(g.input("n", DType.I32, Shape.of(3, 1)), 1));
        Node indices = g.input("indices", DType.I32, Shape.of(1));
        g.output("row", g.gatherRows(x, indices));
        try (Session own = backend.newSession(List.of(A, counts))) {
            Executable executable = own.compile(g.graph());
            Shape column = Shape.of(3, 1);
            HostTensor zero = HostTensor.of(Shape.of(1), 0);
            executable.run(List.of(HostTensor.of(column, 1f, 2f, 3f), HostTensor.of(column, 4, 5, 6), zero));
            List<HostTensor> wrong = List.of(
                    HostTensor.zeros(DType.F32, column),
                    HostTensor.zeros(DType.I32, column),
                    HostTensor.of(Shape.of(1), 99));
            assertThatThrownBy(() -> executable.run(wrong)).isInstanceOf(BackendException.class);
            assertThat(own.read(A)).isEqualTo(three(1, 2, 3));
            assertThat(own.read(counts)).isEqualTo(HostTensor.of(Shape.of(3), 4, 5, 6));
        }
    }

    @Test
    void indices_from_parts_of_inputs_are_checked_for_the_parts_that_are_used() {
        Node x = g.input("x", DType.I32, Shape.of(3));
        Node used = g.concat(0, List.of(g.slice(x, List.of(1), List.of(2)), g.constant(HostTensor.of(Shape.of(1), 1))));
        g.output("rows", g.gatherRows(g.reshape(g.variable(A), Shape.of(3, 1)), used));
        Executable executable = session.compile(g.graph());
        session.write(A, three(1, 2, 3));
        assertThat(executable.run(List.of(HostTensor.of(Shape.of(3), -7, 2, 0))).get(0))
                .isEqualTo(HostTensor.of(Shape.of(3, 1), 3f, 1f, 2f));
        assertThatThrownBy(() -> executable.run(List.of(HostTensor.of(Shape.of(3), 0, 1, 3))))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("index 3 at [1]");
    }

    @Test
    void indices_in_constants_and_variables_are_checked() {
        Variable places = new Variable("places", DType.I32, Shape.of(2));
        try (Session own = backend.newSession(List.of(A, places))) {
            Node table = g.reshape(g.variable(A), Shape.of(3, 1));
            g.output("rows", g.gatherRows(table, g.variable(places)));
            g.update(A, g.neg(g.variable(A)));
            Executable executable = own.compile(g.graph());
            own.write(A, three(1, 2, 3));
            own.write(places, HostTensor.of(Shape.of(2), 2, -1));
            assertThatThrownBy(() -> executable.run(List.of()))
                    .isInstanceOf(BackendException.class)
                    .hasMessageContaining("index -1 at [1]");
            assertThat(own.read(A)).isEqualTo(three(1, 2, 3));
        }
        Scope other = Scope.root(DType.F32);
        Node constant = other.constant(HostTensor.of(Shape.of(2), 0, 3));
        other.output("rows", other.gatherRows(other.reshape(other.variable(A), Shape.of(3, 1)), constant));
        Executable executable = session.compile(other.graph());
        assertThatThrownBy(() -> executable.run(List.of()))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("index 3 at [1]");
    }
}
