package org.memhop.backend.tensorflow;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.memhop.api.BackendException;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Checks;

/**
 * What a user chose: how many threads, and on what device to compute.
 *
 * @param threads the most that compute at once
 * @param gpu the number of the GPU; −1 for the CPU
 */
record Options(int threads, int gpu) {
    static final String ID = "tensorflow";
    static final String DEVICE = "device";

    private static final int CPU = -1;
    private static final Pattern GPU = Pattern.compile("gpu:([0-9]{1,3})");

    /**
     * Reads the options.
     *
     * @throws BackendException if one is unknown or out of range
     */
    static Options of(BackendConfig config) {
        Checks.options(ID, config, Set.of(DEVICE));
        String device = config.options().getOrDefault(DEVICE, "cpu");
        Matcher gpu = GPU.matcher(device);
        if (gpu.matches()) {
            return new Options(config.threads(), Integer.parseInt(gpu.group(1)));
        } else if (device.equals("cpu")) {
            return new Options(config.threads(), CPU);
        }
        throw new BackendException("backend tensorflow: option device: found \"" + device
                + "\"; expected cpu, or gpu:N with the number of the GPU, as in gpu:0");
    }

    boolean onGpu() {
        return gpu != CPU;
    }

    /** As the option is written. */
    String device() {
        return onGpu() ? "gpu:" + gpu : "cpu";
    }
}
