package org.memhop.integration;

import static org.memhop.conformance.variant.Promise.EMPTY_SLOTS;
import static org.memhop.conformance.variant.Promise.ORDER_OF_SENTENCES;
import static org.memhop.conformance.variant.Promise.ORDER_OF_WORDS;
import static org.memhop.conformance.variant.Promise.PADDED_SENTENCES;

import org.memhop.conformance.variant.Variant;
import org.memhop.conformance.variant.VariantContract;

/** Every component, and every value of every setting that changes the network, if not each with every other. */
class ComponentsContractTest extends VariantContract {
    ComponentsContractTest() {
        super(
                Variant.of("encoding=bag-of-words", "temporal=none")
                        .promising(PADDED_SENTENCES, ORDER_OF_SENTENCES, ORDER_OF_WORDS),
                Variant.of("encoding=bag-of-words", "temporal=rows", "tying=none")
                        .promising(PADDED_SENTENCES, ORDER_OF_WORDS),
                Variant.of("encoding=bag-of-words", "temporal=time-words", "mask-empty-slots=true")
                        .promising(PADDED_SENTENCES, ORDER_OF_WORDS),
                Variant.of("encoding=position", "temporal=none", "mask-empty-slots=true")
                        .promising(PADDED_SENTENCES, EMPTY_SLOTS, ORDER_OF_SENTENCES),
                Variant.of("encoding=position", "temporal=rows").promising(PADDED_SENTENCES),
                Variant.of("encoding=position", "temporal=time-words", "tying=layer-wise")
                        .promising(PADDED_SENTENCES),
                Variant.of("encoding=position-authors", "temporal=none").promising(ORDER_OF_SENTENCES),
                Variant.of("encoding=position-authors", "temporal=rows", "mask-empty-slots=true")
                        .promising(EMPTY_SLOTS),
                Variant.of("encoding=position-authors", "temporal=time-words", "hops=1"),
                Variant.of("controller=sum", "tying=layer-wise", "nonlinearity=relu"),
                Variant.of("controller=linear", "tying=adjacent"),
                Variant.of("controller=linear", "tying=layer-wise", "nonlinearity=relu-half"),
                Variant.of("first-state=constant", "tying=layer-wise", "temporal=rows", "encoding=bag-of-words")
                        .promising(PADDED_SENTENCES, ORDER_OF_WORDS));
    }
}
