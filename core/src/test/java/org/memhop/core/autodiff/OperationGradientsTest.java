package org.memhop.core.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Scope;

class OperationGradientsTest {
    private static final Set<Op> LEAVES = EnumSet.of(Op.INPUT, Op.VARIABLE, Op.CONSTANT);
    private static final Set<Op> WITHOUT_GRADIENT = EnumSet.of(Op.GREATER, Op.EQUAL, Op.ARGMAX, Op.STOP_GRADIENT);

    static List<OperationCase> cases() {
        return OperationCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_gradient_of_an_operation_is_its_slope(OperationCase example) {
        FiniteDifferences.check(example::weighted, example.step(), example.inputs());
    }

    /** All but casts: their gradients are rounded to F32, too coarse for a slope. */
    static List<OperationCase> casesOfFullPrecision() {
        return cases().stream().filter(example -> example.op() != Op.CAST).toList();
    }

    @ParameterizedTest
    @MethodSource("casesOfFullPrecision")
    void the_gradient_of_a_gradient_is_its_slope(OperationCase example) {
        FiniteDifferences.check(
                (g, x) -> {
                    List<Node> floating =
                            x.stream().filter(node -> node.type().isFloating()).toList();
                    List<Node> first = Gradients.of(g, example.weightedSquares(g, x), floating);
                    Node sum = g.constant(0.0);
                    for (int i = 0; i < first.size(); i++) {
                        sum = g.add(sum, OperationCase.weightedSum(g, g.cast(first.get(i), DType.F64), 3 + i));
                    }
                    return sum;
                },
                example.step(),
                example.inputs());
    }

    @Test
    void every_operation_has_a_case_or_is_known_to_have_no_gradient() {
        Set<Op> covered = EnumSet.copyOf(LEAVES);
        covered.addAll(WITHOUT_GRADIENT);
        cases().forEach(example -> covered.add(example.op()));

        assertThat(covered).containsExactlyInAnyOrder(Op.values());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_case_contains_the_operation_it_is_named_for(OperationCase example) {
        Scope g = Scope.root(DType.F64);
        List<Node> x = new ArrayList<>();
        for (HostTensor input : example.inputs()) {
            x.add(g.input("x" + x.size(), input.type(), input.shape()));
        }
        g.output("y", example.build().apply(g, x));

        assertThat(g.graph().nodes()).extracting(Node::op).contains(example.op());
    }
}
