package org.memhop.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;

class StackingTest {
    private static final int WORDS = 4; // the null word and three more

    @Test
    void the_weights_make_the_right_answers_the_most_probable() {
        List<Answers> models = List.of(random(1), random(2), random(3));

        double[] weights = Stacking.weights(models);

        assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-9));
        double best = posterior(models, weights);
        for (int from = 0; from < 3; from++) {
            for (int to = 0; to < 3; to++) {
                double[] other = weights.clone();
                double moved = Math.min(0.01, other[from]);
                other[from] -= moved;
                other[to] += moved;
                assertThat(posterior(models, other)).isLessThanOrEqualTo(best + 1e-6);
            }
        }
    }

    @Test
    void who_is_right_counts_and_who_is_wrong_does_not() {
        double[] weights = Stacking.weights(List.of(sure(100, 0), sure(100, 1), sure(100, 0)));

        assertThat(weights).containsExactly(new double[] {0.5, 0, 0.5}, within(0.01));
    }

    @Test
    void models_that_say_the_same_count_the_same() {
        assertThat(Stacking.weights(List.of(random(1), random(1))))
                .containsExactly(new double[] {0.5, 0.5}, within(0.0));
    }

    @Test
    void questions_that_none_can_answer_do_not_count() {
        Answers without = sure(20, 0);
        Answers with = new Answers(
                HostTensor.of(Shape.of(2, WORDS), new float[] {1, 0, 0, 0, 0, 1, 0, 0}),
                HostTensor.of(Shape.of(2), new int[] {0, 2})); // unknown to all; and one whose answer gets nothing

        assertThat(Stacking.weights(List.of(with, with))).containsExactly(0.5, 0.5);
        assertThat(Stacking.crossFitted(List.of(without)).score().wrong()).isZero();
    }

    @Test
    void no_held_out_question_has_a_say_in_its_own_answer() {
        // Each is right of half of the tenths. Without one of those, the other counts for more, and answers it wrong.
        Answers first = where(20, q -> q % 10 < 5);
        Answers second = where(20, q -> q % 10 >= 5);

        Score score = Stacking.crossFitted(List.of(first, second)).score();

        assertThat(score.questions()).isEqualTo(20);
        assertThat(score.wrong()).isEqualTo(20);
    }

    @Test
    void answers_to_other_questions_are_not_stacked() {
        assertThatThrownBy(() -> Stacking.weights(List.of(random(1), sure(3, 0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not all of the same questions");
    }

    /** What is maximised: log Π_q Σ_m w_m p_m(a_q), and one question more, of which each model has its share. */
    private static double posterior(List<Answers> models, double[] weights) {
        int[] right = models.get(0).right().ints();
        double sum = 0;
        for (int q = 0; q < right.length; q++) {
            double likelihood = 0;
            for (int m = 0; m < weights.length; m++) {
                likelihood += weights[m] * models.get(m).probabilities().get(q * WORDS + right[q]);
            }
            sum += Math.log(likelihood);
        }
        for (double weight : weights) {
            sum += Math.log(weight) / weights.length;
        }
        return sum;
    }

    private static Answers random(int seed) {
        Random random = new Random(seed);
        float[] probabilities = new float[50 * WORDS];
        int[] right = new int[50];
        for (int q = 0; q < right.length; q++) {
            float first = random.nextFloat();
            float second = random.nextFloat() * (1 - first);
            probabilities[q * WORDS + 1] = first;
            probabilities[q * WORDS + 2] = second;
            probabilities[q * WORDS + 3] = 1 - first - second;
            right[q] = 1 + q % 3;
        }
        return new Answers(HostTensor.of(Shape.of(50, WORDS), probabilities), HostTensor.of(Shape.of(50), right));
    }

    /** The right answer is word 1, and the model is sure of word {@code 1 + off}. */
    private static Answers sure(int questions, int off) {
        return where(questions, q -> off == 0);
    }

    private static Answers where(int questions, IntPredicate knows) {
        float[] probabilities = new float[questions * WORDS];
        int[] right = new int[questions];
        for (int q = 0; q < questions; q++) {
            probabilities[q * WORDS + 1] = knows.test(q) ? 0.9f : 0.1f;
            probabilities[q * WORDS + 2] = knows.test(q) ? 0.1f : 0.9f;
            right[q] = 1;
        }
        return new Answers(
                HostTensor.of(Shape.of(questions, WORDS), probabilities), HostTensor.of(Shape.of(questions), right));
    }
}
