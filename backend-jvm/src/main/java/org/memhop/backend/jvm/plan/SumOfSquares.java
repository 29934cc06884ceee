package org.memhop.backend.jvm.plan;

import java.util.List;
import java.util.Optional;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.backend.jvm.kernel.Kernels;

/** The pattern {@code Σ x∘x} over everything, a squared norm. */
record SumOfSquares(Node node, Node x) {
    private static final int CHUNK = 1 << 15;

    static Optional<SumOfSquares> match(Node node) {
        boolean found = node.op() == Op.SUM
                && node.type() == DType.F32
                && node.shape().rank() == 0
                && node.input(0).op() == Op.MUL
                && node.input(0).input(0) == node.input(0).input(1);
        return found ? Optional.of(new SumOfSquares(node, node.input(0).input(0))) : Optional.empty();
    }

    Recipe recipe() {
        return new Recipe(List.of(x), List.of(), (values, y) -> {
            Buffer from = values.dense(x);
            int chunks = (from.size + CHUNK - 1) / CHUNK;
            if (chunks <= 1) {
                values.add(new Computation(node, from, y, values.kernels));
            } else {
                Buffer partial = values.scratch(DType.F32, chunks);
                values.add(new Computation(node, from, partial, values.kernels));
                values.add(new SumStep("sum of its parts " + node, partial, y, 1, chunks, 1, values.kernels));
            }
        });
    }

    /** The sum of each chunk. */
    private static final class Computation extends Step {
        private final Buffer x;
        private final Buffer y;
        private final Kernels kernels;

        Computation(Node node, Buffer x, Buffer y, Kernels kernels) {
            super("sum of squares " + node, List.of(x), List.of(y));
            this.x = x;
            this.y = y;
            this.kernels = kernels;
            splits((x.size + CHUNK - 1) / CHUNK, CHUNK);
        }

        @Override
        void compute(int from, int to) {
            if (x.size == 0) {
                y.f32[0] = 0;
            }
            for (int i = from; i * CHUNK < x.size && i < to; i++) {
                y.f32[i] = kernels.sumOfSquares(x.f32, i * CHUNK, Math.min(CHUNK, x.size - i * CHUNK));
            }
        }
    }
}
