package org.memhop.benchmarks;

import java.util.Optional;

/** Something that trains the network of a workload, a step at a time. For one thread. */
interface Stepper extends AutoCloseable {
    /** Too small to change what is computed next: every step of a measurement costs the same. */
    float RATE = 1e-6f;

    /** Takes one step of training on the workload's batch {@code n}; the loss before it, summed over the batch. */
    double step(int n, float rate);

    /** Where it computes, if not in this one. */
    default Optional<ProcessHandle> process() {
        return Optional.empty();
    }

    @Override
    void close();
}
