package org.memhop.integration;

import static org.memhop.conformance.variant.Promise.EMPTY_SLOTS;
import static org.memhop.conformance.variant.Promise.ORDER_OF_SENTENCES;
import static org.memhop.conformance.variant.Promise.ORDER_OF_WORDS;
import static org.memhop.conformance.variant.Promise.PADDED_SENTENCES;

import org.memhop.conformance.variant.Variant;
import org.memhop.conformance.variant.VariantContract;

/** Memories that part keys from values, with every encoding and sense of time. */
class KeyValueMemoryContractTest extends VariantContract {
    KeyValueMemoryContractTest() {
        super(
                Variant.of("memory=key-value", "encoding=bag-of-words", "temporal=none")
                        .promising(PADDED_SENTENCES, ORDER_OF_SENTENCES),
                Variant.of("memory=key-value:value-words=2", "encoding=position", "temporal=rows", "tying=layer-wise")
                        .promising(PADDED_SENTENCES),
                Variant.of("memory=key-value", "encoding=position", "temporal=time-words", "memory-dropout=0.3")
                        .promising(PADDED_SENTENCES),
                Variant.of("memory=key-value", "encoding=position-authors", "temporal=rows", "mask-empty-slots=true")
                        .promising(EMPTY_SLOTS),
                Variant.of("memory=key-value:value-words=0", "encoding=bag-of-words", "temporal=none", "tying=none")
                        .promising(PADDED_SENTENCES, ORDER_OF_SENTENCES, ORDER_OF_WORDS));
    }
}
