package org.memhop.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.backend.reference.ReferenceBackendProvider;

class NodeOracleTest {
    private final Backend reference = new ReferenceBackendProvider().open(BackendConfig.DEFAULT);
    private final NodeOracle oracle = new NodeOracle(reference);
    private final Scope g = Scope.root(DType.F32);
    private final Node x = g.input("x", DType.F32, Shape.of(2));

    @AfterEach
    void close() {
        oracle.close();
        reference.close();
    }

    @Test
    void a_sum_of_two_may_be_off_by_one_unit_of_the_last_place_and_not_by_two() {
        Node y = g.add(x, x);
        NodeOracle.Exact exact = oracle.exact(y, List.of(tensor(0.1f, 3), tensor(0.1f, 3)));
        float next = Math.nextUp(6f);
        assertThat(exact.judge(tensor(0.2f, 6)).right()).isTrue();
        assertThat(exact.judge(tensor(0.2f, next)).ulps()).isEqualTo(1);
        assertThat(exact.judge(tensor(0.2f, next)).right()).isTrue();
        assertThat(exact.judge(tensor(0.2f, Math.nextUp(next)))).isEqualTo(new Judgement(1, 1, 2, 2));
    }

    @Test
    void what_is_only_moved_keeps_its_bits_and_the_sign_of_a_zero() {
        NodeOracle.Exact exact = oracle.exact(g.neg(x), List.of(tensor(0, Float.NaN)));
        assertThat(exact.judge(tensor(-0f, Float.NaN)).right()).isTrue();
        assertThat(exact.judge(tensor(0f, Float.NaN)).firstWrong()).isZero();
        assertThat(exact.judge(tensor(-0f, 1f)).firstWrong()).isEqualTo(1);
    }

    @Test
    void a_sum_is_measured_against_the_magnitudes_of_its_terms() {
        NodeOracle.Exact exact = oracle.exact(g.sum(x, 0), List.of(tensor(1e8f, -1e8f)));
        assertThat(exact.bound().scale()).containsExactly(2e8);
        assertThat(exact.judge(HostTensor.of(Shape.SCALAR, 16f)).ulps()).isEqualTo(1);
        assertThat(exact.judge(HostTensor.of(Shape.SCALAR, 16f)).right()).isTrue();
        assertThat(exact.judge(HostTensor.of(Shape.SCALAR, 1000f)).right()).isFalse();
    }

    @Test
    void every_row_that_is_scattered_has_as_many_terms_as_there_are_indices_for_it() {
        Node rows = g.input("rows", DType.F32, Shape.of(3, 1));
        Node at = g.input("at", DType.I32, Shape.of(3));
        NodeOracle.Exact exact = oracle.exact(
                g.scatterAddRows(rows, at, 3),
                List.of(HostTensor.of(Shape.of(3, 1), 1f, 1f, 4f), HostTensor.of(Shape.of(3), 0, 0, 2)));
        double[] allowed = exact.bound().allowed();
        assertThat(allowed[1]).isZero();
        assertThat(allowed[2] / allowed[0]).isCloseTo(4 / (Math.sqrt(2) * 2), offset(1e-9));
    }

    @Test
    void a_score_far_below_the_others_does_not_loosen_their_tolerance() {
        Node scores = g.input("scores", DType.F32, Shape.of(1, 3));
        HostTensor masked = HostTensor.of(Shape.of(1, 3), 1f, 2f, -1e30f);
        double[] softmax =
                oracle.exact(g.softmax(scores), List.of(masked)).bound().allowed();
        double[] logSoftmax =
                oracle.exact(g.logSoftmax(scores), List.of(masked)).bound().allowed();
        Node labels = g.input("labels", DType.I32, Shape.of(1));
        double[] loss = oracle.exact(g.crossEntropy(scores, labels), List.of(masked, HostTensor.of(Shape.of(1), 0)))
                .bound()
                .allowed();

        assertThat(softmax[0]).isBetween(5e-7, 5e-6);
        assertThat(softmax[2]).isEqualTo(Float.MIN_VALUE);
        assertThat(logSoftmax[1]).isBetween(5e-7, 5e-6);
        assertThat(loss[0]).isBetween(5e-7, 5e-6);
    }

    @Test
    void a_copy_with_every_node_observed_names_them_as_the_original_does() {
        Node y = g.scope("hop1").tanh(g.neg(x));
        g.output("y", y);
        Graph observed = GraphCopy.observed(g.graph()).graph();
        assertThat(observed.outputs()).containsOnlyKeys("%0", "%1", "%2");
        assertThat(GraphCopy.upTo(g.graph(), List.of(y.input(0))).graph().nodes())
                .hasSize(2);
        assertThat(GraphCopy.widened(g.graph()).of(y).toString()).isEqualTo("%2 TANH F64[2] (hop1)");
    }

    private static HostTensor tensor(float... values) {
        return HostTensor.of(Shape.of(values.length), values);
    }
}
