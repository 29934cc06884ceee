package org.memhop.backend.jvm;

import org.memhop.api.backend.BackendConfig;
import org.memhop.testing.Compared;

/** The two kinds of kernels, and their comparison with the reference. */
final class BothKernels {
    static final BackendConfig PLAIN = BackendConfig.DEFAULT.with("vector", "off");
    static final BackendConfig VECTOR = BackendConfig.DEFAULT.with("vector", "on");
    static final Compared COMPARED = Compared.of(new JvmBackendProvider(), PLAIN, VECTOR);

    private BothKernels() {}
}
