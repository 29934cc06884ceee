package org.memhop.cli.common;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.memhop.api.ConfigException;
import org.memhop.api.backend.BackendConfig;
import picocli.CommandLine.Option;

/** The flags that hand options to a backend. */
public final class BackendOptions {
    private static final String DEVICE = "device";

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description =
                    "What the backend computes on, as in gpu:0: short for --backend-option device=gpu:0. Not every"
                            + " backend has a choice.")
    private Optional<String> device = Optional.empty();

    @Option(
            names = "--backend-option",
            paramLabel = "KEY=VALUE",
            description = "An option of the backend, as in vector=off; may be given several times.")
    private final Map<String, String> options = new LinkedHashMap<>();

    /**
     * What was given, and how many threads to compute with unless that was given too.
     *
     * @throws ConfigException if two devices were given
     */
    public BackendConfig config(int threads) {
        BackendConfig config = new BackendConfig(options);
        if (device.isPresent()) {
            String other = options.getOrDefault(DEVICE, device.get());
            if (!other.equals(device.get())) {
                throw new ConfigException("--device is " + device.get() + " and --backend-option device is " + other
                        + "; expected one of them");
            }
            config = config.with(DEVICE, device.get());
        }
        return options.containsKey(BackendConfig.THREADS)
                ? config
                : config.with(BackendConfig.THREADS, Integer.toString(threads));
    }
}
