package org.memhop.backend.jvm.plan;

import java.util.List;
import java.util.Optional;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.backend.jvm.kernel.Kernels;

/** The pattern {@code x + GATHER_ROWS(table, indices)}, slots and the rows of their times: added where x lies. */
record GatherAdd(Node node, Node x, Node gather) {
    static Optional<GatherAdd> match(Node node, Uses uses) {
        if (node.op() != Op.ADD || node.type() != DType.F32) {
            return Optional.empty();
        }
        for (int i = 0; i < 2; i++) {
            Node gather = node.input(i);
            Node x = node.input(1 - i);
            if (gather.op() == Op.GATHER_ROWS && uses.once(gather) && isOwn(x) && uses.once(x)) {
                return Optional.of(new GatherAdd(node, x, gather));
            }
        }
        return Optional.empty();
    }

    /** Whether the value of a node is computed into a buffer that may be written over. */
    private static boolean isOwn(Node node) {
        return !node.inputs().isEmpty() && !Values.isAlias(node.op()) && !Values.isView(node.op());
    }

    Recipe recipe() {
        return new Recipe(List.of(x, gather.input(0), gather.input(1)), List.of(), (values, y) -> {
                    Node table = gather.input(0);
                    Buffer indices = values.indices(gather, table.shape().dim(0));
                    values.add(new Computation(this, values.dense(table), indices, y, values.kernels));
                })
                .inPlaceOf(x);
    }

    private static final class Computation extends Step {
        private final Buffer table;
        private final Buffer indices;
        private final Buffer y;
        private final int width;
        private final Kernels kernels;

        Computation(GatherAdd pattern, Buffer table, Buffer indices, Buffer y, Kernels kernels) {
            super("rows added " + pattern.node, List.of(y, table, indices), List.of(y));
            this.table = table;
            this.indices = indices;
            this.y = y;
            this.width = pattern.node.shape().dim(-1);
            this.kernels = kernels;
            splits(indices.size, width);
        }

        @Override
        void compute(int from, int to) {
            kernels.gatherAdd(table.f32, indices.i32, width, from, Math.min(to, indices.size), y.f32);
        }
    }
}
