package org.memhop.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.memhop.backend.jvm.BothKernels.COMPARED;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.testing.Compared;

/** Steps of a large model, each in several parts, leave the same bytes whatever the number of threads. */
class ThreadsTest {
    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void what_falls_into_parts_is_the_same_on_any_number_of_threads(String vector) {
        Graph graph = Compared.graph(ThreadsTest::large, DType.F32);
        BackendConfig config = BackendConfig.DEFAULT.with("vector", vector);
        List<HostTensor> one = COMPARED.run(config, graph, 3);

        for (String threads : List.of("2", "3", "4")) {
            List<HostTensor> several = COMPARED.run(config.with("threads", threads), graph, 3);
            assertThat(several).as("%s threads", threads).isEqualTo(one);
        }
        assertThat(COMPARED.plan(ThreadsTest::large))
                .containsPattern("rows added .* in \\d+ parts")
                .containsPattern("sum of 3 outer products .* in \\d+ parts")
                .containsPattern("by terms in \\d+ parts")
                .containsPattern("at once: .*SCATTER_ADD_ROWS.* in 2 parts")
                .containsPattern("sum of squares .* in \\d+ parts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void a_row_or_a_column_times_a_wide_matrix_is_cut_by_its_columns(String vector) {
        Graph graph = Compared.graph(ThreadsTest::wide, DType.F32);
        BackendConfig config = BackendConfig.DEFAULT.with("vector", vector);
        List<HostTensor> one = COMPARED.run(config, graph, 3);

        List<HostTensor> two = COMPARED.run(config.with("threads", "2"), graph, 3);

        assertThat(two).isEqualTo(one);
        assertThat(COMPARED.plan(ThreadsTest::wide))
                .containsPattern("MATMUL F32\\[1, 10000\\] in \\d+ parts")
                .containsPattern("MATMUL F32\\[1, 20000\\] in \\d+ parts")
                .containsPattern("MATMUL F32\\[200, 5000\\] in \\d+ parts");
    }

    @Test
    void zeros_have_the_same_sign_on_any_number_of_threads() {
        Scope g = Scope.root(DType.F32);
        Node columns = g.input("columns", DType.F32, Shape.of(600, 1_000));
        Node vector = g.constant(HostTensor.ofRounded(DType.F32, Shape.of(600, 1), new double[600]));
        g.output("y", g.matmul(columns, vector, true, false));
        double[] values = new double[600_000];
        Arrays.fill(values, -1);
        HostTensor negative = HostTensor.ofRounded(DType.F32, Shape.of(600, 1_000), values);

        List<HostTensor> one = COMPARED.run(BothKernels.VECTOR, g.graph(), negative, negative);
        List<HostTensor> two = COMPARED.run(BothKernels.VECTOR.with("threads", "2"), g.graph(), negative, negative);

        assertThat(two).isEqualTo(one);
    }

    private static void wide(Scope g, DType type) {
        Node row = g.input("row", type, Shape.of(1, 150));
        g.output("by rows", g.matmul(row, g.input("rows", type, Shape.of(10_000, 150)), false, true));
        g.output("by columns", g.matmul(row, g.input("columns", type, Shape.of(150, 20_000))));
        Node column = g.input("column", type, Shape.of(200, 1));
        g.output("outer", g.matmul(column, g.input("other", type, Shape.of(1, 5_000))));
    }

    private static void large(Scope g, DType type) {
        int batch = 100;
        int slots = 60;
        int d = 70;
        Node words = g.input("words<900", DType.I32, Shape.of(batch, slots));
        Node table = g.input("table", type, Shape.of(900, d));
        Node times = g.gatherRows(g.input("times", type, Shape.of(900, d)), words);
        Node keys = g.add(g.neg(g.gatherRows(table, words)), times);
        g.output("keys", keys);
        Node sum = keys;
        for (int hop = 0; hop < 3; hop++) {
            Node p = g.input("p" + hop, type, Shape.of(batch, slots, 1));
            Node o = g.input("o" + hop, type, Shape.of(batch, 1, d));
            sum = hop == 0 ? g.matmul(p, o) : g.add(sum, g.matmul(p, o));
        }
        Node first = g.scatterAddRows(sum, words, 900);
        Node second = g.scatterAddRows(keys, words, 900);
        g.output("norm", g.sumAll(g.mul(sum, sum)));
        g.output("first", first);
        g.output("second", second);
        g.output("long", g.matmul(g.input("a", type, Shape.of(40, 5000)), g.input("b", type, Shape.of(5000, d))));
    }
}
