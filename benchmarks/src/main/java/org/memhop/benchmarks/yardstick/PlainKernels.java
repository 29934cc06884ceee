package org.memhop.benchmarks.yardstick;

import java.util.Arrays;

/** The inner loops in plain Java, for a JVM without the Vector API. */
final class PlainKernels implements Kernels {
    @Override
    public void encode(PackedWords words, float[] l, float[] table, int width, float[] rows) {
        for (int i = 0, row = 0; i < words.filled; i++, row += width) {
            Arrays.fill(rows, row, row + width, 0);
            for (int n = words.starts[i]; n < words.starts[i + 1]; n++) {
                addProduct(l, words.places[n], table, words.rows[n], width, rows, row);
            }
        }
    }

    @Override
    public void scatter(PackedWords words, float[] l, float[] rows, int width, float[] table) {
        for (int i = 0, row = 0; i < words.filled; i++, row += width) {
            for (int n = words.starts[i]; n < words.starts[i + 1]; n++) {
                addProduct(l, words.places[n], rows, row, width, table, words.rows[n]);
            }
        }
    }

    private static void addProduct(float[] x, int xAt, float[] y, int yAt, int width, float[] sum, int at) {
        for (int n = 0; n < width; n++) {
            sum[at + n] += x[xAt + n] * y[yAt + n];
        }
    }

    @Override
    public void dots(
            float[] rows, int column, int width, int count, float[] x, int xAt, int block, float[] out, int outAt) {
        for (int i = 0; i < count; i++) {
            int at = i * width + column;
            float even = 0;
            float odd = 0;
            for (int n = 0; n < block; n += 2) {
                even += x[xAt + n] * rows[at + n];
                odd += x[xAt + n + 1] * rows[at + n + 1];
            }
            out[outAt + i] = even + odd;
        }
    }

    @Override
    public void weightedSum(
            float[] rows,
            int column,
            int width,
            int count,
            float[] p,
            int pAt,
            float[] base,
            int baseAt,
            float[] within,
            int d,
            float[] out,
            int outAt) {
        for (int n = 0; n < d; n += 4) {
            float a0 = base[baseAt + n];
            float a1 = base[baseAt + n + 1];
            float a2 = base[baseAt + n + 2];
            float a3 = base[baseAt + n + 3];
            for (int i = 0, at = column + n; i < count; i++, at += width) {
                float weight = p[pAt + i];
                a0 += weight * rows[at];
                a1 += weight * rows[at + 1];
                a2 += weight * rows[at + 2];
                a3 += weight * rows[at + 3];
            }
            out[outAt + n] = a0;
            out[outAt + n + 1] = a1;
            out[outAt + n + 2] = a2;
            out[outAt + n + 3] = a3;
        }
    }

    @Override
    public void rowGradients(
            float[] s,
            float[] u,
            float[] p,
            float[] g,
            int hops,
            int pStride,
            int span,
            int block,
            int width,
            int count,
            float[] rows) {
        for (int i = 0; i < count; i++) {
            for (int b = 0; b <= hops; b++) {
                float key = b < hops ? s[b * pStride + i] : 0;
                float value = b > 0 ? p[(b - 1) * pStride + i] : 0;
                int at = i * width + b * block;
                int from = b * span;
                for (int n = 0; n < block; n++) {
                    rows[at + n] = key * u[from + n] + value * g[from + n];
                }
            }
        }
    }

    @Override
    public void addOuter(float[] z, int count, float[] x, int xAt, int d, float[] rows, int column, int width) {
        for (int v = 0; v < count; v++) {
            int at = v * width + column;
            float scale = z[v];
            for (int n = 0; n < d; n++) {
                rows[at + n] += scale * x[xAt + n];
            }
        }
    }

    @Override
    public void timesTransposed(float[] table, int stride, int d, float[] x, int xAt, float[] out) {
        Arrays.fill(out, 0, stride, 0);
        for (int e = 0; e < d; e++) {
            float scale = x[xAt + e];
            for (int v = 0, at = e * stride; v < stride; v++, at++) {
                out[v] += scale * table[at];
            }
        }
    }

    @Override
    public void softmax(float[] x, int at, int count, int zeros) {
        float max = max(x, at, count, zeros > 0 ? 0 : Float.NEGATIVE_INFINITY);
        float rest = zeros > 0 ? zeros * (float) Math.exp(-max) : 0;
        scale(x, at, count, 1 / (exponentials(x, at, count, max) + rest));
    }

    @Override
    public float crossEntropy(float[] z, int count, int answer) {
        float max = max(z, 0, count, Float.NEGATIVE_INFINITY);
        float right = z[answer] - max;
        float sum = exponentials(z, 0, count, max);
        scale(z, 0, count, 1 / sum);
        z[answer] -= 1;
        return (float) Math.log(sum) - right;
    }

    private static float max(float[] x, int at, int count, float atLeast) {
        float max = atLeast;
        for (int i = at; i < at + count; i++) {
            max = x[i] > max ? x[i] : max;
        }
        return max;
    }

    private static float exponentials(float[] x, int at, int count, float max) {
        float sum = 0;
        for (int i = at; i < at + count; i++) {
            x[i] = (float) Math.exp(x[i] - max);
            sum += x[i];
        }
        return sum;
    }

    private static void scale(float[] x, int at, int count, float scale) {
        for (int i = at; i < at + count; i++) {
            x[i] *= scale;
        }
    }

    @Override
    public void squares(float[] rows, int count, int width, float[] sums) {
        Arrays.fill(sums, 0, width, 0);
        for (int v = 0; v < count; v++) {
            int at = v * width;
            for (int n = 0; n < width; n++) {
                sums[n] += rows[at + n] * rows[at + n];
            }
        }
    }

    @Override
    public void descend(float[] rows, float[] gradient, int count, int width, float[] step) {
        for (int v = 0; v < count; v++) {
            int at = v * width;
            for (int n = 0; n < width; n++) {
                rows[at + n] += step[n] * gradient[at + n];
            }
        }
        Arrays.fill(gradient, 0, count * width, 0);
    }
}
