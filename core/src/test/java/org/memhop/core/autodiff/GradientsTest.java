package org.memhop.core.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.memhop.api.GraphException;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;

class GradientsTest {
    @Test
    void a_node_that_is_used_several_times_gathers_all_its_gradients() {
        // d/dx (x·x + e^x·x + x) = 2x + e^x (x + 1) + 1, at 2
        FiniteDifferences.Loss loss = (g, x) -> {
            Node a = x.get(0);
            return g.add(g.add(g.mul(a, a), g.mul(g.exp(a), a)), a);
        };

        HostTensor gradient = FiniteDifferences.gradients(loss, scalar(2)).get(0);

        assertThat(gradient.get(0)).isEqualTo(2 * 2 + Math.exp(2) * 3 + 1);
    }

    @Test
    void the_loss_has_gradient_one_with_respect_to_itself() {
        Scope g = Scope.root(DType.F64);
        Node x = g.input("x", DType.F64, Shape.SCALAR);
        Node gradient = Gradients.of(g, x, List.of(x)).get(0);
        g.output("gradient", gradient);

        assertThat(g.graph().toText()).contains("CONSTANT {1.0}").contains("output gradient");
    }

    @Test
    void what_the_loss_does_not_depend_on_has_gradient_zero() {
        List<HostTensor> gradients = FiniteDifferences.gradients(
                (g, x) -> g.sumAll(g.mul(x.get(0), x.get(0))),
                vector(1, 2),
                HostTensor.of(Shape.of(2, 2), new double[4]));

        assertThat(gradients.get(1)).isEqualTo(HostTensor.zeros(DType.F64, Shape.of(2, 2)));
    }

    @Test
    void nothing_flows_back_through_stop_gradient() {
        // d/dx (x · stop(x²)) = x²
        HostTensor gradient = FiniteDifferences.gradients(
                        (g, x) -> g.mul(x.get(0), g.stopGradient(g.mul(x.get(0), x.get(0)))), scalar(3))
                .get(0);

        assertThat(gradient.get(0)).isEqualTo(9);
    }

    @Test
    void nothing_flows_back_through_comparisons_and_indices() {
        FiniteDifferences.Loss loss = (g, x) -> {
            Node a = x.get(0);
            Node greater = g.cast(g.greater(a, g.constant(0.0)), DType.F64);
            Node equal = g.cast(g.equal(a, a), DType.F64);
            Node best = g.cast(g.argmax(a, 0), DType.F64);
            return g.add(g.sumAll(g.add(greater, equal)), best);
        };

        assertThat(FiniteDifferences.gradients(loss, vector(1, -2)).get(0)).isEqualTo(vector(0, 0));
    }

    @Test
    void ties_of_a_maximum_over_an_axis_share_its_gradient() {
        FiniteDifferences.Loss loss = (g, x) -> OperationCase.weightedSum(g, g.max(x.get(0), 1), 1);
        HostTensor weights = OperationCase.random(1, 0.5, 1.5, 2);

        HostTensor gradient = FiniteDifferences.gradients(
                        loss, HostTensor.of(Shape.of(2, 3), new double[] {5, 5, 1, 2, 7, 2}))
                .get(0);

        assertThat(gradient).isEqualTo(HostTensor.of(Shape.of(2, 3), new double[] {
            weights.get(0) / 2, weights.get(0) / 2, 0, 0, weights.get(1), 0
        }));
    }

    @Test
    void the_first_input_of_a_maximum_takes_the_gradient_of_a_tie() {
        List<HostTensor> gradients = FiniteDifferences.gradients(
                (g, x) -> g.sumAll(g.maximum(x.get(0), x.get(1))), vector(1, 2, 3), vector(1, 3, 2));

        assertThat(gradients).containsExactly(vector(1, 0, 1), vector(0, 1, 0));
    }

    @Test
    void relu_has_gradient_zero_at_zero() {
        HostTensor gradient = FiniteDifferences.gradients((g, x) -> g.sumAll(g.relu(x.get(0))), vector(-1, 0, -0.0, 1))
                .get(0);

        assertThat(gradient).isEqualTo(vector(0, 0, 0, 1));
    }

    @Test
    void a_gradient_has_the_type_of_its_parameter() {
        Scope g = Scope.root(DType.F64);
        Node x = g.input("x", DType.F32, Shape.of(2));

        Node gradient =
                Gradients.of(g, g.sumAll(g.cast(x, DType.F64)), List.of(x)).get(0);

        assertThat(gradient.type()).isEqualTo(DType.F32);
    }

