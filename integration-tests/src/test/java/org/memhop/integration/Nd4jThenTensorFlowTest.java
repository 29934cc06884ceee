package org.memhop.integration;

import org.junit.jupiter.api.Test;

/** In a JVM of its own, as the order in which natives are loaded cannot be changed later. */
class Nd4jThenTensorFlowTest {
    @Test
    void both_compute_in_one_process() {
        Natives.computeSideBySide("nd4j", "tensorflow");
    }
}
