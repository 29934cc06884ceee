package org.memhop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.memhop.api.backend.BackendConfig;
import org.memhop.conformance.faults.Fault;
import org.memhop.conformance.faults.FaultyBackendProvider;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeviationTest {
    private final Suite multiplications =
            Suite.standard().only(one -> one.name().startsWith("MUL F32") && one.group() == Group.SPECIAL_VALUES);
    private final Suite roots = Suite.standard().only(one -> one.name().startsWith("SQRT F64["));

    @Test
    void a_backend_that_flushes_subnormals_passes_with_a_deviation_that_says_so_and_not_without() {
        FaultyBackendProvider provider = new FaultyBackendProvider(Fault.SUBNORMALS_FLUSHED);
        Deviation flushed = Deviation.flushesSubnormals("MUL F32.*", "its processor does");

        assertThat(multiplications.run(provider, BackendConfig.DEFAULT).failures())
                .isNotEmpty();
        Report forgiven = multiplications.run(provider, BackendConfig.DEFAULT, flushed);
        assertThat(forgiven.failures()).isEmpty();
        assertThat(forgiven.idle()).isEmpty();
        assertThat(forgiven.passed()).isTrue();
    }

    @Test
    void what_is_flushed_is_forgiven_and_nothing_else() {
        Deviation flushed = Deviation.flushesSubnormals(".*", "its processor does");
        FaultyBackendProvider provider = new FaultyBackendProvider(Fault.MUL_BY_ZERO);

        assertThat(multiplications.run(provider, BackendConfig.DEFAULT, flushed).failures())
                .isNotEmpty();
    }

    @Test
    void a_deviation_that_forgives_nothing_fails_the_suite() {
        Deviation idle = Deviation.wider("MUL F32.*", 2, "it used to");
        Report report = multiplications.run(FaultyBackendProvider.faultless(), BackendConfig.DEFAULT, idle);

        assertThat(report.failures()).isEmpty();
        assertThat(report.idle()).containsExactly(idle);
        assertThat(report.passed()).isFalse();
        assertThat(ReportText.of(report)).contains("forgives nothing: 2.0 × the tolerance in MUL F32.*: it used to");
    }

    @Test
    void a_wider_tolerance_forgives_small_errors_only() {
        FaultyBackendProvider provider = new FaultyBackendProvider(Fault.SQRT_APPROXIMATE);
        Deviation wider = Deviation.wider("SQRT.*", 10, "a short series");

        assertThat(roots.run(provider, BackendConfig.DEFAULT, wider).failures()).isNotEmpty();
    }

    @Test
    void a_tolerance_may_not_be_widened_without_end() {
        assertThatThrownBy(() -> Deviation.wider(".*", 11, "anything goes"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 10");
    }
}
