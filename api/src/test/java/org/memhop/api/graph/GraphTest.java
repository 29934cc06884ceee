package org.memhop.api.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.memhop.api.GraphException;

class GraphTest {
    private static final Variable W = new Variable("w", DType.F64, Shape.of(2));

    private final Scope g = Scope.root(DType.F64);

    private Node input(String name) {
        return g.input(name, DType.F64, Shape.of(2));
    }

    @Test
    void only_what_an_output_or_an_update_needs_is_kept() {
        Node x = input("x");
        Node used = g.exp(x);
        Node dead = g.log(x);
        g.neg(dead);
        g.variable(new Variable("unread", DType.F64, Shape.of(2)));
        Node step = g.sub(g.variable(W), used);
        g.output("y", used);
        g.update(W, step);

        Graph graph = g.graph();

        assertThat(graph.nodes()).containsExactly(x, used, step.input(0), step);
        assertThat(graph.variables()).containsExactly(W);
        assertThat(graph.outputs()).containsOnlyKeys("y").containsValue(used);
        assertThat(graph.updates()).containsOnlyKeys(W).containsValue(step);
    }

    @Test
    void inputs_stay_in_their_order_used_or_not() {
        Node b = input("b");
        Node a = input("a");
        Node c = input("c");
        g.output("y", g.neg(a));

        assertThat(g.graph().inputs()).containsExactly(b, a, c);
        assertThat(g.graph().inputs()).extracting(Graph::nameOf).containsExactly("b", "a", "c");
        assertThat(g.graph().nodes()).contains(b, c);
    }

    @Test
    void outputs_stay_in_their_order() {
        Node x = input("x");
        g.output("z", x);
        g.output("a", g.neg(x));
        g.output("m", x);

        assertThat(g.graph().outputs().keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void a_variable_that_is_only_written_belongs_to_the_graph() {
        g.update(W, g.filled(input("x"), 0));

        assertThat(g.graph().variables()).containsExactly(W);
    }

    @Test
    void a_graph_does_not_change_when_its_scope_does() {
        g.output("y", input("x"));
        Graph graph = g.graph();
        g.output("z", input("later"));

        assertThat(graph.inputs()).hasSize(1);
        assertThat(graph.outputs()).hasSize(1);
        Node x = graph.inputs().get(0);
        assertThatThrownBy(() -> graph.outputs().put("w", x)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> graph.updates().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> graph.nodes().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void names_are_given_once() {
        Node x = input("x");
        g.output("y", x);
        g.update(W, x);

        assertThatThrownBy(() -> g.scope("story").input("x", DType.F32, Shape.SCALAR))
                .isInstanceOf(GraphException.class)
                .hasMessage("story: input \"x\" is declared twice");
        assertThatThrownBy(() -> g.output("y", x)).hasMessage("output \"y\" is declared twice");
        assertThatThrownBy(() -> g.update(W, x))
                .hasMessage("variable w F64[2] is updated twice; one run gives it one new value");
    }

    @Test
    void a_variable_keeps_its_type_and_shape() {
        Node narrow = g.cast(input("x"), DType.F32);

        assertThatThrownBy(() -> g.update(W, narrow))
                .isInstanceOf(GraphException.class)
                .hasMessage("update of variable w F64[2]: found %1 CAST F32[2]; a variable keeps its type and shape");
        assertThatThrownBy(() -> g.update(W, g.constant(1.0))).isInstanceOf(GraphException.class);
    }

    @Test
    void two_variables_of_one_name_are_refused() {
        Variable other = new Variable("w", DType.F64, Shape.SCALAR);
        g.output("y", g.add(g.variable(W), g.variable(other)));

        assertThatThrownBy(g::graph)
                .isInstanceOf(GraphException.class)
                .hasMessage("two variables are named w: w F64[2] and w F64[]");
    }

    @Test
    void a_variable_has_a_name() {
        assertThatThrownBy(() -> new Variable("", DType.F32, Shape.SCALAR))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("a name is not empty");
        assertThatThrownBy(() -> new Variable("a\0b", DType.F32, Shape.SCALAR)).isInstanceOf(GraphException.class);
    }

    @Test
    void only_an_input_has_an_input_name() {
        Node y = g.neg(input("x"));

        assertThatThrownBy(() -> Graph.nameOf(y))
                .isInstanceOf(GraphException.class)
                .hasMessage("%1 NEG F64[2] is not an input");
    }

    @Test
    void text_names_every_node_attribute_output_and_update() {
        Scope inner = g.scope("hop1");
        Node x = g.input("x", DType.F64, Shape.of(2, 3));
        Node words = g.input("words", DType.I32, Shape.of(4));
        g.input("unused", DType.F32, Shape.SCALAR);
        g.log(x);
        Node cut = inner.slice(inner.matmul(x, x, true, false), List.of(1, 0), List.of(2, 2));
        g.output("rows", inner.gatherRows(cut, words));
        g.output("joined", g.concat(0, List.of(g.transpose(x, 1, 0), g.pad(cut, List.of(1, 0), List.of(0, 0)))));
        g.output("whole", g.cast(g.broadcastTo(g.sum(x, 0, 1), Shape.of(2)), DType.I32));
        g.output("square", g.matmul(x, x, false, true));
        g.update(W, g.add(g.variable(W), g.constant(HostTensor.of(Shape.of(2), 0.5, -1))));

        assertThat(g.graph().toText()).isEqualTo("""
                        %0 = INPUT x : F64[2, 3]
                        %1 = INPUT words : I32[4]
                        %2 = INPUT unused : F32[]
                        %3 = MATMUL(%0, %0) transposeA : F64[3, 3]  # hop1
                        %4 = SLICE(%3) starts=[1, 0] : F64[2, 2]  # hop1
                        %5 = GATHER_ROWS(%4, %1) : F64[4, 2]  # hop1
                        %6 = TRANSPOSE(%0) [1, 0] : F64[3, 2]
                        %7 = PAD(%4) before=[1, 0] after=[0, 0] : F64[3, 2]
                        %8 = CONCAT(%6, %7) axes=[0] : F64[6, 2]
                        %9 = SUM(%0) axes=[0, 1] : F64[]
                        %10 = BROADCAST_TO(%9) : F64[2]
                        %11 = CAST(%10) : I32[2]
                        %12 = MATMUL(%0, %0) transposeB : F64[2, 2]
                        %13 = VARIABLE w : F64[2]
                        %14 = CONSTANT {0.5, -1.0} : F64[2]
                        %15 = ADD(%13, %14) : F64[2]
                        output rows = %5
                        output joined = %8
                        output whole = %11
                        output square = %12
                        update w = %15
                        """);
    }

    @Test
    void equal_graphs_have_equal_texts_whatever_was_thrown_away() {
        Scope other = Scope.root(DType.F64);
        Node y = other.input("x", DType.F64, Shape.of(2));
        other.log(y);
        other.output("y", other.neg(y));
        g.output("y", g.neg(input("x")));

        assertThat(g.graph().toText()).isEqualTo(other.graph().toText());
    }
}
