package org.memhop.backend.nd4j;

import java.util.Set;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Checks;

/**
 * What a user chose.
 *
 * @param threads the most that ND4J and its BLAS compute with
 */
record Options(int threads) {
    static final String ID = "nd4j";

    /**
     * Reads the options.
     *
     * @throws org.memhop.api.BackendException if one is unknown or out of range
     */
    static Options of(BackendConfig config) {
        Checks.options(ID, config, Set.of());
        return new Options(config.threads());
    }
}
