package org.memhop.backend.jvm.kernel;

/**
 * Weighted bags of words of one shape, and their transpose. Bag i has the words {@code entries[e]} with the rows of weights
 * {@code entries[e + 1]}, for each even {@code e} from {@code starts[i]} to {@code starts[i + 1]}.
 */
public interface BagKernel {
    /** Floats of its own that it needs, one array for the reading and one for the adding. */
    default int scratch() {
        return 0;
    }

    /** Lays out in {@code scratch} what {@link #bags} reads. */
    default void prepare(float[][] tables, float[] weights, float[] scratch) {}

    /** {@code ys[t]_i = Σ over the words of bag i of weights[row] ∘ tables[t][word]}, {@code from ≤ i < to}. */
    void bags(
            float[][] tables,
            float[] weights,
            int[] starts,
            int[] entries,
            int from,
            int to,
            float[][] ys,
            float[] scratch);

    /**
     * {@code tables[t][word] += weights[row] ∘ xs[t]_i} for the words of {@code count} bags, {@code from ≤ t < to}; to the same
     * bits whatever the tables it is called for at once.
     */
    void scatter(
            float[][] xs,
            float[] weights,
            int[] starts,
            int[] entries,
            int count,
            int from,
            int to,
            float[][] tables,
            float[] scratch);
}
