package org.memhop.conformance.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.memhop.api.BackendException;
import org.memhop.api.backend.Availability;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.backend.reference.ReferenceBackendProvider;
import org.memhop.core.compare.GraphCopy;

class FaultyBackendProviderTest {
    private static final Variable TABLE = new Variable("table", DType.F32, Shape.of(5, 3));
    private static final HostTensor WORDS = HostTensor.of(Shape.of(2, 4), 1, 2, 3, 3, 4, 0, 1, 1);

    @Test
    void every_operation_is_wrong_in_some_backend() {
        Set<Op> wrong = Arrays.stream(Fault.values())
                .filter(fault -> fault.kind() == Fault.Kind.VALUE)
                .flatMap(fault -> fault.ops().stream())
                .collect(Collectors.toSet());

        Set<Op> computed = EnumSet.allOf(Op.class);
        computed.removeAll(List.of(Op.INPUT, Op.VARIABLE, Op.CONSTANT));
        assertThat(wrong).isEqualTo(computed);
    }

    @Test
    void a_fault_says_what_is_wrong_and_where() {
        assertThat(new FaultyBackendProvider(Fault.SUM_WRONG_AXIS).id()).isEqualTo("faulty-sum-wrong-axis");
        assertThat(new FaultyBackendProvider(Fault.SUM_WRONG_AXIS).probe(BackendConfig.DEFAULT))
                .isInstanceOfSatisfying(
                        Availability.Available.class,
                        it -> assertThat(it.details())
                                .containsEntry("fault", "SUM: the axis beside the one asked for is summed"));
    }

    @Test
    void an_unknown_option_is_refused() {
        BackendConfig config = BackendConfig.DEFAULT.with("speed", "high");

        assertThat(FaultyBackendProvider.faultless().probe(config)).isInstanceOf(Availability.Unavailable.class);
        assertThatThrownBy(() -> FaultyBackendProvider.faultless().open(config))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("option \"speed\" is unknown");
    }

    @Test
    void without_a_fault_it_is_the_reference() {
        Graph graph = learning();

        assertThat(twice(FaultyBackendProvider.faultless(), graph))
                .isEqualTo(twice(new ReferenceBackendProvider(), graph));
    }

    @Test
    void a_fusion_is_wrong_only_while_nobody_looks() {
        Graph graph = learning();
        Node sum = graph.nodes().stream()
                .filter(node -> node.op() == Op.SUM)
                .findFirst()
                .orElseThrow();
        Graph alone = GraphCopy.upTo(graph, List.of(sum)).graph();
        Graph observed = GraphCopy.observed(graph).graph();
        BackendProvider faulty = new FaultyBackendProvider(Fault.FUSED_EMBEDDING);
        BackendProvider reference = new ReferenceBackendProvider();

        assertThat(twice(faulty, alone)).isNotEqualTo(twice(reference, alone));
        assertThat(twice(faulty, observed)).isEqualTo(twice(reference, observed));
    }

    @Test
    void a_deep_graph_overflows_the_stack_of_one_that_recurs() {
        Scope g = Scope.root(DType.F32);
        Node x = g.input("words", DType.I32, WORDS.shape());
        for (int i = 0; i < 20_000; i++) {
            x = g.neg(x);
        }
        g.output("y", x);

        assertThatThrownBy(() -> twice(new FaultyBackendProvider(Fault.RECURSION), g.graph()))
                .isInstanceOf(StackOverflowError.class);
    }

    /** Words weighted and summed, and a table that grows where they are. */
    private static Graph learning() {
        Scope g = Scope.root(DType.F32);
        Node words = g.input("words", DType.I32, WORDS.shape());
        Node table = g.variable(TABLE);
        Node weights = g.constant(HostTensor.of(Shape.of(4, 3), 1f, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
        Node sum = g.sum(g.mul(g.gatherRows(table, words), weights), -2);
        g.output("sum", sum);
        Node growth = g.scatterAddRows(g.broadcastTo(weights, Shape.of(2, 4, 3)), words, 5);
        g.update(TABLE, g.add(table, growth));
        return g.graph();
    }

    /** The outputs of two runs, one after the other. */
    private static List<HostTensor> twice(BackendProvider provider, Graph graph) {
        HostTensor start = HostTensor.ofRounded(
                DType.F32, TABLE.shape(), 1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 11, -12, 13, -14, 15);
        try (Backend backend = provider.open(BackendConfig.DEFAULT);
                Session session = backend.newSession(List.of(TABLE));
                Executable executable = session.compile(graph)) {
            session.write(TABLE, start);
            executable.run(List.of(WORDS));
            return executable.run(List.of(WORDS)).stream().map(HostTensor::copy).toList();
        }
    }
}
