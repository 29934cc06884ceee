package org.memhop.cli.train;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.memhop.core.config.Settings;

/** Finds the settings that someone gave but that count for nothing, because linear start is on, or is off. */
final class Ineffective {
    private static final List<String> OF_LINEAR_START =
            List.of("linear-start-rate", "rate-after-linear-start", "linear-start-epochs", "linear-start-patience");

    private Ineffective() {}

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
