package org.memhop.benchmarks.yardstick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.ConfigException;
import org.memhop.benchmarks.yardstick.FusedMemN2N.Sizes;

class FusedMemN2NTest {
    private static final int BATCH = 5;

    private final Random random = new Random(3);

    @ParameterizedTest(name = "{0} softmax {1} hops {2} d {3} V {4} M {5} J {6}")
    @CsvSource({
        "plain,      true,  3, 20, 40,  10, 7",
        "plain,      false, 3, 20, 40,  10, 7",
        "plain,      true,  2, 50, 177, 50, 12",
        "vectorised, true,  3, 20, 40,  10, 7",
        "vectorised, false, 3, 20, 40,  10, 7",
        "vectorised, true,  2, 50, 177, 50, 12",
        "vectorised, true,  1, 7,  16,  17, 3",
    })
    void loss_and_gradient_are_those_derived_in_float64(
            String kind, boolean softmax, int hops, int d, int v, int m, int j) {
        Sizes sizes = new Sizes(hops, d, v, m, j, 4);
        Problem problem = new Problem(sizes);
        FusedMemN2N fused = problem.network(kind);

        float loss = fused.accumulate(flat(problem.story), flat(problem.question), problem.answer, BATCH, softmax);

        HandGradient.Result exact = problem.exact(softmax);
        assertThat((double) loss).isCloseTo(exact.loss(), within(2e-6 * exact.loss()));
        for (int k = 0; k <= hops; k++) {
            double[][] expected =
                    k < hops ? exact.gradient().a().get(k) : exact.gradient().w();
            assertThat(relativeDistance(fused.gradient(k), expected))
                    .as("E^" + k)
                    .isLessThan(1e-5);
        }
    }

    @ParameterizedTest
    @CsvSource({"plain, 0.001", "plain, 1000", "vectorised, 0.001", "vectorised, 1000"})
    void a_step_goes_down_the_gradient_clipped_for_each_table_and_keeps_the_null_word_at_zero(String kind, float clip) {
        Problem problem = new Problem(new Sizes(3, 20, 40, 10, 7, 4));
        FusedMemN2N fused = problem.network(kind);
        HandWeights gradient = problem.exact(true).gradient();

        fused.train(flat(problem.story), flat(problem.question), problem.answer, BATCH, true, 0.1f, clip);

        for (int k = 0; k <= 3; k++) {
            double[][] g = k < 3 ? gradient.a().get(k) : gradient.w();
            double step = 0.1 * Math.min(1, clip / norm(g));
            double[][] expected = problem.weights.distinct().get(k).clone();
            for (int v = 0; v < 40; v++) {
                expected[v] = expected[v].clone();
                for (int e = 0; e < 20; e++) {
                    expected[v][e] = v == 0 ? 0 : expected[v][e] - step * g[v][e];
                }
            }
            assertThat(relativeDistance(fused.table(k), expected)).isLessThan(1e-6);
            assertThat(fused.gradient(k)[1]).containsOnly(0f);
        }
    }

