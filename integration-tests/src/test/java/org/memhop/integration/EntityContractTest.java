package org.memhop.integration;

import static org.memhop.conformance.variant.Promise.EMPTY_SLOTS;
import static org.memhop.conformance.variant.Promise.ORDER_OF_WORDS;
import static org.memhop.conformance.variant.Promise.PADDED_SENTENCES;

import org.memhop.conformance.variant.Variant;
import org.memhop.conformance.variant.VariantContract;

/** The recurrent entity memory, whose order of sentences matters with any time encoding and with none. */
class EntityContractTest extends VariantContract {
    EntityContractTest() {
        super(
                Variant.of(
                                "memory=entity:slots=3",
                                "controller=entity",
                                "hops=1",
                                "encoding=bag-of-words",
                                "temporal=none")
                        .promising(PADDED_SENTENCES, EMPTY_SLOTS, ORDER_OF_WORDS),
                Variant.of("memory=entity:slots=5", "controller=entity", "encoding=position", "temporal=rows")
                        .promising(PADDED_SENTENCES, EMPTY_SLOTS),
                Variant.of(
                        "memory=entity:slots=1",
                        "temporal=time-words",
                        "mask-empty-slots=true",
                        "memory-dropout=0.25",
                        "hop-dropout=0.3"));
    }
}
