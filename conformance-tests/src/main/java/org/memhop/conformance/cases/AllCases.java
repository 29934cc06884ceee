package org.memhop.conformance.cases;

import java.util.ArrayList;
import java.util.List;
import org.memhop.conformance.Case;
import org.memhop.conformance.random.RandomCases;

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
        all.addAll(SessionCases.list());
        all.addAll(ClosingCases.list());
        all.addAll(ThreadCases.list());
        all.addAll(GraphCases.list());
        all.addAll(RandomCases.list());
        all.addAll(GradientCases.list());
        all.addAll(ModelCases.list());
        all.addAll(TrainingCases.list());
        all.addAll(ExchangeCases.list());
        return all;
    }
}
