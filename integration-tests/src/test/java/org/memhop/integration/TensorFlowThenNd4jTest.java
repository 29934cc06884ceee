package org.memhop.integration;

import org.junit.jupiter.api.Test;

/** In a JVM of its own, as the order in which natives are loaded cannot be changed later. */
class TensorFlowThenNd4jTest {
    @Test
    void both_compute_in_one_process() {
        Natives.computeSideBySide("tensorflow", "nd4j");
    }
}
