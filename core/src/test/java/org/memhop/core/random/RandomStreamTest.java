package org.memhop.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
    private static final long SEED = 0x123456789abcdef0L;
    private static final long STEP = 0x42_0000_0007L;

    private final RandomStream stream = new RandomStream(SEED, Purpose.TIME_NOISE).reset(Purpose.TIME_NOISE, STEP, 5);

    /** The expected words were computed by a second implementation, written in Python from the documented layout. */
    @Test
    void the_documented_key_layout_gives_these_words() {
        assertThat(IntStream.range(0, 12).map(i -> stream.nextInt()))
                .containsExactly(
                        -61391636,
                        -1871289437,
                        -972822181,
                        1790253829,
                        -1465107641,
                        1161031918,
                        -1886554387,
                        491461100,
                        -259522530,
                        1457417052,
                        -1422475179,
                        -1904822920);
    }

    @Test
    void a_double_takes_the_upper_53_bits_of_two_words() {
        assertThat(stream.nextDouble()).isEqualTo(0.9857061460065437);
        assertThat(stream.nextDouble()).isEqualTo(0.7734971855340586);
    }

    @Test
    void gaussians_have_these_bits_everywhere() {
        double[] drawn = {stream.nextGaussian(), stream.nextGaussian(), stream.nextGaussian(), stream.nextGaussian()};

        assertThat(drawn)
                .containsExactly(0.42876597693601426, -2.883055841735016, -1.3610792439447463, -0.5463458101835367);
    }

    @Test
    void bounded_integers_are_these() {
        assertThat(IntStream.range(0, 12).map(i -> stream.nextInt(10)))
                .containsExactly(9, 5, 7, 4, 6, 2, 5, 1, 9, 3, 6, 5);
    }

    @Test
    void a_reset_forgets_everything_drawn_before() {
        int[] first = draw(stream.reset(Purpose.BATCH, 3, 1));
        stream.nextGaussian();

        assertThat(draw(stream.reset(Purpose.BATCH, 3, 1))).isEqualTo(first);
        double gaussian = stream.reset(Purpose.BATCH, 3, 1).nextGaussian();
        assertThat(stream.reset(Purpose.BATCH, 3, 1).nextGaussian()).isEqualTo(gaussian);
    }

    @Test
    void seed_purpose_step_and_index_each_give_other_numbers() {
        Set<String> seen = new HashSet<>();
        int places = 0;
        for (long seed : new long[] {0, 1, 1L << 32, -1}) {
            for (Purpose purpose : Purpose.values()) {
                for (long step : new long[] {0, 1, 1L << 32, (1L << 56) - 1}) {
                    for (int index : new int[] {0, 1, -1}) {
                        seen.add(Arrays.toString(draw(new RandomStream(seed, purpose).reset(purpose, step, index))));
                        places++;
                    }
                }
            }
        }
        assertThat(seen).hasSize(places);
    }

    @Test
    void a_new_stream_stands_at_step_0_and_index_0() {
        assertThat(draw(new RandomStream(7, Purpose.TIME_NOISE)))
                .isEqualTo(draw(new RandomStream(7, Purpose.BATCH).reset(Purpose.TIME_NOISE, 0, 0)));
    }

    @Test
    void the_purposes_keep_their_codes() {
        assertThat(Arrays.stream(Purpose.values()).map(p -> p + "=" + p.code()))
                .containsExactly(
                        "INITIALISATION=1",
                        "BATCH=2",
                        "TIME_NOISE=3",
                        "RESTART=5",
                        "DROPOUT=6",
                        "TEXT=16",
                        "GENERATION=17",
                        "KNOWLEDGE=18");
    }

    @Test
    void a_step_that_does_not_fit_the_counter_is_refused() {
        assertThatThrownBy(() -> stream.reset(Purpose.BATCH, 1L << 56, 0)).hasMessageContaining("BATCH");
        assertThatThrownBy(() -> stream.reset(Purpose.BATCH, -1, 0)).hasMessageContaining("step -1");
        assertThatThrownBy(() -> stream.nextInt(0)).hasMessageContaining("bound 0");
    }

    @Test
    void doubles_are_spread_evenly_over_the_unit_interval() {
        int[] counts = new int[100];
        for (int i = 0; i < 100_000; i++) {
            counts[(int) (stream.nextDouble() * 100)]++;
        }
        assertThat(chiSquare(counts)).isBetween(60.0, 150.0); // 99 degrees of freedom: outside by chance once in 500
    }

    @Test
    void bounded_integers_are_unbiased_even_for_a_bound_that_does_not_divide_two_to_the_32() {
        int bound = 3 << 29; // without rejection one remainder would come in 2 of 8 draws
        int[] counts = new int[3];
        for (int i = 0; i < 90_000; i++) {
            int value = stream.nextInt(bound);
            assertThat(value).isBetween(0, bound - 1);
            counts[value % 3]++;
        }
        assertThat(chiSquare(counts)).isLessThan(14.0); // 2 degrees of freedom: above by chance once in 1000
    }

    @Test
    void gaussians_have_the_moments_of_the_normal_distribution() {
        int n = 200_000;
        double sum = 0;
        double squares = 0;
        double fourths = 0;
        double neighbours = 0;
        double previous = 0;
        for (int i = 0; i < n; i++) {
            double x = stream.nextGaussian();
            sum += x;
            squares += x * x;
            fourths += x * x * x * x;
            neighbours += x * previous;
            previous = x;
        }
        assertThat(sum / n).isCloseTo(0, within(0.01));
        assertThat(squares / n).isCloseTo(1, within(0.015));
        assertThat(fourths / n).isCloseTo(3, within(0.1));
        assertThat(neighbours / n).isCloseTo(0, within(0.01));
    }

    @Test
    void a_permutation_holds_each_number_once_and_every_order_is_equally_likely() {
        assertThat(stream.permutation(50))
                .containsExactlyInAnyOrder(IntStream.range(0, 50).toArray());
        assertThat(stream.permutation(0)).isEmpty();

        int[] counts = new int[27];
        for (int i = 0; i < 60_000; i++) {
            int[] order = stream.permutation(3);
            counts[order[0] * 9 + order[1] * 3 + order[2]]++;
        }
        int[] orders = Arrays.stream(counts).filter(c -> c > 0).toArray();
        assertThat(orders).hasSize(6);
        assertThat(chiSquare(orders)).isLessThan(20.6); // 5 degrees of freedom: above by chance once in 1000
    }

    private static int[] draw(RandomStream stream) {
        return new int[] {stream.nextInt(), stream.nextInt(), stream.nextInt(), stream.nextInt(), stream.nextInt()};
    }

    private static double chiSquare(int[] counts) {
        double expected = (double) Arrays.stream(counts).sum() / counts.length;
        return Arrays.stream(counts)
                .mapToDouble(c -> (c - expected) * (c - expected) / expected)
                .sum();
    }
}
