package org.memhop.api.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.memhop.api.BackendException;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;

class ChecksTest {
    private static final Variable A = new Variable("a", DType.F32, Shape.of(2));
    private static final Variable B = new Variable("b", DType.F32, Shape.of(2));

    @Test
    void known_options_pass() {
        BackendConfig config = BackendConfig.DEFAULT.with("threads", "2").with("device", "gpu");

        assertThatCode(() -> Checks.options("x", config, Set.of("device"))).doesNotThrowAnyException();
    }

    @Test
    void an_unknown_option_is_named_with_those_there_are() {
        BackendConfig config = BackendConfig.DEFAULT.with("thread", "2");

        assertThatThrownBy(() -> Checks.options("x", config, Set.of("device")))
                .isInstanceOf(BackendException.class)
                .hasMessage("backend x: option \"thread\" is unknown; it knows [device, threads]");
    }

    @Test
    void the_number_of_threads_is_checked_with_the_options() {
        BackendConfig config = BackendConfig.DEFAULT.with("threads", "none");

        assertThatThrownBy(() -> Checks.options("x", config, Set.of())).isInstanceOf(BackendException.class);
    }

    @Test
    void variables_of_one_name_clash() {
        Variable other = new Variable("a", DType.F64, Shape.SCALAR);

        assertThatCode(() -> Checks.distinct(List.of(A, B))).doesNotThrowAnyException();
        assertThatThrownBy(() -> Checks.distinct(List.of(A, B, other)))
                .isInstanceOf(BackendException.class)
                .hasMessage(
                        "a session's variables need names of their own, but two are called \"a\": [a F32[2], a F64[]]");
    }

    @Test
    void a_variable_is_held_with_its_type_and_shape() {
        Variable longer = new Variable("a", DType.F32, Shape.of(3));
        Variable c = new Variable("c", DType.F32, Shape.of(2));

        assertThatCode(() -> Checks.held(A, List.of(B, A))).doesNotThrowAnyException();
        assertThatThrownBy(() -> Checks.held(longer, List.of(B, A)))
                .isInstanceOf(BackendException.class)
                .hasMessage("variable a F32[3]: the session holds it as a F32[2]");
        assertThatThrownBy(() -> Checks.held(c, List.of(B, A)))
                .isInstanceOf(BackendException.class)
                .hasMessage("variable c F32[2] is not in this session; it holds [a, b]");
    }

    @Test
    void every_variable_of_a_graph_is_held() {
        Scope g = Scope.root(DType.F32);
        g.update(B, g.variable(A));
        Graph graph = g.graph();

        assertThatCode(() -> Checks.held(graph, Set.of(A, B))).doesNotThrowAnyException();
        assertThatThrownBy(() -> Checks.held(graph, Set.of(A))).hasMessageStartingWith("variable b F32[2] is not");
        assertThatThrownBy(() -> Checks.held(graph, Set.of(B))).hasMessageStartingWith("variable a F32[2] is not");
    }

    @Test
    void a_value_fits_its_variable() {
        assertThatCode(() -> Checks.value(A, HostTensor.of(Shape.of(2), 1f, 2f)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Checks.value(A, HostTensor.of(Shape.of(2), 1.0, 2.0)))
                .isInstanceOf(BackendException.class)
                .hasMessage("variable \"a\": found F64[2], expected F32[2]");
        assertThatThrownBy(() -> Checks.value(A, HostTensor.of(Shape.of(1), 1f)))
                .hasMessageContaining("found F32[1]");
    }

    @Test
    void inputs_are_those_the_graph_takes() {
        Scope g = Scope.root(DType.F32);
        g.input("x", DType.F32, Shape.of(1));
        g.input("words", DType.I32, Shape.of(2));
        Graph graph = g.graph();
        HostTensor x = HostTensor.of(Shape.of(1), 1f);
        HostTensor words = HostTensor.of(Shape.of(2), 1, 2);

        assertThatCode(() -> Checks.inputs(graph, List.of(x, words))).doesNotThrowAnyException();
        assertThatThrownBy(() -> Checks.inputs(graph, List.of(x)))
                .isInstanceOf(BackendException.class)
                .hasMessage("the graph takes 2 input(s) [input \"x\" F32[1], input \"words\" I32[2]], but got 1");
        assertThatThrownBy(() -> Checks.inputs(graph, List.of(x, x)))
                .isInstanceOf(BackendException.class)
                .hasMessage("input \"words\" (number 1): found F32[1], expected I32[2]");
    }

    @Test
    void an_index_is_placed_in_the_tensor_it_came_from() {
        Scope g = Scope.root(DType.F32);
        Node table = g.input("table", DType.F32, Shape.of(9, 2));
        Node words = g.input("words", DType.I32, Shape.of(2, 3, 2));
        Node made = g.scope("hop1").neg(words);

        assertThat(Checks.indexOutOfRange(g.gatherRows(table, words), 9, -4, 9))
                .hasMessage("%3 GATHER_ROWS F32[2, 3, 2, 2]: index -4 at [1, 1, 1] of input \"words\" I32[2, 3, 2];"
                        + " expected 0 or more, and less than 9");
        assertThat(Checks.indexOutOfRange(g.gatherRows(table, made), 0, 9, 9))
                .hasMessageContaining("index 9 at [0, 0, 0] of %2 NEG I32[2, 3, 2] (hop1); expected");
    }

    @Test
    void what_is_closed_says_so() {
        assertThat(Checks.closed("the session")).hasMessage("the session was used after it was closed; open a new one");
    }
}
