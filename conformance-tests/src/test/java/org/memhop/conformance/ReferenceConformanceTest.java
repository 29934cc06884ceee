package org.memhop.conformance;

import org.memhop.api.backend.BackendConfig;

class ReferenceConformanceTest extends BackendConformance {
    ReferenceConformanceTest() {
        super("reference", BackendConfig.DEFAULT);
    }
}
