package org.memhop.benchmarks.yardstick;

import java.util.Arrays;

/** The inner loops in plain Java, for a JVM without the Vector API. */
final class PlainKernels implements Kernels {
    @Override
    public int encode(
            int[] words, int at, int slots, int length, float[] l, float[] table, int width, float[] rows, int[] kept) {
        int count = 0;
        for (int from = at; from < at + slots * length; from += length) {
            if (isEmpty(words, from, length)) {
                continue;
            }
            int row = count * width;
            Arrays.fill(rows, row, row + width, 0);
            for (int j = 0; j < length; j++) {
                if (words[from + j] != 0) {
                    addProduct(l, j * width, table, words[from + j] * width, width, rows, row);
                }
            }
            kept[count++] = from;
        }
        return count;
    }

    @Override
    public void scatter(
            int[] words, int[] kept, int count, int length, float[] l, float[] rows, int width, float[] table) {
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < length; j++) {
                int word = words[kept[i] + j];
                if (word != 0) {
                    addProduct(l, j * width, rows, i * width, width, table, word * width);
                }
            }
        }
    }

    private static boolean isEmpty(int[] words, int from, int length) {
        int any = 0;
        for (int j = 0; j < length; j++) {
            any |= words[from + j];
        }
        return any == 0;
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
            int block,
            float[] out,
            int outAt) {
        for (int n = 0; n < block; n += 4) {
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
            int block,
            int width,
            int count,
            float[] rows) {
        for (int i = 0; i < count; i++) {
            for (int b = 0; b <= hops; b++) {
                float key = b < hops ? s[b * pStride + i] : 0;
                float value = b > 0 ? p[(b - 1) * pStride + i] : 0;
                int at = i * width + b * block;
                int from = b * block;
                for (int n = 0; n < block; n++) {
                    rows[at + n] = key * u[from + n] + value * g[from + n];
                }
            }
        }
    }

    @Override
    public void addOuter(float[] z, int count, float[] x, int xAt, int block, float[] rows, int column, int width) {
        for (int v = 0; v < count; v++) {
            int at = v * width + column;
            float scale = z[v];
            for (int n = 0; n < block; n++) {
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
    public float softmax(float[] x, int at, int count, int zeros) {
        float max = zeros > 0 ? 0 : Float.NEGATIVE_INFINITY;
        for (int i = at; i < at + count; i++) {
            max = Math.max(max, x[i]);
        }
        float sum = zeros == 0 ? 0 : zeros * (float) Math.exp(-max);
        for (int i = at; i < at + count; i++) {
            x[i] = (float) Math.exp(x[i] - max);
            sum += x[i];
        }
        float scale = 1 / sum;
        for (int i = at; i < at + count; i++) {
            x[i] *= scale;
        }
        return max + (float) Math.log(sum);
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
                rows[at + n] -= step[n] * gradient[at + n];
            }
        }
        Arrays.fill(gradient, 0, count * width, 0);
    }
}
