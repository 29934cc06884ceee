package org.memhop.backend.jvm.kernel;

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
            int c = 0;
            for (; c <= n - 4; c += 4) {
                fourColumns(tables[t], weights, c, starts, entries, from, to, ys[t]);
            }
            for (; c < n; c++) {
                oneColumn(tables[t], weights, c, starts, entries, from, to, ys[t]);
            }
        }
    }

    /** Sums of four columns stay in registers, as C2 does not make vectors of loops over one array at different offsets. */
    private void fourColumns(
            float[] table, float[] weights, int c, int[] starts, int[] entries, int from, int to, float[] y) {
        for (int i = from; i < to; i++) {
            float s0 = 0;
            float s1 = 0;
            float s2 = 0;
            float s3 = 0;
            for (int e = starts[i]; e < starts[i + 1]; e += 2) {
                int word = entries[e] * n + c;
                int row = entries[e + 1] * n + c;
                s0 += table[word] * weights[row];
                s1 += table[word + 1] * weights[row + 1];
                s2 += table[word + 2] * weights[row + 2];
                s3 += table[word + 3] * weights[row + 3];
            }
            int at = i * n + c;
            y[at] = s0;
            y[at + 1] = s1;
            y[at + 2] = s2;
            y[at + 3] = s3;
        }
    }

    private void oneColumn(
            float[] table, float[] weights, int c, int[] starts, int[] entries, int from, int to, float[] y) {
        for (int i = from; i < to; i++) {
            float sum = 0;
            for (int e = starts[i]; e < starts[i + 1]; e += 2) {
                sum += table[entries[e] * n + c] * weights[entries[e + 1] * n + c];
            }
            y[i * n + c] = sum;
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
                    addProduct(xs[t], i * n, weights, entries[e + 1] * n, tables[t], entries[e] * n);
                }
            }
        }
    }

    private void addProduct(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] += a[aAt + i] * b[bAt + i];
        }
    }
}
