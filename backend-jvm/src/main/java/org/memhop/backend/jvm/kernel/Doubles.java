package org.memhop.backend.jvm.kernel;

import java.util.Arrays;
import org.memhop.api.graph.Op;

/** The loops in float64: plain, as training and answering run in float32. */
public final class Doubles {
    private Doubles() {}

    /** One element of an op of one input. */
    public static double apply(Op op, double x) {
        return switch (op) {
            case NEG -> -x;
            case EXP -> Math.exp(x);
            case LOG -> Math.log(x);
            case SQRT -> Math.sqrt(x);
            case TANH -> Math.tanh(x);
            case SIGMOID -> sigmoid(x);
            case RELU -> x <= 0 ? 0 : x;
            default -> throw new IllegalArgumentException(op + " does not take one number");
        };
    }

    /** Its exponential never overflows, so small results keep their digits. */
    private static double sigmoid(double x) {
        double e = Math.exp(-Math.abs(x));
        return (x >= 0 ? 1 : e) / (1 + e);
    }

    /** One element of an arithmetic op of two inputs. */
    public static double apply(Op op, double a, double b) {
        return switch (op) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case MAXIMUM -> Math.max(a, b);
            default -> throw new IllegalArgumentException(op + " is not arithmetic");
        };
    }

    /** {@code y_i = op(x_{i·step})}. */
    public static void unary(Op op, double[] x, int xAt, int xStep, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = apply(op, x[xAt + i * xStep]);
        }
    }

    /** {@code y_i = op(a_{i·aStep}, b_{i·bStep})}. */
    public static void binary(
            Op op, double[] a, int aAt, int aStep, double[] b, int bAt, int bStep, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = apply(op, a[aAt + i * aStep], b[bAt + i * bStep]);
        }
    }

    /** {@code Σ_i x_i}. */
    public static double sum(double[] x, int xAt, int n) {
        double sum = 0;
        for (int i = xAt; i < xAt + n; i++) {
            sum += x[i];
        }
        return sum;
    }

    /** {@code y_i = Σ_r x_{r·n + i}} for {@code count} rows of {@code n}. */
    public static void sumRows(double[] x, int xAt, int count, int n, double[] y, int yAt) {
        Arrays.fill(y, yAt, yAt + n, 0);
        for (int r = 0; r < count; r++) {
            for (int i = 0; i < n; i++) {
                y[yAt + i] += x[xAt + r * n + i];
            }
        }
    }

    /** {@code y = a · b} for some rows and columns of a product. */
    public static void matmul(
            double[] a, int aAt, double[] b, int bAt, double[] y, int yAt, Layout layout, int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            int out = yAt + i * layout.n();
            Arrays.fill(y, out, out + columns, 0);
            for (int p = 0; p < layout.k(); p++) {
                double scale = a[aAt + i * layout.aRow() + p * layout.aColumn()];
                int right = bAt + p * layout.bRow();
                for (int j = 0; j < columns; j++) {
                    y[out + j] += scale * b[right + j * layout.bColumn()];
                }
            }
        }
    }

    /** {@code y = softmax(x)} for each of {@code rows} rows of {@code n}. */
    public static void softmax(double[] x, int xAt, int rows, int n, double[] y, int yAt) {
        for (int r = 0; r < rows; r++) {
            double max = max(x, xAt + r * n, n);
            double sum = sumOfExponentials(x, xAt + r * n, n, max);
            for (int i = 0; i < n; i++) {
                y[yAt + r * n + i] = Math.exp(x[xAt + r * n + i] - max) / sum;
            }
        }
    }

    /** {@code y = x − max x − ln Σ e^{x − max x}} for each of {@code rows} rows of {@code n}. */
    public static void logSoftmax(double[] x, int xAt, int rows, int n, double[] y, int yAt) {
        for (int r = 0; r < rows; r++) {
            double max = max(x, xAt + r * n, n);
            double log = Math.log(sumOfExponentials(x, xAt + r * n, n, max));
            for (int i = 0; i < n; i++) {
                y[yAt + r * n + i] = x[xAt + r * n + i] - max - log;
            }
        }
    }

    /** {@code y_b = −log_softmax(x_b)[label_b]} for rows {@code from} to {@code to} of {@code n}. */
    public static void crossEntropy(double[] x, int n, int[] labels, int from, int to, double[] y) {
        for (int b = from; b < to; b++) {
            double max = max(x, b * n, n);
            y[b] = Math.log(sumOfExponentials(x, b * n, n, max)) - (x[b * n + labels[b]] - max);
        }
    }

    /** {@code y_bv = g_{b·gStep} · (softmax(x_b)_v − [v = label_b])} for rows {@code from} to {@code to} of {@code n}. */
    public static void crossEntropyGrad(
            double[] x, int n, int[] labels, double[] g, int gAt, int gStep, int from, int to, double[] y) {
        softmax(x, from * n, to - from, n, y, from * n);
        for (int b = from; b < to; b++) {
            y[b * n + labels[b]] -= 1;
            for (int i = b * n; i < b * n + n; i++) {
                y[i] *= g[gAt + b * gStep];
            }
        }
    }

    /** {@code y_i = table[index_i]} for rows of {@code n}, {@code from ≤ i < to}. */
    public static void gather(double[] table, int[] indices, int n, int from, int to, double[] y) {
        for (int i = from; i < to; i++) {
            System.arraycopy(table, indices[i] * n, y, i * n, n);
        }
    }

    /** {@code y[index_i] += x_i} for {@code count} rows of {@code n}. */
    public static void scatterAdd(double[] x, int[] indices, int count, int n, double[] y) {
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < n; c++) {
                y[indices[i] * n + c] += x[i * n + c];
            }
        }
    }

    private static double max(double[] x, int at, int n) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = at; i < at + n; i++) {
            max = Math.max(max, x[i]);
        }
        return max;
    }

    private static double sumOfExponentials(double[] x, int at, int n, double max) {
        double sum = 0;
        for (int i = at; i < at + n; i++) {
            sum += Math.exp(x[i] - max);
        }
        return sum;
    }
}
