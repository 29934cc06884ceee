package org.memhop.benchmarks.yardstick;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops with the Vector API: whole vectors, but for dot products, where d = 20 is exactly 5 vectors of 4.
 *
 * <p>A sum carried around a loop is only ever an argument of a vector made in the loop or before it, never the object a
 * method is called on: the compiler of JDK 17 does not know its class then and puts it on the heap in every round.
 */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> WIDE = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> QUAD = FloatVector.SPECIES_128;
    private static final int LANES = WIDE.length();

    @Override
    public void encode(PackedWords words, float[] l, float[] table, int width, float[] rows) {
        VectorWords.encode(words, l, table, width, rows);
    }

    @Override
    public void scatter(PackedWords words, float[] l, float[] rows, int width, float[] table) {
        VectorWords.scatter(words, l, rows, width, table);
    }

    @Override
    public void dots(
            float[] rows, int column, int width, int count, float[] x, int xAt, int block, float[] out, int outAt) {
        int i = 0;
        for (; i + 4 <= count; i += 4) {
            fourDots(rows, i * width + column, width, x, xAt, block, out, outAt + i);
        }
        for (; i < count; i++) {
            int at = i * width + column;
            FloatVector zero = FloatVector.zero(QUAD);
            FloatVector sum = zero;
            for (int n = 0; n < block; n += 4) {
                sum = fromArray(QUAD, x, xAt + n).fma(fromArray(QUAD, rows, at + n), sum);
            }
            out[outAt + i] = zero.add(sum).reduceLanes(VectorOperators.ADD);
        }
    }

    private static void fourDots(
            float[] rows, int at, int width, float[] x, int xAt, int block, float[] out, int outAt) {
        FloatVector zero = FloatVector.zero(QUAD);
        FloatVector sum0 = zero;
        FloatVector sum1 = zero;
        FloatVector sum2 = zero;
        FloatVector sum3 = zero;
        for (int n = 0; n < block; n += 4) {
            FloatVector part = fromArray(QUAD, x, xAt + n);
            sum0 = part.fma(fromArray(QUAD, rows, at + n), sum0);
            sum1 = part.fma(fromArray(QUAD, rows, at + width + n), sum1);
            sum2 = part.fma(fromArray(QUAD, rows, at + 2 * width + n), sum2);
            sum3 = part.fma(fromArray(QUAD, rows, at + 3 * width + n), sum3);
        }
        out[outAt] = zero.add(sum0).reduceLanes(VectorOperators.ADD);
        out[outAt + 1] = zero.add(sum1).reduceLanes(VectorOperators.ADD);
        out[outAt + 2] = zero.add(sum2).reduceLanes(VectorOperators.ADD);
        out[outAt + 3] = zero.add(sum3).reduceLanes(VectorOperators.ADD);
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
        for (int n = 0; n < d; n += LANES) {
            FloatVector even = FloatVector.zero(WIDE);
            FloatVector odd = even;
            int at = column + n;
            int i = 0;
            for (; i + 2 <= count; i += 2, at += 2 * width) {
                even = fromArray(WIDE, rows, at).fma(broadcast(WIDE, p[pAt + i]), even);
                odd = fromArray(WIDE, rows, at + width).fma(broadcast(WIDE, p[pAt + i + 1]), odd);
            }
            if (i < count) {
                even = fromArray(WIDE, rows, at).fma(broadcast(WIDE, p[pAt + i]), even);
            }
            FloatVector lanes = fromArray(WIDE, within, n);
            FloatVector sum = lanes.fma(even, fromArray(WIDE, base, baseAt + n));
            lanes.fma(odd, sum).intoArray(out, outAt + n);
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
            int row = i * width;
            for (int n = 0; n < block; n += LANES) {
                fromArray(WIDE, u, n).mul(s[i]).intoArray(rows, row + n);
            }
            for (int b = 1; b < hops; b++) {
                float key = s[b * pStride + i];
                float value = p[(b - 1) * pStride + i];
                for (int n = 0; n < block; n += LANES) {
                    fromArray(WIDE, u, b * span + n)
                            .fma(
                                    broadcast(WIDE, key),
                                    fromArray(WIDE, g, b * span + n).mul(value))
                            .intoArray(rows, row + b * block + n);
                }
            }
            float value = p[(hops - 1) * pStride + i];
            for (int n = 0; n < block; n += LANES) {
                fromArray(WIDE, g, hops * span + n).mul(value).intoArray(rows, row + hops * block + n);
            }
        }
    }

    @Override
    public void addOuter(float[] z, int count, float[] x, int xAt, int d, float[] rows, int column, int width) {
        for (int n = 0; n < d; n += LANES) {
            FloatVector part = fromArray(WIDE, x, xAt + n);
            for (int v = 0, at = column + n; v < count; v++, at += width) {
                part.fma(broadcast(WIDE, z[v]), fromArray(WIDE, rows, at)).intoArray(rows, at);
            }
        }
    }

    @Override
    public void timesTransposed(float[] table, int stride, int d, float[] x, int xAt, float[] out) {
        for (int v = 0; v < stride; v += LANES) {
            FloatVector zero = FloatVector.zero(WIDE);
            FloatVector even = zero;
            FloatVector odd = zero;
            int at = v;
            int e = 0;
            for (; e + 2 <= d; e += 2, at += 2 * stride) {
                even = fromArray(WIDE, table, at).fma(broadcast(WIDE, x[xAt + e]), even);
                odd = fromArray(WIDE, table, at + stride).fma(broadcast(WIDE, x[xAt + e + 1]), odd);
            }
            if (e < d) {
                even = fromArray(WIDE, table, at).fma(broadcast(WIDE, x[xAt + e]), even);
            }
            zero.add(even).add(odd).intoArray(out, v);
        }
    }

    @Override
    public void softmax(float[] x, int at, int count, int zeros) {
        int end = at + count;
        if (zeros == 0) {
            float sum = exponentials(x, at, end, max(x, at, end));
            scale(x, at, end, 1 / sum);
        } else {
            // One of the zeros goes through the exponential behind the elements and stands for all.
            x[end] = 0;
            float sum = exponentials(x, at, end + 1, max(x, at, end + 1));
            scale(x, at, end, 1 / (sum + (zeros - 1) * x[end]));
        }
    }

    @Override
    public float crossEntropy(float[] z, int count, int answer) {
        float max = max(z, 0, count);
        float right = z[answer] - max;
        float sum = exponentials(z, 0, count, max);
        scale(z, 0, count, 1 / sum);
        z[answer] -= 1;
        return (float) Math.log(sum) - right;
    }

    private static float max(float[] x, int from, int to) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            max = x[i] > max ? x[i] : max;
        }
        return max;
    }

    /** Elements become {@code exp(x − max)}; what is behind them up to a whole vector becomes 0. */
    private static float exponentials(float[] x, int from, int to, float max) {
        int end = from + (to - from + LANES - 1) / LANES * LANES;
        for (int i = to; i < end; i++) {
            x[i] = Float.NEGATIVE_INFINITY;
        }
        FloatVector zero = FloatVector.zero(WIDE);
        FloatVector sums = zero;
        for (int i = from; i < end; i += LANES) {
            FloatVector e = fromArray(WIDE, x, i).sub(max).lanewise(VectorOperators.EXP);
            e.intoArray(x, i);
            sums = e.add(sums);
        }
        return zero.add(sums).reduceLanes(VectorOperators.ADD);
    }

    private static void scale(float[] x, int from, int to, float scale) {
        for (int i = from; i < to; i += LANES) {
            fromArray(WIDE, x, i).mul(scale).intoArray(x, i);
        }
    }

    @Override
    public void squares(float[] rows, int count, int width, float[] sums) {
        for (int column = 0; column < width; column += LANES) {
            FloatVector zero = FloatVector.zero(WIDE);
            FloatVector sum = zero;
            for (int v = 0, at = column; v < count; v++, at += width) {
                FloatVector part = fromArray(WIDE, rows, at);
                sum = part.fma(part, sum);
            }
            zero.add(sum).intoArray(sums, column);
        }
    }

    @Override
    public void descend(float[] rows, float[] gradient, int count, int width, float[] step) {
        for (int column = 0; column < width; column += LANES) {
            FloatVector down = fromArray(WIDE, step, column);
            for (int v = 0, at = column; v < count; v++, at += width) {
                down.fma(fromArray(WIDE, gradient, at), fromArray(WIDE, rows, at))
                        .intoArray(rows, at);
            }
        }
        Arrays.fill(gradient, 0, count * width, 0);
    }
}
