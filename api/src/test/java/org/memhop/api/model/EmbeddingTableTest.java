package org.memhop.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;

class EmbeddingTableTest {
    private final EmbeddingTable table = new EmbeddingTable(new Variable("B", DType.F32, Shape.of(10, 4)));

    @Test
    void rows_follow_the_words() {
        Scope g = Scope.root(DType.F32);
        Node words = g.input("words", DType.I32, Shape.of(2, 3));

        Node rows = table.rows(g, words);

        assertThat(rows.op()).isEqualTo(Op.GATHER_ROWS);
        assertThat(rows.shape()).isEqualTo(Shape.of(2, 3, 4));
        assertThat(rows.input(0)).isSameAs(table.all(g));
        assertThat(table.all(g).shape()).isEqualTo(Shape.of(10, 4));
    }
}
