package org.memhop.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.Text;
import org.memhop.core.config.Settings;

class IneffectiveTest {
    private static final Settings STANDARD = Settings.standard();
    private static final Settings NONE = STANDARD.with("linear-start", "none");
    private static final Text RAIN = words -> words.accept("rain");
    private static final TaskData TEXT = task(new Part("t", "t", RAIN, Optional.of(RAIN), RAIN));
    private static final TaskData QUESTIONS = task(Part.of("q", "q", List.of(), List.of()));

    private static TaskData task(Part part) {
        return new TaskData(part.name(), List.of(part), Map.of(), Map.of());
    }

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

    @Test
    void what_is_said_of_words_counts_only_for_running_text() {
        Set<String> given = Set.of("min-count", "vocabulary-from");

        assertThat(Ineffective.notes(given, NONE, TEXT)).isEmpty();
        assertThat(Ineffective.notes(given, NONE, QUESTIONS))
                .singleElement()
                .asString()
                .startsWith("--min-count, --vocabulary-from count only for running text");
    }

    @Test
    void each_choice_makes_its_own_settings_count() {
        assertNeeds("segment-length", "batches", "segments", "shuffled");
        assertNeeds("momentum", "optimizer", "momentum", "adam");
        assertNeeds("clip-norm", "clip", "global", "none");
        assertNeeds("decay-every", "schedule", "halving", "plateau");
        assertNeeds("stop-rate", "schedule", "plateau", "constant");
    }

    private static void assertNeeds(String setting, String choice, String met, String not) {
        assertThat(Ineffective.notes(Set.of(setting), NONE.with(choice, met), TEXT))
                .isEmpty();
        assertThat(Ineffective.notes(Set.of(setting), NONE.with(choice, not), TEXT))
                .singleElement()
                .asString()
                .startsWith("--" + setting + " counts only with --" + choice + " ");
    }

    @Test
    void a_share_is_held_out_only_where_there_is_no_validation_data() {
        assertThat(Ineffective.notes(Set.of("validation"), NONE, QUESTIONS)).isEmpty();
        assertThat(Ineffective.notes(Set.of("validation"), NONE, TEXT)).hasSize(1);
    }

    @Test
    void what_is_generated_is_not_read_and_the_other_way_round() {
        Set<String> given = Set.of("questions", "set");

        assertThat(Ineffective.data(given, true).orElseThrow()).startsWith("--questions counts only for data");
        assertThat(Ineffective.data(given, false).orElseThrow()).startsWith("--set counts only with --data");
    }
}
