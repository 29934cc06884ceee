package org.memhop.integration;

import static org.memhop.conformance.variant.Promise.EMPTY_SLOTS;
import static org.memhop.conformance.variant.Promise.ORDER_OF_SENTENCES;
import static org.memhop.conformance.variant.Promise.ORDER_OF_WORDS;
import static org.memhop.conformance.variant.Promise.PADDED_SENTENCES;

import java.util.List;
import org.memhop.conformance.variant.Variant;
import org.memhop.conformance.variant.VariantContract;

/** The memory whose slots attend to each other, and the controller of the same kind, together and each with others. */
class SelfAttendingContractTest extends VariantContract {
    static final List<Variant> VARIANTS = List.of(
            Variant.of(
                            "memory=self-attending:heads=2",
                            "controller=transformer",
                            "encoding=bag-of-words",
                            "temporal=none",
                            "mask-empty-slots=true",
                            "hops=3")
                    .promising(PADDED_SENTENCES, EMPTY_SLOTS, ORDER_OF_SENTENCES, ORDER_OF_WORDS),
            Variant.of(
                            "memory=self-attending:heads=1:width=3",
                            "controller=sum",
                            "encoding=position",
                            "temporal=rows",
                            "hops=3")
                    .promising(PADDED_SENTENCES),
            Variant.of(
                    "memory=self-attending:heads=4",
                    "controller=transformer:width=3",
                    "encoding=position-authors",
                    "temporal=time-words",
                    "tying=layer-wise",
                    "memory-dropout=0.25"),
            Variant.of("controller=transformer", "encoding=position", "temporal=rows", "mask-empty-slots=true")
                    .promising(PADDED_SENTENCES, EMPTY_SLOTS));

    SelfAttendingContractTest() {
        super(VARIANTS.toArray(Variant[]::new));
    }
}
