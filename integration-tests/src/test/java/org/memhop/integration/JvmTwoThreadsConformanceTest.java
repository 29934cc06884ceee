package org.memhop.integration;

import org.memhop.api.backend.BackendConfig;
import org.memhop.conformance.BackendConformance;

class JvmTwoThreadsConformanceTest extends BackendConformance {
    JvmTwoThreadsConformanceTest() {
        super("jvm", BackendConfig.DEFAULT.with("threads", "2"));
    }
}
