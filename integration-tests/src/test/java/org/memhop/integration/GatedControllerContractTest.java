package org.memhop.integration;

import static org.memhop.conformance.variant.Promise.EMPTY_SLOTS;
import static org.memhop.conformance.variant.Promise.ORDER_OF_SENTENCES;
import static org.memhop.conformance.variant.Promise.PADDED_SENTENCES;

import org.memhop.conformance.variant.Variant;
import org.memhop.conformance.variant.VariantContract;

/** Gates of every hop's own, and one for all hops. */
class GatedControllerContractTest extends VariantContract {
    GatedControllerContractTest() {
        super(
                Variant.of("controller=gated", "encoding=position", "temporal=none", "mask-empty-slots=true")
                        .promising(PADDED_SENTENCES, EMPTY_SLOTS, ORDER_OF_SENTENCES),
                Variant.of("controller=gated:shared=true", "tying=layer-wise", "nonlinearity=relu-half"));
    }
}
