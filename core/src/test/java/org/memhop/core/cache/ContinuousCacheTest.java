package org.memhop.core.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.ConfigException;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;

class ContinuousCacheTest {
    private static final int WORDS = 5;
    private static final int DIMENSION = 3;
    private static final double THETA = 0.7;
    private static final double LAMBDA = 0.3;

    private final Random random = new Random(1);
    private final HostTensor states = states(40);
    private final int[] words = random.ints(40, 0, WORDS).toArray();
    private final ContinuousCache cache = new ContinuousCache(new CacheSettings(8, THETA, LAMBDA), DIMENSION);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 39})
    void gives_what_the_formula_says_of_the_last_states(int told) {
        fill(told);
        double[] distribution = model();
        cache.mix(states, 39, distribution);

        for (int word = 0; word < WORDS; word++) {
            double expected = (1 - LAMBDA) * model()[word] + LAMBDA * formula(word, Math.max(0, told - 8), told);
            assertThat(cache.probability(states, 39, word, model()[word])).isCloseTo(expected, within(1e-14));
            assertThat(distribution[word]).isCloseTo(expected, within(1e-14));
        }
        assertThat(Arrays.stream(distribution).sum()).isCloseTo(1, within(1e-14));
    }

    @Test
    void changes_nothing_while_it_is_empty() {
        fill(12);
        cache.clear();
        double[] distribution = model();
        cache.mix(states, 39, distribution);
        assertThat(distribution).isEqualTo(model());
        assertThat(cache.probability(states, 39, 2, 0.4)).isEqualTo(0.4);
    }

    @Test
    void is_as_if_new_after_it_was_cleared() {
        fill(12);
        cache.clear();
        cache.add(states, 3, 4);
        assertThat(cache.probability(states, 39, 4, 0)).isCloseTo(LAMBDA, within(1e-15));
    }

    @Test
    void with_a_lambda_of_0_is_no_cache() {
        ContinuousCache none = new ContinuousCache(new CacheSettings(8, THETA, 0), DIMENSION);
        none.add(states, 0, 1);
        assertThat(none.probability(states, 1, 1, 0.125)).isEqualTo(0.125);
    }

    @Test
    void stays_a_number_however_large_the_products_are() {
        ContinuousCache sharp = new ContinuousCache(new CacheSettings(8, 1e6, 0.5), DIMENSION);
        sharp.add(states, 0, 1);
        sharp.add(states, 1, 2);
        assertThat(sharp.probability(states, 0, 1, 0) + sharp.probability(states, 0, 2, 0))
                .isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0.1", "1, -1, 0.1", "1, NaN, 0.1", "1, Infinity, 0.1", "1, 1, 1", "1, 1, -0.1", "1, 1, NaN"})
    void settings_out_of_range_are_refused(int size, double theta, double lambda) {
        assertThatThrownBy(() -> new CacheSettings(size, theta, lambda))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected a size of 1 or more");
    }

    private void fill(int told) {
        for (int i = 0; i < told; i++) {
            cache.add(states, i, words[i]);
        }
    }

    private double formula(int word, int from, int to) {
        double of = 0;
        double all = 0;
        for (int i = from; i < to; i++) {
            double dot = 0;
            for (int k = 0; k < DIMENSION; k++) {
                dot += states.get(39 * DIMENSION + k) * states.get(i * DIMENSION + k);
            }
            all += Math.exp(THETA * dot);
            of += words[i] == word ? Math.exp(THETA * dot) : 0;
        }
        return of / all;
    }

    private static double[] model() {
        return new double[] {0.1, 0.2, 0.3, 0.25, 0.15};
    }

    private HostTensor states(int rows) {
        return HostTensor.of(
                Shape.of(rows, DIMENSION),
                random.doubles((long) rows * DIMENSION, -2, 2).toArray());
    }
}
