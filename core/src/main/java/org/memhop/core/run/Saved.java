package org.memhop.core.run;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.memhop.core.files.Checkpoint;
import org.memhop.core.files.Records;
import org.memhop.core.train.TrainingState;

/**
 * What the {@code state.json} of a checkpoint holds.
 *
 * @param training where it stands
 * @param seconds how long it has taken so far
 * @param model the {@link ModelStamp} of what is trained
 */
record Saved(TrainingState training, double seconds, Map<String, String> model) {
    Saved {
        boolean counts = training.step() >= 0 && training.epoch() >= 0 && training.stepInEpoch() >= 0;
        if (!counts || training.stepInEpoch() > training.step()) {
            throw new IllegalArgumentException(
                    "step " + training.step() + ", epoch " + training.epoch() + ", step in epoch "
                            + training.stepInEpoch() + ": expected 0 or more, and no more in an epoch than in all");
        }
        model = Collections.unmodifiableMap(new LinkedHashMap<>(model));
    }

    /**
     * Reads it.
     *
     * @param place the directory of the checkpoints, for errors
     * @throws org.memhop.api.FormatException if it is damaged
     */
    static Saved of(Checkpoint checkpoint, Path place) {
        String source =
                place.resolve("step-" + checkpoint.step()).resolve("state.json").toString();
        return Records.read(checkpoint.stateJson(), Saved.class, source);
    }
}
