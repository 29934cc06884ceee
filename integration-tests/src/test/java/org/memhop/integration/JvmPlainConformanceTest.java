package org.memhop.integration;

import org.memhop.api.backend.BackendConfig;
import org.memhop.conformance.BackendConformance;

class JvmPlainConformanceTest extends BackendConformance {
    JvmPlainConformanceTest() {
        super("jvm", BackendConfig.DEFAULT.with("vector", "off"));
    }
}
