package org.memhop.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.backend.Backend;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;
import org.memhop.core.config.Settings;
import org.memhop.core.data.EncodedQuestions;
import org.memhop.core.data.Samples;

class AnswersTest {
    private static final Settings SETTINGS = Toys.settings("dimension", "4", "hops", "1", "epochs", "2");

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 65})
    void what_a_model_answers_is_as_right_as_its_score(int questions) {
        try (Backend backend = Toys.backend("reference");
                Trainer trainer = Toys.trainer(SETTINGS, 200, backend, 1);
                Scorer scorer = new Scorer(trainer.model(), trainer.session(), false)) {
            trainer.run(TrainingObserver.NONE);
            Samples asked = new EncodedQuestions(
                    Toys.questions(TrainingData.of(Toys.task(200), SETTINGS).train())
                            .subList(0, questions));

            Score score = Answers.of(trainer.model(), trainer.session(), asked).score();

            Score expected = scorer.score(asked);
            assertThat(score.questions()).isEqualTo(questions);
            assertThat(score.wrong()).isEqualTo(expected.wrong());
            assertThat(score.loss()).isCloseTo(expected.loss(), within(1e-5));
        }
    }

    @Test
    void together_they_say_the_mean() {
        Answers sure = answers(new float[] {0, 0.9f, 0.1f, 0, 0.5f, 0.5f}, 1, 2);
        Answers wrong = answers(new float[] {0, 0.4f, 0.6f, 0, 0.7f, 0.3f}, 1, 2);

        Score together = Answers.mean(List.of(sure, wrong)).score();

        assertThat(sure.score().wrong()).isEqualTo(1); // of two that are equal the first counts
        assertThat(wrong.score().wrong()).isEqualTo(2);
        assertThat(together.wrong()).isEqualTo(1);
        assertThat(together.loss()).isCloseTo(-(Math.log(0.65) + Math.log(0.4)) / 2, within(1e-6));
    }

    @Test
    void an_answer_that_no_one_can_know_is_wrong() {
        assertThat(answers(new float[] {0.8f, 0.1f, 0.1f}, 0).score().wrong()).isEqualTo(1);
    }

    @Test
    void answers_to_other_questions_are_not_mixed() {
        Answers one = answers(new float[] {0, 1, 0}, 1);
        Answers other = answers(new float[] {0, 1, 0}, 2);

        assertThatThrownBy(() -> Answers.mean(List.of(one, other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not all of the same questions");
        assertThatThrownBy(() -> new Answers(one.probabilities(), HostTensor.zeros(DType.I32, Shape.of(2))))
                .hasMessageContaining("expected F32 [Q, V] and I32 [Q]");
    }

    private static Answers answers(float[] probabilities, int... right) {
        return new Answers(
                HostTensor.of(Shape.of(right.length, probabilities.length / right.length), probabilities),
                HostTensor.of(Shape.of(right.length), right));
    }
}
