package org.memhop.integration;

import static org.memhop.conformance.variant.Promise.EMPTY_SLOTS;
import static org.memhop.conformance.variant.Promise.ORDER_OF_SENTENCES;
import static org.memhop.conformance.variant.Promise.PADDED_SENTENCES;

import org.memhop.conformance.variant.Variant;
import org.memhop.conformance.variant.VariantContract;

/** Normalisation with gains and biases of each hop, and of all hops. */
class LayerNormControllerContractTest extends VariantContract {
    LayerNormControllerContractTest() {
        super(
                Variant.of("controller=layer-norm", "encoding=position", "temporal=none", "mask-empty-slots=true")
                        .promising(PADDED_SENTENCES, EMPTY_SLOTS, ORDER_OF_SENTENCES),
                Variant.of("controller=layer-norm", "tying=layer-wise", "nonlinearity=relu-half"));
    }
}
