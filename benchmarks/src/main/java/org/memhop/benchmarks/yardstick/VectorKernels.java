package org.memhop.benchmarks.yardstick;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops with the Vector API: whole vectors where a row is walked, quarters of 4 where a block of it is, since
 * d = 20 is 5 of those exactly.
 */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> WIDE = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> QUAD = FloatVector.SPECIES_128;
    private static final int LANES = WIDE.length();

    @Override
    public int encode(
            int[] words, int at, int slots, int length, float[] l, float[] table, int width, float[] rows, int[] kept) {
        int count = 0;
        for (int from = at; from < at + slots * length; from += length) {
            if (isEmpty(words, from, length)) {
                continue;
            }
            int column = 0;
            for (; column + 5 * LANES <= width; column += 5 * LANES) {
                encodeFive(words, from, length, l, table, width, column, rows, count * width + column);
            }
            for (; column < width; column += LANES) {
                encodeOne(words, from, length, l, table, width, column, rows, count * width + column);
            }
            kept[count++] = from;
        }
        return count;
    }

    private static boolean isEmpty(int[] words, int from, int length) {
        int any = 0;
        for (int j = 0; j < length; j++) {
            any |= words[from + j];
        }
        return any == 0;
    }

    private static void encodeFive(
            int[] words, int from, int length, float[] l, float[] table, int width, int column, float[] rows, int at) {
        FloatVector sum0 = FloatVector.zero(WIDE);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector sum3 = sum0;
        FloatVector sum4 = sum0;
        for (int j = 0; j < length; j++) {
            int word = words[from + j];
            if (word != 0) {
                int t = word * width + column;
                int w = j * width + column;
                sum0 = fromArray(WIDE, l, w).fma(fromArray(WIDE, table, t), sum0);
                sum1 = fromArray(WIDE, l, w + LANES).fma(fromArray(WIDE, table, t + LANES), sum1);
                sum2 = fromArray(WIDE, l, w + 2 * LANES).fma(fromArray(WIDE, table, t + 2 * LANES), sum2);
                sum3 = fromArray(WIDE, l, w + 3 * LANES).fma(fromArray(WIDE, table, t + 3 * LANES), sum3);
                sum4 = fromArray(WIDE, l, w + 4 * LANES).fma(fromArray(WIDE, table, t + 4 * LANES), sum4);
            }
        }
        sum0.intoArray(rows, at);
        sum1.intoArray(rows, at + LANES);
        sum2.intoArray(rows, at + 2 * LANES);
        sum3.intoArray(rows, at + 3 * LANES);
        sum4.intoArray(rows, at + 4 * LANES);
    }

    private static void encodeOne(
            int[] words, int from, int length, float[] l, float[] table, int width, int column, float[] rows, int at) {
        FloatVector sum = FloatVector.zero(WIDE);
        for (int j = 0; j < length; j++) {
            int word = words[from + j];
            if (word != 0) {
                sum = fromArray(WIDE, l, j * width + column).fma(fromArray(WIDE, table, word * width + column), sum);
            }
        }
        sum.intoArray(rows, at);
    }

    @Override
    public void scatter(
            int[] words, int[] kept, int count, int length, float[] l, float[] rows, int width, float[] table) {
        for (int i = 0; i < count; i++) {
            int column = 0;
            for (; column + 5 * LANES <= width; column += 5 * LANES) {
                scatterFive(words, kept[i], length, l, rows, i * width + column, width, column, table);
            }
            for (; column < width; column += LANES) {
                scatterOne(words, kept[i], length, l, rows, i * width + column, width, column, table);
            }
        }
    }

    private static void scatterFive(
            int[] words, int from, int length, float[] l, float[] rows, int at, int width, int column, float[] table) {
        FloatVector row0 = fromArray(WIDE, rows, at);
        FloatVector row1 = fromArray(WIDE, rows, at + LANES);
        FloatVector row2 = fromArray(WIDE, rows, at + 2 * LANES);
        FloatVector row3 = fromArray(WIDE, rows, at + 3 * LANES);
        FloatVector row4 = fromArray(WIDE, rows, at + 4 * LANES);
        for (int j = 0; j < length; j++) {
            int word = words[from + j];
            if (word != 0) {
                int t = word * width + column;
                int w = j * width + column;
                add(row0, l, w, table, t);
                add(row1, l, w + LANES, table, t + LANES);
                add(row2, l, w + 2 * LANES, table, t + 2 * LANES);
                add(row3, l, w + 3 * LANES, table, t + 3 * LANES);
                add(row4, l, w + 4 * LANES, table, t + 4 * LANES);
            }
        }
    }

    private static void scatterOne(
            int[] words, int from, int length, float[] l, float[] rows, int at, int width, int column, float[] table) {
        FloatVector row = fromArray(WIDE, rows, at);
        for (int j = 0; j < length; j++) {
            int word = words[from + j];
            if (word != 0) {
                add(row, l, j * width + column, table, word * width + column);
            }
        }
    }

    private static void add(FloatVector row, float[] l, int lAt, float[] table, int at) {
        fromArray(WIDE, l, lAt).fma(row, fromArray(WIDE, table, at)).intoArray(table, at);
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
            FloatVector sum = FloatVector.zero(QUAD);
            for (int n = 0; n < block; n += 4) {
                sum = fromArray(QUAD, x, xAt + n).fma(fromArray(QUAD, rows, at + n), sum);
            }
            out[outAt + i] = sum.reduceLanes(VectorOperators.ADD);
        }
    }

    private static void fourDots(
            float[] rows, int at, int width, float[] x, int xAt, int block, float[] out, int outAt) {
        FloatVector sum0 = FloatVector.zero(QUAD);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector sum3 = sum0;
        for (int n = 0; n < block; n += 4) {
            FloatVector part = fromArray(QUAD, x, xAt + n);
            sum0 = part.fma(fromArray(QUAD, rows, at + n), sum0);
            sum1 = part.fma(fromArray(QUAD, rows, at + width + n), sum1);
            sum2 = part.fma(fromArray(QUAD, rows, at + 2 * width + n), sum2);
            sum3 = part.fma(fromArray(QUAD, rows, at + 3 * width + n), sum3);
        }
        out[outAt] = sum0.reduceLanes(VectorOperators.ADD);
        out[outAt + 1] = sum1.reduceLanes(VectorOperators.ADD);
        out[outAt + 2] = sum2.reduceLanes(VectorOperators.ADD);
        out[outAt + 3] = sum3.reduceLanes(VectorOperators.ADD);
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
        int n = 0;
        for (; n + LANES <= block; n += LANES) {
            weighted(WIDE, rows, column + n, width, count, p, pAt, base, baseAt + n)
                    .intoArray(out, outAt + n);
        }
        for (; n < block; n += 4) {
            weighted(QUAD, rows, column + n, width, count, p, pAt, base, baseAt + n)
                    .intoArray(out, outAt + n);
        }
    }

    private static FloatVector weighted(
            VectorSpecies<Float> species,
            float[] rows,
            int column,
            int width,
            int count,
            float[] p,
            int pAt,
            float[] base,
            int baseAt) {
        FloatVector even = fromArray(species, base, baseAt);
        FloatVector odd = FloatVector.zero(species);
        int at = column;
        int i = 0;
        for (; i + 2 <= count; i += 2, at += 2 * width) {
            even = fromArray(species, rows, at).fma(broadcast(species, p[pAt + i]), even);
            odd = fromArray(species, rows, at + width).fma(broadcast(species, p[pAt + i + 1]), odd);
        }
        if (i < count) {
            even = fromArray(species, rows, at).fma(broadcast(species, p[pAt + i]), even);
        }
        return even.add(odd);
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
        for (int b = 0; b <= hops; b++) {
            int n = 0;
            for (; n + LANES <= block; n += LANES) {
                blockGradients(WIDE, s, u, p, g, b, hops, pStride, b * block + n, width, count, rows);
            }
            for (; n < block; n += 4) {
                blockGradients(QUAD, s, u, p, g, b, hops, pStride, b * block + n, width, count, rows);
            }
        }
    }

    private static void blockGradients(
            VectorSpecies<Float> species,
            float[] s,
            float[] u,
            float[] p,
            float[] g,
            int b,
            int hops,
            int pStride,
            int column,
            int width,
            int count,
            float[] rows) {
        FloatVector key = fromArray(species, u, column);
        FloatVector value = fromArray(species, g, column);
        for (int i = 0, at = column; i < count; i++, at += width) {
            if (b == 0) {
                key.mul(broadcast(species, s[i])).intoArray(rows, at);
            } else if (b == hops) {
                value.mul(broadcast(species, p[(b - 1) * pStride + i])).intoArray(rows, at);
            } else {
                key.fma(broadcast(species, s[b * pStride + i]), value.mul(broadcast(species, p[(b - 1) * pStride + i])))
                        .intoArray(rows, at);
            }
        }
    }

    @Override
    public void addOuter(float[] z, int count, float[] x, int xAt, int block, float[] rows, int column, int width) {
        int n = 0;
        for (; n + LANES <= block; n += LANES) {
            addOuter(WIDE, z, count, x, xAt + n, rows, column + n, width);
        }
        for (; n < block; n += 4) {
            addOuter(QUAD, z, count, x, xAt + n, rows, column + n, width);
        }
    }

    private static void addOuter(
            VectorSpecies<Float> species,
            float[] z,
            int count,
            float[] x,
            int xAt,
            float[] rows,
            int column,
            int width) {
        FloatVector part = fromArray(species, x, xAt);
        for (int v = 0, at = column; v < count; v++, at += width) {
            part.fma(broadcast(species, z[v]), fromArray(species, rows, at)).intoArray(rows, at);
        }
    }

    @Override
    public void timesTransposed(float[] table, int stride, int d, float[] x, int xAt, float[] out) {
        for (int v = 0; v < stride; v += LANES) {
            FloatVector even = FloatVector.zero(WIDE);
            FloatVector odd = even;
            int at = v;
            int e = 0;
            for (; e + 2 <= d; e += 2, at += 2 * stride) {
                even = fromArray(WIDE, table, at).fma(broadcast(WIDE, x[xAt + e]), even);
                odd = fromArray(WIDE, table, at + stride).fma(broadcast(WIDE, x[xAt + e + 1]), odd);
            }
            if (e < d) {
                even = fromArray(WIDE, table, at).fma(broadcast(WIDE, x[xAt + e]), even);
            }
            even.add(odd).intoArray(out, v);
        }
    }

    @Override
    public float softmax(float[] x, int at, int count, int zeros) {
        int end = at + count;
        float max = zeros > 0 ? 0 : Float.NEGATIVE_INFINITY;
        for (int i = at; i < end; i++) {
            max = x[i] > max ? x[i] : max;
        }
        int padded = at + (count + LANES - 1) / LANES * LANES;
        Arrays.fill(x, end, padded, Float.NEGATIVE_INFINITY);
        FloatVector sums = FloatVector.zero(WIDE);
        for (int i = at; i < padded; i += LANES) {
            FloatVector e = exp(fromArray(WIDE, x, i).sub(max));
            e.intoArray(x, i);
            sums = sums.add(e);
        }
        float sum = sums.reduceLanes(VectorOperators.ADD) + (zeros == 0 ? 0 : zeros * (float) Math.exp(-max));
        float scale = 1 / sum;
        for (int i = at; i < padded; i += LANES) {
            fromArray(WIDE, x, i).mul(scale).intoArray(x, i);
        }
        return max + (float) Math.log(sum);
    }

    /** e^x for x ≤ 0 to within 2 ulp; below the normal floats 0. x = n ln 2 + r, and 2^n goes to the exponent bits. */
    private static FloatVector exp(FloatVector x) {
        // Adding 1.5 · 2^23 rounds to an integer and leaves it in the low bits.
        FloatVector shifted = x.mul(LOG2_E).add(ROUNDER);
        FloatVector n = shifted.sub(ROUNDER);
        FloatVector r = n.mul(-LN2_LOW).add(n.fma(broadcast(WIDE, -LN2_HIGH), x));
        FloatVector e = r.fma(broadcast(WIDE, 1 / 5040f), broadcast(WIDE, 1 / 720f));
        e = e.fma(r, broadcast(WIDE, 1 / 120f));
        e = e.fma(r, broadcast(WIDE, 1 / 24f));
        e = e.fma(r, broadcast(WIDE, 1 / 6f));
        e = e.fma(r, broadcast(WIDE, 0.5f));
        e = e.fma(r, broadcast(WIDE, 1f));
        e = e.fma(r, broadcast(WIDE, 1f));
        FloatVector scaled = e.reinterpretAsInts()
                .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                .reinterpretAsFloats();
        return FloatVector.zero(WIDE).blend(scaled, x.compare(VectorOperators.GT, SMALLEST));
    }

    private static final float LOG2_E = (float) (1 / Math.log(2));
    private static final float LN2_HIGH = 0x1.62e4p-1f;
    private static final float LN2_LOW = (float) (Math.log(2) - LN2_HIGH);
    private static final float ROUNDER = 12582912f;
    private static final float SMALLEST = -87f;

    @Override
    public void squares(float[] rows, int count, int width, float[] sums) {
        for (int column = 0; column < width; column += LANES) {
            FloatVector sum = FloatVector.zero(WIDE);
            for (int v = 0, at = column; v < count; v++, at += width) {
                FloatVector part = fromArray(WIDE, rows, at);
                sum = part.fma(part, sum);
            }
            sum.intoArray(sums, column);
        }
    }

    @Override
    public void descend(float[] rows, float[] gradient, int count, int width, float[] step) {
        FloatVector zero = FloatVector.zero(WIDE);
        for (int column = 0; column < width; column += LANES) {
            FloatVector down = fromArray(WIDE, step, column).neg();
            for (int v = 0, at = column; v < count; v++, at += width) {
                down.fma(fromArray(WIDE, gradient, at), fromArray(WIDE, rows, at))
                        .intoArray(rows, at);
                zero.intoArray(gradient, at);
            }
        }
    }
}
