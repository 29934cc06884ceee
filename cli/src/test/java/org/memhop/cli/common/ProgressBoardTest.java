package org.memhop.cli.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.memhop.api.task.Measure;
import org.memhop.cli.terminal.Output;
import org.memhop.core.config.Settings;

class ProgressBoardTest {
    private static final Settings SETTINGS = Settings.standard().with("linear-start", "none");

    private static ProgressBoard board(boolean terminal, int trainings) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        ProgressBoard board = new ProgressBoard(new Output(nowhere, terminal, false, () -> 80), () -> false);
        List<Progress> watched = Stream.generate(() -> new Progress("a", SETTINGS, Measure.PERPLEXITY, 1, board))
                .limit(trainings)
                .toList();
        board.watch(watched);
        return board;
    }

    @Test
    void short_epochs_leave_a_line_for_every_tenth_where_there_is_no_terminal() {
        try (ProgressBoard board = board(false, 1)) {
            assertThat(board.wants(true, 0.5)).isTrue();
            assertThat(board.wants(false, 0.5)).isFalse();
        }
        try (ProgressBoard board = board(true, 1)) {
            assertThat(board.wants(true, 0.5)).as("the live line tells").isFalse();
        }
    }

    @Test
    void long_epochs_leave_a_line_each_and_of_many_trainings_now_and_then() {
        try (ProgressBoard board = board(false, 1)) {
            assertThat(board.wants(false, 66)).isTrue();
        }
        try (ProgressBoard board = board(true, 1)) {
            assertThat(board.wants(false, 66)).isTrue();
        }
        try (ProgressBoard board = board(false, 2)) {
            assertThat(board.wants(true, 20)).isFalse();
            assertThat(board.wants(false, 66)).isTrue();
        }
    }

    @Test
    void a_training_may_end_early_by_its_rate_or_with_its_linear_start() {
        assertThat(progress(SETTINGS).mayEndEarly()).isFalse();
        assertThat(progress(SETTINGS.with("stop-rate", "1e-5")).mayEndEarly()).isTrue();
        assertThat(progress(SETTINGS.with("stop-rate", "1e-5").with("schedule", "constant"))
                        .mayEndEarly())
                .isFalse();
        assertThat(progress(SETTINGS.with("linear-start", "validation")).mayEndEarly())
                .isTrue();
    }

    private static Progress progress(Settings settings) {
        try (ProgressBoard board = board(false, 0)) {
            return new Progress("a", settings, Measure.ERROR, 1, board);
        }
    }
}
