package org.memhop.backend.jvm.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;

/** The pattern {@code WHERE(constant column, x, 0)} where nothing else reads x: zeros are written into a few of its rows. */
record DroppedRows(Node node) {
    static Optional<DroppedRows> match(Node node, Uses uses) {
        if (node.op() != Op.WHERE || node.type() != DType.F32) {
            return Optional.empty();
        }
        Node x = node.input(1);
        boolean found = Uses.constantColumn(node.input(0)).length > 0
                && uses.once(x)
                && Uses.isZero(node.input(2))
                && !x.inputs().isEmpty()
                && !Values.isAlias(x.op())
                && !Values.isView(x.op());
        return found ? Optional.of(new DroppedRows(node)) : Optional.empty();
    }

    Recipe recipe() {
        return new Recipe(List.of(node.input(1)), List.of(), (values, y) -> values.add(new Computation(node, y)))
                .inPlaceOf(node.input(1));
    }

    private static final class Computation extends Step {
        private final Buffer y;
        private final int[] dropped;
        private final int width;

        Computation(Node node, Buffer y) {
            super("zeros into rows of " + node, List.of(y), List.of(y));
            int[] live = Uses.constantColumn(node.input(0));
            this.y = y;
            this.dropped =
                    IntStream.range(0, live.length).filter(i -> live[i] == 0).toArray();
            this.width = node.shape().dim(1);
        }

        @Override
        void compute(int from, int to) {
            for (int row : dropped) {
                Arrays.fill(y.f32, row * width, (row + 1) * width, 0);
            }
        }
    }
}
