package org.memhop.api.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.memhop.api.GraphException;

class ScopeTest {
    private final Scope g = Scope.root(DType.F32);

    private Node input(String name, int... dims) {
        return g.input(name, DType.F32, Shape.of(dims));
    }

    @Test
    void a_graph_computes_in_a_floating_type() {
        assertThat(g.floating()).isEqualTo(DType.F32);
        assertThatThrownBy(() -> Scope.root(DType.I32))
                .isInstanceOf(GraphException.class)
                .hasMessage("a graph computes in F32 or F64, not I32");
    }

    @Test
    void scopes_nest_and_name_the_nodes_made_in_them() {
        Scope inner = g.scope("hop2").scope("attention");
        Node x = input("x", 2);
        Node y = inner.exp(x);

        assertThat(inner.path()).isEqualTo("hop2/attention");
        assertThat(x.scope()).isEmpty();
        assertThat(x).hasToString("%0 INPUT F32[2]");
        assertThat(y).hasToString("%1 EXP F32[2] (hop2/attention)");
    }

    @Test
    void binary_operations_stretch_their_operands() {
        Node row = input("row", 3);
        Node column = input("column", 2, 1);

        assertThat(g.add(row, column).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(g.mul(column, row).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(g.sub(row, g.constant(1.0)).shape()).isEqualTo(Shape.of(3));
        assertThat(g.div(g.constant(1.0), row).shape()).isEqualTo(Shape.of(3));
        assertThat(g.maximum(input("none", 0), g.constant(1.0)).shape()).isEqualTo(Shape.of(0));
        assertThat(g.greater(row, column).tensorType()).isEqualTo(new TensorType(DType.I32, Shape.of(2, 3)));
        assertThat(g.equal(row, column).input(1).op()).isEqualTo(Op.BROADCAST_TO);
    }

    @Test
    void where_stretches_all_three() {
        Node condition = g.input("c", DType.I32, Shape.of(2, 1));

        Node y = g.where(condition, input("a", 3), g.constant(0.0));

        assertThat(y.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(y.inputs()).allSatisfy(input -> assertThat(input.shape()).isEqualTo(Shape.of(2, 3)));
    }

    @Test
    void shapes_that_do_not_stretch_are_named_with_their_scope() {
        Node a = input("a", 2, 3);
        Node b = input("b", 2);

        assertThatThrownBy(() -> g.scope("hop1").add(a, b))
                .isInstanceOf(GraphException.class)
                .hasMessage("hop1: ADD of shapes [2, 3] and [2]: extents must be equal or 1, aligned at the last axis");
    }

    @Test
    void a_broken_rule_is_named_with_its_scope() {
        Node a = input("a", 2, 3);

        assertThatThrownBy(() -> g.scope("hop1").matmul(a, a))
                .isInstanceOf(GraphException.class)
                .hasMessage("hop1: MATMUL of [F32[2, 3], F32[2, 3]]: the inner extents must agree (transposeA=false,"
                        + " transposeB=false)");
        assertThatThrownBy(() -> g.softmax(g.constant(1.0))).hasMessageStartingWith("SOFTMAX of [F32[]]: ");
    }

    @Test
    void the_same_operation_on_the_same_inputs_is_one_node() {
        Node x = input("x", 2);

        assertThat(g.scope("elsewhere").exp(x)).isSameAs(g.exp(x));
        assertThat(g.sum(x, 0)).isSameAs(g.sum(x, -1));
        assertThat(g.constant(2.0)).isSameAs(g.constant(2.0));
        assertThat(g.exp(x)).isNotSameAs(g.log(x));
        assertThat(g.constant(0.0)).isNotSameAs(g.constant(-0.0));
        assertThat(g.sub(x, g.exp(x))).isNotSameAs(g.sub(g.exp(x), x));
        assertThat(g.matmul(input("a", 2, 2), input("b", 2, 2), true, false))
                .isNotSameAs(
                        g.matmul(g.graph().inputs().get(1), g.graph().inputs().get(2), false, true));
    }

    @Test
    void operands_are_transposed_only_when_asked() {
        Node a = input("a", 2, 3);
        Node b = input("b", 3, 2);

        assertThat(g.matmul(a, b)).isSameAs(g.matmul(a, b, false, false));
        assertThat(g.matmul(a, b).shape()).isEqualTo(Shape.of(2, 2));
        assertThat(g.matmul(a, b, true, true).shape()).isEqualTo(Shape.of(3, 3));
    }

    @Test
    void what_changes_nothing_makes_no_node() {
        Node x = input("x", 2);

        assertThat(g.reshape(x, Shape.of(2))).isSameAs(x);
        assertThat(g.broadcastTo(x, Shape.of(2))).isSameAs(x);
        assertThat(g.cast(x, DType.F32)).isSameAs(x);
    }

    @Test
    void a_constant_keeps_the_value_it_was_made_with() {
        float[] data = {1, 2};
        Node constant = g.constant(HostTensor.of(Shape.of(2), data));
        data[0] = 9;

        assertThat(constant.attributes()).isEqualTo(new Attributes.Value(HostTensor.of(Shape.of(2), 1f, 2f)));
    }

    @Test
    void scalars_take_the_type_of_the_graph_or_of_their_number() {
        assertThat(g.constant(2.0).type()).isEqualTo(DType.F32);
        assertThat(Scope.root(DType.F64).constant(2.0).type()).isEqualTo(DType.F64);
        assertThat(g.constant(2).tensorType()).isEqualTo(new TensorType(DType.I32, Shape.SCALAR));
        assertThat(g.filled(g.input("n", DType.I32, Shape.of(2)), 1).tensorType())
                .isEqualTo(new TensorType(DType.I32, Shape.of(2)));
    }

    @Test
    void negative_axes_count_from_the_last() {
        Node x = input("x", 2, 3, 4);

        assertThat(g.sum(x, -1, 0).shape()).isEqualTo(Shape.of(3));
        assertThat(g.sumAll(x).shape()).isEqualTo(Shape.SCALAR);
        assertThat(g.max(x, -3).shape()).isEqualTo(Shape.of(3, 4));
        assertThat(g.argmax(x, -2).shape()).isEqualTo(Shape.of(2, 4));
        assertThat(g.concat(-1, List.of(x, x)).shape()).isEqualTo(Shape.of(2, 3, 8));
        assertThatThrownBy(() -> g.concat(-1, List.of())).isInstanceOf(GraphException.class);
    }

    @Test
    void every_other_operation_is_written_as_it_is_called() {
        Node x = input("x", 2, 3);
        Node labels = g.input("labels", DType.I32, Shape.of(2));

        assertThat(List.of(
                        g.neg(x),
                        g.exp(x),
                        g.log(x),
                        g.sqrt(x),
                        g.tanh(x),
                        g.sigmoid(x),
                        g.relu(x),
                        g.stopGradient(x),
                        g.cast(x, DType.I32),
                        g.matmul(x, x, false, true),
                        g.transpose(x, 1, 0),
                        g.slice(x, List.of(0, 0), List.of(1, 1)),
                        g.pad(x, List.of(0, 0), List.of(1, 1)),
                        g.gatherRows(x, labels),
                        g.scatterAddRows(x, labels, 4),
                        g.softmax(x),
                        g.logSoftmax(x),
                        g.crossEntropy(x, labels),
                        g.crossEntropyGrad(x, labels, g.input("dy", DType.F32, Shape.of(2)))))
                .extracting(Node::op)
                .containsExactly(
                        Op.NEG,
                        Op.EXP,
                        Op.LOG,
                        Op.SQRT,
                        Op.TANH,
                        Op.SIGMOID,
                        Op.RELU,
                        Op.STOP_GRADIENT,
                        Op.CAST,
                        Op.MATMUL,
                        Op.TRANSPOSE,
                        Op.SLICE,
                        Op.PAD,
                        Op.GATHER_ROWS,
                        Op.SCATTER_ADD_ROWS,
                        Op.SOFTMAX,
                        Op.LOG_SOFTMAX,
                        Op.CROSS_ENTROPY,
                        Op.CROSS_ENTROPY_GRAD);
    }

    @Test
    void a_node_of_another_graph_is_refused() {
        Scope other = Scope.root(DType.F32);
        Node foreign = other.exp(other.input("y", DType.F32, Shape.of(2)));
        Variable w = new Variable("w", DType.F32, Shape.of(2));
        input("x", 2);
        g.constant(1.0);

        assertThatThrownBy(() -> g.scope("hop1").neg(foreign))
                .isInstanceOf(GraphException.class)
                .hasMessage("hop1: NEG: %1 EXP F32[2] belongs to another graph");
        assertThatThrownBy(() -> Scope.root(DType.F32).neg(foreign)).isInstanceOf(GraphException.class);
        assertThatThrownBy(() -> g.output("y", foreign)).hasMessageStartingWith("output y: ");
        assertThatThrownBy(() -> g.update(w, foreign)).hasMessageStartingWith("update of w: ");
    }
}
