package org.memhop.cli.compare;

import java.nio.file.Path;
import org.memhop.cli.terminal.Figures;
import org.memhop.core.compare.Workload;
import org.memhop.core.config.Settings;

/**
 * What is compared.
 *
 * @param title in a few words
 * @param beside the folder in which to leave what is found
 */
record Subject(String title, Path beside, Workload workload) {
    Settings settings() {
        return workload.model().settings();
    }

    /** As in {@code 4 batches of 32, 100 training steps, f32}. */
    String extent() {
        String of = workload.batches() == 1 ? " batch of " : " batches of ";
        return workload.batches() + of + workload.batchSize() + ", " + Figures.count(workload.steps(), "training step")
                + ", " + settings().text("precision");
    }
}
