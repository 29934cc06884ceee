package org.memhop.integration;

import static org.memhop.conformance.variant.Promise.EMPTY_SLOTS;
import static org.memhop.conformance.variant.Promise.ORDER_OF_SENTENCES;
import static org.memhop.conformance.variant.Promise.PADDED_SENTENCES;

import org.memhop.conformance.variant.Variant;
import org.memhop.conformance.variant.VariantContract;

/** The encoders that are learned, with each kind of time and of tying. */
class EncodersContractTest extends VariantContract {
    EncodersContractTest() {
        super(
                Variant.of("encoding=learned-position", "temporal=none", "mask-empty-slots=true")
                        .promising(PADDED_SENTENCES, EMPTY_SLOTS, ORDER_OF_SENTENCES),
                Variant.of("encoding=learned-position", "temporal=rows", "tying=layer-wise")
                        .promising(PADDED_SENTENCES),
                // The time word's mask is that of the last place, which padding moves.
                Variant.of("encoding=learned-position", "temporal=time-words", "memory-dropout=0.25"),
                Variant.of("encoding=learned-position:start=authors", "temporal=rows"),
                Variant.of("encoding=gru", "temporal=none", "mask-empty-slots=true")
                        .promising(PADDED_SENTENCES, EMPTY_SLOTS, ORDER_OF_SENTENCES),
                Variant.of("encoding=gru", "temporal=rows", "tying=layer-wise").promising(PADDED_SENTENCES),
                Variant.of("encoding=gru", "temporal=time-words").promising(PADDED_SENTENCES));
    }
}
