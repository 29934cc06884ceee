package org.memhop.backend.reference;

import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Shape;

/** Products of matrices, one after the other along the leading axes; each element is a sum in the order of {@code k}. */
final class MatMul {
    private MatMul() {}

    static Kernel of(Node node) {
        Attributes.MatMul flags = (Attributes.MatMul) node.attributes();
        Shape left = node.input(0).shape();
        int rows = node.shape().dim(-2);
        int columns = node.shape().dim(-1);
        int inner = left.dim(flags.transposeA() ? -2 : -1);
        // Distance between neighbours along m and k in a, and along k and n in b.
        int alongM = flags.transposeA() ? 1 : inner;
        int alongKInA = flags.transposeA() ? rows : 1;
        int alongKInB = flags.transposeB() ? 1 : columns;
        int alongN = flags.transposeB() ? inner : 1;
        return (x, y) -> {
            HostTensor a = x.get(0);
            HostTensor b = x.get(1);
            for (int i = 0; i < y.shape().size(); i++) {
                int n = i % columns;
                int m = i / columns % rows;
                int batch = i / columns / rows;
                int fromA = batch * rows * inner + m * alongM;
                int fromB = batch * inner * columns + n * alongN;
                double sum = 0;
                for (int k = 0; k < inner; k++) {
                    sum += a.get(fromA + k * alongKInA) * b.get(fromB + k * alongKInB);
                }
                y.set(i, sum);
            }
        };
    }
}
