package org.memhop.backend.reference;

import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;

/** Operations that turn rows of scores, along the last axis, into probabilities or their logarithms. */
final class Softmax {
    private Softmax() {}

    /** A row of scores: its largest, and the sum of {@code e^{x − largest}} over it. */
    private record Row(HostTensor x, int start, double largest, double sum) {
        static Row of(HostTensor x, int row, int width) {
            int start = row * width;
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < width; i++) {
                largest = StrictMath.max(largest, x.get(start + i));
            }
            double sum = 0;
            for (int i = 0; i < width; i++) {
                sum += StrictMath.exp(x.get(start + i) - largest);
            }
            return new Row(x, start, largest, sum);
        }

        double probability(int i) {
            return StrictMath.exp(x.get(start + i) - largest) / sum;
        }

        double logProbability(int i) {
            return x.get(start + i) - largest - StrictMath.log(sum);
        }

        /** The negative of {@link #logProbability}, but 0.0 rather than -0.0 for what is certain. */
        double surprise(int i) {
            return StrictMath.log(sum) - (x.get(start + i) - largest);
        }
    }

    static Kernel softmax(Node node) {
        int width = node.shape().dim(-1);
        return (x, y) -> {
            for (int row = 0; row * width < y.shape().size(); row++) {
                Row scores = Row.of(x.get(0), row, width);
                for (int i = 0; i < width; i++) {
                    y.set(row * width + i, scores.probability(i));
                }
            }
        };
    }

    static Kernel logSoftmax(Node node) {
        int width = node.shape().dim(-1);
        return (x, y) -> {
            for (int row = 0; row * width < y.shape().size(); row++) {
                Row scores = Row.of(x.get(0), row, width);
                for (int i = 0; i < width; i++) {
                    y.set(row * width + i, scores.logProbability(i));
                }
            }
        };
    }

    static Kernel crossEntropy(Node node) {
        int width = node.input(0).shape().dim(1);
        return (x, y) -> {
            int[] labels = x.get(1).ints();
            Rows.check(node, labels, width);
            for (int row = 0; row < labels.length; row++) {
                y.set(row, Row.of(x.get(0), row, width).surprise(labels[row]));
            }
        };
    }

    static Kernel crossEntropyGrad(Node node) {
        int width = node.shape().dim(1);
        return (x, y) -> {
            int[] labels = x.get(1).ints();
            Rows.check(node, labels, width);
            for (int row = 0; row < labels.length; row++) {
                Row scores = Row.of(x.get(0), row, width);
                for (int i = 0; i < width; i++) {
                    double wanted = i == labels[row] ? 1 : 0;
                    y.set(row * width + i, x.get(2).get(row) * (scores.probability(i) - wanted));
                }
            }
        };
    }
}
