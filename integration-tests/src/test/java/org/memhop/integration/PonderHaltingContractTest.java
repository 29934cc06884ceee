package org.memhop.integration;

import static org.memhop.conformance.variant.Promise.EMPTY_SLOTS;
import static org.memhop.conformance.variant.Promise.ORDER_OF_SENTENCES;
import static org.memhop.conformance.variant.Promise.PADDED_SENTENCES;

import org.memhop.conformance.variant.Variant;
import org.memhop.conformance.variant.VariantContract;

/** Halting after the second or the third hop, with a prior that matters. */
class PonderHaltingContractTest extends VariantContract {
    PonderHaltingContractTest() {
        super(
                Variant.of("halting=ponder", "encoding=position", "temporal=none", "mask-empty-slots=true")
                        .promising(PADDED_SENTENCES, EMPTY_SLOTS, ORDER_OF_SENTENCES),
                Variant.of("halting=ponder:prior=0.4:weight=0.5", "hops=3", "tying=layer-wise", "dropout=0.3"));
    }
}
