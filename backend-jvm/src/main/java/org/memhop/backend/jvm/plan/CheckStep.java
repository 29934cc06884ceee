package org.memhop.backend.jvm.plan;

import java.util.List;
import org.memhop.api.backend.Checks;
import org.memhop.api.graph.Node;
import org.memhop.backend.jvm.kernel.Ints;

/** That every index names a row; what uses the indices afterwards need not look again. */
final class CheckStep extends Step {
    private final Node node;
    private final Buffer indices;
    private final int rows;

    CheckStep(Node node, Buffer indices, int rows) {
        super("check the indices of " + node, List.of(indices), List.of());
        this.node = node;
        this.indices = indices;
        this.rows = rows;
    }

    @Override
    void compute(int from, int to) {
        int outside = Ints.firstOutside(indices.i32, indices.size, rows);
        if (outside >= 0) {
            throw Checks.indexOutOfRange(node, outside, indices.i32[outside], rows);
        }
    }
}
