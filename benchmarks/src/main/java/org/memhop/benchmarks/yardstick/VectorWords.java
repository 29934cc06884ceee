package org.memhop.benchmarks.yardstick;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The two loops over words with the Vector API, five vectors at a time, as a row of four tables of d = 20 has. */
final class VectorWords {
    private static final VectorSpecies<Float> WIDE = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = WIDE.length();

    private VectorWords() {}

    static void encode(PackedWords words, float[] l, float[] table, int width, float[] rows) {
        int[] starts = words.starts;
        for (int i = 0; i < words.filled; i++) {
            int column = 0;
            for (; column + 5 * LANES <= width; column += 5 * LANES) {
                encodeFive(
                        words.rows, words.places, starts[i], starts[i + 1], l, table, column, rows, i * width + column);
            }
            for (; column < width; column += LANES) {
                encodeOne(
                        words.rows, words.places, starts[i], starts[i + 1], l, table, column, rows, i * width + column);
            }
        }
    }

    private static void encodeFive(
            int[] wordRows,
            int[] places,
            int from,
            int to,
            float[] l,
            float[] table,
            int column,
            float[] rows,
            int at) {
        FloatVector zero = FloatVector.zero(WIDE);
        FloatVector sum0 = zero;
        FloatVector sum1 = zero;
        FloatVector sum2 = zero;
        FloatVector sum3 = zero;
        FloatVector sum4 = zero;
        for (int n = from; n < to; n++) {
            int t = wordRows[n] + column;
            int w = places[n] + column;
            sum0 = fromArray(WIDE, l, w).fma(fromArray(WIDE, table, t), sum0);
            sum1 = fromArray(WIDE, l, w + LANES).fma(fromArray(WIDE, table, t + LANES), sum1);
            sum2 = fromArray(WIDE, l, w + 2 * LANES).fma(fromArray(WIDE, table, t + 2 * LANES), sum2);
            sum3 = fromArray(WIDE, l, w + 3 * LANES).fma(fromArray(WIDE, table, t + 3 * LANES), sum3);
            sum4 = fromArray(WIDE, l, w + 4 * LANES).fma(fromArray(WIDE, table, t + 4 * LANES), sum4);
        }
        zero.add(sum0).intoArray(rows, at);
        zero.add(sum1).intoArray(rows, at + LANES);
        zero.add(sum2).intoArray(rows, at + 2 * LANES);
        zero.add(sum3).intoArray(rows, at + 3 * LANES);
        zero.add(sum4).intoArray(rows, at + 4 * LANES);
    }

    private static void encodeOne(
            int[] wordRows,
            int[] places,
            int from,
            int to,
            float[] l,
            float[] table,
            int column,
            float[] rows,
            int at) {
        FloatVector zero = FloatVector.zero(WIDE);
        FloatVector sum = zero;
        for (int n = from; n < to; n++) {
            sum = fromArray(WIDE, l, places[n] + column).fma(fromArray(WIDE, table, wordRows[n] + column), sum);
        }
        zero.add(sum).intoArray(rows, at);
    }

    static void scatter(PackedWords words, float[] l, float[] rows, int width, float[] table) {
        int[] starts = words.starts;
        for (int i = 0; i < words.filled; i++) {
            int column = 0;
            for (; column + 5 * LANES <= width; column += 5 * LANES) {
                scatterFive(
                        words.rows, words.places, starts[i], starts[i + 1], l, rows, i * width + column, column, table);
            }
            for (; column < width; column += LANES) {
                scatterOne(
                        words.rows, words.places, starts[i], starts[i + 1], l, rows, i * width + column, column, table);
            }
        }
    }

    private static void scatterFive(
            int[] wordRows,
            int[] places,
            int from,
            int to,
            float[] l,
            float[] rows,
            int at,
            int column,
            float[] table) {
        FloatVector row0 = fromArray(WIDE, rows, at);
        FloatVector row1 = fromArray(WIDE, rows, at + LANES);
        FloatVector row2 = fromArray(WIDE, rows, at + 2 * LANES);
        FloatVector row3 = fromArray(WIDE, rows, at + 3 * LANES);
        FloatVector row4 = fromArray(WIDE, rows, at + 4 * LANES);
        for (int n = from; n < to; n++) {
            int t = wordRows[n] + column;
            int w = places[n] + column;
            add(row0, l, w, table, t);
            add(row1, l, w + LANES, table, t + LANES);
            add(row2, l, w + 2 * LANES, table, t + 2 * LANES);
            add(row3, l, w + 3 * LANES, table, t + 3 * LANES);
            add(row4, l, w + 4 * LANES, table, t + 4 * LANES);
        }
    }

    private static void scatterOne(
            int[] wordRows,
            int[] places,
            int from,
            int to,
            float[] l,
            float[] rows,
            int at,
            int column,
            float[] table) {
        FloatVector row = fromArray(WIDE, rows, at);
        for (int n = from; n < to; n++) {
            add(row, l, places[n] + column, table, wordRows[n] + column);
        }
    }

    private static void add(FloatVector row, float[] l, int lAt, float[] table, int at) {
        fromArray(WIDE, l, lAt).fma(row, fromArray(WIDE, table, at)).intoArray(table, at);
    }
}
