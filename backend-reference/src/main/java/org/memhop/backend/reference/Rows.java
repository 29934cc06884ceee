package org.memhop.backend.reference;

import java.util.Arrays;
import org.memhop.api.backend.Checks;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;

/** Operations that take rows of a table by number. */
final class Rows {
    private Rows() {}

    static Kernel gather(Node node) {
        int rows = node.input(0).shape().dim(0);
        int width = node.input(0).shape().dim(1);
        return (x, y) -> {
            int[] indices = x.get(1).ints();
            check(node, indices, rows);
            for (int i = 0; i < y.shape().size(); i++) {
                y.set(i, x.get(0).get(indices[i / width] * width + i % width));
            }
        };
    }

    static Kernel scatterAdd(Node node) {
        int rows = node.shape().dim(0);
        int width = node.shape().dim(1);
        return (x, y) -> {
            int[] indices = x.get(1).ints();
            check(node, indices, rows);
            if (node.type() == DType.I32) {
                int[] sums = y.ints();
                Arrays.fill(sums, 0);
                for (int i = 0; i < x.get(0).shape().size(); i++) {
                    sums[indices[i / width] * width + i % width] += x.get(0).ints()[i];
                }
                return;
            }
            double[] sums = new double[y.shape().size()];
            for (int i = 0; i < x.get(0).shape().size(); i++) {
                sums[indices[i / width] * width + i % width] += x.get(0).get(i);
            }
            Reductions.store(sums, y);
        };
    }

    /** Names the first index, in C order, that no row belongs to. */
    static void check(Node node, int[] indices, int rows) {
        for (int i = 0; i < indices.length; i++) {
            if (indices[i] < 0 || indices[i] >= rows) {
                throw Checks.indexOutOfRange(node, i, indices[i], rows);
            }
        }
    }
}
