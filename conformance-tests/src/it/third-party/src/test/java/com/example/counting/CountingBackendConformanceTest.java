package com.example.counting;

import org.memhop.api.backend.BackendConfig;
import org.memhop.conformance.BackendConformance;

class CountingBackendConformanceTest extends BackendConformance {
    CountingBackendConformanceTest() {
        super("counting", BackendConfig.DEFAULT);
    }
}
