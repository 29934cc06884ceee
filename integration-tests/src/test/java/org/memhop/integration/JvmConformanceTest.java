package org.memhop.integration;

import org.memhop.api.backend.BackendConfig;
import org.memhop.conformance.BackendConformance;

class JvmConformanceTest extends BackendConformance {
    JvmConformanceTest() {
        super("jvm", BackendConfig.DEFAULT);
    }
}
