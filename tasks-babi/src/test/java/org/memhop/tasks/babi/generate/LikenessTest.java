package org.memhop.tasks.babi.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.tasks.babi.OfficialData;
import org.memhop.tasks.babi.format.BabiReader;
import org.memhop.tasks.babi.format.BabiStory;

/** Generated stories resemble those of the official {@code en} training files, task by task. */
class LikenessTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void generated_stories_have_the_figures_of_the_official_ones(int task) {
        List<BabiStory> real = new BabiReader().read(OfficialData.set("en").train(task));
        BabiStatistics official = BabiStatistics.of(real);
        BabiStatistics generated = BabiStatistics.of(new BabiGenerator().generate(task, 5000, 2));

        double answers = official.answerDistance(generated);
        double positions = BabiStatistics.distance(official.positions(), generated.positions());
        double lengths = BabiStatistics.distance(official.storyLengths(), generated.storyLengths());
        double reaches = BabiStatistics.distance(official.reaches(), generated.reaches());
        System.out.printf(
                "task %2d  official/generated: statements a story %.2f/%.2f, before a question %.2f/%.2f, "
                        + "words a statement %.3f/%.3f, a question %.3f/%.3f, vocabulary %d/%d; "
                        + "distances: answers %.3f, positions %.3f, lengths %.3f, reaches %.3f%n",
                task,
                official.statementsPerStory(),
                generated.statementsPerStory(),
                official.statementsBeforeQuestion(),
                generated.statementsBeforeQuestion(),
                official.wordsPerStatement(),
                generated.wordsPerStatement(),
                official.wordsPerQuestion(),
                generated.wordsPerQuestion(),
                official.vocabulary().size(),
                generated.vocabulary().size(),
                answers,
                positions,
                lengths,
                reaches);

        Percentage tenth = Percentage.withPercentage(10);
        Percentage fiftieth = Percentage.withPercentage(2);
        assertThat(generated.vocabulary()).isEqualTo(official.vocabulary());
        assertThat(generated.statementsPerStory()).isCloseTo(official.statementsPerStory(), tenth);
        assertThat(generated.statementsBeforeQuestion()).isCloseTo(official.statementsBeforeQuestion(), tenth);
        assertThat(generated.wordsPerStatement()).isCloseTo(official.wordsPerStatement(), fiftieth);
        assertThat(generated.wordsPerQuestion()).isCloseTo(official.wordsPerQuestion(), fiftieth);
        assertThat(answers).isCloseTo(0, within(0.1));
        assertThat(positions).isCloseTo(0, within(0.1));
        assertThat(lengths).isCloseTo(0, within(0.1));
        assertThat(reaches).isCloseTo(0, within(0.1));
    }
}
