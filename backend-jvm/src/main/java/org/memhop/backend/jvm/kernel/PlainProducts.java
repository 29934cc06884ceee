package org.memhop.backend.jvm.kernel;

/** Products of matrices in plain Java. */
final class PlainProducts {
    private PlainProducts() {}

    /**
     * Four columns of the result at a time: their sums stay in registers, as C2 does not make vectors of loops over one array
     * at different offsets.
     */
    record ByColumns(Layout layout) implements Product {
        @Override
        public void compute(
                float[] a,
                int aAt,
                float[] b,
                int bAt,
                float[] y,
                int yAt,
                int rows,
                int columns,
                float[] scratch,
                int at) {
            for (int i = 0; i < rows; i++) {
                int left = aAt + i * layout.aRow();
                int out = yAt + i * layout.n();
                int j = 0;
                for (; j <= columns - 4; j += 4) {
                    fourColumns(a, left, layout.aColumn(), b, bAt + j, layout.bRow(), y, out + j, layout.k());
                }
                for (; j < columns; j++) {
                    y[out + j] = dot(a, left, layout.aColumn(), b, bAt + j, layout.bRow(), layout.k());
                }
            }
        }

        private static void fourColumns(
                float[] a, int aAt, int aColumn, float[] b, int bAt, int bRow, float[] y, int yAt, int k) {
            float s0 = 0;
            float s1 = 0;
            float s2 = 0;
            float s3 = 0;
            for (int p = 0; p < k; p++) {
                float scale = a[aAt + p * aColumn];
                int right = bAt + p * bRow;
                s0 += scale * b[right];
                s1 += scale * b[right + 1];
                s2 += scale * b[right + 2];
                s3 += scale * b[right + 3];
            }
            y[yAt] = s0;
            y[yAt + 1] = s1;
            y[yAt + 2] = s2;
            y[yAt + 3] = s3;
        }
    }

    /** A dot product for each element. */
    record ByDots(Layout layout) implements Product {
        @Override
        public void compute(
                float[] a,
                int aAt,
                float[] b,
                int bAt,
                float[] y,
                int yAt,
                int rows,
                int columns,
                float[] scratch,
                int at) {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    y[yAt + i * layout.n() + j] = dot(
                            a,
                            aAt + i * layout.aRow(),
                            layout.aColumn(),
                            b,
                            bAt + j * layout.bColumn(),
                            layout.bRow(),
                            layout.k());
                }
            }
        }
    }

    static float dot(float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, int n) {
        float even = 0;
        float odd = 0;
        int i = 0;
        for (; i + 1 < n; i += 2) {
            even += a[aAt + i * aStep] * b[bAt + i * bStep];
            odd += a[aAt + (i + 1) * aStep] * b[bAt + (i + 1) * bStep];
        }
        return i < n ? even + odd + a[aAt + i * aStep] * b[bAt + i * bStep] : even + odd;
    }
}
