package org.memhop.backend.nd4j;

import org.memhop.api.backend.BackendConfig;
import org.memhop.conformance.BackendConformance;

class Nd4jConformanceTest extends BackendConformance {
    Nd4jConformanceTest() {
        super("nd4j", BackendConfig.DEFAULT);
    }
}
