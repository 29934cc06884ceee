package org.memhop.tasks.babi.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.memhop.tasks.babi.format.BabiStory;
import org.memhop.tasks.babi.format.Query;
import org.memhop.tasks.babi.format.Statement;

class BabiStatisticsTest {
    private static final BabiStory LONG = new BabiStory(List.of(
            new Statement(1, List.of("mary", "sleeps")),
            new Query(2, List.of("who", "sleeps"), "mary", List.of(1)),
            new Statement(3, List.of("john", "sleeps", "too", "now")),
            new Query(4, List.of("who", "sleeps", "now"), "john", List.of(1))));
    private static final BabiStory SHORT = new BabiStory(List.of(
            new Statement(1, List.of("john", "runs", "away")), new Query(2, List.of("who"), "john", List.of())));

    @Test
    void figures_are_means_over_stories_statements_and_questions() {
        BabiStatistics found = BabiStatistics.of(List.of(LONG, SHORT));

        assertThat(found.stories()).isEqualTo(2);
        assertThat(found.questions()).isEqualTo(3);
        assertThat(found.statementsPerStory()).isEqualTo(1.5);
        assertThat(found.statementsBeforeQuestion()).isCloseTo(4 / 3.0, within(1e-12));
        assertThat(found.wordsPerStatement()).isEqualTo(3.0);
        assertThat(found.wordsPerQuestion()).isEqualTo(2.0);
        assertThat(found.vocabulary()).containsExactly("away", "john", "mary", "now", "runs", "sleeps", "too", "who");
        assertThat(found.answers()).isEqualTo(Map.of("mary", 1 / 3.0, "john", 2 / 3.0));
        assertThat(found.positions()).isEqualTo(Map.of(2, 2 / 3.0, 4, 1 / 3.0));
        assertThat(found.storyLengths()).isEqualTo(Map.of(1, 0.5, 2, 0.5));
        assertThat(found.reaches()).isEqualTo(Map.of(1, 0.5, 2, 0.5));
    }

    @Test
    void distances_are_0_to_itself_and_grow_with_the_difference() {
        BabiStatistics all = BabiStatistics.of(List.of(LONG, SHORT));
        BabiStatistics some = BabiStatistics.of(List.of(SHORT));

        assertThat(all.answerDistance(all)).isZero();
        assertThat(all.vocabularyOverlap(all)).isEqualTo(1);
        assertThat(all.answerDistance(some)).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(all.vocabularyOverlap(some)).isEqualTo(0.5);
        assertThat(BabiStatistics.distance(all.positions(), some.positions())).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(BabiStatistics.distance(
                        new TreeMap<>(Map.of(1, 0.5, 3, 0.5)), new TreeMap<>(Map.of(2, 0.5, 3, 0.5))))
                .isEqualTo(0.5);
    }

    @Test
    void stories_without_questions_cannot_be_measured() {
        assertThatThrownBy(() -> BabiStatistics.of(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("found 0 statements and 0 questions; expected at least one of each");
    }
}
