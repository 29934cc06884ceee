package org.memhop.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.backend.Backend;
import org.memhop.api.task.TaskData;
import org.memhop.core.config.Settings;
import org.memhop.core.data.EncodedExample;
import org.memhop.core.data.EncodedQuestions;
import org.memhop.core.data.Samples;

class ScorerTest {
    private static final Settings SETTINGS = Toys.settings("dimension", "4", "hops", "1", "precision", "f64");

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 130})
    void a_batch_that_is_not_full_counts_its_examples_alone(int questions) {
        TaskData task = Toys.task(200);
        List<EncodedExample> examples =
                Toys.questions(TrainingData.of(task, SETTINGS).train()).subList(0, questions);
        try (Backend backend = Toys.backend("reference");
                Trainer trainer = Toys.trainer(SETTINGS, 200, backend, 1);
                Scorer scorer = new Scorer(trainer.model(), trainer.session(), false)) {
            Score all = scorer.score(new EncodedQuestions(examples));

            Score sum = new Score(0, 0, 0, Optional.empty());
            for (EncodedExample example : examples) {
                sum = sum.plus(scorer.score(new EncodedQuestions(List.of(example))));
            }
            assertThat(all.questions()).isEqualTo(questions);
            assertThat(all.wrong()).isEqualTo(sum.wrong());
            assertThat(all.loss()).isCloseTo(sum.loss(), within(1e-12));
        }
    }

    @Test
    void of_no_examples_there_is_no_loss() {
        try (Backend backend = Toys.backend("reference");
                Trainer trainer = Toys.trainer(SETTINGS, 20, backend, 1);
                Scorer scorer = new Scorer(trainer.model(), trainer.session(), false)) {
            assertThat(scorer.score(new EncodedQuestions(List.of()))).isEqualTo(new Score(0, 0, 0, Optional.empty()));
        }
    }

    @Test
    void an_answer_that_no_one_can_give_is_wrong_even_if_the_null_word_is_likeliest() {
        try (Backend backend = Toys.backend("reference");
                Trainer trainer = Toys.trainer(SETTINGS.with("init-deviation", "1e-9"), 20, backend, 1);
                Scorer scorer = new Scorer(trainer.model(), trainer.session(), false)) {
            // Without a question and a story every score is 0, and the lowest number, 0, is predicted.
            EncodedExample unknown = new EncodedExample(new int[0][], new int[0], 0);

            assertThat(scorer.score(new EncodedQuestions(List.of(unknown))).wrong())
                    .isEqualTo(1);
        }
    }

    @Test
    void linear_and_softmax_networks_score_differently() {
        Samples examples = TrainingData.of(Toys.task(30), SETTINGS).train();
        try (Backend backend = Toys.backend("reference");
                Trainer trainer = Toys.trainer(SETTINGS.with("init-deviation", "1"), 30, backend, 1);
                Scorer softmax = new Scorer(trainer.model(), trainer.session(), false);
                Scorer linear = new Scorer(trainer.model(), trainer.session(), true)) {
            assertThat(linear.score(examples).loss())
                    .isNotEqualTo(softmax.score(examples).loss());
        }
    }

    @Test
    void a_score_is_a_share_of_wrong_answers() {
        Score none = new Score(0, 0, 0, Optional.empty());
        Score one = new Score(1, 1, 2, Optional.of(1.0));

        assertThat(new Score(8, 2, 1, Optional.empty()).errorPercent()).isEqualTo(25);
        assertThat(none.errorPercent()).isZero();
        assertThat(one.plus(new Score(3, 0, 6, Optional.of(3.0)))).isEqualTo(new Score(4, 1, 5, Optional.of(2.5)));
        assertThat(one.plus(none)).isEqualTo(none.plus(one)).isEqualTo(one);
    }

    @Test
    void hops_are_the_mean_of_what_the_questions_took_where_the_network_chooses() {
        Settings chooses = SETTINGS.with(Map.of("halting", "ponder:prior=0.3", "hops", "2"), "test");
        TaskData task = Toys.task(70);
        try (Backend backend = Toys.backend("reference");
                Trainer always = Toys.trainer(SETTINGS, 70, backend, 1);
                Scorer all = new Scorer(always.model(), always.session(), false);
                Trainer trainer = Toys.trainer(chooses, 70, backend, 1);
                Scorer scorer = new Scorer(trainer.model(), trainer.session(), false)) {
            assertThat(all.score(TrainingData.of(task, SETTINGS).train()).hops())
                    .isEmpty();
            // Untrained it halts after the first hop with about the chance of the prior.
            assertThat(scorer.score(TrainingData.of(task, chooses).train())
                            .hops()
                            .orElseThrow())
                    .isCloseTo(0.3 + 2 * 0.7, within(0.05));
        }
    }
}
