package org.memhop.core.files;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.memhop.api.graph.HostTensor;

/**
 * All that training needs to go on from a step as if it had never stopped.
 *
 * @param step training steps done so far, 0 or more, below 10<sup>18</sup>
 * @param model the parameters by name
 * @param optimizer the optimizer's variables by name; may be empty
 * @param stateJson everything else, as a JSON text whose meaning is the trainer's
 */
public record Checkpoint(
        long step, Map<String, HostTensor> model, Map<String, HostTensor> optimizer, String stateJson) {
    private static final long STEP_LIMIT = 1_000_000_000_000_000_000L;

    public Checkpoint {
        if (step < 0 || step >= STEP_LIMIT) {
            throw new IllegalArgumentException("checkpoint: step " + step + " is not in [0, " + STEP_LIMIT + ")");
        }
        model = Collections.unmodifiableMap(new LinkedHashMap<>(model));
        optimizer = Collections.unmodifiableMap(new LinkedHashMap<>(optimizer));
    }
}