    @Test
    void variables_are_parameters_too() {
        Scope g = Scope.root(DType.F32);
        Node w = g.variable(new Variable("w", DType.F32, Shape.of(2, 3)));
        Node x = g.input("x", DType.F32, Shape.of(4, 2));

        Node gradient = Gradients.of(g, g.sumAll(g.matmul(x, w)), List.of(w)).get(0);

        assertThat(gradient.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(gradient.op()).isEqualTo(Op.MATMUL);
    }

    @Test
    void no_gradient_is_built_for_what_leads_to_no_parameter() {
        Scope g = Scope.root(DType.F64);
        Node x = g.input("x", DType.F64, Shape.SCALAR);
        Node other = g.input("other", DType.F64, Shape.SCALAR);
        Node loss = g.mul(x, g.exp(g.tanh(other)));

        g.output("gradient", Gradients.of(g, loss, List.of(x)).get(0));

        // 1 · e^tanh(other), and the inputs
        assertThat(g.graph().nodes())
                .extracting(Node::op)
                .containsExactlyInAnyOrder(Op.INPUT, Op.INPUT, Op.TANH, Op.EXP, Op.CONSTANT, Op.MUL);
    }

    @Test
    void gradient_nodes_stand_in_the_scope_of_the_node_they_differentiate() {
        Scope g = Scope.root(DType.F64);
        Node x = g.input("x", DType.F64, Shape.SCALAR);
        Node inner = g.scope("hop1").exp(x);
        Node loss = g.tanh(inner);

        Node gradient = Gradients.of(g.scope("training"), loss, List.of(x)).get(0);

        assertThat(gradient.scope()).isEqualTo("training/gradient/hop1");
        assertThat(gradient.input(0).scope()).isEqualTo("training/gradient");
    }

    @Test
    void a_loss_that_is_no_floating_scalar_is_rejected() {
        Scope g = Scope.root(DType.F64);
        Node vector = g.input("x", DType.F64, Shape.of(3));
        Node whole = g.input("n", DType.I32, Shape.SCALAR);

        assertThatThrownBy(() -> Gradients.of(g, vector, List.of(vector)))
                .isInstanceOf(GraphException.class)
                .hasMessage("gradient of %0 INPUT F64[3]: only a floating scalar has one; sum it first");
        assertThatThrownBy(() -> Gradients.of(g, whole, List.of(vector)))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("%1 INPUT I32[]");
    }

    @Test
    void a_chain_of_20000_nodes_has_a_gradient() {
        int length = 20_000;
        FiniteDifferences.Loss loss = (g, x) -> {
            Node y = x.get(0);
            for (int i = 0; i < length; i++) {
                y = g.add(y, x.get(0));
            }
            return y;
        };

        assertThat(FiniteDifferences.gradients(loss, scalar(1)).get(0).get(0)).isEqualTo(length + 1);
    }

    @Test
    void a_diamond_of_diamonds_is_visited_once_a_node() {
        // 2^60 paths, 60 nodes.
        Scope g = Scope.root(DType.F64);
        Node x = g.input("x", DType.F64, Shape.SCALAR);
        Node y = x;
        for (int i = 0; i < 60; i++) {
            y = g.add(y, y);
        }
        g.output("gradient", Gradients.of(g, y, List.of(x)).get(0));
        Graph graph = g.graph();

        assertThat(graph.nodes()).hasSizeLessThan(200);
    }

    @Test
    void slices_side_by_side_are_put_together_once() {
        Scope g = Scope.root(DType.F64);
        int steps = 200;
        Node x = g.input("x", DType.F64, Shape.of(3, steps, 2));
        Node y = g.constant(1.0);
        for (int t = 0; t < steps; t++) {
            y = g.mul(g.slice(x, List.of(0, t, 0), List.of(3, 1, 2)), y);
        }
        Node gradient = Gradients.of(g, g.sumAll(y), List.of(x)).get(0);
        g.output("gradient", gradient);

        assertThat(gradient.op()).isEqualTo(Op.CONCAT);
        assertThat(g.graph().nodes())
                .filteredOn(node -> node.shape().equals(x.shape()))
                .containsExactly(x, gradient);
    }

    private static HostTensor scalar(double value) {
        return HostTensor.of(Shape.SCALAR, new double[] {value});
    }

    private static HostTensor vector(double... values) {
        return HostTensor.of(Shape.of(values.length), values);
    }
}
