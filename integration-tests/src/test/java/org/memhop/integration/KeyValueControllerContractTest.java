package org.memhop.integration;

import static org.memhop.conformance.variant.Promise.PADDED_SENTENCES;

import org.memhop.conformance.variant.Variant;
import org.memhop.conformance.variant.VariantContract;

/** The controller of key-value networks, alone and with the memory that it goes with. */
class KeyValueControllerContractTest extends VariantContract {
    KeyValueControllerContractTest() {
        super(
                Variant.of("controller=key-value", "encoding=position", "nonlinearity=relu")
                        .promising(PADDED_SENTENCES),
                Variant.of("controller=key-value:shared=true", "memory=key-value", "tying=layer-wise"));
    }
}
