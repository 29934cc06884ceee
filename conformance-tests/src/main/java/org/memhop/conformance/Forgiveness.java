package org.memhop.conformance;

import java.util.List;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.core.compare.NodeOracle;

/** Whether a result that is outside its tolerance is inside a wider one. */
final class Forgiveness {
    private Forgiveness() {}

    static boolean of(
            Deviation.Relaxation relaxation,
            NodeOracle oracle,
            Node node,
            List<HostTensor> operands,
            HostTensor found,
            NodeOracle.Exact exact) {
        if (relaxation instanceof Deviation.Wider wider) {
            return exact.bound()
                    .times(wider.factor())
                    .judge(found, exact.value())
                    .right();
        }
        // Flushed operands may give another value; flushed results are zeros. Each element may do as it likes.
        NodeOracle.Exact ofFlushed = oracle.exact(
                node, operands.stream().map(Forgiveness::withoutSubnormals).toList());
        HostTensor repaired = found.copy();
        for (int i = 0; i < found.shape().size(); i++) {
            boolean flushed =
                    found.get(i) == 0 && subnormal(found.type(), exact.value().get(i));
            boolean fromFlushed = rightAt(ofFlushed, found, i)
                    || (found.get(i) == 0
                            && subnormal(found.type(), ofFlushed.value().get(i)));
            if (flushed || fromFlushed) {
                repaired.set(i, exact.value().get(i));
            }
        }
        return exact.judge(repaired).right();
    }

    private static boolean rightAt(NodeOracle.Exact exact, HostTensor found, int i) {
        double want = exact.value().get(i);
        double got = found.get(i);
        double rounded = found.type() == DType.F32 ? (float) want : want;
        return got == rounded
                || (Double.isNaN(got) && Double.isNaN(want))
                || Math.abs(got - want) <= exact.bound().allowed()[i];
    }

    private static HostTensor withoutSubnormals(HostTensor tensor) {
        HostTensor copy = tensor.copy();
        for (int i = 0; i < copy.shape().size(); i++) {
            if (subnormal(copy.type(), copy.get(i))) {
                copy.set(i, Math.copySign(0, copy.get(i)));
            }
        }
        return copy;
    }

    private static boolean subnormal(DType type, double value) {
        double least = type == DType.F32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
        return type.isFloating() && value != 0 && Math.abs(value) < least;
    }
}
