package org.memhop.backend.jvm.kernel;

import java.util.Arrays;
import org.memhop.api.graph.Op;

/** The loops over 32-bit integers, which wrap around. */
public final class Ints {
    private Ints() {}

    /** {@code y_i = op(x_{i·step})}. */
    public static void unary(Op op, int[] x, int xAt, int xStep, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            int v = x[xAt + i * xStep];
            y[yAt + i] = switch (op) {
                case NEG -> -v;
                case RELU -> Math.max(v, 0);
                default -> throw new IllegalArgumentException(op + " does not take one integer");
            };
        }
    }

    /** {@code y_i = op(a_{i·aStep}, b_{i·bStep})}. */
    public static void binary(
            Op op, int[] a, int aAt, int aStep, int[] b, int bAt, int bStep, int[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            int left = a[aAt + i * aStep];
            int right = b[bAt + i * bStep];
            y[yAt + i] = switch (op) {
                case ADD -> left + right;
                case SUB -> left - right;
                case MUL -> left * right;
                case MAXIMUM -> Math.max(left, right);
                default -> throw new IllegalArgumentException(op + " is not integer arithmetic");
            };
        }
    }

    /** {@code Σ_i x_i}. */
    public static int sum(int[] x, int xAt, int n) {
        int sum = 0;
        for (int i = xAt; i < xAt + n; i++) {
            sum += x[i];
        }
        return sum;
    }

    /** {@code y_i = Σ_r x_{r·n + i}} for {@code count} rows of {@code n}. */
    public static void sumRows(int[] x, int xAt, int count, int n, int[] y, int yAt) {
        Arrays.fill(y, yAt, yAt + n, 0);
        for (int r = 0; r < count; r++) {
            for (int i = 0; i < n; i++) {
                y[yAt + i] += x[xAt + r * n + i];
            }
        }
    }

    /** {@code y_i = table[index_i]} for rows of {@code n}, {@code from ≤ i < to}. */
    public static void gather(int[] table, int[] indices, int n, int from, int to, int[] y) {
        for (int i = from; i < to; i++) {
            System.arraycopy(table, indices[i] * n, y, i * n, n);
        }
    }

    /** {@code y[index_i] += x_i} for {@code count} rows of {@code n}. */
    public static void scatterAdd(int[] x, int[] indices, int count, int n, int[] y) {
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < n; c++) {
                y[indices[i] * n + c] += x[i * n + c];
            }
        }
    }

    /** The first position of an index below 0 or not below {@code rows}, or -1. */
    public static int firstOutside(int[] indices, int count, int rows) {
        int worst = 0;
        for (int i = 0; i < count; i++) {
            // Unsigned, a negative index is a huge one: a sign bit in any of these differences marks a wrong index.
            worst |= indices[i] | (rows - 1 - indices[i]);
        }
        if (worst >= 0) {
            return -1;
        }
        for (int i = 0; i < count; i++) {
            if (indices[i] < 0 || indices[i] >= rows) {
                return i;
            }
        }
        return -1;
    }
}
