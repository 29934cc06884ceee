package org.memhop.cli.common;

import java.util.LinkedHashMap;
import java.util.Map;
import org.memhop.api.backend.BackendConfig;
import picocli.CommandLine.Option;

/** The flag that hands options to a backend. */
public final class BackendOptions {
    @Option(
            names = "--backend-option",
            paramLabel = "KEY=VALUE",
            description = "An option of the backend, as in vector=off; may be given several times.")
    private final Map<String, String> options = new LinkedHashMap<>();

    /** What was given, and how many threads to compute with unless that was given too. */
    public BackendConfig config(int threads) {
        BackendConfig config = new BackendConfig(options);
        return options.containsKey(BackendConfig.THREADS)
                ? config
                : config.with(BackendConfig.THREADS, Integer.toString(threads));
    }
}
