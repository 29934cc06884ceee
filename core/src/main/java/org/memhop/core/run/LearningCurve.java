package org.memhop.core.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.memhop.core.files.MetricsLog;

/**
 * How a training went: its epochs with softmax of which the validation loss is known.
 *
 * @param epochs in order
 */
public record LearningCurve(List<Epoch> epochs) {
    public LearningCurve {
        epochs = List.copyOf(epochs);
    }

    /**
     * An epoch.
     *
     * @param number from 1
     * @param rate learning rate
     * @param trainLoss mean loss of the examples drawn, each before its step
     * @param validationLoss mean loss of what is held out, after it
     */
    public record Epoch(int number, double rate, double trainLoss, double validationLoss) {}

    /**
     * The curve in a {@code metrics.jsonl}; without epochs if there is no such file yet.
     *
     * @throws org.memhop.api.FormatException if the file is damaged
     */
    static LearningCurve read(Path metrics) {
        List<Epoch> epochs = new ArrayList<>();
        for (MetricsLog.Line line : Files.exists(metrics) ? MetricsLog.read(metrics) : List.<MetricsLog.Line>of()) {
            Map<String, Double> values = line.values();
            if (values.getOrDefault("linear_start", 0.0) == 0 && values.containsKey("validation_loss")) {
                epochs.add(new Epoch(
                        value(values, "epoch").intValue(),
                        value(values, "rate"),
                        value(values, "train_loss"),
                        value(values, "validation_loss")));
            }
        }
        return new LearningCurve(epochs);
    }

    private static Double value(Map<String, Double> values, String name) {
        return values.getOrDefault(name, Double.NaN);
    }

    /** The epoch with the lowest validation loss, of equals the first. */
    public Optional<Epoch> best() {
        return epochs.stream().min(Comparator.comparingDouble(Epoch::validationLoss));
    }
}
