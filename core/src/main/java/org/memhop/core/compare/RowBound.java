package org.memhop.core.compare;

import java.util.List;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;

/**
 * How far what is made of one row of scores may be off. The exponential of {@code x − max} is as far off, as a part of itself, as
 * the rounding of that difference; their sum is as far off as its terms, each counting as much as its probability.
 *
 * @param largest the largest score
 * @param spread {@code Σ p (largest − x)}, which is never large: what is far below has no probability
 */
record RowBound(HostTensor x, int start, int width, double largest, double sum, double spread) {
    static Bound of(Node node, List<HostTensor> operands, HostTensor value) {
        HostTensor x = operands.get(0);
        int width = x.shape().dim(-1);
        double unit = 8 * epsilon(node.type());
        double[] scale = new double[value.shape().size()];
        double[] allowed = new double[scale.length];
        int perRow = node.op() == Op.CROSS_ENTROPY ? 1 : width;
        for (int from = 0; from < allowed.length; from += perRow) {
            int rowNumber = from / perRow;
            RowBound row = row(x, rowNumber * width, width);
            for (int i = from; i < from + perRow; i++) {
                double want = value.get(i);
                double smallest = least(node.type());
                int column = i - from;
                switch (node.op()) {
                    case SOFTMAX -> {
                        scale[i] = want;
                        allowed[i] = want == 0 ? 0 : unit * row.part(column) * want;
                    }
                    case CROSS_ENTROPY_GRAD -> {
                        boolean wanted = operands.get(1).get(rowNumber) == column;
                        double p = row.probability(column);
                        double off = p == 0 ? 0 : unit * row.part(column) * p;
                        scale[i] = Math.abs(operands.get(2).get(rowNumber));
                        // The factor brings its own rounding, and of the label 1 is taken away. A probability may
                        // underflow
                        // before it is multiplied.
                        allowed[i] = scale[i] * (off + unit * (wanted ? 1 : p) + 2 * smallest);
                    }
                    default -> {
                        int at = node.op() == Op.CROSS_ENTROPY
                                ? (int) operands.get(1).get(rowNumber)
                                : column;
                        scale[i] = Math.max(1, row.below(at));
                        allowed[i] = unit * row.part(at);
                    }
                }
                allowed[i] = Double.isFinite(want) ? allowed[i] + smallest : 0;
            }
        }
        return new Bound(scale, allowed);
    }

    private static RowBound row(HostTensor x, int start, int width) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < width; i++) {
            largest = Math.max(largest, x.get(start + i));
        }
        double sum = 0;
        double spread = 0;
        for (int i = 0; i < width; i++) {
            double below = largest - x.get(start + i);
            double e = Math.exp(-below);
            sum += e;
            spread += e == 0 ? 0 : e * below;
        }
        return new RowBound(x, start, width, largest, sum, spread / sum);
    }

    /** How far a score is below the largest. */
    private double below(int column) {
        return largest - x.get(start + column);
    }

    private double probability(int column) {
        return Math.exp(-below(column)) / sum;
    }

    /** The error of a probability as a part of it, or of its logarithm, in units. */
    private double part(int column) {
        return 1 + below(column) + spread + Math.sqrt(width);
    }

    private static double epsilon(DType type) {
        return type == DType.F32 ? Math.ulp(1f) : Math.ulp(1.0);
    }

    private static double least(DType type) {
        return type == DType.F32 ? Float.MIN_VALUE : Double.MIN_VALUE;
    }
}
