package org.memhop.integration;

import static org.memhop.conformance.variant.Promise.EMPTY_SLOTS;
import static org.memhop.conformance.variant.Promise.ORDER_OF_WORDS;
import static org.memhop.conformance.variant.Promise.PADDED_SENTENCES;

import org.memhop.conformance.variant.Variant;
import org.memhop.conformance.variant.VariantContract;

/** The memory whose slots hold the question, with the hop and the controller that suit it and with others. */
class QueryReductionContractTest extends VariantContract {
    QueryReductionContractTest() {
        super(
                Variant.of(
                                "memory=query-reduction",
                                "controller=reading",
                                "hop=linear",
                                "encoding=bag-of-words",
                                "temporal=none",
                                "hops=3")
                        .promising(PADDED_SENTENCES, EMPTY_SLOTS, ORDER_OF_WORDS),
                Variant.of(
                                "memory=query-reduction:shared=true",
                                "controller=reading",
                                "hop=linear",
                                "encoding=position",
                                "temporal=none",
                                "tying=single",
                                "hops=2",
                                "memory-dropout=0.25",
                                "weight-decay=0.01")
                        .promising(PADDED_SENTENCES, EMPTY_SLOTS),
                Variant.of(
                        "memory=query-reduction",
                        "controller=gated",
                        "encoding=position-authors",
                        "temporal=time-words"));
    }
}
