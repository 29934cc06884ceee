package org.memhop.backend.jvm.kernel;

import java.util.Arrays;

/** Bags in plain Java, a table at a time. */
record PlainBags(int n) implements BagKernel {
    @Override
    public void bags(
            float[][] tables,
            float[] weights,
            int[] starts,
            int[] entries,
            int from,
            int to,
            float[][] ys,
            float[] scratch) {
        for (int t = 0; t < tables.length; t++) {
            Arrays.fill(ys[t], from * n, to * n, 0);
            for (int i = from; i < to; i++) {
                for (int e = starts[i]; e < starts[i + 1]; e += 2) {
                    addProduct(tables[t], entries[e] * n, weights, entries[e + 1] * n, n, ys[t], i * n);
                }
            }
        }
    }

    @Override
    public void scatter(
            float[][] xs,
            float[] weights,
            int[] starts,
            int[] entries,
            int count,
            int from,
            int to,
            float[][] tables,
            float[] scratch) {
        for (int t = from; t < to; t++) {
            for (int i = 0; i < count; i++) {
                for (int e = starts[i]; e < starts[i + 1]; e += 2) {
                    addProduct(xs[t], i * n, weights, entries[e + 1] * n, n, tables[t], entries[e] * n);
                }
            }
        }
    }

    private static void addProduct(float[] a, int aAt, float[] b, int bAt, int n, float[] y, int yAt) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] += a[aAt + i] * b[bAt + i];
        }
    }
}
