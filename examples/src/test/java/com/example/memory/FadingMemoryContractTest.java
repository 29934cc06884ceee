package com.example.memory;

import org.memhop.conformance.variant.Promise;
import org.memhop.conformance.variant.Variant;
import org.memhop.conformance.variant.VariantContract;

class FadingMemoryContractTest extends VariantContract {
    FadingMemoryContractTest() {
        super(
                Variant.of("memory=fading", "encoding=bag-of-words", "temporal=none")
                        .promising(Promise.PADDED_SENTENCES, Promise.ORDER_OF_WORDS),
                Variant.of("memory=fading:rate=0.5", "encoding=position", "temporal=none", "mask-empty-slots=true")
                        .promising(Promise.PADDED_SENTENCES, Promise.EMPTY_SLOTS));
    }
}
