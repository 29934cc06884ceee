package org.memhop.backend.jvm.kernel;

import java.util.Arrays;
import org.memhop.api.graph.Op;

/** Float32 loops in plain Java, for a JVM without the Vector API. */
public final class PlainKernels implements Kernels {
    @Override
    public String description() {
        return "plain loops";
    }

    @Override
    public void unary(Op op, float[] x, int xAt, int xStep, float[] y, int yAt, int n) {
        switch (op) {
            case NEG -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = -x[xAt + i * xStep];
                }
            }
            case RELU -> {
                for (int i = 0; i < n; i++) {
                    float v = x[xAt + i * xStep];
                    y[yAt + i] = v <= 0 ? 0 : v;
                }
            }
            case SQRT -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = (float) Math.sqrt(x[xAt + i * xStep]);
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = (float) Doubles.apply(op, x[xAt + i * xStep]);
                }
            }
        }
    }

    @Override
    public void binary(Op op, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] y, int yAt, int n) {
        switch (op) {
            case ADD -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = a[aAt + i * aStep] + b[bAt + i * bStep];
                }
            }
            case SUB -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = a[aAt + i * aStep] - b[bAt + i * bStep];
                }
            }
            case MUL -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = a[aAt + i * aStep] * b[bAt + i * bStep];
                }
            }
            case DIV -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = a[aAt + i * aStep] / b[bAt + i * bStep];
                }
            }
            case MAXIMUM -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = Math.max(a[aAt + i * aStep], b[bAt + i * bStep]);
                }
            }
            default -> throw new IllegalArgumentException(op + " is not arithmetic");
        }
    }

    @Override
    public void where(
            int[] c, int cAt, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = c[cAt + i] != 0 ? a[aAt + i * aStep] : b[bAt + i * bStep];
        }
    }

    @Override
    public void wherePositive(float[] x, int xAt, float[] g, int gAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = x[xAt + i] > 0 ? g[gAt + i] : 0;
        }
    }

    @Override
    public float sum(float[] x, int xAt, int n) {
        double even = 0;
        double odd = 0;
        int i = 0;
        for (; i + 1 < n; i += 2) {
            even += x[xAt + i];
            odd += x[xAt + i + 1];
        }
        return (float) (even + odd + (i < n ? x[xAt + i] : 0));
    }

    @Override
    public void sumRows(float[] x, int xAt, int count, int n, float[] y, int yAt) {
        Arrays.fill(y, yAt, yAt + n, 0);
        for (int r = 0; r < count; r++) {
            int at = xAt + r * n;
            for (int i = 0; i < n; i++) {
                y[yAt + i] += x[at + i];
            }
        }
    }

    @Override
    public Product product(Layout layout) {
        return layout.bColumn() == 1 && layout.n() > 1
                ? new PlainProducts.ByColumns(layout)
                : new PlainProducts.ByDots(layout);
    }

    @Override
    public void softmax(float[] x, int xAt, int rows, int n, float[] y, int yAt) {
        for (int r = 0; r < rows; r++) {
            int from = xAt + r * n;
            int to = yAt + r * n;
            float max = max(x, from, n);
            double sum = 0;
            for (int i = 0; i < n; i++) {
                float e = (float) Math.exp(x[from + i] - max);
                y[to + i] = e;
                sum += e;
            }
            float scale = (float) (1 / sum);
            for (int i = 0; i < n; i++) {
                y[to + i] *= scale;
            }
        }
    }

    @Override
    public void logSoftmax(float[] x, int xAt, int rows, int n, float[] y, int yAt) {
        for (int r = 0; r < rows; r++) {
            int from = xAt + r * n;
            float max = max(x, from, n);
            float log = (float) Math.log(sumOfExponentials(x, from, n, max));
            for (int i = 0; i < n; i++) {
                y[yAt + r * n + i] = x[from + i] - max - log;
            }
        }
    }

    @Override
    public void crossEntropy(float[] x, int n, int[] labels, int from, int to, float[] scratch, float[] y) {
        for (int b = from; b < to; b++) {
            float max = max(x, b * n, n);
            y[b] = (float) (Math.log(sumOfExponentials(x, b * n, n, max)) - (x[b * n + labels[b]] - max));
        }
    }

    @Override
    public void crossEntropyGrad(
            float[] x, int n, int[] labels, float[] g, int gAt, int gStep, int from, int to, float[] y) {
        softmax(x, from * n, to - from, n, y, from * n);
        for (int b = from; b < to; b++) {
            finishGrad(y, b * n, n, labels[b], g[gAt + b * gStep]);
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
        for (int b = from; b < to; b++) {
            int at = b * n;
            float max = max(x, at, n);
            double sum = 0;
            for (int i = at; i < at + n; i++) {
                float e = (float) Math.exp(x[i] - max);
                y[i] = e;
                sum += e;
            }
            losses[b] = (float) (Math.log(sum) - (x[at + labels[b]] - max));
            float scale = (float) (1 / sum);
            for (int i = at; i < at + n; i++) {
                y[i] *= scale;
            }
            finishGrad(y, at, n, labels[b], g[gAt + b * gStep]);
        }
    }

    @Override
    public void exponentialColumns(float[] x, int xAt, int rows, int n, float[] largest, float[] sums, int at) {
        Arrays.fill(largest, at, at + n, -Float.MAX_VALUE);
        Arrays.fill(sums, at, at + n, 0);
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < n; i++) {
                largest[at + i] = Math.max(largest[at + i], x[xAt + r * n + i]);
            }
        }
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < n; i++) {
                float e = (float) Math.exp(x[xAt + r * n + i] - largest[at + i]);
                x[xAt + r * n + i] = e;
                sums[at + i] += e;
            }
        }
    }

    private static void finishGrad(float[] y, int at, int n, int label, float g) {
        y[at + label] -= 1;
        for (int i = at; i < at + n; i++) {
            y[i] *= g;
        }
    }

    @Override
    public void softmaxGrad(float[] p, float[] g, int n, int from, int to, float[] y) {
        for (int at = from * n; at < to * n; at += n) {
            float mean = PlainProducts.dot(p, at, 1, g, at, 1, n);
            for (int i = at; i < at + n; i++) {
                y[i] = p[i] * (g[i] - mean);
            }
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
        for (int i = 0; i < m; i++) {
            float first = a[aAt + i];
            float second = b[bAt + i];
            int at = yAt + i * n;
            for (int j = 0; j < n; j++) {
                y[at + j] = first * u[uAt + j] + second * v[vAt + j];
            }
        }
    }

    @Override
    public float sumOfSquares(float[] x, int xAt, int n) {
        double even = 0;
        double odd = 0;
        int i = xAt;
        for (; i + 1 < xAt + n; i += 2) {
            even += (double) x[i] * x[i];
            odd += (double) x[i + 1] * x[i + 1];
        }
        return (float) (even + odd + (i < xAt + n ? (double) x[i] * x[i] : 0));
    }

    @Override
    public void descend(float[] x, float[] g, float s, float t, int from, int to, float[] y) {
        for (int i = from; i < to; i++) {
            y[i] = x[i] - g[i] * s * t;
        }
    }

    @Override
    public void gather(float[] table, int[] indices, int n, int from, int to, float[] y) {
        for (int i = from; i < to; i++) {
            System.arraycopy(table, indices[i] * n, y, i * n, n);
        }
    }

    @Override
    public void gatherAdd(float[] table, int[] indices, int n, int from, int to, float[] y) {
        for (int i = from; i < to; i++) {
            int row = indices[i] * n;
            for (int c = 0; c < n; c++) {
                y[i * n + c] += table[row + c];
            }
        }
    }

    @Override
    public void scatterAdd(float[] x, int[] indices, int count, int n, float[] y) {
        for (int i = 0; i < count; i++) {
            int row = indices[i] * n;
            for (int c = 0; c < n; c++) {
                y[row + c] += x[i * n + c];
            }
        }
    }

    @Override
    public void addRow(float[] x, int xAt, int n, float[] y, int yAt) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] += x[xAt + i];
        }
    }

    @Override
    public BagKernel bags(BagShape shape) {
        return new PlainBags(shape.n());
    }

    private static float max(float[] x, int at, int n) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = at; i < at + n; i++) {
            max = Math.max(max, x[i]);
        }
        return max;
    }

    private static double sumOfExponentials(float[] x, int at, int n, float max) {
        double sum = 0;
        for (int i = at; i < at + n; i++) {
            sum += Math.exp(x[i] - max);
        }
        return sum;
    }
}
