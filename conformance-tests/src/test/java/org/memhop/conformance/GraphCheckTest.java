package org.memhop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.conformance.faults.Fault;
import org.memhop.conformance.faults.FaultyBackendProvider;

class GraphCheckTest {
    private static final int DEPTH = 20;

    private final Scope g = Scope.root(DType.F32);
    private final Node x = g.input("x", DType.F32, Shape.of(4, 9));
    private final Node w = g.input("w", DType.F32, Shape.of(9, 9));

    @Test
    void what_two_nodes_in_one_step_get_wrong_by_a_thousandth_is_found_at_the_end_of_a_deep_graph() {
        Node y = x;
        for (int i = 0; i < DEPTH; i++) {
            y = g.tanh(g.matmul(y, w));
        }
        g.output("y", g.add(g.matmul(y, w), g.constant(1e-3)));

        assertThat(check(FaultyBackendProvider.faultless()).failed()).isFalse();
        CaseResult wrong = check(new FaultyBackendProvider(Fault.FUSED_ADDITION));
        assertThat(wrong.message())
                .contains("run 1, output y = ", "ADD F32[4, 9]")
                .containsPattern("element \\[0, 8\\] is .*, but .* when every node of the graph is an output");
    }

    @Test
    void a_wrong_node_is_named_with_what_it_was_made_from() {
        g.output("y", g.sum(g.tanh(g.matmul(x, w)), 1));
        CaseResult wrong = check(new FaultyBackendProvider(Fault.TANH_BY_EXP));

        assertThat(wrong.message()).startsWith("TANH F32[4, 9]: element [").contains("made from x0 = ");
    }

    private CaseResult check(BackendProvider provider) {
        List<HostTensor> inputs = List.of(numbers(Shape.of(4, 9), 0.001), numbers(Shape.of(9, 9), 0.4));
        try (SuiteRun run = new SuiteRun(provider, BackendConfig.DEFAULT, List.of())) {
            return run.run(
                    new Case(Group.GRAPHS, "a graph", trial -> GraphCheck.of(trial, g.graph(), Map.of(), inputs)));
        }
    }

    private static HostTensor numbers(Shape shape, double scale) {
        Random random = new Random(3);
        HostTensor tensor = HostTensor.zeros(DType.F32, shape);
        for (int i = 0; i < shape.size(); i++) {
            tensor.set(i, scale * random.nextGaussian());
        }
        return tensor;
    }
}
