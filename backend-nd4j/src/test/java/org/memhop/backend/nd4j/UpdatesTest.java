package org.memhop.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    private static final Shape TWO = Shape.of(2);
    private static final Variable A = new Variable("a", DType.F32, TWO);
    private static final Variable B = new Variable("b", DType.F32, TWO);
    private static final Variable C = new Variable("c", DType.F32, TWO);

    @Test
    void variables_change_places_and_an_output_is_what_one_was() {
        Scope g = Scope.root(DType.F32);
        g.update(A, g.variable(B));
        g.update(B, g.variable(C));
        g.update(C, g.add(g.variable(A), g.variable(B)));
        g.output("a", g.variable(A));
        try (Backend backend = new Nd4jBackendProvider().open(BackendConfig.DEFAULT);
                Session session = backend.newSession(List.of(A, B, C))) {
            session.write(A, HostTensor.of(TWO, 1f, 2f));
            session.write(B, HostTensor.of(TWO, 10f, 20f));
            session.write(C, HostTensor.of(TWO, 100f, 200f));
            Executable executable = session.compile(g.graph());
            assertThat(executable.run(List.of())).containsExactly(HostTensor.of(TWO, 1f, 2f));
            assertThat(session.read(A)).isEqualTo(HostTensor.of(TWO, 10f, 20f));
            assertThat(session.read(B)).isEqualTo(HostTensor.of(TWO, 100f, 200f));
            assertThat(session.read(C)).isEqualTo(HostTensor.of(TWO, 11f, 22f));
            assertThat(executable.run(List.of())).containsExactly(HostTensor.of(TWO, 10f, 20f));
            assertThat(session.read(C)).isEqualTo(HostTensor.of(TWO, 110f, 220f));
        }
    }

    @Test
    void executables_of_a_session_see_what_others_have_done() {
        Scope counting = Scope.root(DType.F32);
        counting.update(A, counting.add(counting.variable(A), counting.constant(1.0)));
        Scope reading = Scope.root(DType.F32);
        reading.output("twice", reading.mul(reading.variable(A), reading.constant(2.0)));
        try (Backend backend = new Nd4jBackendProvider().open(BackendConfig.DEFAULT);
                Session session = backend.newSession(List.of(A))) {
            Executable count = session.compile(counting.graph());
            Executable read = session.compile(reading.graph());
            count.run(List.of());
            count.run(List.of());
            assertThat(read.run(List.of())).containsExactly(HostTensor.of(TWO, 4f, 4f));
            count.close();
            assertThat(read.run(List.of())).containsExactly(HostTensor.of(TWO, 4f, 4f));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gather", "scatter", "loss", "gradient"})
    void an_index_that_no_row_belongs_to_is_named_and_changes_nothing(String kind) {
        Variable table = new Variable("table", DType.F32, Shape.of(3, 2));
        Scope g = Scope.root(DType.F32);
        Node indices = g.input("indices", DType.I32, TWO);
        Node square = g.input("square", DType.F32, Shape.of(2, 2));
        Node row = g.input("row", DType.F32, TWO);
        g.output(
                "y",
                switch (kind) {
                    case "gather" -> g.gatherRows(g.variable(table), indices);
                    case "scatter" -> g.scatterAddRows(square, indices, 2);
                    case "loss" -> g.crossEntropy(square, indices);
                    default -> g.crossEntropyGrad(square, indices, row);
                });
        g.update(table, g.add(g.variable(table), g.constant(1.0)));
        int bound = kind.equals("gather") ? 3 : 2;
        try (Backend backend = new Nd4jBackendProvider().open(BackendConfig.DEFAULT);
                Session session = backend.newSession(List.of(table));
                Executable executable = session.compile(g.graph())) {
            for (int wrong : new int[] {bound, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                assertThatThrownBy(() -> executable.run(List.of(
                                HostTensor.of(TWO, 1, wrong),
                                HostTensor.zeros(DType.F32, Shape.of(2, 2)),
                                HostTensor.zeros(DType.F32, TWO))))
                        .isInstanceOf(BackendException.class)
                        .hasMessageContaining("index " + wrong + " at [1] of input \"indices\"")
                        .hasMessageContaining("less than " + bound);
            }
            assertThat(session.read(table)).isEqualTo(HostTensor.zeros(DType.F32, Shape.of(3, 2)));
        }
    }
}
