package org.memhop.conformance.variant;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.memhop.conformance.Failure;
import org.memhop.conformance.faults.Fault;
import org.memhop.conformance.faults.FaultyBackendProvider;

class VariantContractTest {
    private final VariantCheck check = new VariantCheck(Variant.of("encoding=bag-of-words", "temporal=rows"));

    @Test
    void a_promise_that_is_not_kept_is_refused() {
        assertThatThrownBy(() -> check.promise(Promise.ORDER_OF_SENTENCES, true))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("the answer, ORDER_OF_SENTENCES: differs by");
    }

    @Test
    void a_promise_that_is_kept_but_not_made_is_asked_for() {
        assertThatThrownBy(() -> check.promise(Promise.ORDER_OF_WORDS, false))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("ORDER_OF_WORDS changes nothing, which is not promised");
    }

    @Test
    void a_backend_with_other_answers_is_refused() {
        assertThatThrownBy(() -> check.agreesOn(new FaultyBackendProvider(Fault.SOFTMAX_DOWN)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("F32");
    }

    @Test
    void a_setting_without_a_value_is_refused() {
        assertThatThrownBy(() -> Variant.of("encoding"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected setting=value");
    }
}
