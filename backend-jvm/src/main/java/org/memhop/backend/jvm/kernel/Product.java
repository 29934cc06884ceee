package org.memhop.backend.jvm.kernel;

/**
 * A product of matrices of one layout. Each kind is a class: which kernel runs is decided when the plan is made, and the call
 * keeps the kernels apart when they are compiled. Together they exceed what JDK 17 inlines, and what it does not inline of a
 * vector operation it allocates.
 */
@FunctionalInterface
public interface Product {
    /** {@code y = a · b} for {@code rows} rows of a. */
    void compute(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int rows);
}
