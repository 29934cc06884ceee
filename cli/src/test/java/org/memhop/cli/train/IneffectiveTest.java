package org.memhop.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.memhop.core.config.Settings;

class IneffectiveTest {
    private static final Settings STANDARD = Settings.standard();
    private static final Settings NONE = STANDARD.with("linear-start", "none");

    @Test
    void the_learning_rate_counts_only_without_linear_start() {
        assertThat(Ineffective.note(Set.of("learning-rate"), STANDARD))
                .hasValue("--learning-rate counts only with --linear-start none; with linear start the rates are"
                        + " --linear-start-rate and --rate-after-linear-start");
        assertThat(Ineffective.note(Set.of("learning-rate"), NONE)).isEmpty();
        assertThat(Ineffective.note(Set.of("learning-rate"), STANDARD.with("linear-start-epochs", "0")))
                .isEmpty();
    }

    @Test
    void what_belongs_to_linear_start_counts_only_with_it() {
        Set<String> given = Set.of("rate-after-linear-start", "linear-start-epochs", "hops");

        assertThat(Ineffective.note(given, NONE))
                .hasValue("--rate-after-linear-start, --linear-start-epochs count only with linear start, which"
                        + " --linear-start none turns off; without it the rate is --learning-rate");
        assertThat(Ineffective.note(Set.of("linear-start-rate"), NONE).orElseThrow())
                .startsWith("--linear-start-rate counts only with linear start");
        assertThat(Ineffective.note(given, STANDARD)).isEmpty();
    }

    @Test
    void no_epochs_of_linear_start_count_as_they_turn_it_off() {
        Settings off = STANDARD.with(Map.of("linear-start-epochs", "0"), "test");

        assertThat(Ineffective.note(Set.of("linear-start-epochs"), off)).isEmpty();
        assertThat(Ineffective.note(Set.of("linear-start-rate"), off).orElseThrow())
                .contains("which --linear-start-epochs 0 turns off");
    }
}
