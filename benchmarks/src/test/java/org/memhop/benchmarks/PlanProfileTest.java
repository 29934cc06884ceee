package org.memhop.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.memhop.benchmarks.yardstick.LanguageStep.Part;

class PlanProfileTest {
    @Test
    void each_step_of_a_plan_belongs_to_a_part() {
        Map<Part, Double> shares = PlanProfile.shares("""
                10.000\t%9 GATHER_ROWS F32[8, 115, 1, 150] (hop1/keys)
                20.000\t%20 MATMUL F32[8, 16, 115] (hop1) in 8 parts
                30.000\t%173 MATMUL F32[128, 10000] (output) in 40 parts
                1.000\t%177 SUM F32[]
                9.000\tCROSS_ENTROPY and %181 CROSS_ENTROPY_GRAD F32[128, 10000] (gradient/loss) in 51 parts
                5.000\tsoftmax gradient %211 MUL F32[128, 100] (gradient/hop6)
                10.000\t%452 SCATTER_ADD_ROWS F32[10000, 150] (gradient/hop1/keys)
                3.000\tzeros into rows of %456 WHERE F32[10000, 150] (null-row)
                4.000\tsum of squares %479 SUM F32[] (clip) in 7 parts
                8.000\tdescent %499 SUB F32[10000, 150] (update) in 7 parts
                """);

        assertThat(shares.get(Part.GATHER_AND_SCATTER)).isCloseTo(0.20, within(1e-9));
        assertThat(shares.get(Part.HOPS)).isCloseTo(0.25, within(1e-9));
        assertThat(shares.get(Part.OUTPUT)).isCloseTo(0.40, within(1e-9));
        assertThat(shares.get(Part.UPDATE)).isCloseTo(0.15, within(1e-9));
    }

    @Test
    void a_plan_without_times_is_refused() {
        assertThatThrownBy(() -> PlanProfile.shares("%9 GATHER_ROWS F32[8, 115, 1, 150] (hop1/keys)"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("GATHER_ROWS");
    }
}
