package org.memhop.backend.jvm.kernel;

/**
 * A product of matrices of one layout. Each kind is a class: which kernel runs is decided when the plan is made, and the call
 * keeps the kernels apart when they are compiled. Together they exceed what JDK 17 inlines, and what it does not inline of a
 * vector operation it allocates.
 */
public interface Product {
    /**
     * {@code y = a · b} for some rows of a and columns of b, which start at {@code aAt}, {@code bAt} and {@code yAt}.
     *
     * @param columns all of them, unless the layout has more rows and columns than 1 each
     * @param scratch {@link #scratch} floats from {@code at} that nobody else uses meanwhile
     */
    void compute(
            float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int rows, int columns, float[] scratch, int at);

    /** How many floats of its own a computation needs. */
    default int scratch() {
        return 0;
    }
}
