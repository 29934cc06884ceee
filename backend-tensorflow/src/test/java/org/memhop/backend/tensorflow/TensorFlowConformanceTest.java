package org.memhop.backend.tensorflow;

import org.memhop.api.backend.BackendConfig;
import org.memhop.conformance.BackendConformance;

class TensorFlowConformanceTest extends BackendConformance {
    TensorFlowConformanceTest() {
        super("tensorflow", BackendConfig.DEFAULT);
    }
}
