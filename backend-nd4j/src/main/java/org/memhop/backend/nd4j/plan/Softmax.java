package org.memhop.backend.nd4j.plan;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Shape;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;

/**
 * Operations that turn rows of scores, along the last axis, into probabilities or their logarithms: row by row, by Java, as
 * ND4J's differ where a row holds an infinity or a NaN; but the exponentials of a long row of floats are ND4J's.
 */
final class Softmax {
    private final Tensor x;
    private final int width;
    private final int rows;
    /** {@code e^{x − largest}} of the row looked at. */
    private final double[] powers;

    private final RowOfPowers row;
    private double largest;
    private double sum;

    /** Leaves the powers of a row, their sum, and the largest score. */
    @FunctionalInterface
    private interface RowOfPowers {
        void compute(int row);
    }

    private Softmax(Tensor x, Pool pool) {
        this.x = x;
        this.width = x.shape().dim(-1);
        this.rows = width == 0 ? 0 : x.size() / width;
        this.powers = new double[width];
        this.row = x.type() == DType.F32 && Nd4jOps.function(width) ? byNd4j(pool) : this::byJava;
    }

    static Step softmax(Tensor x, Tensor y, Pool pool) {
        Softmax softmax = new Softmax(x, pool);
        return () -> softmax.probabilities(y);
    }

    static Step logSoftmax(Tensor x, Tensor y, Pool pool) {
        Softmax softmax = new Softmax(x, pool);
        return () -> softmax.logProbabilities(y);
    }

    static Step crossEntropy(Node node, Tensor x, Tensor labels, Tensor y, Pool pool) {
        Softmax softmax = new Softmax(x, pool);
        return () -> softmax.surprise(node, labels, y);
    }

    static Step crossEntropyGrad(Node node, Tensor x, Tensor labels, Tensor g, Tensor y, Pool pool) {
        Softmax softmax = new Softmax(x, pool);
        return () -> softmax.gradient(node, labels, g, y);
    }

    private void probabilities(Tensor y) {
        for (int r = 0; r < rows; r++) {
            row.compute(r);
            for (int i = 0; i < width; i++) {
                powers[i] /= sum;
            }
            store(y, r);
        }
    }

    private void logProbabilities(Tensor y) {
        for (int r = 0; r < rows; r++) {
            row.compute(r);
            double log = Math.log(sum);
            for (int i = 0; i < width; i++) {
                powers[i] = x.get(r * width + i) - largest - log;
            }
            store(y, r);
        }
    }

    private void surprise(Node node, Tensor labels, Tensor y) {
        IntBuffer wanted = labels.ints();
        Rows.check(node, labels, width);
        for (int r = 0; r < rows; r++) {
            row.compute(r);
            y.set(r, Math.log(sum) - (x.get(r * width + wanted.get(r)) - largest));
        }
    }

    private void gradient(Node node, Tensor labels, Tensor g, Tensor y) {
        IntBuffer wanted = labels.ints();
        Rows.check(node, labels, width);
        for (int r = 0; r < rows; r++) {
            row.compute(r);
            double factor = g.get(r);
            int label = wanted.get(r);
            double certain = factor * (powers[label] / sum - 1);
            for (int i = 0; i < width; i++) {
                powers[i] = factor * (powers[i] / sum);
            }
            powers[label] = certain;
            store(y, r);
        }
    }

    private void store(Tensor y, int r) {
        int start = r * width;
        if (y.type() == DType.F32) {
            FloatBuffer to = y.floats();
            for (int i = 0; i < width; i++) {
                to.put(start + i, (float) powers[i]);
            }
        } else {
            y.doubles().put(start, powers);
        }
    }

    /** NaN, and a row that has no largest, spread by themselves. */
    private void byJava(int r) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < width; i++) {
            powers[i] = x.get(r * width + i);
            most = Math.max(most, powers[i]);
        }
        double total = 0;
        for (int i = 0; i < width; i++) {
            powers[i] = Math.exp(powers[i] - most);
            total += powers[i];
        }
        largest = most;
        sum = total;
    }

    private RowOfPowers byNd4j(Pool pool) {
        Tensor scratch = new Tensor(pool.fresh(DType.F32, width), Shape.of(width));
        Step exponential = Nd4jOps.transform(Exp::new, scratch, scratch);
        float[] scores = new float[width];
        return r -> {
            x.floats().get(r * width, scores);
            float most = Float.NEGATIVE_INFINITY;
            for (float score : scores) {
                most = Math.max(most, score);
            }
            for (int i = 0; i < width; i++) {
                scores[i] -= most;
            }
            scratch.floats().put(0, scores);
            exponential.run();
            scratch.floats().get(0, scores);
            double total = 0;
            for (int i = 0; i < width; i++) {
                powers[i] = scores[i];
                total += powers[i];
            }
            largest = most;
            sum = total;
        };
    }
}
