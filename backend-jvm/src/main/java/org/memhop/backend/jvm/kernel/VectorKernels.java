package org.memhop.backend.jvm.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.memhop.api.graph.Op;

/** Float32 loops with {@code jdk.incubator.vector}. To be loaded only where that module is. */
public final class VectorKernels implements Kernels {
    private static final int WIDTH = FloatVector.SPECIES_PREFERRED.length();

    private final Kernels plain = new PlainKernels();

    @Override
    public String description() {
        return "jdk.incubator.vector, " + 32 * WIDTH + " bits (" + WIDTH + " floats)";
    }

    @Override
    public void unary(Op op, float[] x, int xAt, int xStep, float[] y, int yAt, int n) {
        if (op == Op.EXP && xStep == 1) {
            VectorExp.exp(x, xAt, y, yAt, n);
        } else if (op == Op.SQRT && xStep == 1) {
            VectorElementwise.sqrt(x, xAt, y, yAt, n);
        } else if (op == Op.TANH && xStep == 1) {
            VectorSquash.tanh(x, xAt, y, yAt, n);
        } else if (op == Op.SIGMOID && xStep == 1) {
            VectorSquash.sigmoid(x, xAt, y, yAt, n);
        } else if (op == Op.NEG && xStep == 1) {
            VectorElementwise.neg(x, xAt, y, yAt, n);
        } else if (op == Op.RELU && xStep == 1) {
            VectorElementwise.max(x, xAt, 0f, y, yAt, n);
        } else {
            plain.unary(op, x, xAt, xStep, y, yAt, n);
        }
    }

