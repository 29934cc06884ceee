package org.memhop.conformance.cases;

import java.util.ArrayList;
import java.util.List;
import org.memhop.conformance.Case;

/** Every case of the suite, in the order a reader wants them tried: what is simple first. */
public final class AllCases {
    private AllCases() {}

    /** New cases: exact values they have computed are theirs alone. */
    public static List<Case> list() {
        List<Case> all = new ArrayList<>();
        all.addAll(ElementwiseCases.list());
        all.addAll(ReductionCases.list());
        all.addAll(ProductCases.list());
        all.addAll(MovementCases.list());
        all.addAll(RowCases.list());
        all.addAll(SoftmaxCases.list());
        all.addAll(OperandCases.list());
        all.addAll(ErrorCases.list());
        all.addAll(UpdateCases.list());
        return all;
    }
}
