package org.memhop.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final AtomicLong sum = new AtomicLong();

    @Test
    void twice_the_work_takes_twice_the_time() {
        Rounds rounds = Rounds.of(List.of(() -> work(100_000), () -> work(200_000)), 9, 0.2, 0.02);

        assertThat(rounds.ratio(1, 0)).isCloseTo(2, within(0.5));
        assertThat(rounds.cpuMedian(1)).isGreaterThan(rounds.cpuMedian(0));
        assertThat(rounds.wallMedian(0)).isGreaterThan(0.5 * rounds.cpuMedian(0));
    }

    @Test
    void a_ratio_is_taken_within_each_round_so_that_a_slow_round_does_not_count() {
        Rounds rounds = new Rounds(new double[][] {{1, 1, 9}, {2, 2, 18}}, new double[2][3]);

        assertThat(rounds.ratio(1, 0)).isEqualTo(2);
    }

    @Test
    void the_median_is_the_middle_or_the_mean_of_the_two_there() {
        assertThat(Rounds.median(5, 1, 3)).isEqualTo(3);
        assertThat(Rounds.median(List.of(4.0, 1.0, 2.0, 100.0))).isEqualTo(3);
    }

    private void work(int turns) {
        long value = sum.get();
        for (int i = 0; i < turns; i++) {
            value = value * 6364136223846793005L + 1442695040888963407L;
        }
        sum.set(value);
    }
}
