package org.memhop.backend.jvm.kernel;

/**
 * How two matrices to be multiplied lie in memory: {@code a_ik} at {@code i·aRow + k·aColumn} from the start of a, b alike.
 * The result {@code [m, n]} lies in C order.
 *
 * @param m rows of a, if known; a product may be asked for fewer
 * @param n columns of b
 * @param k what is summed over
 */
public record Layout(int m, int n, int k, int aRow, int aColumn, int bRow, int bColumn) {}
