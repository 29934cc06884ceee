package org.memhop.benchmarks.yardstick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandGradientTest {
    private static final int BATCH = 3;
    private static final int SLOTS = 4;
    private static final int WORDS = 3;
    private static final int D = 5;
    private static final int V = 9;
    private static final int TIMES = 6;

    private final Random random = new Random(7);

    @ParameterizedTest(name = "hops {0} tying {1} softmax {2} relu {3} masked {4} positions {5} times {6}")
    @CsvSource({
        "1, adjacent,  true,  false, false, false, false",
        "3, adjacent,  true,  false, false, true,  false",
        "3, adjacent,  false, false, false, true,  false",
        "3, adjacent,  true,  true,  false, true,  true",
        "2, adjacent,  true,  false, true,  true,  true",
        "2, adjacent,  false, false, true,  false, true",
        "1, layerwise, true,  false, false, false, false",
        "3, layerwise, true,  true,  false, true,  true",
        "3, layerwise, false, false, false, true,  true",
        "2, layerwise, true,  false, true,  true,  false",
    })
    void the_gradient_is_the_slope_of_the_loss(
            int hops, String tying, boolean softmax, boolean relu, boolean masked, boolean positions, boolean times) {
        HandModel model = new HandModel(hops, softmax, relu, masked, weighting(positions), weighting(positions));
        HandWeights weights = tying.equals("adjacent") ? adjacent(hops, times) : layerWise(hops, times);
        HandBatch batch = batch();

        List<double[][]> gradients =
                HandGradient.of(model, weights, batch).gradient().distinct();

        List<double[][]> tables = weights.distinct();
        assertThat(gradients).hasSameSizeAs(tables);
        for (int t = 0; t < tables.size(); t++) {
            assertSlope(model, weights, batch, tables.get(t), gradients.get(t));
        }
    }

    private static void assertSlope(
            HandModel model, HandWeights weights, HandBatch batch, double[][] table, double[][] gradient) {
        double h = 1e-5;
        double largest = 0;
        double worst = 0;
        for (int row = 0; row < table.length; row++) {
            for (int e = 0; e < table[row].length; e++) {
                double kept = table[row][e];
                table[row][e] = kept + h;
                double above = HandGradient.of(model, weights, batch).loss();
                table[row][e] = kept - h;
                double below = HandGradient.of(model, weights, batch).loss();
                table[row][e] = kept;
                double slope = (above - below) / (2 * h);
                largest = Math.max(largest, Math.abs(slope));
                worst = Math.max(worst, Math.abs(slope - gradient[row][e]));
            }
        }
        assertThat(largest).as("a parameter that matters").isPositive();
        assertThat(worst / largest).isLessThan(1e-6);
    }

    @Test
    void attention_sums_to_one_and_gives_empty_slots_their_share_unless_masked() {
        HandWeights weights = adjacent(2, false);
        double[][] l = weighting(true);

        double[] open = HandGradient.of(new HandModel(2, true, false, false, l, l), weights, batch())
                .attention()[1][0];
        double[] masked = HandGradient.of(new HandModel(2, true, false, true, l, l), weights, batch())
                .attention()[1][0];

        assertThat(open).hasSize(SLOTS);
        assertThat(open[0] + open[1] + open[2] + open[3]).isCloseTo(1, within(1e-12));
        assertThat(open[3]).isPositive();
        assertThat(masked[0] + masked[1] + masked[2]).isCloseTo(1, within(1e-12));
        assertThat(masked[3]).isZero();
    }

    @Test
    void a_story_without_sentences_reads_nothing_when_empty_slots_are_masked() {
        HandWeights weights = adjacent(1, false);
        double[][] l = weighting(true);
        HandBatch batch = new HandBatch(new int[1][2][WORDS], new int[1][2], new int[][] {{1, 2, 0}}, new int[] {3});

        HandGradient.Result result = HandGradient.of(new HandModel(1, true, false, true, l, l), weights, batch);

        assertThat(result.attention()[0][0]).containsExactly(0, 0);
        assertThat(result.loss()).isFinite();
    }

    @Test
    void the_loss_is_summed_over_the_batch() {
        double[][] l = weighting(true);
        HandModel model = new HandModel(2, true, false, false, l, l);
        HandWeights weights = adjacent(2, false);
        HandBatch all = batch();

        double sum = 0;
        for (int i = 0; i < BATCH; i++) {
            HandBatch one = new HandBatch(
                    new int[][][] {all.story()[i]},
                    new int[][] {all.time()[i]},
                    new int[][] {all.question()[i]},
                    new int[] {all.answer()[i]});
            sum += HandGradient.of(model, weights, one).loss();
        }

        assertThat(HandGradient.of(model, weights, all).loss()).isCloseTo(sum, within(1e-12));
    }

    /** Sentences of one to all words, and a last slot in the first story that may have a time but has no words. */
    private HandBatch batch() {
        int[][][] story = new int[BATCH][SLOTS][WORDS];
        int[][] time = new int[BATCH][SLOTS];
        int[][] question = new int[BATCH][WORDS];
        int[] answer = new int[BATCH];
        for (int b = 0; b < BATCH; b++) {
            for (int i = 0; i < SLOTS; i++) {
                time[b][i] = random.nextInt(TIMES);
            }
            for (int i = 0; i < (b == 0 ? SLOTS - 1 : SLOTS); i++) {
                int last = random.nextInt(WORDS);
                for (int j = 0; j <= last; j++) {
                    story[b][i][j] = 1 + random.nextInt(V - 1);
                }
            }
            question[b][0] = 1 + random.nextInt(V - 1);
            question[b][1] = random.nextInt(V);
            answer[b] = 1 + random.nextInt(V - 1);
        }
        return new HandBatch(story, time, question, answer);
    }

    private double[][] weighting(boolean positions) {
        double[][] l = new double[WORDS][D];
        for (double[] row : l) {
            for (int e = 0; e < D; e++) {
                row[e] = positions ? 0.5 + random.nextDouble() : 1;
            }
        }
        return l;
    }

    private HandWeights adjacent(int hops, boolean times) {
        return HandWeights.adjacent(tables(hops + 1, V), tables(times ? hops + 1 : 0, TIMES));
    }

    private HandWeights layerWise(int hops, boolean times) {
        double[][][] e = tables(4, V);
        return HandWeights.layerWise(hops, e[0], e[1], e[2], e[3], tables(1, D)[0], tables(times ? 2 : 0, TIMES));
    }

    private double[][][] tables(int count, int rows) {
        double[][][] tables = new double[count][rows][D];
        for (double[][] table : tables) {
            for (double[] row : table) {
                for (int e = 0; e < D; e++) {
                    row[e] = 0.5 * random.nextGaussian();
                }
            }
        }
        return tables;
    }
}
