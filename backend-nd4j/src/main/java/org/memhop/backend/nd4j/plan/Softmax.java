package org.memhop.backend.nd4j.plan;

import java.nio.IntBuffer;
import org.memhop.api.graph.Node;

/**
 * Operations that turn rows of scores, along the last axis, into probabilities or their logarithms: row by row, in double,
 * rounded once. ND4J's differ where a row holds an infinity or a NaN.
 */
final class Softmax {
    private final Tensor x;
    private final int width;
    private final int rows;
    private final double[] scores;
    private double largest;
    private double sum;

    private Softmax(Tensor x) {
        this.x = x;
        this.width = x.shape().dim(-1);
        this.rows = width == 0 ? 0 : x.size() / width;
        this.scores = new double[width];
    }

    static Step softmax(Tensor x, Tensor y) {
        Softmax softmax = new Softmax(x);
        return () -> softmax.probabilities(y);
    }

    static Step logSoftmax(Tensor x, Tensor y) {
        Softmax softmax = new Softmax(x);
        return () -> softmax.logProbabilities(y);
    }

    static Step crossEntropy(Node node, Tensor x, Tensor labels, Tensor y) {
        Softmax softmax = new Softmax(x);
        return () -> softmax.surprise(node, labels, y);
    }

    static Step crossEntropyGrad(Node node, Tensor x, Tensor labels, Tensor g, Tensor y) {
        Softmax softmax = new Softmax(x);
        return () -> softmax.gradient(node, labels, g, y);
    }

    private void probabilities(Tensor y) {
        for (int row = 0; row < rows; row++) {
            exponentials(row);
            for (int i = 0; i < width; i++) {
                y.set(row * width + i, scores[i] / sum);
            }
        }
    }

    private void logProbabilities(Tensor y) {
        for (int row = 0; row < rows; row++) {
            exponentials(row);
            double log = Math.log(sum);
            for (int i = 0; i < width; i++) {
                y.set(row * width + i, x.get(row * width + i) - largest - log);
            }
        }
    }

    private void surprise(Node node, Tensor labels, Tensor y) {
        IntBuffer wanted = labels.ints();
        Rows.check(node, labels, width);
        for (int row = 0; row < rows; row++) {
            exponentials(row);
            y.set(row, Math.log(sum) - (x.get(row * width + wanted.get(row)) - largest));
        }
    }

    private void gradient(Node node, Tensor labels, Tensor g, Tensor y) {
        IntBuffer wanted = labels.ints();
        Rows.check(node, labels, width);
        for (int row = 0; row < rows; row++) {
            exponentials(row);
            double factor = g.get(row);
            for (int i = 0; i < width; i++) {
                y.set(row * width + i, factor * (scores[i] / sum - (i == wanted.get(row) ? 1 : 0)));
            }
        }
    }

    /** Leaves {@code e^{x − largest}} of a row, and their sum. NaN and what has no largest spread by themselves. */
    private void exponentials(int row) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < width; i++) {
            scores[i] = x.get(row * width + i);
            most = Math.max(most, scores[i]);
        }
        double total = 0;
        for (int i = 0; i < width; i++) {
            scores[i] = Math.exp(scores[i] - most);
            total += scores[i];
        }
        largest = most;
        sum = total;
    }
}
