package org.memhop.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocationTest {
    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void once_it_is_warm_a_thousand_steps_of_training_allocate_nothing(String vector) throws Exception {
        try (Corpus corpus = Corpus.open(Optional.empty())) {
            // In a JVM without a coverage agent: its probes make methods too big to be inlined, and vectors are boxed
            // then.
            Figures found = ChildJvm.run(
                    AllocationRun.class, List.of(vector, "1", corpus.path().toString()));

            assertThat(found.get("allocation.bytes")).isZero();
        }
    }
}