    @Override
    public void binary(Op op, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] y, int yAt, int n) {
        if (aStep == 1 && bStep == 1) {
            switch (op) {
                case ADD -> VectorElementwise.add(a, aAt, b, bAt, y, yAt, n);
                case SUB -> VectorElementwise.sub(a, aAt, b, bAt, y, yAt, n);
                case MUL -> VectorElementwise.mul(a, aAt, b, bAt, y, yAt, n);
                case DIV -> VectorElementwise.div(a, aAt, b, bAt, y, yAt, n);
                case MAXIMUM -> VectorElementwise.max(a, aAt, b, bAt, y, yAt, n);
                default -> plain.binary(op, a, aAt, 1, b, bAt, 1, y, yAt, n);
            }
        } else if (aStep == 1 && bStep == 0) {
            switch (op) {
                case ADD -> VectorElementwise.add(a, aAt, b[bAt], y, yAt, n);
                case SUB -> VectorElementwise.add(a, aAt, -b[bAt], y, yAt, n);
                case MUL -> VectorElementwise.mul(a, aAt, b[bAt], y, yAt, n);
                case DIV -> VectorElementwise.div(a, aAt, b[bAt], y, yAt, n);
                case MAXIMUM -> VectorElementwise.max(a, aAt, b[bAt], y, yAt, n);
                default -> plain.binary(op, a, aAt, 1, b, bAt, 0, y, yAt, n);
            }
        } else if (aStep == 0 && bStep == 1 && (op == Op.ADD || op == Op.MUL || op == Op.SUB)) {
            switch (op) {
                case ADD -> VectorElementwise.add(b, bAt, a[aAt], y, yAt, n);
                case MUL -> VectorElementwise.mul(b, bAt, a[aAt], y, yAt, n);
                default -> VectorElementwise.sub(a[aAt], b, bAt, y, yAt, n);
            }
        } else {
            plain.binary(op, a, aAt, aStep, b, bAt, bStep, y, yAt, n);
        }
    }

    @Override
    public void where(
            int[] c, int cAt, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] y, int yAt, int n) {
        if (n >= WIDTH && aStep == 1 && bStep == 1) {
            VectorSelect.where(c, cAt, a, aAt, b, bAt, y, yAt, n);
        } else if (n >= WIDTH && aStep == 1 && bStep == 0) {
            VectorSelect.where(c, cAt, a, aAt, b[bAt], false, y, yAt, n);
        } else if (n >= WIDTH && aStep == 0 && bStep == 1) {
            VectorSelect.where(c, cAt, b, bAt, a[aAt], true, y, yAt, n);
        } else {
            plain.where(c, cAt, a, aAt, aStep, b, bAt, bStep, y, yAt, n);
        }
    }

    @Override
    public void wherePositive(float[] x, int xAt, float[] g, int gAt, float[] y, int yAt, int n) {
        if (n < WIDTH) {
            plain.wherePositive(x, xAt, g, gAt, y, yAt, n);
        } else {
            VectorSelect.wherePositive(x, xAt, g, gAt, y, yAt, n);
        }
    }

    @Override
    public float sum(float[] x, int xAt, int n) {
        return n < 2 * WIDTH ? plain.sum(x, xAt, n) : VectorElementwise.sum(x, xAt, n);
    }

    @Override
    public void sumRows(float[] x, int xAt, int count, int n, float[] y, int yAt) {
        if (n < WIDTH || count == 0) {
            plain.sumRows(x, xAt, count, n, y, yAt);
        } else {
            VectorRows.sumRows(x, xAt, count, n, y, yAt);
        }
    }

    @Override
    public Product product(Layout layout) {
        return VectorProducts.of(layout).orElseGet(() -> plain.product(layout));
    }

    @Override
    public void softmax(float[] x, int xAt, int rows, int n, float[] y, int yAt) {
        exponentials(x, xAt, rows, n, y, yAt);
        for (int r = 0; r < rows; r++) {
            VectorElementwise.mul(y, yAt + r * n, 1 / sum(y, yAt + r * n, n), y, yAt + r * n, n);
        }
    }

    @Override
    public void logSoftmax(float[] x, int xAt, int rows, int n, float[] y, int yAt) {
        exponentials(x, xAt, rows, n, y, yAt);
        for (int r = 0; r < rows; r++) {
            int at = yAt + r * n;
            float log = (float) Math.log(sum(y, at, n));
            VectorElementwise.add(x, xAt + r * n, -VectorElementwise.max(x, xAt + r * n, n), y, at, n);
            VectorElementwise.add(y, at, -log, y, at, n);
        }
    }

    @Override
    public void crossEntropy(float[] x, int n, int[] labels, int from, int to, float[] scratch, float[] y) {
        exponentials(x, from * n, to - from, n, scratch, from * n);
        for (int b = from; b < to; b++) {
            float max = VectorElementwise.max(x, b * n, n);
            y[b] = (float) Math.log(sum(scratch, b * n, n)) - (x[b * n + labels[b]] - max);
        }
    }

    /** {@code y = e^{x − max x}} row by row. */
    private static void exponentials(float[] x, int xAt, int rows, int n, float[] y, int yAt) {
        for (int r = 0; r < rows; r++) {
            VectorElementwise.add(x, xAt + r * n, -VectorElementwise.max(x, xAt + r * n, n), y, yAt + r * n, n);
        }
        // All rows at once: one row of attention is shorter than a vector.
        VectorExp.exp(y, yAt, y, yAt, rows * n);
    }

    @Override
    public void crossEntropyGrad(
            float[] x, int n, int[] labels, float[] g, int gAt, int gStep, int from, int to, float[] y) {
        softmax(x, from * n, to - from, n, y, from * n);
        for (int b = from; b < to; b++) {
            finishGrad(y, b * n, n, labels[b], 1, g[gAt + b * gStep]);
        }
    }

    @Override
    public void crossEntropyBoth(
            float[] x,
            int n,
            int[] labels,
            float[] g,
            int gAt,
            int gStep,
            int from,
            int to,
            float[] losses,
            float[] y) {
        exponentials(x, from * n, to - from, n, y, from * n);
        for (int b = from; b < to; b++) {
            float sum = sum(y, b * n, n);
            losses[b] = (float) Math.log(sum) - (x[b * n + labels[b]] - VectorElementwise.max(x, b * n, n));
            finishGrad(y, b * n, n, labels[b], sum, g[gAt + b * gStep]);
        }
    }

    @Override
    public void exponentialColumns(float[] x, int xAt, int rows, int n, float[] largest, float[] sums, int at) {
        // Of −∞ nothing could be subtracted; e^{−∞ + the largest number} is 0 all the same.
        Arrays.fill(largest, at, at + n, -Float.MAX_VALUE);
        for (int r = 0; r < rows; r++) {
            VectorRows.max(x, xAt + r * n, n, largest, at);
        }
        for (int r = 0; r < rows; r++) {
            VectorElementwise.sub(x, xAt + r * n, largest, at, x, xAt + r * n, n);
        }
        VectorExp.exp(x, xAt, x, xAt, rows * n);
        sumRows(x, xAt, rows, n, sums, at);
    }

    /** From exponentials and their sum: {@code y = g (y / sum − [label])}. */
    private static void finishGrad(float[] y, int at, int n, int label, float sum, float g) {
        if (sum != 1) {
            VectorElementwise.mul(y, at, 1 / sum, y, at, n);
        }
        y[at + label] -= 1;
        if (g != 1) {
            VectorElementwise.mul(y, at, g, y, at, n);
        }
    }

    @Override
    public void softmaxGrad(float[] p, float[] g, int n, int from, int to, float[] y) {
        if (n < 2 * WIDTH) {
            plain.softmaxGrad(p, g, n, from, to, y);
        } else {
            VectorRows.softmaxGrad(p, g, n, from, to, y);
        }
    }

    @Override
    public void outerSum(
            float[] a,
            int aAt,
            float[] u,
            int uAt,
            float[] b,
            int bAt,
            float[] v,
            int vAt,
            int m,
            int n,
            float[] y,
            int yAt) {
        if (n < WIDTH) {
            plain.outerSum(a, aAt, u, uAt, b, bAt, v, vAt, m, n, y, yAt);
        } else {
            VectorProducts.outerSum(a, aAt, u, uAt, b, bAt, v, vAt, m, n, y, yAt);
        }
    }

    @Override
    public float sumOfSquares(float[] x, int xAt, int n) {
        return n < 2 * WIDTH ? plain.sumOfSquares(x, xAt, n) : VectorElementwise.sumOfSquares(x, xAt, n);
    }

    @Override
    public void descend(float[] x, float[] g, float s, float t, int from, int to, float[] y) {
        VectorElementwise.descend(x, g, s, t, from, to, y);
    }

    @Override
    public void gather(float[] table, int[] indices, int n, int from, int to, float[] y) {
        plain.gather(table, indices, n, from, to, y);
    }

    @Override
    public void gatherAdd(float[] table, int[] indices, int n, int from, int to, float[] y) {
        VectorRows.gatherAdd(table, indices, n, from, to, y);
    }

    @Override
    public void scatterAdd(float[] x, int[] indices, int count, int n, float[] y) {
        VectorRows.scatterAdd(x, indices, count, n, y);
    }

    @Override
    public void addRow(float[] x, int xAt, int n, float[] y, int yAt) {
        VectorRows.add(x, xAt, n, y, yAt);
    }

    @Override
    public BagKernel bags(BagShape shape) {
        if (shape.n() < WIDTH) {
            return plain.bags(shape);
        }
        // To copy the tables first must cost less than what is read from them, and long rows are read fast where they
        // are.
        boolean packs = shape.tables() > 1 && shape.words() >= shape.rows() && shape.n() <= VectorBags.LONG;
        return packs ? new VectorPackedBags(shape) : new VectorBags(shape.n());
    }
}