    @ParameterizedTest
    @CsvSource({"plain", "vectorised"})
    void the_answer_is_the_word_with_the_largest_logit(String kind) {
        Problem problem = new Problem(new Sizes(3, 20, 40, 10, 7, 4));
        int[] answers = new int[BATCH];

        problem.network(kind).answer(flat(problem.story), flat(problem.question), BATCH, true, answers);

        for (int b = 0; b < BATCH; b++) {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int v = 0; v < 40; v++) {
                double loss = problem.lossOf(b, v);
                best = loss < least ? v : best;
                least = Math.min(least, loss);
            }
            assertThat(answers[b]).isEqualTo(best);
        }
    }

    @ParameterizedTest
    @CsvSource({"plain", "vectorised"})
    void training_drives_the_loss_of_one_batch_down(String kind) {
        Problem problem = new Problem(new Sizes(3, 20, 40, 10, 7, 4));
        FusedMemN2N fused = problem.network(kind);
        int[] story = flat(problem.story);
        int[] question = flat(problem.question);

        float first = fused.train(story, question, problem.answer, BATCH, true, 0.05f, 40);
        float last = first;
        for (int i = 0; i < 200; i++) {
            last = fused.train(story, question, problem.answer, BATCH, true, 0.05f, 40);
        }

        assertThat(last).isLessThan(first / 20);
    }

    @Test
    void word_weights_of_the_wrong_shape_are_refused() {
        Sizes sizes = new Sizes(3, 20, 40, 10, 7, 4);

        assertThatThrownBy(() -> FusedMemN2N.plain(sizes, new float[6][20], new float[4][20]))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("[6, 20]")
                .hasMessageContaining("[7, 20]");
    }

    /** Random sentences, some slots empty, a story without a sentence and a question without a word, held by floats that a double repeats exactly. */
    private final class Problem {
        final Sizes sizes;
        final int[][][] story;
        final int[][] question;
        final int[] answer = new int[BATCH];
        final double[][] storyL;
        final double[][] questionL;
        final HandWeights weights;

        Problem(Sizes sizes) {
            this.sizes = sizes;
            story = new int[BATCH][sizes.slots()][sizes.sentenceLength()];
            question = new int[BATCH][sizes.questionLength()];
            for (int b = 0; b < BATCH; b++) {
                for (int i = 0; b > 0 && i < sizes.slots(); i += 1 + random.nextInt(2)) {
                    fill(story[b][i]);
                }
                if (b != 1) {
                    fill(question[b]);
                }
                answer[b] = 1 + random.nextInt(sizes.vocabulary() - 1);
            }
            storyL = matrix(sizes.sentenceLength(), 1);
            questionL = matrix(sizes.questionLength(), 1);
            double[][][] e = new double[sizes.hops() + 1][][];
            for (int k = 0; k < e.length; k++) {
                e[k] = matrix(sizes.vocabulary(), 0.3);
                e[k][0] = new double[sizes.dimension()];
            }
            weights = HandWeights.adjacent(e, new double[0][][]);
        }

        void fill(int[] sentence) {
            int words = 1 + random.nextInt(sentence.length);
            for (int j = 0; j < words; j++) {
                sentence[j] = 1 + random.nextInt(sizes.vocabulary() - 1);
            }
        }

        double[][] matrix(int n, double deviation) {
            double[][] values = new double[n][sizes.dimension()];
            for (double[] row : values) {
                for (int e = 0; e < row.length; e++) {
                    row[e] = (float) (deviation * random.nextGaussian());
                }
            }
            return values;
        }

        FusedMemN2N network(String kind) {
            FusedMemN2N fused = kind.equals("plain")
                    ? FusedMemN2N.plain(sizes, floats(storyL), floats(questionL))
                    : FusedMemN2N.vectorised(sizes, floats(storyL), floats(questionL));
            for (int k = 0; k <= sizes.hops(); k++) {
                fused.setTable(k, floats(weights.distinct().get(k)));
            }
            return fused;
        }

        HandGradient.Result exact(boolean softmax) {
            HandModel model = new HandModel(sizes.hops(), softmax, false, false, storyL, questionL);
            return HandGradient.of(
                    model, weights, new HandBatch(story, new int[BATCH][sizes.slots()], question, answer));
        }

        double lossOf(int b, int word) {
            HandModel model = new HandModel(sizes.hops(), true, false, false, storyL, questionL);
            return HandGradient.of(
                            model,
                            weights,
                            new HandBatch(
                                    new int[][][] {story[b]},
                                    new int[1][sizes.slots()],
                                    new int[][] {question[b]},
                                    new int[] {word}))
                    .loss();
        }
    }

    private static double relativeDistance(float[][] found, double[][] expected) {
        double squares = 0;
        for (int v = 0; v < expected.length; v++) {
            for (int e = 0; e < expected[v].length; e++) {
                double off = found[v][e] - expected[v][e];
                squares += off * off;
            }
        }
        return Math.sqrt(squares) / norm(expected);
    }

    private static double norm(double[][] values) {
        double squares = 0;
        for (double[] row : values) {
            for (double value : row) {
                squares += value * value;
            }
        }
        return Math.sqrt(squares);
    }

    private static float[][] floats(double[][] values) {
        float[][] floats = new float[values.length][values[0].length];
        for (int v = 0; v < values.length; v++) {
            for (int e = 0; e < floats[v].length; e++) {
                floats[v][e] = (float) values[v][e];
            }
        }
        return floats;
    }

    private static int[] flat(int[][][] words) {
        int[] flat = new int[words.length * words[0].length * words[0][0].length];
        int at = 0;
        for (int[][] story : words) {
            for (int[] sentence : story) {
                System.arraycopy(sentence, 0, flat, at, sentence.length);
                at += sentence.length;
            }
        }
        return flat;
    }

    private static int[] flat(int[][] words) {
        return flat(new int[][][] {words});
    }
}
