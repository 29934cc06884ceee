package org.memhop.cli.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.memhop.api.task.Example;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskData;
import org.memhop.core.config.Settings;
import org.memhop.core.run.RunResult.Restart;

class FinishedTest {
    private static final Example EXAMPLE = new Example(List.of(List.of("a")), List.of("b"), "c");
    private static final TaskData DATA =
            new TaskData("t", List.of(Part.of("t", "t", List.of(EXAMPLE), List.of(EXAMPLE))), Map.of(), Map.of());

    /** A training from one second to another. */
    private static Finished training(double from, double to) {
        return training(to - from, Optional.of(Instant.ofEpochMilli(Math.round(to * 1e3))));
    }

    private static Finished training(double seconds, Optional<Instant> ended) {
        Cell cell = new Cell(Column.of("pe"), "1", 1, DATA, Settings.standard(), false);
        return new Finished(cell, new Restart(1, 1, 0, 0, 0, 0, 0, seconds, List.of()), ended);
    }

    @Test
    void seconds_in_which_several_run_count_once_by_the_clock_and_those_in_which_none_does_not_at_all() {
        List<Finished> trainings =
                List.of(training(100, 104), training(0, 10), training(2, 5), training(8, 12), training(104, 105));

        assertThat(Finished.seconds(trainings)).isCloseTo(22, Offset.offset(1e-6));
        assertThat(Finished.byTheClock(trainings).orElseThrow()).isCloseTo(17, Offset.offset(1e-6));
    }

    @Test
    void the_clock_tells_nothing_if_it_is_not_known_when_one_ended() {
        assertThat(Finished.byTheClock(List.of(training(0, 10), training(3, Optional.empty()))))
                .isEmpty();
    }
}
