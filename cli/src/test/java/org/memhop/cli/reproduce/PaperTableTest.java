package org.memhop.cli.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PaperTableTest {
    private static final List<String> ALL =
            IntStream.rangeClosed(1, 20).mapToObj(Integer::toString).toList();

    private final PaperTable en = PaperTable.of("en");
    private final PaperTable large = PaperTable.of("en-10k");

    @Test
    void the_means_and_failed_tasks_that_the_paper_states_follow_from_its_figures() {
        for (Column column : ColumnTable.PAPER) {
            double mean = ALL.stream()
                    .mapToDouble(task -> en.task(column, task).orElseThrow().value())
                    .average()
                    .orElseThrow();
            assertThat(en.mean(column, ALL).orElseThrow().value())
                    .as(column.id())
                    .isCloseTo(mean, Offset.offset(0.06));
            // a 5.0 may have been rounded down
            assertThat(en.failed(column, ALL).orElseThrow().value())
                    .as(column.id())
                    .isBetween(above(column, 5), above(column, 4.99));
        }
    }

    private double above(Column column, double error) {
        return ALL.stream()
                .filter(task -> en.task(column, task).orElseThrow().value() > error)
                .count();
    }

    @Test
    void over_some_tasks_the_mean_is_theirs() {
        List<String> withoutTask3 =
                ALL.stream().filter(task -> !task.equals("3")).toList();

        assertThat(large.mean(Column.of("pe-ls-rn"), withoutTask3).orElseThrow().value())
                .isCloseTo(122.9 / 19, Offset.offset(1e-9));
        assertThat(large.failed(Column.of("pe-ls-rn"), withoutTask3)
                        .orElseThrow()
                        .value())
                .isEqualTo(3);
        assertThat(large.mean(Column.of("bow"), withoutTask3)).isEmpty();
        assertThat(large.mean(Column.of("bow"), ALL).orElseThrow()).isEqualTo(new PaperTable.Figure(15.4, false));
    }

    @Test
    void figures_that_no_second_source_confirms_are_marked() {
        assertThat(en.task(Column.of("pe-ls-rn"), "2").orElseThrow()).isEqualTo(new PaperTable.Figure(8.3, false));
        assertThat(en.task(Column.of("bow"), "2").orElseThrow()).isEqualTo(new PaperTable.Figure(17.6, true));
    }

    @Test
    void of_other_sets_the_paper_says_nothing() {
        assertThat(PaperTable.of("hn").mean(Column.of("bow"), ALL)).isEmpty();
    }
}
