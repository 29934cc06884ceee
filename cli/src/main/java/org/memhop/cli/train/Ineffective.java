package org.memhop.cli.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.memhop.api.task.Measure;
import org.memhop.api.task.TaskData;
import org.memhop.core.config.Settings;

/** Finds what someone gave but that counts for nothing, because of another choice or of the kind of data. */
final class Ineffective {
    private static final List<String> OF_LINEAR_START =
            List.of("linear-start-rate", "rate-after-linear-start", "linear-start-epochs", "linear-start-patience");

    private static final List<String> OF_TEXT = List.of("vocabulary-size", "min-count", "vocabulary-from");
    private static final List<String> OF_GENERATED = List.of("questions", "data-seed");

    private Ineffective() {}

    /**
     * What to tell the one who gave them; nothing if all count.
     *
     * @param given names of settings
     * @param settings that the training goes by
     */
    static List<String> notes(Set<String> given, Settings settings, TaskData task) {
        List<String> notes = new ArrayList<>();
        note(given, settings).ifPresent(notes::add);
        boolean text = task.measure() == Measure.PERPLEXITY;
        boolean constant = settings.text("schedule").equals("constant");
        Needs needs = new Needs(given, notes);
        needs.of(OF_TEXT, text, "for running text; the words of questions and stories are all told apart");
        needs.of(List.of("segment-length"), settings.text("batches").equals("segments"), "with --batches segments");
        needs.of(List.of("momentum"), settings.text("optimizer").equals("momentum"), "with --optimizer momentum");
        needs.of(List.of("clip-norm"), !settings.text("clip").equals("none"), "with --clip per-matrix or global");
        needs.of(List.of("decay-every"), settings.text("schedule").equals("halving"), "with --schedule halving");
        needs.of(List.of("decay", "stop-rate"), !constant, "with --schedule halving or plateau");
        boolean share = task.parts().stream().anyMatch(part -> part.validation().isEmpty());
        needs.of(List.of("validation"), share, "where the data has no validation part of its own");
        return notes;
    }

    /**
     * As {@link #notes}, for the flags of the data.
     *
     * @param read whether the data is read from files
     */
    static Optional<String> data(Set<String> given, boolean read) {
        List<String> notes = new ArrayList<>();
        Needs needs = new Needs(given, notes);
        needs.of(OF_GENERATED, !read, "for data that is generated, without --data and --train");
        needs.of(List.of("set"), read, "with --data");
        return notes.stream().findFirst();
    }

    /** Notes what was given though it counts only under a condition that is not met. */
    private record Needs(Set<String> given, List<String> notes) {
        void of(List<String> names, boolean met, String where) {
            List<String> idle = names.stream().filter(given::contains).toList();
            if (!met && !idle.isEmpty()) {
                notes.add("--" + String.join(", --", idle) + (idle.size() == 1 ? " counts" : " count") + " only "
                        + where);
            }
        }
    }

    /**
     * What to tell the one who gave them; nothing if all count.
     *
     * @param given names of settings
     * @param settings that the training goes by
     */
    static Optional<String> note(Set<String> given, Settings settings) {
        boolean none = settings.text("linear-start").equals("none");
        boolean linear = !none && settings.whole("linear-start-epochs") > 0;
        if (linear) {
            return given.contains("learning-rate")
                    ? Optional.of(
                            "--learning-rate counts only with --linear-start none; with linear start the rates are"
                                    + " --linear-start-rate and --rate-after-linear-start")
                    : Optional.empty();
        }
        List<String> idle = OF_LINEAR_START.stream()
                .filter(given::contains)
                .filter(name -> none || !name.equals("linear-start-epochs")) // 0 of them is what turned it off
                .toList();
        return idle.isEmpty()
                ? Optional.empty()
                : Optional.of("--" + String.join(", --", idle) + (idle.size() == 1 ? " counts" : " count")
                        + " only with linear start, which " + (none ? "--linear-start none" : "--linear-start-epochs 0")
                        + " turns off; without it the rate is --learning-rate");
    }
}
