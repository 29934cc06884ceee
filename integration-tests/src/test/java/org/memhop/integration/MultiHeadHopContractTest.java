package org.memhop.integration;

import static org.memhop.conformance.variant.Promise.EMPTY_SLOTS;
import static org.memhop.conformance.variant.Promise.ORDER_OF_SENTENCES;
import static org.memhop.conformance.variant.Promise.PADDED_SENTENCES;

import org.memhop.conformance.variant.Variant;
import org.memhop.conformance.variant.VariantContract;

/** Two heads and four, with projections of each hop and of all hops. */
class MultiHeadHopContractTest extends VariantContract {
    MultiHeadHopContractTest() {
        super(
                Variant.of("hop=multi-head", "encoding=position", "temporal=none", "mask-empty-slots=true")
                        .promising(PADDED_SENTENCES, EMPTY_SLOTS, ORDER_OF_SENTENCES),
                Variant.of("hop=multi-head:heads=2", "tying=layer-wise"));
    }
}
